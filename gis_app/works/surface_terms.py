"""Reader of `terms/surfaces.yaml`: how long a surface is protected and guaranteed, and who may cut it all the same."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import orjson
import yaml

from layers.work_types import Titles

_FOLDER = Path(__file__).with_name("terms")
TERMS_PATH = _FOLDER / "surfaces.yaml"
SCHEMA_PATH = _FOLDER / "surfaces.schema.json"


@dataclass(frozen=True, slots=True)
class SurfaceTerm:
    """The term of one work type for acceptances from `valid_from` to `valid_to`; both days are inclusive."""

    code: str
    work_type: str
    warranty_months: int
    protection_months: int
    valid_from: date
    valid_to: date | None
    certainty: str
    legal_basis: Titles
    source: str


@dataclass(frozen=True, slots=True)
class Exemption:
    """A reason for which a protected surface may be cut; `code` is emergency or shut_down_repair."""

    code: str
    title: Titles
    reason: str


@dataclass(frozen=True, slots=True)
class SurfaceTerms:
    """The whole file. Widths and radii are in metres."""

    terms: tuple[SurfaceTerm, ...]
    exemptions: tuple[Exemption, ...]
    carriageway_half_width_m: Mapping[str, float]
    point_radius_m: float
    nearest_road_m: float
    digging_types: frozenset[str]
    archive_after_days: int

    def term_for(self, work_type: str, accepted_on: date) -> SurfaceTerm | None:
        """The term in force on the day of acceptance; None for a work that leaves no surface."""
        for term in self.terms:
            if term.work_type == work_type and term.valid_from <= accepted_on <= (term.valid_to or date.max):
                return term
        return None

    def protects(self, work_type: str, accepted_on: date) -> bool:
        """Whether a work of the type leaves a surface that must not be dug up."""
        term = self.term_for(work_type, accepted_on)
        return term is not None and term.protection_months > 0

    def term(self, code: str) -> SurfaceTerm | None:
        """A term by its code, also one that holds no more."""
        return next((term for term in self.terms if term.code == code), None)


def months_later(day: date, months: int) -> date:
    """The same day of the month some months later; the month's last where it has no such day."""
    month = day.year * 12 + day.month - 1 + months
    year, index = divmod(month, 12)
    return date(year, index + 1, min(day.day, monthrange(year, index + 1)[1]))


def parse_terms(document: Mapping[str, Any]) -> SurfaceTerms:
    """The terms from a document of the shape of the schema. Raises jsonschema.ValidationError for any other.

    Two terms of one code, or of one work type on the same day, raise ValueError.
    """
    document = orjson.loads(orjson.dumps(document))
    jsonschema.validate(document, orjson.loads(SCHEMA_PATH.read_bytes()))
    terms = tuple(_term(entry) for entry in document["terms"])
    if len({term.code for term in terms}) != len(terms):
        raise ValueError("a code of a term stands twice")
    for one in terms:
        for other in terms:
            if one is not other and one.work_type == other.work_type and _overlap(one, other):
                raise ValueError(f"{one.code} and {other.code} hold on the same day")
    return SurfaceTerms(
        terms=terms,
        exemptions=tuple(
            Exemption(entry["code"], Titles(**entry["title"]), entry["reason"]) for entry in document["exemptions"]
        ),
        carriageway_half_width_m=document["carriageway_half_width_m"],
        point_radius_m=document["point_radius_m"],
        nearest_road_m=document["nearest_road_m"],
        digging_types=frozenset(document["digging_types"]),
        archive_after_days=document["archive_after_days"],
    )


@cache
def read_terms() -> SurfaceTerms:
    """The terms of this program, read once per process."""
    return parse_terms(yaml.safe_load(TERMS_PATH.read_text(encoding="utf-8")))


def _term(entry: Mapping[str, Any]) -> SurfaceTerm:
    valid_to = None if entry["valid_to"] is None else date.fromisoformat(entry["valid_to"])
    days = {"valid_from": date.fromisoformat(entry["valid_from"]), "valid_to": valid_to}
    return SurfaceTerm(**{**entry, **days, "legal_basis": Titles(**entry["legal_basis"])})


def _overlap(one: SurfaceTerm, other: SurfaceTerm) -> bool:
    return one.valid_from <= (other.valid_to or date.max) and other.valid_from <= (one.valid_to or date.max)
