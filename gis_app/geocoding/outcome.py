"""What resolving gives: a place with its geometry in metres, the parts that were matched, and the steps in words."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from shapely.geometry.base import BaseGeometry


class Part(NamedTuple):
    """A named part of the phrase: its role, the text, the label of the place it was matched with (None: not found)."""

    role: str
    text: str
    matched: str | None


class Step(NamedTuple):
    """A reason: its key in ``rules/reasons.yaml`` and what to fill in."""

    key: str
    values: dict[str, Any]


class Alternative(NamedTuple):
    """Another place that fits about as well. `geom` is in metres."""

    label: str
    geom: BaseGeometry
    targets: tuple[int, ...] = ()


_MOST_ALTERNATIVES = 8


@dataclass(slots=True)
class Outcome:
    """One location. `geom` is in metres; `match_type` as in the interface; `score` 0–1 before calibration.

    `labels` are by language; `targets` the register's places it stands on.
    """

    match_type: str
    geom: BaseGeometry | None
    score: float
    label: str = ""
    ambiguous: bool = False
    parts: list[Part] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    targets: list[int] = field(default_factory=list)
    alternatives: list[Alternative] = field(default_factory=list)

    def add_alternative(self, label: str, geom: BaseGeometry, *targets: int) -> None:
        """Note another place that fits as well; of many the first eight are kept."""
        if len(self.alternatives) < _MOST_ALTERNATIVES:
            self.alternatives.append(Alternative(label, geom, targets))


def nothing(parts: list[Part], *steps: Step) -> Outcome:
    """No place: the parts that could not be matched and why."""
    return Outcome("none", None, 0.0, parts=parts, steps=list(steps))
