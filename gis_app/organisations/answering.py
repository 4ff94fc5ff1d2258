"""Who answers for a task today, district by district."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.organisations.history import organisation_on


@dataclass(frozen=True, slots=True)
class Answering:
    """A body that answers for a task in a district, or in the whole city (None)."""

    organisation_id: int
    name: str
    district_id: int | None


_AREAS = text("""
SELECT DISTINCT a.organisation_id, a.district_id
  FROM service_areas AS a JOIN organisations AS o ON o.id = a.organisation_id
 WHERE a.task_code = :task AND NOT o.is_training
   AND (a.valid_from IS NULL OR a.valid_from <= :day) AND (a.valid_to IS NULL OR a.valid_to >= :day)
 ORDER BY a.district_id NULLS FIRST, a.organisation_id
""")


def answering_for(session: Session, task: str, lang: str, day: date) -> Sequence[Answering]:
    """The bodies of a task, those of the whole city first; a reorganised one is replaced by who took over."""
    return [
        Answering(one.id, getattr(one, f"name_{lang}") or one.name, district_id)
        for organisation_id, district_id in session.execute(_AREAS, {"task": task, "day": day})
        for one in organisation_on(session, organisation_id, day)
    ]
