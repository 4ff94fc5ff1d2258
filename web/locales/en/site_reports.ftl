# Reports from the building site: the form, the list, refusals, marks.
report-form = Report from the site
report-form-what = About what
report-form-start = Started
report-form-resume = Resumed
report-form-progress = Partly done
report-form-finish = Finished
report-form-percent = Done, %
report-form-take = Take a photo
report-form-choose = Choose photos
report-form-photos = Up to { $count } { $count ->
    [one] photo
   *[other] photos
 }, { $most } MB each.
report-form-note = Note
report-form-note-for = The akimat and your organisation read it; residents do not see it.
report-form-day = Day
report-form-send = Send
report-list = Reported from the site
report-progress = The contractor reports { $percent } done
report-before = Before
report-after = After
report-kind-start = Start
report-kind-progress = Done
report-kind-finish = Finish
report-kind-note = Note
report-photo = Photo { $number }: { $kind }, { $day }
report-sent-by = Sent by { $name }, { $moment }

report-refused-draft = This work is not in the plan yet. It can start when the akimat has taken it into the plan.
report-refused-no-days = This work has no planned days. Ask the akimat to set them, then report the start.
report-refused-not-started = The start of this work has not been reported yet. Report the start first.
report-refused-paused = This work is paused. Report first that it goes on.
report-refused-cancelled = This work was cancelled.
report-refused-key-used = This report was sent for another work already. Write it anew.
report-error-needs-percent = Say how many per cent are done.
report-error-needs-words = Write something or add a photo.
report-error-too-many-photos = A report takes { $most } photos at most.

report-distance-metres = { $number } m
report-distance-kilometres = { $number } km
report-mark-far = The phone was { $distance } away from the work.
report-mark-photo-far = Photo { $photo } was taken { $distance } away from the work.
report-mark-no-place = Where this was reported is not known: neither the phone nor the photos say.
report-mark-photo-no-place = Photo { $photo } does not say where it was taken; the place is known from the phone.
report-mark-coarse-place = The phone knew its place only within { $distance }.
report-mark-no-photo = Without a photo.
report-mark-clock-ahead = The phone's clock is fast: the report is dated { $amount } min after its arrival.
report-mark-clock-wrong = The phone's clock was wrong by { $amount } min. The time was corrected.
report-mark-day-ahead = The day named has not come yet ({ $amount } days ahead). The day of arrival was written down.
report-mark-day-unbelievable = The day named cannot be believed: it is too long ago. The day of arrival was written down.
report-mark-long-ago = The report came { $amount } days after the day it tells of.
report-mark-photo-other-day = Photo { $photo } was taken on another day: { $amount } days apart.
report-mark-photo-again = Photo { $photo } was in another report before.
report-mark-progress-back = Less than was reported before: it was { $amount }%.
report-mark-already-started = The start had been reported already. Kept as a note.
report-mark-already-finished = The finish had been reported already. Kept as a note.
