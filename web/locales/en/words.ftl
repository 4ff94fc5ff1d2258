# Words of every page and of the statuses.
service-name = City works map
service-short = Works map
languages = Language
language-kk = Қазақша
language-ru = Русский
language-en = English
skip-to-list = Skip to the content
footer-about = What is repaired and improved in the city, where and when. The data come from the plans of the city and its contractors.
footer-open-data = Open data
footer-sketch = The base map of the demonstration is drawn by hand and shows the city roughly.

training = training data
training-short = training data
training-note = Works marked “training data” are invented to show the service.

status-planned = Planned
status-due = Due now
status-in-progress = In progress
status-paused = Paused
status-overdue = Overdue
status-unreported = Not reported
status-finished = Finished
status-cancelled = Cancelled
status-undated = No start date

status-planned-means = The work has not begun yet.
status-due-means = By the plan it goes on now, but its start has not been reported.
status-in-progress-means = The start of the work has been reported.
status-paused-means = The work has stopped for now.
status-overdue-means = The planned end has passed and the work is not finished.
status-unreported-means = The planned time has passed without any report.
status-finished-means = The end of the work has been reported.
status-cancelled-means = This work will not be done.
status-undated-means = The plan does not say when the work starts.

no-dates = No dates given
date-day = { $day } { $month } { $year }
date-days-in-month = { $first }–{ $last } { $month } { $year }
date-days-in-year = { $first } { $month } – { $last } { $lastmonth } { $year }
date-span = { $first } – { $last }
date-start-alone = Start: { $day }
date-end-alone = End: { $day }
date-month = { $month } { $year }
percent = { $number }%
money = { $currency ->
    [KZT] { $amount } tenge
   *[other] { $amount } { $currency }
}
unit-m = m
unit-km = km
unit-m2 = m²
unit-ha = ha
unit-pieces = pcs
unit-trees = { $count ->
    [one] tree
   *[other] trees
}
unit-yards = { $count ->
    [one] yard
   *[other] yards
}
unit-houses = { $count ->
    [one] house
   *[other] houses
}

place-kind-street = street
place-kind-house = house
place-kind-microdistrict = microdistrict
place-kind-landmark = place
place-kind-park = park or square
place-kind-district = district
place-kind-crossing = crossing
place-kind-other = place

draw-point = Point
draw-line = Line
draw-area = Area
draw-undo = Take the last point back
draw-clear = Begin anew
draw-hint = Click the map to set a point. By keys: arrows move the map, Space sets a point in its middle, Backspace takes the last one back.
