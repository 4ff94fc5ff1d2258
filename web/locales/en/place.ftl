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
place-when-now = Now, by the plan
place-when-planned = Planned
place-when-undated = In the plan without a start date
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
place-next = What to do next
place-follow = Follow this place
place-question = Ask a question
place-owners = The owners of the homes: ask your house management first
place-nobody = The city has not said yet who answers
place-matter-yard = Yard
place-matter-road = Carriageway
place-matter-sidewalk = Sidewalk
place-matter-yard-trees = Trees in the yard
place-matter-street-trees = Trees by the road
place-matter-lamps = Street lamps
place-matter-waste = Waste and containers
place-matter-water = Water and sewers
place-matter-heat = Heating and hot water
place-matter-power = Electricity
place-matter-gas = Gas
place-maybe = We know no place called exactly “{ $words }”. Is it this one?
place-choices-map = Map with the numbers of these places
place-none-of-them = My place is not here
pin-title = Show the place on the map
pin-means = A place can be shown on the map without knowing its address, or by its coordinates.
pin-step-0 = Press your part of the city: the map comes nearer.
pin-step-1 = Press your block.
pin-step-2 = Press the place itself, and we tell what is planned there.
pin-map = Map: press the place. Without the map: coordinates and districts below.
pin-wider = Show more around
pin-coordinates = Or type coordinates
pin-coordinates-means = Latitude and longitude as a phone shows them
pin-wrong = These are no coordinates of a place in the city. Two numbers are needed, such as 43.238, 76.945.
pin-districts = Or begin with the district
pin-by-words = Find by address
place-others = Other places of this name
place-examples = Try one of these
place-example-yes = A yard where work is going on
place-example-no = A house where nothing is planned
place-example-outage = A house whose supply is shut off
place-example-which = A name that several places have
place-example-warranty = A surface under warranty
place-left-out = { $count ->
    [one] The answer leaves out { $count } work here that was invented for training: there are real ones.
   *[other] The answer leaves out { $count } works here that were invented for training: there are real ones.
}
place-map = Map: this place and the streets around. Open the full map
place-map-works = Map: this place, the streets around, and works numbered as in the lists below. Open the full map
place-map-numbers = The numbers on the map are those of the lists.
place-map-outages = A dashed line is around what is shut off.
place-no-house = We know no house { $number } on “{ $street }”. See the answer for the whole street or microdistrict, or show the house on the map.
place-pin-house = Show the house on the map
place-alike = We know no place called “{ $words }”. Did you mean:
place-moved = Dates moved { $times ->
    [1] once
    [2] twice
   *[other] { $times } times
}; first promised: { $days }
