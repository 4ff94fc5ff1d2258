# The queue of unclear places.
menu-review = Unclear places
review-title = Unclear places
review-about = Texts by which a work's place was not found for certain. One decision puts all works of the text on the map and is remembered.
review-count = { $count ->
    [0] Everything is decided
    [one] { $count } text waits
   *[other] { $count } texts wait
}, works: { $works }
review-begin = Begin with the first
review-works = { $count ->
    [one] { $count } work
   *[other] { $count } works
}
review-ambiguous = several places are possible
review-before = Previous
review-after = Next
review-all = All texts ({ $count })
review-recent = Last decisions
review-kind-candidate = A place was chosen
review-kind-geometry = Drawn
review-kind-not-a-place = Not a place
review-kind-other-city = Another city
review-kind-withdrawn = Decision undone
review-unclear = Choose a place or draw it: the shape must lie in the city and not cross itself.
review-decided = Decided: { $name }, { $day }.
review-just-decided = Decided: “{ $text }”.
review-undo = Undo the decision
review-map-loading = The map is loading…
review-map-failed = The map is not shown here. Choose from the list or type coordinates.
review-where = Where is it?
review-no-candidates = The register knows no such place.
review-draw = Draw it on the map
review-geometry = Shape (WKT or GeoJSON, longitude and latitude)
review-not-a-place = This is not a place
review-other-city = This is in another city
review-city-wide = So in the whole city, not only here: { $district }
review-decide = { $count ->
    [one] Decide for { $count } work
   *[other] Decide for { $count } works
}
review-keys = By keys: j and k for the next and the previous text, 1–9 for a place of the list, d to draw, x for no place, o for another city, Enter to decide, u to undo. On the map: arrows, Space sets a point, Backspace takes it back, Esc returns to the list.
review-its-works = Works of this text
review-own = These are the texts of your districts, and those whose district is not known.
review-of-city = Show the whole city
review-own-only = My districts only
