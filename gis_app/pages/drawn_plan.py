"""What the map of a printed plan shows, ready to be drawn: paths and places in pixels, a quarter of a millimetre each.

Plain values without the database, so that the process which draws need not load it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Pixel = tuple[float, float]
MM_PER_PX = 0.25
SIGN_RADIUS_PX = 8.0


@dataclass(frozen=True, slots=True)
class Label:
    """A street's name with its middle in pixels, turned by `turn` degrees (clockwise, -90 to 90)."""

    name: str
    x: float
    y: float
    turn: float


@dataclass(frozen=True, slots=True)
class Sign:
    """A work's number on the map; `at` is the place of the work, from which the sign may have stepped aside."""

    number: int
    color: str
    ink: str
    at: Pixel
    stands: Pixel | None


@dataclass(frozen=True, slots=True)
class PlanMap:
    """What to draw, back to front, in pixels. Paths of works come with the colour of their type."""

    width: int
    height: int
    land: list[tuple[str, str]]
    roads: Mapping[str, str]
    houses: str
    borders: list[str]
    areas: list[tuple[str, str]]
    lines: list[tuple[str, str]]
    labels: list[Label]
    signs: list[Sign]
    bar_m: int
    bar_px: float

    @property
    def is_lying(self) -> bool:
        """Whether the page should lie on its side."""
        return self.width > self.height

    @property
    def unsigned(self) -> int:
        """How many works are drawn without a number, because others stand all around."""
        return sum(sign.stands is None for sign in self.signs)


def plan_of_json(given: Mapping[str, Any]) -> PlanMap:
    """The plan that was written as JSON of `dataclasses.asdict`."""
    labels = [Label(**one) for one in given["labels"]]
    signs = [Sign(**one) for one in given["signs"]]
    return PlanMap(**{**given, "labels": labels, "signs": signs})
