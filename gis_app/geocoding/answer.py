"""The answer of the geocoder, as the interface promises it."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from gis_app.geocoding.evidence import Evidence
from gis_app.geocoding.outcome import Part, Step
from gis_app.geocoding.reasons import in_words
from gis_app.geocoding.rules import RULES_VERSION


class Other(NamedTuple):
    """Another place that fits: its name, a point of it (longitude and latitude), its id in the register if known."""

    label: str
    point: tuple[float, float]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A located text. `geom` is EPSG:4326, longitude first, or None when `match_type` is none.

    `targets` are the register's places it stands on, as kind and permanent id; `version` is the register's, and
    `RULES_VERSION` that of the rules. `alternatives` are what else fits when the answer is ambiguous; `evidence` is
    what the confidence was made of.
    """

    match_type: str
    confidence: float
    ambiguous: bool
    label: str
    geom: BaseGeometry | None
    parts: tuple[Part, ...] = ()
    steps: tuple[Step, ...] = ()
    targets: tuple[tuple[str, int], ...] = ()
    unused: tuple[str, ...] = field(default=())
    version: int = 0
    alternatives: tuple[Other, ...] = ()
    evidence: Evidence | None = None

    def reason(self, language: str = "ru") -> str:
        """Why, in words of `language`."""
        return in_words(self.steps, language)

    def as_json(self, identifier: str = "", language: str = "ru") -> dict[str, Any]:
        """The object of the interface: id, match_type, confidence, ambiguous, label, geometry, parts, reason; then
        alternatives, the unused words and the versions of register and rules."""
        return {
            "id": identifier,
            "match_type": self.match_type,
            "confidence": self.confidence,
            "ambiguous": self.ambiguous,
            "label": self.label,
            "geometry": None if self.geom is None else mapping(self.geom),
            "parts": [part._asdict() for part in self.parts],
            "reason": self.reason(language),
            "alternatives": [{"label": other.label, "point": other.point} for other in self.alternatives],
            "unused": list(self.unused),
            "register_version": self.version,
            "rules_version": RULES_VERSION,
        }
