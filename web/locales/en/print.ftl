# Printing a plan: the page that asks, the plan on paper, the map without the internet.
menu-print = Print a plan
print-page-title = Print a plan
print-page-lead = Choose a place and the plan is ready: on paper, or as a map that opens without the internet.
print-where = Where
print-where-district = District
print-where-microdistrict = Microdistrict
print-where-street = Street
print-where-street-hint = Begin to type the name. A street wins over a microdistrict.
print-all-districts = All my districts
print-any = Any
print-elsewhere = Elsewhere
print-when = When the works go on
print-from = From
print-to = To
print-when-hint = Leave empty for works of all times.
print-what = Kinds of work
print-what-hint = Nothing ticked means all kinds.
print-more-asked = Also taken from the link
print-make-pdf = PDF for paper
print-make-pdf-about = Summary, map with numbers and table of works on A4 sheets
print-make-map = Offline map
print-make-map-about = One file that opens in a browser without a network
print-recount = Count again
print-chosen = { $count ->
    [one] { $number } work is chosen now: { $heading }
   *[other] { $number } works are chosen now: { $heading }
}
print-nothing = No work fits this choice: { $heading }. Choose another place or other days.
print-too-many = { $number } works are chosen, and one plan holds { $most } at most. Choose a microdistrict, a street, days or kinds of work.
print-refused-busy = Others are printing just now. Wait a minute and press again.
print-refused-too-much = This is too much for one print, and the plan was not made. Choose a microdistrict, a street, days or kinds of work.
print-unknown-street = The register has no street “{ $street }”. Check the name or take one of those offered.

print-kind = Plan of works
print-as-of = As of { $day }
print-numbering = { $page } of { $pages }
print-works = { $count ->
    [one] work
   *[other] works
}
print-overdue = overdue
print-unreported = time is over, no report
print-budget-of = in all; { $priced } of { $count } works name a price
print-by-type = By kind of work
print-by-state = By state
print-type = Kind of work
print-state = State
print-count = Works
print-budget = Budget
print-together = Together
print-map = Map
print-map-alt = { $count ->
    [one] Map: { $count } work with its number of the list
   *[other] Map: { $count } works with their numbers of the list
}
print-map-note = Numbers are those of the list, colours are kinds of work.
print-unplaced = { $count ->
    [one] { $count } work is not on the map: its place has not been found yet.
   *[other] { $count } works are not on the map: their places have not been found yet.
}
print-unsigned = { $count ->
    [one] { $count } work is a dot only: there is no room for its number.
   *[other] { $count } works are dots only: there is no room for their numbers.
}
print-attribution = Base map: city register, © OpenStreetMap.
print-list = Works by street
print-number = No.
print-work = Work
print-place = Place
print-days = Days
print-who = Contractor and customer
print-rough-place = place not exact
print-no-street = Elsewhere
print-no-contractor = No contractor named
print-customer = Customer: { $name }
print-metres = { $length } m
print-kilometres = { $length } km
print-state-draft = Draft
print-state-planned = Planned
print-state-scheduled = Days fixed
print-state-due = Should be going on
print-state-in-progress = In progress
print-state-paused = Paused
print-state-overdue = Overdue
print-state-unreported = No report
print-state-undated = No start date
print-state-finished = Finished, not accepted
print-state-accepted = Accepted
print-state-in-warranty = In warranty
print-state-archived = Archived
print-state-cancelled = Cancelled

asked-all = All kinds of work, all days and states
asked-in-districts = Within: { $names }
asked-kinds = Kinds of work: { $names }
asked-conditions = State: { $names }
asked-days = Going on in these days: { $days }
asked-from = Going on from { $day }
asked-to = Going on until { $day }
asked-ends-within = { $count ->
    [0] Ending today
    [one] Ending within { $count } day
   *[other] Ending within { $count } days
}
asked-starts-within = { $count ->
    [0] Starting today
    [one] Starting within { $count } day
   *[other] Starting within { $count } days
}
asked-contractor = Contractor: { $name }
asked-customer = Customer: { $name }
asked-without-place = No place on the map
asked-without-days = No dates
asked-without-contractor = No contractor
asked-without-district = No district
asked-without-budget = No price
asked-time = The contractor asks for more time
asked-words = With the words: “{ $words }”
asked-in-window = In the chosen part of the map

offline-find = Find by word or number
offline-states = State
offline-found = { $count ->
    [one] { $count } work shown
   *[other] { $count } works shown
}
offline-none = Nothing found.
offline-show = Show on the map
offline-no-place = Not on the map
offline-about = This map works without the internet. Its data are of { $day } and will not get newer.
offline-map = Map of works
offline-planned = Planned
