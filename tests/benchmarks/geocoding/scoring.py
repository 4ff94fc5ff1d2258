"""One answer against its judgement: right, inexact, unchecked, wrong or missed, with the reason in words.

- wrong: a named part is farther than 150 m from the answer, or the answer is another kind of place;
- inexact: nothing is far, but it is not the place meant (the ends of a stretch, the sides of an area);
- unchecked: some names are not in the register, so the place cannot be told; what can be checked is near;
- missed: no answer.
"""

from dataclasses import dataclass
from typing import Protocol

import shapely
from shapely.geometry.base import BaseGeometry

from tests.benchmarks.geocoding.judged import JudgedPart, Phrase
from tests.benchmarks.geocoding.raw_city import RawCity, metres

NEAR_M = 150.0
_ON_STREET_M = 60.0  # carriageways of one avenue are up to 50 m apart, a side shifts a line further
_SHARE = 0.9
_GAP_M, _STRAIGHT = 400.0, 0.95  # a block or two without the name
_MEETING_M = 110.0  # halves of a jogged crossing lie up to 200 m apart
_HOUSE_M = 50.0
_HOUSES = frozenset({"rooftop", "corner", "rooftop_base", "interpolated", "multi"})
MATCH_TYPES = {
    "segment": frozenset({"segment"}),
    "crossing": frozenset({"intersection"}),
    "contour": frozenset({"contour"}),
    "street": frozenset({"street"}),
    "microdistrict": frozenset({"microdistrict"}),
    "landmark": frozenset({"landmark", "park", "river"}),
    "district": frozenset({"district"}),
    "address": _HOUSES,
    "addresses": _HOUSES,
    "none": frozenset[str](),
}


class Located(Protocol):
    """What is scored: any geocoder's answer with a geometry in EPSG:4326, longitude first."""

    @property
    def match_type(self) -> str: ...
    @property
    def confidence(self) -> float: ...
    @property
    def label(self) -> str: ...
    @property
    def geom(self) -> BaseGeometry | None: ...


@dataclass(frozen=True, slots=True)
class Verdict:
    """`outcome` is one of right, inexact, unchecked, wrong, missed; `first_near` when the first name is near."""

    outcome: str
    reason: str
    first_near: bool = False


def score(city: RawCity, phrase: Phrase, answer: Located) -> Verdict:
    """Judge one answer."""
    if answer.geom is None:
        unknown = [part.text for part in phrase.parts if not part.known]
        why = f"not in the register: {', '.join(unknown)}" if unknown else "all names are known"
        return Verdict("missed", "; ".join([why, *apart(city, phrase)]))
    place = metres(answer.geom)
    known = [(part, city.geometry(part)) for part in phrase.parts if part.known]
    distances = [(part, float(place.distance(where))) for part, where in known if where is not None]
    first_near = bool(distances) and distances[0][1] <= NEAR_M
    allowed = frozenset().union(*(MATCH_TYPES[kind] for kind in phrase.kinds))
    if answer.match_type not in allowed:
        return Verdict("wrong", f"answered {answer.match_type}, judged {'/'.join(phrase.kinds)}", first_near)
    far = [f"{part.text} is {distance:.0f} m away" for part, distance in distances if distance > NEAR_M]
    if far:
        far += apart(city, phrase)
        return Verdict("wrong", "; ".join(far), first_near)
    why = _inexact(city, phrase, answer.match_type, place)
    if why:
        return Verdict("inexact", why, first_near)
    if not phrase.counts:
        unknown = [part.text for part in phrase.parts if not part.known]
        return Verdict("unchecked", f"unknown: {', '.join(unknown)}" if unknown else "incomplete phrase", first_near)
    return Verdict("right", "", first_near)


def apart(city: RawCity, phrase: Phrase) -> list[str]:
    """Names of the phrase whose raw geometry does not come within 150 m of what they should meet.

    Such a phrase cannot be answered rightly from these data: the raw street stops short or is named otherwise there.
    """
    groups: list[tuple[list[BaseGeometry], list[tuple[JudgedPart, BaseGeometry]]]] = []
    if phrase.kind == "segment":
        groups.append(([where for _, where in _of(city, phrase, "street")], _of(city, phrase, "from", "to", "via")))
    for role in ("cross1", "cross2", "cross3") if phrase.kind == "crossing" else ():
        parts = _of(city, phrase, role)
        groups += [([where for other, where in parts if other is not part], [(part, mine)]) for part, mine in parts]
    if phrase.kind == "contour":
        for role in ("side1", "side2", "side3"):
            parts = _of(city, phrase, role)
            groups += [([where for other, where in parts if other is not part], [(part, mine)]) for part, mine in parts]
    found = []
    for others, parts in groups:
        whole = shapely.union_all(others) if others else None
        for part, where in parts:
            if whole is not None and where.distance(whole) > NEAR_M:
                found.append(f"in the raw data {part.text} is {where.distance(whole):.0f} m from the others")
    return found


def _inexact(city: RawCity, phrase: Phrase, match_type: str, place: BaseGeometry) -> str:
    """Why the place is not the one meant though nothing named is far, or an empty string."""
    if match_type == "segment" and phrase.kind == "segment":
        return _segment(city, phrase, place)
    if match_type == "contour":
        return _contour(city, phrase, place)
    if match_type == "intersection":
        return _crossing(city, phrase, place)
    if match_type == "street":
        return _street(city, phrase, place)
    if match_type in _HOUSES:
        far = [
            f"house {part.text} is {place.distance(where):.0f} m away"
            for part, where in _of(city, phrase, "house")
            if place.distance(where) > _HOUSE_M
        ]
        return "; ".join(far)
    if match_type == "district":
        areas = [where for _, where in _of(city, phrase, "district")]
        if areas and place.intersection(areas[0]).area < _SHARE * max(areas[0].area, place.area):
            return "another outline than the district's"
    return ""


def _of(city: RawCity, phrase: Phrase, *roles: str) -> list[tuple[JudgedPart, BaseGeometry]]:
    """The known parts of some roles with their geometry."""
    found = [(part, city.geometry(part)) for part in phrase.parts if part.role.startswith(roles) and part.known]
    return [(part, where) for part, where in found if where is not None]


def _share_on(place: BaseGeometry, streets: list[BaseGeometry]) -> float:
    """The share of a line's length that lies on the streets; 1 for what has no length.

    A straight piece that leaves a street and comes back to it bridges a gap in the raw names and counts as on it.
    """
    if not place.length or not streets:
        return 1.0
    around = shapely.unary_union(streets).buffer(_ON_STREET_M)
    off = shapely.line_merge(place.difference(around))
    astray = 0.0
    for piece in shapely.get_parts(off):
        ends = shapely.get_parts(piece.boundary)
        chord = ends[0].distance(ends[1]) if len(ends) == 2 else 0.0
        back = all(end.distance(around) < 1.0 for end in ends)
        if not (back and piece.length <= _GAP_M and chord >= _STRAIGHT * piece.length):
            astray += piece.length
    return 1.0 - astray / float(place.length)


def tips_of(place: BaseGeometry) -> list[BaseGeometry]:
    """The loose ends of a line made of pieces; of an area or a loop, the whole."""
    lines = [part for part in shapely.get_parts(place) if part.geom_type == "LineString"]
    if not lines:
        return [place]
    merged = shapely.line_merge(shapely.union_all(lines))
    tips = shapely.get_parts(merged.boundary)
    return list(tips) if len(tips) else [place]


def _segment(city: RawCity, phrase: Phrase, place: BaseGeometry) -> str:
    tips = shapely.union_all([tip for tip in tips_of(place) if tip.geom_type == "Point"])
    for part, where in _of(city, phrase, "from", "to"):
        distance = where.distance(place if tips.is_empty else tips)
        if part.role != "toward" and distance > NEAR_M:
            return f"no end at {part.text}: {distance:.0f} m"
    streets = [where for _, where in _of(city, phrase, "street")]
    on = _share_on(place, streets)
    return f"only {100 * on:.0f} % of the line is on the street" if on < _SHARE else ""


def _contour(city: RawCity, phrase: Phrase, place: BaseGeometry) -> str:
    areas = [part for part in shapely.get_parts(place) if part.geom_type == "Polygon" and part.area > 0]
    if not areas:
        return "no polygon"
    edge = shapely.union_all([area.boundary for area in areas])
    for part, where in _of(city, phrase, "side"):
        if edge.distance(where) > NEAR_M:
            return f"the edge is {edge.distance(where):.0f} m from {part.text}"
    return ""


def meeting_of(streets: list[BaseGeometry]) -> BaseGeometry | None:
    """Where raw streets meet, as an area; None when they do not come near each other."""
    near: BaseGeometry = streets[0].buffer(_MEETING_M)
    for street in streets[1:]:
        near = near.intersection(street.buffer(_MEETING_M))
    return None if near.is_empty else near


def _crossing(city: RawCity, phrase: Phrase, place: BaseGeometry) -> str:
    for group in ("cross1", "cross2", "cross3"):
        streets = [where for _, where in _of(city, phrase, group)]
        meeting = meeting_of(streets) if len(streets) > 1 else None
        if meeting is not None and place.distance(meeting) > NEAR_M:
            return f"{place.distance(meeting):.0f} m from where the streets meet"
    return ""


def _street(city: RawCity, phrase: Phrase, place: BaseGeometry) -> str:
    streets = [where for _, where in _of(city, phrase, "street", "cross", "side", "end", "from", "to")]
    lines = shapely.union_all([part for part in shapely.get_parts(place) if part.geom_type == "LineString"])
    on = _share_on(lines, streets)
    return f"only {100 * on:.0f} % of the line is on the named streets" if on < _SHARE else ""
