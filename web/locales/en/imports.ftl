# Uploaded plans: what is stored with an upload, and its pages.
imports-note-check-failed = The check broke off by an error on our side. The file is kept: start the check again.
imports-note-already-loaded = This very file has been accepted (plan { $plan }). If it is to be valid again, save it anew.
imports-note-series-changed = Another plan of this series was accepted meanwhile. The rows are compared anew: look and accept again.
imports-note-accept-failed = It could not be accepted by an error on our side. Nothing has changed, try again.
imports-note-nothing-good = There is nothing to accept: the plan has no good row.
