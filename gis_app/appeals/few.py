"""The one rule for numbers of appeals that everybody may read: fewer than five are no number.

One to four could tell of a neighbour. None stands for them, and pages say "a few"; zero is told. Parts are told only
while no difference of told numbers is one to four. Who works with the appeals reads the true numbers: the reception,
inspectors, administrators, and the contractor of the work. The open data are held to the same five (`cells.py`).
"""

from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from gis_app.accounts.user import CurrentUser
from gis_app.appeals.links import AppealCounts, count_appeals_of_work
from gis_app.appeals.scope import READERS, contractors_of
from gis_app.works.models import Work

LEAST: Final = 5


def is_few(count: int) -> bool:
    """Whether a number is too small to be told."""
    return 0 < count < LEAST


def told_number(count: int) -> int | None:
    """The number as everybody may read it; None for one to four."""
    return None if is_few(count) else count


@dataclass(frozen=True, slots=True)
class ToldCounts:
    """The appeals of a work as a reader may know them; None is a few, fewer than five."""

    total: int | None
    open: int | None
    by_topic: dict[str, int]


def told_counts(counts: AppealCounts) -> ToldCounts:
    """The numbers of a work as everybody may read them."""
    closed = counts.total - counts.open
    is_open_told = not (is_few(counts.total) or is_few(counts.open) or is_few(closed))
    topics = [(code, count) for code, count in counts.by_topic.items() if count >= LEAST]
    topics.sort(key=lambda one: -one[1])
    while topics and is_few(counts.total - sum(count for _, count in topics)):
        topics.pop()
    return ToldCounts(told_number(counts.total), counts.open if is_open_told else None, dict(topics))


def counts_for(session: Session, work: Work, by: CurrentUser | None) -> ToldCounts:
    """The numbers of a work for a reader: true ones for those who work with its appeals."""
    if by is not None and (by.roles & READERS or work.contractor_id in contractors_of(by)):
        counts = count_appeals_of_work(session, work.id, is_training=by.is_demo)
        return ToldCounts(counts.total, counts.open, counts.by_topic)
    return told_counts(count_appeals_of_work(session, work.id))
