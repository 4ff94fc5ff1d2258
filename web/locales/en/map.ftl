# The map page.
page-title = City works map — { $city }
page-description = Repair of roads, yards, networks and parks in { $city }: what, where, when and by whom.

search-label = Address, street or place
search-placeholder = Address, street or place
search-button = Search
search-clear = Clear
search-suggestions = Places found
search-found = { $count ->
    [one] { $count } place found
   *[other] { $count } places found
}
search-nothing = No such place was found. Check the spelling.
search-failed = The search does not answer now.

examples = What you can ask
example-street = What is done on this street: { $name }?
example-district = Which yards will be improved: { $name }?
example-now = What is being repaired right now?
example-year = Which roads are renewed this year?
example-late = Where has the time passed and the work is not finished?

presets = Period
preset-any = Any time
preset-now = Now
preset-month = This month
preset-year = This year
preset-done = Finished

panel = Works and filters
legend-types-of = Kinds of work in “{ $group }”
filters = Filters
filters-on = on
filter-status = Status
filter-district = District
filter-any-district = Whole city
filter-contractor = Contractor
filter-any-contractor = Any
filter-type = Kind of work
filter-any-type = Any
filter-from = From
filter-to = To
filter-show = Show
filter-reset = Clear filters
filters-chosen = Filters that are on
filter-take-off = Take off the filter: { $title }
filter-days-from = from { $day }
filter-days-to = until { $day }

timeline = Period on the timeline
timeline-any = Works of any time
timeline-from = Start of the period
timeline-to = End of the period
timeline-reset = Any time

list-on-screen = { $count ->
    [one] { $shown } work on the map
   *[other] { $shown } works on the map
}
list-at-place = { $place }: { $count ->
    [one] { $shown } work
   *[other] { $shown } works
}
list-answer = The answer on one page
list-whole-map = Show all works on the map
list-in-city = { $count ->
    [one] { $shown } work in the city
   *[other] { $shown } works in the city
}
list-loading = Counting works…
list-empty = There are no such works here. Move the map or clear the filters.
list-failed = The list did not load. Please try again later.
list-more = Show { $count } more
view-list = List
view-map = Map
sheet-open = Open the list
sheet-close = Close the list
picked = { $count ->
    [one] { $count } work here
   *[other] { $count } works here
}

map-title = Map of works
map-loading = Loading the map…
map-failed = The map cannot be shown: the browser needs WebGL. All works are in the list.
map-zoom-in = Zoom in
map-zoom-out = Zoom out
map-locate = Where I am
map-locate-failed = Your place cannot be found
map-attribution = Where the map comes from
map-place = Place found

surfaces-title = Fresh surfaces
surfaces-protected = Not to be dug up until its day
surfaces-guaranteed = Under the contractor’s warranty
surfaces-how = Press a surface on the map: its work opens, with both terms.

moments = Moment by moment
moments-open = Day by day
moments-close = Whole period
moments-play = Play
moments-pause = Pause
moments-back = One step back
moments-forward = One step on
moments-slider = Moment shown on the map
moments-step = Step
moments-day = days
moments-week = weeks
moments-month = months
moments-far = The circles count the whole quarter: zoom in to see the moment.
report-here = Report a problem here
appeal-cells-title = Appeals
appeal-cells-how = The darker a cell, the more appeals there were in past months. No cell has fewer than five.
appeal-cells-data = Data
concerns = What to show
here-works = Works near me
here-asking = Finding where you are…
here-outside = You are not in this city: there are no works here.
here-place = The place where you are
