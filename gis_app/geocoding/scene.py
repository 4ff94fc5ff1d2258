"""What every resolver needs: the register, the candidates in this phrase's context, and words for its steps."""

from collections.abc import Iterable, Sequence

import shapely
from shapely import Point
from shapely.geometry.base import BaseGeometry

from gis_app.geocoding.candidates import Candidate, Candidates, Context
from gis_app.geocoding.outcome import Part, Step
from gis_app.geocoding.register import Register
from gis_app.geocoding.targets import FIRST_LANGUAGE, Target
from gis_app.geocoding.tree import CityBorder, Corner, End, HouseEnd, Name

SAME_PLACE_M = 300.0  # two answers nearer than this are one place to a reader
CLOSE_SCORE = 0.97  # a second answer this close to the best one makes the phrase ambiguous


class Scene:
    """A register seen in the context of one phrase; places are named in `language`."""

    def __init__(self, register: Register, context: Context, language: str = FIRST_LANGUAGE) -> None:
        self.register = register
        self.context = context
        self.language = language
        self.candidates = Candidates(register, context)

    def target(self, candidate: Candidate | int) -> Target:
        """The target of a candidate."""
        return self.register.targets[candidate if isinstance(candidate, int) else candidate.target]

    def label(self, candidate: Candidate | int | None) -> str | None:
        """The target's name, or None without one."""
        return None if candidate is None else self.target(candidate).label(self.language)

    def in_districts(self, geometry: BaseGeometry, away_m: float = 100.0) -> bool:
        """Whether a place lies in (or within `away_m` of) the districts that were named; true when none was."""
        numbers = self.register.district_targets
        areas = [self.register.targets[numbers[district]].geom for district in self.context.districts]
        return not areas or any(shapely.dwithin(area, geometry, away_m) for area in areas)

    def parts_of(self, role: str, names: Iterable[Name], matched: Sequence[str | None] = ()) -> list[Part]:
        """Parts of one role; `matched` labels in the same order, missing ones mean not found."""
        padded = [*matched, *[None] * 64]
        parts = []
        for name, label in zip(names, padded, strict=False):
            parts.append(Part(role, name.text, label))
            if name.side:
                parts.append(Part("side", name.side, name.side))
        return parts

    def reading(self, name: Name, candidate: Candidate) -> list[Step]:
        """Steps that own up to an old name or a slip of the pen."""
        steps = []
        if candidate.how == "slip":
            steps.append(Step("slip", {"name": name.text, "read": self.label(candidate)}))
        if candidate.is_old:
            values = {"name": name.text, "now": self.label(candidate)}
            known = {"until": candidate.until} if candidate.until else {}
            steps.append(Step("old_name_until" if known else "old_name", values | known))
        return steps


def unknown(names: Iterable[Name]) -> list[Step]:
    """A step for every name that the register does not have."""
    return [Step("unknown_name", {"name": name.text}) for name in names if not name.hits]


def end_text(end: End | None) -> str:
    """An end as it was written."""
    if isinstance(end, Name | HouseEnd | CityBorder):
        return end.text
    return " – ".join(name.text for name in end.names) if isinstance(end, Corner) else "?"


def far_apart(one: BaseGeometry, other: BaseGeometry) -> bool:
    """Whether two answers are different places to a reader."""
    return bool(shapely.distance(one, other) > SAME_PLACE_M)


def point_of(place: tuple[float, float]) -> Point:
    """A point geometry in metres."""
    return shapely.points(place)
