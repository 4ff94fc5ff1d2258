# The planner's timeline.
menu-timeline = Timeline of works
timeline-title = Timeline of works
timeline-period = Period
timeline-earlier = Earlier
timeline-later = Later
timeline-today = Today
timeline-span = Length of the period
timeline-span-month = Month
timeline-span-quarter = Quarter
timeline-span-year = Year
timeline-by = Grouping
timeline-by-street = By street
timeline-by-contractor = By contractor
timeline-order = Order
timeline-order-earliest = Earliest first
timeline-order-longest = Longest first
timeline-zoom-in = Stretch
timeline-zoom-out = Shrink
timeline-filters = Filters that are on
timeline-drop = take the filter off
timeline-total = { $count ->
    [one] { $number } row
   *[other] { $number } rows
} in this period.
timeline-undated = { $count ->
    [one] { $number } more work without dates
   *[other] { $number } more works without dates
}
timeline-legend = Legend
timeline-legend-planned = Ahead by the plan
timeline-legend-actual = Really going on, or done
timeline-legend-late = Longer than promised
timeline-legend-clash = Clash: works nearby on the same days
timeline-legend-promise = End that was promised first
timeline-legend-outage = Shut-off in the street
timeline-keys = Keys: ↑ ↓ from work to work, Space the card, Enter the work’s page, + − stretch and shrink, Ctrl with the wheel the same under the pointer.
timeline-column-work = Work
timeline-column-days = Days
timeline-continued = continued
timeline-clashes = { $count ->
    [one] { $count } work clashes
   *[other] { $count } works clash
}
timeline-meets = Clashes with:
timeline-promised = First promised until { $day }
timeline-none-street = Without a street
timeline-none-contractor = Without a contractor
timeline-outage = Shut-off: { $kind }, { $days }
timeline-nothing = There are no such works in this period. Choose another period or take filters off.
timeline-pages = Pages of the timeline
timeline-page = Page { $page } of { $pages }
timeline-earlier-page = Previous
timeline-later-page = Next
timeline-year = { $year }
timeline-quarter = Quarter { $number } of { $year }
timeline-close = Close
