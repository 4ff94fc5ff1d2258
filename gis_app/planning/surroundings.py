"""What a crew meets at the place of its work: other works beside it in its days, and surfaces it must not cut."""

from dataclasses import dataclass
from datetime import date

import shapely
from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from gis_app.dependencies import Language
from gis_app.planning.impact_queries import ROUGH_PLACES
from gis_app.works.filters import is_public
from gis_app.works.models import Work
from gis_app.works.protection import Kind, cut_by, digs, exemption_of
from gis_app.works.queries import line_of, lines_statement
from gis_app.works.schemas import WorkLine

# Two crews within this distance stand in each other's way: the width of a wide street with its pavements. Wider than
# `imports_near.NEAR_M` (15 m), which `planning.impact` and uploaded plans ask for: there one trench meets another, and
# a planner decides; here two foremen learn of each other's lorries.
BESIDE_M = 50.0
MOST_BESIDE = 5


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A public work of anybody's, `distance_m` away, whose days overlap."""

    line: WorkLine
    distance_m: float


@dataclass(frozen=True, slots=True)
class ProtectedSurface:
    """A fresh surface that the work would cut, and the work that made it."""

    work_id: int
    kind: Kind
    until: date


def neighbours_of(session: Session, work_id: int, lang: Language, today: date) -> list[Neighbour]:
    """Open works near a work in overlapping days, nearest first (ix_works_geom_m).

    Without days a work meets all that is not over. One whose days are over without a start stands beside nobody.
    """
    own = aliased(Work)
    far = func.ST_Distance(Work.geom_m, own.geom_m)
    first, last = func.coalesce(own.planned_start, own.planned_end), func.coalesce(own.planned_end, own.planned_start)
    near = session.execute(
        select(Work.id, far)
        .join(own, own.id == work_id)
        .where(
            Work.id != work_id,
            # Invented works stay among themselves.
            Work.is_training == own.is_training,
            func.ST_DWithin(Work.geom_m, own.geom_m, BESIDE_M),
            Work.state.in_(["planned", "scheduled", "in_progress", "paused"]),
            is_public(),
            Work.match_type.not_in(ROUGH_PLACES),
            func.coalesce(Work.planned_start <= last, True),
            # A work that goes on stays until its end is reported; another needs days ahead.
            or_(
                Work.state.in_(["in_progress", "paused"]),
                func.coalesce(func.coalesce(Work.planned_end, Work.planned_start) >= func.greatest(first, today), True),
            ),
        )
        .order_by(far, Work.id)
        .limit(MOST_BESIDE)
    ).all()
    distances = {row[0]: row[1] for row in near}
    rows = session.execute(lines_statement(today).where(Work.id.in_(distances)))
    lines = {line.id: line for line in (line_of(row, lang) for row in rows)}
    return [Neighbour(lines[id], distance) for id, distance in distances.items()]


def surfaces_cut(session: Session, work_id: int) -> list[ProtectedSurface]:
    """The surfaces in force in the work's days that it would dig up; none for a work that does not dig or may."""
    work = session.get_one(Work, work_id)
    shape = session.scalar(select(func.ST_AsBinary(Work.geom)).where(Work.id == work_id))
    if shape is None or not digs(work.type_code, work.excavates) or exemption_of(is_emergency=work.is_emergency):
        return []
    cuts = cut_by(session, shapely.from_wkb(bytes(shape)), work.planned_start, work.planned_end, work_id=work_id)
    return [ProtectedSurface(one.work_id, one.kind, one.to_day) for one in cuts]
