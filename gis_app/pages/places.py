"""Where a search on the map page leads, for the page as the server renders it."""

import re
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from gis_app.answers.places import find_by_id
from gis_app.dependencies import Language
from gis_app.errors import InvalidParameterError, NotFoundError
from gis_app.geocoding.holder import GeocoderHolder
from gis_app.works.filters import WorkFilter
from gis_app.works.parameters import read_place
from gis_app.works.schemas import Bounds, Point

# About 200 m to each side of what was found beside the register (a crossing): the same in web/src/api.ts.
AROUND_DEG = 0.002
_NUMBER = re.compile(r"\d+(?:[^\W\d_](?![^\W\d_]))?")


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """The best suggestion for what was typed."""

    id: str
    kind: str
    label: str
    detail: str | None
    point: Point
    bbox: Bounds | None

    def as_json(self) -> dict[str, Any]:
        """The place as the islands read it."""
        return {name: getattr(self, name) for name in self.__slots__}


def has_typed_numbers(typed: str, label: str) -> bool:
    """Whether each number that was typed (with its letter, "12А") stands in the label of a suggestion.

    One without it is another house, or another of the microdistricts that differ by their number.
    """
    return set(_NUMBER.findall(typed.lower())) <= set(_NUMBER.findall(label.lower()))


def find_place(holder: GeocoderHolder, session: Session, words: str, lang: Language) -> FoundPlace | None:
    """The first suggestion of the address search for `words` if it has their numbers, else where the geocoder puts
    them, else None."""
    # A suggested crossing is called "Abay Avenue × Dostyk Avenue", and the link to it must lead there again.
    words = words.replace(" × ", " - ")
    suggested = holder.autocomplete(session).suggest(words, lang, None, 1)
    if suggested and has_typed_numbers(words, suggested[0].label):
        return FoundPlace(**suggested[0]._asdict())
    answer = holder.current(session).geocode(words, None, lang)
    if answer.geom is None:
        return None
    inside = answer.geom.representative_point()
    bounds: Bounds = answer.geom.bounds
    return FoundPlace("", answer.match_type, answer.label, None, (inside.x, inside.y), bounds)


def place_of_link(session: Session, holder: GeocoderHolder, place_id: str, lang: Language) -> FoundPlace | None:
    """The place that a link names by its id: kind and number of the register, or "lon,lat". None for a broken link."""
    try:
        asked = find_by_id(session, holder.current(session), place_id, lang)
    except NotFoundError:
        return None
    kind, _, number = asked.id.partition(":")
    bounds: Bounds = asked.shape.bounds
    label = asked.label or "{1:.5f}, {0:.5f}".format(*asked.point)
    return FoundPlace(asked.id, kind if number else "point", label, None, asked.point, bounds)


def near(asked: WorkFilter, place: FoundPlace) -> WorkFilter:
    """The same filter at a place of the register, else around what was found."""
    try:
        known = read_place([place.id])
    except InvalidParameterError:
        known = None
    return replace(asked, place=known, bbox=None if known else _box(place))


def _box(place: FoundPlace) -> Bounds:
    west, south, east, north = place.bbox or (*place.point, *place.point)
    return west - AROUND_DEG, south - AROUND_DEG, east + AROUND_DEG, north + AROUND_DEG
