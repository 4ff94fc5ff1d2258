"""The end of each work that the public was promised first, where it was moved since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import BigInteger, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from gis_app.works.models import ScheduleVersion, WorkEvent
from gis_app.works.shifts import Shifts, count_shifts, first_promised


@dataclass(frozen=True, slots=True)
class _Version:
    planned_start: date | None
    planned_end: date | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Moved:
    """`first_end` is the last day that was promised first; `shifts` how often and how far it moved."""

    first_end: date
    shifts: Shifts


def find_moved(session: Session, ids: Sequence[int]) -> Mapping[int, Moved]:
    """Of these works those whose days were moved after the public could read them."""
    if not ids:
        return {}
    asked = func.any(literal(sorted(set(ids)), ARRAY(BigInteger)))
    version = ScheduleVersion
    rows = session.execute(
        select(version.work_id, version.planned_start, version.planned_end, version.created_at)
        .where(version.work_id == asked)
        .order_by(version.work_id, version.version)
    )
    of_work: dict[int, list[_Version]] = {}
    for row in rows:
        of_work.setdefault(row.work_id, []).append(_Version(row.planned_start, row.planned_end, row.created_at))
    several = {work: versions for work, versions in of_work.items() if len(versions) > 1}
    public = _public_since(session, list(several))
    found: dict[int, Moved] = {}
    for work, versions in several.items():
        shifts = count_shifts(versions, public.get(work))
        first = first_promised(versions, public.get(work))
        if shifts.times and first is not None:
            found[work] = Moved(first, shifts)
    return found


def _public_since(session: Session, ids: list[int]) -> dict[int, datetime]:
    """When each work that began as a draft became public."""
    rows = session.execute(
        select(WorkEvent.work_id, func.min(WorkEvent.created_at))
        .where(WorkEvent.work_id == func.any(literal(ids, ARRAY(BigInteger))), WorkEvent.kind == "planned")
        .group_by(WorkEvent.work_id)
    )
    return {row[0]: row[1] for row in rows}
