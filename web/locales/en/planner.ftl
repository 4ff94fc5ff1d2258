# The planner's desk: dashboard, table, changes of many works, downloads.
menu-planner = District dashboard
menu-planner-works = Table of works
planner-title = District dashboard
planner-city = { $city }: the whole city
planner-own-districts = My districts
planner-on-day = As of { $day }
planner-choose-district = Choose a district
planner-all-districts = All together
planner-attention = Needs attention
planner-overdue = overdue, still going on
planner-unreported = not reported, time is over
planner-asks-time = { $count ->
    [one] asks for more time
   *[other] ask for more time
}
planner-to-accept = finished, not accepted
planner-ends-week = end within 7 days
planner-ends-soon = end within 14 days
planner-starts-soon = start within 14 days
planner-drafts = { $count ->
    [one] draft
   *[other] drafts
}
planner-without-place = without a place on the map
planner-without-days = without dates
planner-without-contractor = without a contractor
planner-without-district = without a district
planner-without-budget = without a budget
planner-by-state = By state
planner-by-type = By type
planner-share = Share
planner-works = Works
planner-live = Not over yet
planner-budget = Budget
planner-all = All works
planner-nothing = There are no such works.
planner-views = Views of one selection
planner-view-board = Dashboard
planner-view-table = Table
planner-view-timeline = Timeline
planner-view-print = Print
planner-view-map = Map
planner-export = Download these works
planner-remark-unreadable = This part of the link could not be read: { $parameter }. The rest was followed.
planner-remark-not-yours = The district in the link is not yours; its works are not shown here.

planner-table-title = Table of works
planner-words = Words in title or place
planner-any = any
planner-more-filters = More filters
planner-field-from = Going on from
planner-field-to = Going on until
planner-from = from { $day }
planner-to = until { $day }
planner-ends-within = end within { $count ->
    [one] { $days } day
   *[other] { $days } days
}
planner-starts-within = start within { $count ->
    [one] { $days } day
   *[other] { $days } days
}
planner-contractor = contractor: { $name }
planner-customer = customer: { $name }
planner-bbox = within the map's bounds
planner-filters-now = Filters
planner-drop-filter = remove
planner-drop-all = Remove all
planner-total = { $count ->
    [one] { $number } work
   *[other] { $number } works
}
planner-column-work = Work
planner-column-place = Place
planner-column-state = State
planner-column-start = Start
planner-column-end = end
planner-column-budget = Budget
planner-sorted-ascending = ascending
planner-sorted-descending = descending
planner-choose = Choose work no. { $id }: { $title }
planner-choose-page = Choose all on the page
planner-pages = Pages
planner-page = Page { $page } of { $pages }
planner-rows = { $count } on a page
planner-narrow = There are no further pages: narrow the filter, or download everything as a file.

planner-chosen = Chosen: { $count }
planner-bulk-title = Change the chosen works
planner-bulk-means = Choose rows (at most { $most }) and what to do. You will see first what would change.
planner-act-shift = Shift the dates
planner-act-shift-means = By how many days; a minus for earlier. Works that go on move their end only
planner-act-days = Set the dates
planner-act-state = Change the state
planner-act-state-means = What to do
planner-act-contractor = Assign a contractor
planner-preview = Show what would change

planner-bulk-preview = What would change
planner-bulk-report = What was done
planner-bulk-back = To the table
planner-bulk-would = { $total } chosen: { $done } will change, { $refused } will not.
planner-bulk-did = { $total } chosen: { $done } changed, { $refused } refused.
planner-bulk-cannot = Will not change
planner-bulk-refused = Refused
planner-bulk-will = Will change
planner-bulk-done = Changed
planner-bulk-why = Why
planner-bulk-was = Now
planner-bulk-becomes = Then
planner-bulk-apply = { $count ->
    [one] Change { $count } work
   *[other] Change { $count } works
}
planner-bulk-cancel = Change nothing
planner-refused-missing = There is no such work.
planner-refused-not-yours = This change is not yours to make.
planner-problem-nothing-chosen = No work is chosen.
planner-problem-too-many = At most 200 works are changed at once.
planner-problem-no-reason = Give the reason: residents will read it.
planner-problem-no-days = Say by how many days to shift: 1 to 3650, with a minus for earlier.
planner-problem-no-dates = Give a start or an end.
planner-problem-no-contractor = Choose a contractor.
planner-problem-no-act = Choose what to do.

export-sheet = Works
export-about = About this file
export-asked = Selection
export-works = Works
export-day = As of
export-source-of = Source
export-link = Link
export-who = Downloaded by
export-id = No.
export-type = Type code
export-type-title = Type
export-title = Title
export-location = Place
export-district = District
export-state = State
export-status = Status
export-planned-start = Planned start
export-planned-end = Planned end
export-actual-start = Actual start
export-actual-end = Actual end
export-contractor = Contractor
export-customer = Customer
export-program = Programme
export-quantity = Quantity
export-unit = Unit
export-budget = Budget
export-lon = Longitude
export-lat = Latitude
export-source = Plan from
export-source-url = Link to the source
export-is-training = Training data
export-version = Version
