# The pages of contractors: their works, what to do next, reports that wait for the network.
menu-contractor = My works
contractor-title = My works
contractor-uploads = My plans
contractor-messages = Messages
contractor-asked-link = Waiting for an answer
contractor-map = Map
contractor-map-failed = The map cannot be shown here. The list has everything.
contractor-map-hint = Tap a sign to find its work, or a place to see what is nearest to it.
contractor-near-tapped = Nearest to this place
contractor-order = Order of the works
contractor-by-date = By date
contractor-by-street = By street
contractor-nearest = Nearest
contractor-no-place = The phone does not say where you are. Write an address, or tap a place on the map.
contractor-near-what = Nearest to which address?
contractor-near-find = Find
contractor-near-place = Nearest to: { $place }
contractor-near-here = The nearest to you come first.
contractor-only-reads = These are the works of your service. Their contractor reports on them.
contractor-others-report = Its contractor reports on this work.
contractor-near-now = Now and overdue
contractor-near-other = Other open works
contractor-near-unknown = This address has not been found.
contractor-group-late = Past their end, no report
contractor-group-today = Going on now
contractor-group-week = Next seven days
contractor-group-later = Later
contractor-group-draft = Drafts, not in the plan yet
contractor-group-finished = Finished lately
contractor-show-all = Show all
contractor-back = All my works
contractor-page-before = Previous
contractor-page-after = Next
contractor-nothing = There are no open works of your organisation.
contractor-no-street = Away from streets
contractor-metres = { $count } m
contractor-kilometres = { $count } km
contractor-asked = more time asked for, until { $day }
contractor-do-start = Report start
contractor-do-finish = Report finish
contractor-do-progress = Report progress
contractor-do-resume = Work goes on
contractor-kept = No network.
contractor-kept-as-of = You see this page as of { $moment }. You can report: it is sent when the network is back.
contractor-kept-missing = The page you wanted was not opened on this phone before.
contractor-beside = Others beside you
contractor-history = History of the work
contractor-navigate = Open in navigation
contractor-cuts-protection = Fresh surface: not to be dug up
contractor-cuts-warranty = A surface under warranty is dug up here
contractor-cuts-which = Which work made it

contractor-say-draft = Not in the plan yet: the district office decides
contractor-say-finished = Finished, waits for acceptance
contractor-say-accepted = Accepted
contractor-say-cancelled = Called off
contractor-say-paused = Paused
contractor-say-going-on = Going on
contractor-say-ends-today = Ends today
contractor-say-starts-today = Starts today
contractor-say-no-days = No dates yet
contractor-say-ends-in = { $count ->
    [one] Ends tomorrow
   *[other] Ends in { $count } days
}
contractor-say-starts-in = { $count ->
    [one] Starts tomorrow
   *[other] Starts in { $count } days
}
contractor-say-overdue = { $count ->
    [one] { $count } day past its end
   *[other] { $count } days past its end
}
contractor-say-unreported = { $count ->
    [one] Should have ended { $count } day ago, no report
   *[other] Should have ended { $count } days ago, no report
}
contractor-say-start-unreported = { $count ->
    [one] Should have started { $count } day ago: report it
   *[other] Should have started { $count } days ago: report it
}

outbox-signed-out = You are signed out. The reports stay on this phone and go out when you sign in.
outbox-send = Send now
outbox-mend = Mend
outbox-drop = Throw away
outbox-waiting-count = Waiting to be sent:
outbox-all-sent = All reports are sent.
outbox-state-waiting = Waits for the network
outbox-state-sending = Being sent…
outbox-state-sent = Sent
outbox-state-refused = Refused:
outbox-state-too-old = The server does not answer as it should. It will be tried again.
outbox-photos = Photos:
outbox-drop-sure = Throw this report away? It was not sent.
outbox-leave-sure = Reports are not sent yet. They stay on this phone and go out when you sign in again. Sign out?
outbox-kept-for-later = The report is kept on this phone and will be sent.
outbox-not-kept = The phone has no room to keep the report. Send it with a network.

contractor-report = Report from the site
contractor-report-done = The report has arrived.
contractor-report-kind = What do you report?
contractor-kind-start = Start
contractor-kind-finish = Finish
contractor-kind-progress = Progress
contractor-kind-note = Note
contractor-percent = How much is done?
contractor-photos = Take or choose photos
contractor-photos-hint = At most { $most }. They are made smaller on the phone; place and time stay.
contractor-note = A few words, if needed
contractor-other-day = It was on another day
contractor-send = Send the report
contractor-report-place = Time and place are taken from the phone. Without a network the report waits on the phone and goes out by itself.
contractor-done-share = { $percent } done, as reported last
contractor-told = Reported so far
contractor-photo-of = Photo: { $kind }, { $day }
contractor-told-plan = Works of the plan
contractor-told-taken = Works that the plan gave to others
contractor-told-mended = Works whose place was made certain
contractor-told-none = None of these works is shown: they were called off or given to others.
