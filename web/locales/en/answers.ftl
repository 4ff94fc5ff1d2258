# The one answer for a place: its sentences. "-too" is the second one of the same answer.
answer-now-here = Yes: work is going on here ({ $days }): { $title }.
answer-now-area = Yes: work is going on around you ({ $days }): { $title }.
answer-now-here-too = Here work is also going on ({ $days }): { $title }.
answer-now-area-too = Around you work is also going on ({ $days }): { $title }.
answer-now-yard = Yes: work is going on in your yard ({ $days }): { $title }.
answer-now-yard-too = In your yard work is also going on ({ $days }): { $title }.
answer-now-street = Yes: work is going on on your stretch of the street ({ $days }): { $title }.
answer-now-street-too = On your stretch of the street work is also going on ({ $days }): { $title }.
answer-planned-here = Yes: work is planned here ({ $days }): { $title }.
answer-planned-area = Yes: work is planned around you ({ $days }): { $title }.
answer-planned-here-too = Here work is also planned ({ $days }): { $title }.
answer-planned-area-too = Around you work is also planned ({ $days }): { $title }.
answer-planned-yard = Yes: work is planned in your yard ({ $days }): { $title }.
answer-planned-yard-too = In your yard work is also planned ({ $days }): { $title }.
answer-planned-street = Yes: work is planned on your stretch of the street ({ $days }): { $title }.
answer-planned-street-too = On your stretch of the street work is also planned ({ $days }): { $title }.
answer-undated-here = Yes: work is planned here — { $title }. Its days are not fixed yet.
answer-undated-area = Yes: work is planned around you — { $title }. Its days are not fixed yet.
answer-undated-here-too = Here there is also { $title } in the plan, without dates yet.
answer-undated-area-too = Around you there is also { $title } in the plan, without dates yet.
answer-undated-yard = Yes: work is planned in your yard — { $title }. Its days are not fixed yet.
answer-undated-yard-too = In your yard there is also { $title } in the plan, without dates yet.
answer-undated-street = Yes: work is planned on your stretch of the street — { $title }. Its days are not fixed yet.
answer-undated-street-too = On your stretch of the street there is also { $title } in the plan, without dates yet.
answer-unreported-here = By the plan work here should be over ({ $days }): { $title }. Nobody has reported on it.
answer-unreported-area = By the plan work around you should be over ({ $days }): { $title }. Nobody has reported on it.
answer-unreported-here-too = Here there should also have been { $title } ({ $days }); nobody has reported on it.
answer-unreported-area-too = Around you there should also have been { $title } ({ $days }); nobody has reported on it.
answer-unreported-yard = By the plan work in your yard should be over ({ $days }): { $title }. Nobody has reported on it.
answer-unreported-yard-too = In your yard there should also have been { $title } ({ $days }); nobody has reported on it.
answer-unreported-street = By the plan work on your stretch of the street should be over ({ $days }): { $title }. Nobody has reported on it.
answer-unreported-street-too = On your stretch of the street there should also have been { $title } ({ $days }); nobody has reported on it.
answer-nothing = No: nothing is planned here now.
answer-done-lately = Finished lately ({ $day }): { $title }.
answer-near =
    { $count ->
        [one] { $count } work within 300 metres.
       *[other] { $count } works within 300 metres.
    }
answer-late = Its time is over, but the work still goes on.
answer-contractor = Contractor: { $name }.
answer-more =
    { $count ->
        [one] And { $count } more work.
       *[other] And { $count } more works.
    }
answer-outage = Shut off ({ $days }): { $kind }.
answer-outage-undated = Shut off (the days are not told): { $kind }.
answer-outage-first = Yes: shut off here ({ $days }): { $kind }.
answer-outage-undated-first = Yes: shut off here (the days are not told): { $kind }.
answer-nothing-works = No works are planned here now.
answer-warranty = The surface is under warranty until { $day }.
answer-warranty-by = The surface is under warranty until { $day }; { $name } answers for it.
answer-protection = The new surface must not be dug up until { $day }.
answer-appeals-few = There are open appeals of residents nearby.
answer-appeals =
    { $count ->
        [one] { $count } open appeal of residents nearby.
       *[other] { $count } open appeals of residents nearby.
    }
answer-reliability-few = { $name }: too few finished works yet to tell how reliable its dates are.
answer-reliability =
    { $moved ->
        [0] { $name }: none of its last { $works } finished works had its days moved.
       *[other] { $name }: of its last { $works } finished works { $moved } had their days moved.
    }
