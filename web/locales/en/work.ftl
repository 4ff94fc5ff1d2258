# The card and the page of a work; error pages.
card-back = All works
card-back-to-picked = To the works here
card-loading = Loading the work…
card-missing = There is no such work.
card-failed = The work did not load. Please try again later.
card-where = Where
card-when = When
card-started = Started { $day }
card-ended = Finished { $day }
card-contractor = Contractor
card-no-phone = no phone known
card-all-of-contractor = All works of this contractor
card-customer = Customer
card-unknown = not given
card-quantity = Amount
card-budget = Cost
card-effect = Traffic
card-closes-road = The road is closed
card-surface = Surface
card-excavates = The surface is dug up
card-source = Known from
card-source-by-hand = Entered by hand
card-source-row = { $file }, sheet “{ $sheet }”, row { $row }
card-source-file = { $file }, row { $row }
card-source-link = Announcement
card-progress = { $percent } of the time has passed
card-page = Page of this work
card-on-map = Show on the map
card-copy = Copy link
card-copied = Link copied

match-interpolated = The place is approximate: the house number was worked out from its neighbours.
match-street = Only the street is known: the sign stands in its middle.
match-microdistrict = Only the microdistrict is known: the sign stands in its middle.
match-district = Only the district is known: the sign stands in its middle.
match-rooftop-base = The sign stands at the main house: its letter or fraction is not in the register.
match-unsure = The place is uncertain.
match-none = The place has not been found on the map yet.

work-page-title = { $title } — { $type }
work-picture = The place on the map: { $place }
work-schedule = How the dates changed
work-events = What was reported
event-started = Work started
event-paused = Work paused
event-resumed = Work resumed
event-finished = Work finished
event-accepted = Work accepted
event-cancelled = Work cancelled
work-open-data = This work as open data

error-400 = This cannot be asked
error-404 = There is no such page
error-503 = We cannot answer now
error-500 = Something broke on our side
error-400-words = The address of the page has a mistake. Open the map and choose again.
error-404-words = The link may be old or misspelt.
error-503-words = Please try again in a minute.
error-500-words = We will see it in the log. If you write to us, quote the request number.
error-401 = Sign in first
error-403 = You may not do this
error-409 = Somebody else has changed this
error-413 = That is too much at once
error-413-words = Save a large table as a file, or split it, and send it again.
error-429 = Too many requests
error-401-words = This page is open to people who are signed in.
error-403-words = Your account has no such right. An administrator decides about rights.
error-409-words = Nothing was changed. Open the page again and repeat.
error-429-words = Wait a little and try again.
error-request = Request number: { $id }
error-home = Open the map of works

interface-title = Data for programs
interface-words = Every answer is JSON or GeoJSON (EPSG:4326, longitude first). Errors follow RFC 9457 (application/problem+json).
report-work = Write about this work
work-appeals = Appeals
work-appeals-total = { $count ->
    [one] { $count } appeal
   *[other] { $count } appeals
    }
work-appeals-few = A few appeals, fewer than five
work-appeals-open = { $count ->
    [one] { $count } waits for an answer
   *[other] { $count } wait for an answer
    }
card-share = Share
card-print = Print
card-promised = All dates ever promised

work-promised-on = Promised on { $day }
work-in-fact = In fact
work-today = The red line is today
work-outages = Outages because of this work
work-appeals-topics = What appeals are about
work-appeals-topic = Topic
work-near = Nearby, within 300 metres
