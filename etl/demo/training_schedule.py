"""When invented works happen, told in days from the day of loading, so that a demo is never stale.

Every status a reader can meet is there: finished last year and lately, going on, late, silent past its end, due but
not reported, planned for this season and the next, and without dates.
"""

import random
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Phase:
    """One kind of schedule. Days count from the day of loading to the planned start (or end when ``by_end``)."""

    name: str
    share: float
    days: tuple[int, int]
    by_end: bool = False
    reported_start: bool = False
    reported_end: bool = False


PHASES = (
    Phase("finished_last_year", 0.18, (-420, -190), by_end=True, reported_start=True, reported_end=True),
    Phase("finished_lately", 0.13, (-150, -3), by_end=True, reported_start=True, reported_end=True),
    Phase("going_on", 0.21, (4, 90), by_end=True, reported_start=True),
    Phase("overdue", 0.06, (-60, -4), by_end=True, reported_start=True),
    Phase("unreported", 0.05, (-70, -5), by_end=True),
    Phase("due", 0.05, (2, 25), by_end=True),
    Phase("planned_soon", 0.19, (5, 150)),
    Phase("planned_next_year", 0.11, (200, 480)),
    Phase("undated", 0.02, (0, 0)),
)


@dataclass(frozen=True)
class Schedule:
    """Planned and reported days, all inclusive; None where nothing is said."""

    phase: str
    planned_start: date | None = None
    planned_end: date | None = None
    actual_start: date | None = None
    actual_end: date | None = None


def phases_for(count: int, dice: random.Random) -> list[Phase]:
    """Phases in the declared proportion, shuffled; every phase at least once when ``count`` allows it."""
    drawn = [phase for phase in PHASES for _ in range(max(1, round(phase.share * count)))]
    while len(drawn) < count:
        drawn.append(PHASES[2])
    drawn = drawn[:count]
    dice.shuffle(drawn)
    return drawn


def schedule(phase: Phase, today: date, length_days: int, dice: random.Random) -> Schedule:
    """Days of one work that takes ``length_days``. Reported days are never later than ``today``."""
    shift = dice.randint(*phase.days)
    late = dice.choice((0, 0, 0, 1, 3, 7, -2))
    overrun = dice.choice((0, 0, -4, 2, 9, 16))
    if phase.name == "undated":
        return Schedule(phase.name)
    if not phase.by_end:
        start = today + timedelta(days=shift)
        return Schedule(phase.name, start, start + timedelta(days=length_days - 1))
    end = today + timedelta(days=shift)
    start = end - timedelta(days=length_days - 1)
    if shift > 0:  # it must have begun already
        start = min(start, today - timedelta(days=1 + shift % 5))
    actual_start = actual_end = None
    if phase.reported_start:
        actual_start = min(start + timedelta(days=late), today)
    if phase.reported_end and actual_start is not None:
        actual_end = max(actual_start, min(end + timedelta(days=overrun), today))
    return Schedule(phase.name, start, end, actual_start, actual_end)
