"""The works of an answer as the page lists them: by how they concern the place, then by when; and what is printed.

The first have numbers, by which the map of the place names them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, groupby
from typing import Final

from gis_app.answers.grouping import Group, When
from gis_app.answers.schemas import AnswerOut, WorkNear
from gis_app.dependencies import Language
from gis_app.pages.place.map import reach_m

# A longer list is for the map.
MOST_SHOWN: Final = 10
# One sheet of A4 holds so many works beside the sentences and who answers for what.
MOST_PRINTED: Final = 9
# More signs would hide the map of a phone.
MOST_ON_MAP: Final = 12


@dataclass(frozen=True, slots=True)
class Line:
    """A work in its list; what does not fit on paper is shown on the screen alone. `number` is that of the map."""

    near: WorkNear
    is_printed: bool
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Times:
    """The works of one time, and how many more there are than shown."""

    when: When
    lines: list[Line]
    more: int

    @property
    def is_printed(self) -> bool:
        """Whether any of it is on paper."""
        return any(one.is_printed for one in self.lines)


@dataclass(frozen=True, slots=True)
class Part:
    """The works that concern a place in one way."""

    group: Group
    times: list[Times]

    @property
    def is_printed(self) -> bool:
        """Whether any of it is on paper."""
        return any(one.is_printed for one in self.times)


def parts_of(answer: AnswerOut) -> list[Part]:
    """The works in the order of the answer, the nearest and most pressing first."""
    room = MOST_PRINTED - min(len(answer.outages), MOST_PRINTED // 3)
    numbers = count(1)
    parts = []
    for group, of_group in groupby(answer.works, key=lambda one: one.group):
        times = []
        for when, found in groupby(of_group, key=lambda one: one.when):
            works = list(found)
            shown = works[:MOST_SHOWN]
            lines = [Line(one, place < room, _number(one, numbers)) for place, one in enumerate(shown)]
            room -= min(len(shown), max(room, 0))
            times.append(Times(when, lines, len(works) - len(shown)))
        parts.append(Part(group, times))
    return parts


def _number(near: WorkNear, numbers: Iterator[int]) -> int | None:
    number = None if near.work.point is None else next(numbers)
    return number if number is not None and number <= MOST_ON_MAP else None


@dataclass(frozen=True, slots=True)
class MapOfPlace:
    """The addresses of the picture for a phone and for a desk; `works` have numbers on it, `outages` have areas."""

    narrow: str
    wide: str
    works: int
    outages: int


def map_of(answer: AnswerOut, parts: Sequence[Part], lang: Language) -> MapOfPlace | None:
    """The map that shows what the lists name; None for a place that only words lead to."""
    if answer.place is None or not answer.place.id:
        return None
    named = [line.near for part in parts for time in part.times for line in time.lines if line.number is not None]
    outages = answer.outages[:MOST_ON_MAP]
    # Written out: ids and numbers need no quoting, and every page has this address twice.
    narrow = f"/place/{answer.place.id}/map.svg?lang={lang}&about={reach_m([one.distance_m for one in named]):.0f}"
    if named:
        narrow += f"&works={','.join(str(one.work.id) for one in named)}"
    if outages:
        narrow += f"&outages={','.join(str(one.id) for one in outages)}"
    return MapOfPlace(narrow, f"{narrow}&wide=1", len(named), len(outages))


def unprinted(answer: AnswerOut, parts: list[Part]) -> int:
    """How many works of the answer are not on paper."""
    return len(answer.works) - sum(line.is_printed for part in parts for time in part.times for line in time.lines)


def is_invented(answer: AnswerOut) -> bool:
    """Whether the answer tells of what was invented for training; it never mixes that with what is real."""
    return any(one.work.is_training for one in answer.works) or any(one.is_training for one in answer.outages)
