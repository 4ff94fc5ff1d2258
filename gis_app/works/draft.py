"""A work as a plan's row describes it, before it is stored: what the rules of this package judge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from shapely.geometry.base import BaseGeometry

from gis_app.works.classify import Classification


@dataclass(frozen=True, slots=True)
class RowIssue:
    """Something wrong with a row: a code of `issue_texts.yaml` and what its sentences speak of.

    `field_name` is the name of the draft's field; the reader of the file turns it into the file's own column header.
    """

    code: str
    field_name: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class DraftWork:
    """What one row says. Geometry is EPSG:4326, longitude first; money in the city's currency; days are inclusive.

    `district_id` is None until the district's name or the geometry has told it. `match_type` is "given" when the
    file itself holds the coordinates, and "none" when the place is not known; `locate_reasons` say why by language.
    `place_text` and `place_district` are what the geocoder was asked, by which the place can be found anew.
    """

    type_code: str | None = None
    classification: Classification = field(default_factory=lambda: Classification("unknown"))
    type_texts: tuple[str, ...] = ()
    title_ru: str | None = None
    title_kk: str | None = None
    title_en: str | None = None
    language: str | None = None
    description: str | None = None
    program: str | None = None
    customer: str | None = None
    contractor: str | None = None
    location_raw: str = ""
    district: str | None = None
    district_id: int | None = None
    planned_start: date | None = None
    planned_end: date | None = None
    actual_start: date | None = None
    actual_end: date | None = None
    quantity: Decimal | None = None
    unit: str | None = None
    budget: Decimal | None = None
    excavates: bool | None = None
    closes_road: bool | None = None
    is_emergency: bool = False
    source_url: str | None = None
    keys: tuple[str, ...] = ()
    identity_key: str | None = None
    geometry: BaseGeometry | None = None
    match_type: str = "none"
    confidence: float = 0.0
    ambiguous: bool = False
    locate_reasons: Mapping[str, str] = field(default_factory=dict)
    place_text: str | None = None
    place_district: str | None = None
    issues: list[RowIssue] = field(default_factory=list)

    def note(self, code: str, field_name: str | None = None, **values: Any) -> None:
        """Add an issue; `values` are what its sentences speak of."""
        told = {name: str(value) for name, value in values.items()}
        self.issues.append(RowIssue(code, field_name, told))
