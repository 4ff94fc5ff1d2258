"""What the database holds of a series of plans: its loaded files and its works."""

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from gis_app.works.models import ScheduleVersion, Work, WorkPlan
from gis_app.works.plans import COMPARED_FIELDS, KnownWork


def plan_with_content(session: Session, source: str, sha256: str) -> WorkPlan | None:
    """The loaded plan of a source that has exactly these bytes."""
    statement = select(WorkPlan).where(WorkPlan.source == source, WorkPlan.sha256 == sha256)
    return session.scalars(statement.order_by(WorkPlan.id.desc()).limit(1)).first()


def lock_series(session: Session, source: str, period: str) -> None:
    """Let no other loading of the same series run until this transaction ends."""
    session.execute(
        text("SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || ' plan ' || :series, 0))"),
        {"series": f"{source} {period}"},
    )


def works_of_series(session: Session, source: str, period: str) -> dict[str, KnownWork]:
    """The works of a series by their identity."""
    latest = (
        select(ScheduleVersion.work_id, func.max(ScheduleVersion.version).label("version"))
        .join(Work, Work.id == ScheduleVersion.work_id)
        .where(Work.source == source, Work.period == period)
        .group_by(ScheduleVersion.work_id)
        .subquery()
    )
    days = (Work.planned_start, Work.planned_end, Work.actual_start, Work.actual_end)
    compared = [getattr(Work, name) for name in COMPARED_FIELDS]
    statement = (
        select(Work.id, Work.identity_key, Work.state, Work.geom.is_not(None), latest.c.version, *days, *compared)
        .outerjoin(latest, latest.c.work_id == Work.id)
        .where(Work.source == source, Work.period == period)
    )
    known = {}
    for row in session.execute(statement):
        work_id, key, state, has_geometry, version, *rest = row
        known[key] = KnownWork(
            id=work_id,
            identity_key=key,
            fields=dict(zip(COMPARED_FIELDS, rest[4:], strict=True)),
            planned_start=rest[0],
            planned_end=rest[1],
            actual_start=rest[2],
            actual_end=rest[3],
            state=state,
            has_geometry=has_geometry,
            schedule_version=version or 0,
        )
    return known
