place-title = What is planned at an address
place-means = Type an address, a crossing, a street or a microdistrict: we tell whether work goes on there and what is planned.
place-words = Address, crossing, street or microdistrict
place-example = Shevchenko 67
place-ask = Ask
place-answer = Answer
place-on-day = As of { $day }
place-on-map = Show on the map
place-report = Report a problem
place-who-answers = Who answers for what
place-outages = Shut-offs
place-group-here = Here
place-group-yard = In your yard
place-group-street = On your stretch of the street
place-group-area = In your block and microdistrict
place-group-near = Within 300 metres
place-when-now = Going on now
place-when-planned = Planned
place-when-undated = In the plan without dates
place-when-unreported = Time is over, nothing reported
place-when-finished = Finished lately
place-more =
    { $count ->
        [one] And { $count } more work.
       *[other] And { $count } more works.
    }
place-dates = How reliable the dates are
place-which = “{ $words }” may be several places. Which one is yours?
place-unknown = We know no place called “{ $words }”. Check the spelling, or find it on the map.
place-pin = Find it on the map
first-ask = What is planned at my address
