# The guide: what to do, who decides, how long to wait.
guide-title = What to do and who decides
guide-means = A guide to life situations: who answers, what to do now and how long to wait for an answer.
guide-words = What has happened
guide-example = For example: a street lamp is dark
guide-group = Subject
guide-any = All subjects
guide-place = Where
guide-any-place = Anywhere
guide-place-carriageway = in a road
guide-place-sidewalk = on a sidewalk
guide-place-yard = in a yard
guide-place-house = in a house
guide-place-park = in a park
guide-place-river = by a river
guide-place-other = elsewhere
guide-everywhere = anywhere
guide-found = { $count ->
    [one] { $count } situation found.
   *[other] { $count } situations found.
}
guide-all = Show all
guide-results = What was found
guide-none = Nothing was found. Say it more simply, or report the problem to us and the reception will sort it out.
guide-urgent = Urgent
guide-urgent-means = This is dangerous: such a report is called through at once. If people are in danger, call 112.
guide-do = What to do
guide-report = Report this
guide-decides = Who decides
guide-who-guarantor = The contractor who gave the warranty
guide-who-owners = The residents and the house management
guide-where = Where this holds
guide-term = Time to answer by law
guide-term-working-days = { $count ->
    [one] { $count } working day
   *[other] { $count } working days
}
guide-term-calendar-days = { $count ->
    [one] { $count } calendar day
   *[other] { $count } calendar days
}
guide-term-months = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
guide-monitoring = How it is checked
guide-tell = What you will be asked
guide-elsewhere = The same elsewhere
