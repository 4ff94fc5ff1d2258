"""Following organisations through their reorganisations, and finding who answers for a task at a place on a day."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from gis_app.errors import NotFoundError
from gis_app.organisations.history_models import OrganisationSuccession
from gis_app.organisations.models import Organisation

# UNION, not UNION ALL: a circle of successions (a mistake of the data) ends instead of going round for ever.
_SUCCESSORS = text("""
    WITH RECURSIVE chain AS (
        SELECT CAST(:id AS bigint) AS id
        UNION
        SELECT s.successor_id FROM organisation_successions AS s JOIN chain AS c ON c.id = s.predecessor_id
        WHERE s.on_day <= :day
    )
    SELECT c.id FROM chain AS c
    WHERE NOT EXISTS (
        SELECT FROM organisation_successions AS s WHERE s.predecessor_id = c.id AND s.on_day <= :day
    )
    ORDER BY c.id
""")

# The district that holds the point is looked up here: its table belongs to a package above this one.
_RESPONSIBLE = text("""
    SELECT DISTINCT a.organisation_id
    FROM service_areas AS a
    WHERE a.task_code = :task
      AND (a.valid_from IS NULL OR a.valid_from <= :day) AND (a.valid_to IS NULL OR a.valid_to >= :day)
      AND (a.district_id IS NULL OR EXISTS (
            SELECT FROM districts AS d
            WHERE d.id = a.district_id AND ST_Covers(d.geom, ST_SetSRID(ST_MakePoint(:lon, :lat), 4326))))
      AND (a.geom IS NULL OR ST_Covers(a.geom, ST_SetSRID(ST_MakePoint(:lon, :lat), 4326)))
    ORDER BY a.organisation_id
""")


def organisation_on(session: Session, organisation_id: int, day: date) -> list[Organisation]:
    """Who stands for an organisation on a day: itself, its successor, or several when it was split.

    A successor counts from its first day on; successors of successors are followed. Raises NotFoundError.
    """
    if session.get(Organisation, organisation_id) is None:
        raise NotFoundError(f"no organisation has the id {organisation_id}")
    ids = session.scalars(_SUCCESSORS, {"id": organisation_id, "day": day}).all()
    # All of a circle have successors: the organisation then stands for itself.
    return _organisations(session, ids or [organisation_id])


def responsible_for(session: Session, task_code: str, lon: float, lat: float, day: date) -> list[Organisation]:
    """Who answers for a task at a point (degrees) on a day; a body that was reorganised by then is replaced by those
    that took over."""
    ids = session.scalars(_RESPONSIBLE, {"task": task_code, "day": day, "lon": lon, "lat": lat}).all()
    found = {one.id: one for organisation_id in ids for one in organisation_on(session, organisation_id, day)}
    return [found[key] for key in sorted(found)]


def predecessors_of(session: Session, organisation_id: int) -> Sequence[tuple[OrganisationSuccession, Organisation]]:
    """Whom it took over from, the latest first."""
    statement = (
        select(OrganisationSuccession, Organisation)
        .join(Organisation, Organisation.id == OrganisationSuccession.predecessor_id)
        .where(OrganisationSuccession.successor_id == organisation_id)
        .order_by(OrganisationSuccession.on_day.desc(), Organisation.id)
    )
    return [(row[0], row[1]) for row in session.execute(statement)]


def successors_of(session: Session, organisation_id: int) -> Sequence[tuple[OrganisationSuccession, Organisation]]:
    """Who took over from it, the earliest first."""
    statement = (
        select(OrganisationSuccession, Organisation)
        .join(Organisation, Organisation.id == OrganisationSuccession.successor_id)
        .where(OrganisationSuccession.predecessor_id == organisation_id)
        .order_by(OrganisationSuccession.on_day, Organisation.id)
    )
    return [(row[0], row[1]) for row in session.execute(statement)]


def _organisations(session: Session, ids: Sequence[int]) -> list[Organisation]:
    return list(session.scalars(select(Organisation).where(Organisation.id.in_(ids)).order_by(Organisation.id)))
