"""The area of a notice: each named part is asked of the geocoder, and what was found makes the area."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import shapely
from shapely.geometry.base import BaseGeometry

from gis_app.geocoding.frame import Frame
from gis_app.geocoding.outcome import Part, Step
from gis_app.outages.area_rule import area_of, as_multipolygon
from gis_app.outages.named_parts import NamedPart, named_parts
from gis_app.outages.register_shapes import RegisterShapes

LANGUAGES = ("ru", "kk", "en")
# What the geocoder answers at all is drawn, with its confidence beside it: a shut-off missed is worse than one shown
# with doubt. A work, of which somebody has to answer for the place, is drawn from 0.5 on.
LEAST_CONFIDENCE = 0.3
# Places of one transformer or one valve lie close together; what lies further from most of the others is a homonym.
FARTHEST_M = 3000.0
# A street that is in its microdistrict under just that name is certain, homonyms elsewhere or not.
_STREET_IN_AREA = 0.75
# Only the microdistrict of some unknown streets is known.
_ONLY_AREA = 0.5
_STREET = "street"


class Answered(Protocol):
    """What a geocoder answers (`gis_app.geocoding.answer.Answer`). `geom` is EPSG:4326, or None."""

    @property
    def match_type(self) -> str: ...
    @property
    def confidence(self) -> float: ...
    @property
    def label(self) -> str: ...
    @property
    def geom(self) -> BaseGeometry | None: ...
    @property
    def parts(self) -> Sequence[Part]: ...
    @property
    def steps(self) -> Sequence[Step]: ...
    @property
    def targets(self) -> Sequence[tuple[str, int]]:
        """Places of the register that it stands on: kind and id."""

    def reason(self, language: str = "ru") -> str:
        """Why this place, or why none, in words of a language."""


class Geocodes(Protocol):
    """A geocoder as it is needed here."""

    def geocode(self, text: str, district: str | None = None) -> Answered:
        """The place that a text names."""


@dataclass(slots=True)
class LocatedPart:
    """A named part and what was found of it. `missing` are the words not found; `area` is in metres."""

    text: str
    match_type: str = "none"
    confidence: float = 0.0
    label: str = ""
    missing: str = ""
    reasons: dict[str, str] = field(default_factory=dict)
    area: BaseGeometry | None = None

    @property
    def is_used(self) -> bool:
        """Whether it is in the area."""
        return self.area is not None


@dataclass(frozen=True, slots=True)
class LocatedArea:
    """The area (EPSG:4326, MultiPolygon) of a notice. `confidence` is the mean of all named parts, 0 for one not found;
    `is_partial` when a part or a house of it was not found."""

    geom: BaseGeometry | None
    confidence: float
    is_partial: bool
    parts: Sequence[LocatedPart]


class AreaFinder:
    """Finds areas by a geocoder and the register's streets and yards."""

    def __init__(self, geocoder: Geocodes | None, shapes: RegisterShapes, frame: Frame) -> None:
        self._geocoder = geocoder
        self._shapes = shapes
        self._frame = frame
        self._areas: dict[tuple[str, str | None], BaseGeometry | None] = {}

    def find(self, text: str, district: str | None = None) -> LocatedArea:
        """The area that the words of a notice name; `district` narrows homonyms. None is found without a geocoder."""
        named = named_parts(text) if self._geocoder is not None else []
        located = [self._locate(part, district) for part in named]
        self._take_area_for_unknown(named, located, district)
        _drop_far(located)
        if not located:
            return LocatedArea(None, 0.0, True, ())
        union = as_multipolygon([part.area for part in located if part.area is not None])
        confidence = sum(part.confidence for part in located if part.is_used) / len(located)
        is_partial = any(not part.is_used or part.missing for part in located)
        geom = None if union is None else self._frame.degrees(union)
        return LocatedArea(geom, round(confidence, 3), is_partial, located)

    def _geocode(self, question: str, district: str | None) -> Answered:
        if self._geocoder is None:
            raise ValueError("an area is found by a geocoder")
        return self._geocoder.geocode(question, district)

    def _locate(self, part: NamedPart, district: str | None) -> LocatedPart:
        within = self._area(part.area, district) if part.area else None
        if part.area and within is not None and not part.numbers:
            return self._street_of_area(part, within, district)
        found = [self._ask(question, district, within) for question in part.questions()]
        used = [one for one in found if one.is_used]
        best = max(used or found, key=lambda one: one.confidence)
        # What heads the part, and is not in the register, is no place of its own.
        named = (part.area or "").casefold()
        missing = [word for one in found for word in one.missing.split(", ") if word and word.casefold() not in named]
        return LocatedPart(
            part.text,
            best.match_type,
            round(sum(one.confidence for one in used) / len(found), 3),
            best.label,
            ", ".join(dict.fromkeys(missing)) if used else part.text,
            best.reasons,
            shapely.union_all([one.area for one in used]) if used else None,
        )

    def _ask(self, question: str, district: str | None, within: BaseGeometry | None) -> LocatedPart:
        answer = self._geocode(question, district)
        reasons = _reasons(answer)
        found = LocatedPart(question, answer.match_type, answer.confidence, answer.label, _missing(answer), reasons)
        # A street was asked for; the microdistrict alone is no answer about it.
        only_area = within is not None and answer.match_type == "microdistrict"
        if answer.geom is None or answer.confidence < LEAST_CONFIDENCE or only_area:
            return LocatedPart(question, missing=question, reasons=reasons)
        place = self._frame.metric(answer.geom)
        streets = [place_id for kind, place_id in answer.targets if kind == _STREET]
        is_range = any(step.key == "house" and " – " in str(step.values.get("number", "")) for step in answer.steps)
        found.area = area_of(
            answer.match_type,
            place,
            yards=self._shapes.yards(place),
            street=self._shapes.street(streets[0]) if is_range and streets else None,
            within=within,
        )
        if found.area is None:
            found.missing = question
        return found

    def _street_of_area(self, part: NamedPart, within: BaseGeometry, district: str | None) -> LocatedPart:
        """A street of a microdistrict: of streets with one name, the one that lies in it."""
        answer = self._geocode(part.name, district)
        reasons = _reasons(answer)
        line = self._shapes.street_named(answer.label, within) if answer.label else None
        area = area_of(_STREET, line, within=within) if line is not None else None
        if area is None:
            return LocatedPart(part.text, missing=part.text, reasons=reasons)
        confidence = max(answer.confidence, _STREET_IN_AREA)
        return LocatedPart(part.text, _STREET, confidence, answer.label, "", reasons, area)

    def _area(self, name: str, district: str | None) -> BaseGeometry | None:
        """The outline of a microdistrict in metres; None when the register has none of that name."""
        key = (name, district)
        if key not in self._areas:
            answer = self._geocode(name, district)
            is_area = answer.geom is not None and answer.match_type == "microdistrict"
            self._areas[key] = self._frame.metric(answer.geom) if is_area else None
        return self._areas[key]

    def _take_area_for_unknown(
        self, named: Sequence[NamedPart], located: Sequence[LocatedPart], district: str | None
    ) -> None:
        """Where no street of a microdistrict is known, it stands for them itself, with half confidence."""
        for area in dict.fromkeys(part.area for part in named if part.area):
            members = [one for part, one in zip(named, located, strict=True) if part.area == area]
            outline = self._area(area, district)
            if outline is None or any(member.is_used for member in members):
                continue
            for member in members:
                member.area, member.match_type, member.label = outline, "microdistrict", area
                member.confidence, member.missing = _ONLY_AREA, member.text


def _drop_far(located: Sequence[LocatedPart]) -> None:
    """Take out the parts that lie further than `FARTHEST_M` from the middle of most of the others.

    With two parts nobody can say which is the homonym; both stay.
    """
    used = [part for part in located if part.area is not None]
    if len(used) < 3:
        return
    areas = [part.area for part in used]
    near = [sum(one.distance(other) <= FARTHEST_M for other in areas) for one in areas if one is not None]
    most = max(near)
    if most <= len(used) / 2:
        return
    kept = [area for area, number in zip(areas, near, strict=True) if number == most]
    middle = shapely.union_all(kept)
    for part in used:
        if part.area is not None and part.area.distance(middle) > FARTHEST_M:
            part.area, part.missing, part.confidence = None, part.text, 0.0


def _reasons(answer: Answered) -> dict[str, str]:
    return {language: answer.reason(language) for language in LANGUAGES}


def _missing(answer: Answered) -> str:
    """The words that were not found: names that matched nothing, and houses that the register does not have."""
    names = [part.text for part in answer.parts if part.matched is None and part.role != "house"]
    houses: list[str] = []
    for step in answer.steps:
        values: Mapping[str, object] = step.values
        if step.key in ("houses_missing", "no_house"):
            houses.append(str(values.get("numbers", values.get("number", ""))))
    return ", ".join([*names, *houses])
