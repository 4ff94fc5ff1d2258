# The city's pages: the plan in numbers, lists, the calendar of shut-offs.
city-link = The city's plan in numbers
city-title = The city's plan
city-year = { $year }
city-means = The city's works in numbers: types, districts, budget, dates, appeals. { $city }.
city-views = Sections
city-view-numbers = In numbers
city-view-finished = What is finished
city-view-outages = Outages
city-view-map = Map
city-years = Years
city-all-years = All years
city-nothing = The plan has no works in this time.
city-works = { $count ->
    [one] work
   *[other] works
}
city-budget = { $currency } — the budget of { $priced } works that tell it
city-kept-share = of finished works in the time promised
city-answered-share = of appeals answered in time
city-by-status = How the works stand
city-by-district = By district
city-by-type = By type of work
city-by-month = How many works go on in each month
city-status = Status
city-district = District
city-no-district = District not known
city-type = Type of work
city-month = Month
city-share = Share
city-works-head = Works
city-budget-head = Budget
city-total = Total
city-table = Show as a table
city-chart = Chart: { $title }. The same numbers are in the table below.
city-kept = Are dates kept
city-kept-words = { $count ->
    [one] Of { $count } finished work { $in_time } kept the first date promised.
   *[other] Of { $count } finished works { $in_time } kept the first date promised.
}
city-kept-late = { $days ->
    [one] Half of the others were late by { $days } day or less.
   *[other] Half of the others were late by { $days } days or less.
}
city-kept-moved = { $count ->
    [one] The dates of { $count } work were moved.
   *[other] The dates of { $count } works were moved.
}
city-kept-head = When finished
city-kept-in-time = In the time promised first
city-kept-later = Later
city-kept-unpromised = No date was promised
city-kept-few = { $count ->
    [0] No work with dates is finished yet.
    [one] Only { $count } work with dates is finished: too few for a share.
   *[other] Only { $count } works with dates are finished: too few for a share.
}
city-kept-means = Counted from the day that residents were told first, even if it was moved later.
city-answered = Appeals: answered in time
city-how-at-once = Answered at once
city-how-in-time = Answered in time
city-how-waiting = Term not over yet
city-how-late = Answered late
city-how-overdue = Term over, no answer
city-how-no-term = Without a term
city-answered-means = By the month in which the appeal was received. Withdrawn and repeated appeals are not counted.
city-files = Download
city-feed = Atom feed
city-licence = The data may be used freely if the source is named: { $source }. Licence:
city-district-title = Works: { $name }
city-district-means = What is being done and what is planned: { $name }.
city-whens = What to show
city-when-now = Going on now
city-when-planned = Planned
city-when-unreported = Time is over, nothing reported
city-when-finished = Finished
city-when-cancelled = Called off
city-list-empty = There are no such works.
city-other-districts = Other districts
city-pages = Pages
city-page-of = Page { $number } of { $pages }
city-before = Back
city-after = Next
city-months = Months
city-finished-title = What is finished: { $month }
city-finished-means = The city's works that were reported finished: { $month }.
city-finished-total = { $count ->
    [0] Nothing is finished in this month yet
    [one] { $count } work is finished
   *[other] { $count } works are finished
}
city-finished-note = These are works that the contractor reported finished.
city-outages-title = Calendar of outages
city-outages-means = Outages of water, heat, power and gas by day: { $month }.
city-outages-many = { $count ->
    [one] { $count } outage
   *[other] { $count } outages
}
city-outages-none = Nothing is shut off in this month.
city-outages-month = The whole month: { $month }
city-feed-works = Plan of works: { $place }
city-feed-finished = Finished works: { $place }
city-feed-outages = Outages: { $place }
city-list-csv = The list: CSV
city-list-geojson = The list with places: GeoJSON
city-numbers-csv = The numbers: CSV
city-numbers-geojson = Districts with numbers: GeoJSON
city-follow-district = Follow this district
city-read-at = As of { $moment }.
city-whole = Whole city
city-show = Show
city-kinds = What is shut off
city-all-kinds = All
city-outages-none-day = Nothing is shut off on this day.
city-outages-unplaced = { $count ->
    [one] { $count } more outage of this month has no known place on the map: it may be in this district too.
   *[other] { $count } more outages of this month have no known place on the map: they may be in this district too.
}
city-outages-of-district = Outages in the district
city-feed-kind = { $kind }, outages: { $place }
city-calendar-file = Calendar (.ics)
city-unknown = Nothing is known of this time, or there is no such district.
city-ended-on = finished on { $day }
city-counted-year = Counted here are works whose days fall in this year. The map shows the works of all years.
city-counted-all = Counted here are the works of all years.
city-counted-training = Training data are counted apart: the map has real works beside them.
