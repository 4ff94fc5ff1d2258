"""The place of a work: asked of the geocoder, or given; and the district it lies in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from shapely.geometry.base import BaseGeometry

from gis_app.geocoding.outcome import Part, Step
from gis_app.geocoding.review import is_accepted
from gis_app.works.districts import DistrictIndex
from gis_app.works.draft import DraftWork
from gis_app.works.issue_texts import LANGUAGES


class Place(Protocol):
    """What a geocoder answers (`gis_app.geocoding.answer.Answer`). `geom` is EPSG:4326, or None."""

    @property
    def match_type(self) -> str: ...
    @property
    def confidence(self) -> float: ...
    @property
    def ambiguous(self) -> bool: ...
    @property
    def label(self) -> str: ...
    @property
    def geom(self) -> BaseGeometry | None: ...
    @property
    def steps(self) -> Sequence[Step]:
        """The reasons by key; the key `other_city` says that the text names a place outside the city."""

    @property
    def parts(self) -> Sequence[Part]:
        """The named parts and what each was matched with."""

    @property
    def targets(self) -> Sequence[tuple[str, int]]:
        """Places of the register that it stands on: kind and id."""

    def reason(self, language: str = "ru") -> str:
        """Why this place, or why none, in words of a language."""


class Locator(Protocol):
    """A geocoder as the rules need it."""

    def geocode(self, text: str, district: str | None = None) -> Place:
        """The place that a text names; its match type is "none" when there is no such place."""


def locate_draft(draft: DraftWork, locator: Locator) -> None:
    """Ask the geocoder for a place; one that is too doubtful is kept as a match without a geometry.

    A text that names another city is an error of the row.
    """
    draft.place_text, draft.place_district = draft.location_raw, draft.district
    place = locator.geocode(draft.place_text, draft.place_district)
    draft.match_type, draft.confidence, draft.ambiguous = place.match_type, place.confidence, place.ambiguous
    draft.locate_reasons = {language: place.reason(language) for language in LANGUAGES}
    if any(step.key == "other_city" for step in place.steps):
        draft.note("outside_city", "location")
    if place.geom is not None and is_accepted(place.confidence):
        draft.geometry = place.geom
        if place.ambiguous:
            draft.note("place_ambiguous", "location", label=place.label or place.match_type)


def name_given_place(draft: DraftWork) -> None:
    """A work with coordinates and no words is called by its coordinates, longitude first."""
    if not draft.location_raw and draft.geometry is not None:
        point = draft.geometry.centroid
        draft.location_raw = f"{point.x:.6f}, {point.y:.6f}"


def find_districts(drafts: Sequence[DraftWork], districts: DistrictIndex) -> None:
    """The district that a row names, when it names one and the place does not lie elsewhere; else that of the place.

    Who may plan a work follows from its district: a name must not move what is drawn in another one.
    """
    by_place = districts.by_place([draft.geometry for draft in drafts])
    for draft, found in zip(drafts, by_place, strict=True):
        named = districts.by_name(draft.district) if draft.district else []
        if draft.district and not named:
            draft.note("unknown_district", "district", text=draft.district)
        draft.district_id = found if len(named) != 1 or _lies_elsewhere(draft, named[0], found, districts) else named[0]


def _lies_elsewhere(draft: DraftWork, named: int, found: int | None, districts: DistrictIndex) -> bool:
    if found is None or found == named or draft.geometry is None:
        return False
    return not districts.is_at(named, draft.geometry)


def note_missing_place(draft: DraftWork) -> None:
    """Say why a work has no place on the map."""
    if draft.geometry is None:
        reasons = {f"reason_{language}": draft.locate_reasons.get(language, "") for language in LANGUAGES}
        if draft.match_type == "none":
            draft.note("place_not_found", "location", **reasons)
        else:
            draft.note("place_doubtful", "location", confidence=f"{draft.confidence:.2f}", **reasons)
