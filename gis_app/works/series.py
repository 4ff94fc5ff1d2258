"""What the database holds of a series of plans: its loaded files and its works."""

import shapely
from sqlalchemy import BigInteger, Text, any_, case, func, literal, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from gis_app.works.models import ScheduleVersion, Work, WorkPlan
from gis_app.works.plans import COMPARED_FIELDS, KnownWork


def plan_with_content(session: Session, source: str, sha256: str) -> WorkPlan | None:
    """The loaded plan of a source that has exactly these bytes."""
    statement = select(WorkPlan).where(WorkPlan.source == source, WorkPlan.sha256 == sha256)
    return session.scalars(statement.order_by(WorkPlan.id.desc()).limit(1)).first()


def newest_plan(session: Session, source: str, period: str) -> int | None:
    """The id of the last loaded plan of a series; None when it has none."""
    return session.scalar(select(func.max(WorkPlan.id)).where(WorkPlan.source == source, WorkPlan.period == period))


def is_superseded(session: Session, plan: WorkPlan) -> bool:
    """Whether another file of the same series was loaded after this one."""
    later = select(WorkPlan.id).where(
        WorkPlan.source == plan.source, WorkPlan.period == plan.period, WorkPlan.id > plan.id
    )
    return session.execute(later.limit(1)).first() is not None


def lock_series(session: Session, source: str, period: str) -> None:
    """Let no other loading of the same series run until this transaction ends."""
    session.execute(
        text("SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || ' plan ' || :series, 0))"),
        {"series": f"{source} {period}"},
    )


def works_of_series(session: Session, source: str, period: str, keys: list[str] | None = None) -> dict[str, KnownWork]:
    """The works of a series by their identity; with `keys` those of these identities alone."""
    days = (Work.planned_start, Work.planned_end, Work.actual_start, Work.actual_end)
    compared = [getattr(Work, name) for name in COMPARED_FIELDS]
    given = case((Work.match_type == "given", func.ST_AsBinary(Work.geom)))
    statement = select(Work.id, Work.identity_key, Work.state, Work.geom.is_not(None), given, *days, *compared)
    wanted = [Work.source == source, Work.period == period]
    if keys is not None:
        wanted.append(Work.identity_key == any_(literal(keys, ARRAY(Text))))
    rows = session.execute(statement.where(*wanted)).all()
    versions = _latest_versions(session, [row[0] for row in rows])
    known = {}
    for work_id, key, state, has_geometry, place, *rest in rows:
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
            schedule_version=versions.get(work_id, 0),
            given=None if place is None else shapely.from_wkb(bytes(place)),
        )
    return known


def _latest_versions(session: Session, work_ids: list[int]) -> dict[int, int]:
    """The number of the latest schedule version of each work.

    Asked apart from the works: joined, a planner without fresh statistics loops over all pairs (43 s for 20,000).
    """
    statement = (
        select(ScheduleVersion.work_id, func.max(ScheduleVersion.version))
        .where(ScheduleVersion.work_id == any_(literal(work_ids, ARRAY(BigInteger))))
        .group_by(ScheduleVersion.work_id)
    )
    return dict(session.execute(statement).all())


def refresh_statistics(session: Session) -> None:
    """Tell the planner about a large load at once, and not when autovacuum comes round."""
    session.execute(text("ANALYZE works, plan_rows, schedule_versions"))
