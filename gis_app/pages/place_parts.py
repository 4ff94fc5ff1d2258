"""The works of an answer as the page lists them: by how they concern the place, then by when; and what is printed."""

from dataclasses import dataclass
from itertools import groupby
from typing import Final

from gis_app.answers.grouping import Group, When
from gis_app.answers.schemas import AnswerOut, WorkNear

# A longer list is for the map.
MOST_SHOWN: Final = 10
# One sheet of A4 holds so many works beside the sentences and who answers for what.
MOST_PRINTED: Final = 9


@dataclass(frozen=True, slots=True)
class Line:
    """A work in its list; what does not fit on paper is shown on the screen alone."""

    near: WorkNear
    is_printed: bool


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
    parts = []
    for group, of_group in groupby(answer.works, key=lambda one: one.group):
        times = []
        for when, found in groupby(of_group, key=lambda one: one.when):
            works = list(found)
            shown = works[:MOST_SHOWN]
            lines = [Line(one, place < room) for place, one in enumerate(shown)]
            room -= min(len(shown), max(room, 0))
            times.append(Times(when, lines, len(works) - len(shown)))
        parts.append(Part(group, times))
    return parts


def unprinted(answer: AnswerOut, parts: list[Part]) -> int:
    """How many works of the answer are not on paper."""
    return len(answer.works) - sum(line.is_printed for part in parts for time in part.times for line in time.lines)


def is_invented(answer: AnswerOut) -> bool:
    """Whether the answer tells of what was invented for training; it never mixes that with what is real."""
    return any(one.work.is_training for one in answer.works) or any(one.is_training for one in answer.outages)
