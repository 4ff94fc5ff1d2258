# The life of a work: states, what can be done, why something cannot.
state-draft = draft
state-planned = planned
state-scheduled = days fixed
state-in-progress = in progress
state-paused = paused
state-finished = reported finished
state-accepted = accepted
state-in-warranty = in warranty
state-archived = archived
state-cancelled = cancelled

event-drafted = Draft written
event-planned = Taken into the plan
event-scheduled = Days fixed
event-returned = Returned with defects
event-warranty-began = Warranty began
event-archived = Put into the archive

field-state = state
field-planned-start = planned start
field-planned-end = planned end
field-actual-start = actual start
field-actual-end = actual end
field-title-ru = title in Russian
field-title-kk = title in Kazakh
field-title-en = title in English
field-type-code = type
field-program = programme
field-contractor-id = contractor
field-customer-id = customer
field-location-raw = place in words
field-district-id = district
field-quantity = amount
field-unit = unit
field-budget = cost
field-excavates = surface dug up
field-closes-road = road closed
field-is-emergency = emergency
field-geom = place on the map

life-conflict = Somebody else has changed this work since you opened it. Nothing of yours was written yet: look at the change and repeat yours if it still holds.
life-conflict-plan = a newer plan
life-conflict-change = Changed by { $who }: { $what }.
life-error-no-such-step = A work in this state cannot become that.
life-error-needs-emergency = Only an emergency repair may start without fixed days.
life-error-needs-days = Both planned days are needed.
life-error-needs-note = Please give a reason.
life-error-note-too-long = A reason has at most { $most } characters.
life-error-before-last-report = Something later has been reported already: the day cannot lie before it.
life-error-day-ahead = A day that has not come yet cannot be reported.
life-error-no-days-to-come = The days of a work that is over cannot be moved.
life-error-end-before-start = The end lies before the start.
life-error-same-days = These are the days that are promised already.
life-error-nothing-new = Nothing differs from what is written already.
life-error-not-editable = Not to be changed here: { $fields }.
life-error-not-later = The new end must lie after the promised one.
life-error-asked-already = More time has been asked for already; the answer is awaited.
life-error-too-far = Such a day is too far away: nothing is promised more than { $years } years ahead.
life-error-too-early = Such a day is too long ago: the city's data begin in { $year }.
life-error-day-past = This day has passed already.
life-error-begun-already = The work has begun already: its start cannot be moved.
life-error-start-not-later = The new start cannot be before the promised one.
life-error-unknown-cause = Choose a reason from the list.
life-error-needs-end = Give the new end.
life-error-as-asked = These are the very days that are asked for: grant them as asked.

by-plan = by the plan
by-contractor = contractor
by-planner = district office
by-inspector = inspector
by-administrator = administrator
by-clock = by the calendar
reason-first-plan = First plan
reason-newer-plan = Newer plan
moved-later = Moved { $times ->
    [1] once
    [2] twice
   *[other] { $times } times
}, { $days ->
    [one] { $days } day
   *[other] { $days } days
} later
moved-earlier = Moved { $times ->
    [1] once
    [2] twice
   *[other] { $times } times
}, { $days ->
    [one] { $days } day
   *[other] { $days } days
} earlier
moved-same = Moved { $times ->
    [1] once
    [2] twice
   *[other] { $times } times
}, the end is as before
surface-protection = Not to be dug up
surface-warranty = Warranty
surface-until = until { $day }
surface-guarantor = { $name } answers for it
surface-assumed = a working term, the contract's may differ

life-title = Course of the work
life-state = Now: { $state }.
life-draft-note = A draft: only those who write it see it.
life-done = Written down.
life-told = The contractor has been sent a message.
life-untold = The contractor has no account here and was not told. Please call them.
life-nothing = Nothing is wanted here now.
life-reason = Reason
life-optional = optional
life-public-note = Everybody who opens the work reads this.
life-on = Day
life-start = Start
life-end = End
life-asked-by = { $name }, { $day }
life-refuse = Refuse
life-forbidden = This change is not yours to make.
life-answered-already = This request has been answered already.
life-unreadable = The form is not complete, or has a mistake. Check the days.
do-planned = Take into the plan
do-scheduled = Fix the days
do-started = Report the start
do-paused = Pause
do-resumed = Report that it goes on
do-finished = Report the finish
do-returned = Return with defects
do-accepted = Accept the work
do-cancelled = Cancel the work
do-reschedule = Move the days
do-ask = Ask for more time
