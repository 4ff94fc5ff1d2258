"""The works that one message speaks of: those of a plan, those that a plan gave to others, those of a mended place.

A message tells a contractor of many works at once and leads here. Whose they are is asked anew: what is no longer the
person's own is not shown, whatever the message said then; what was given to others is shown as far as it is public.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final, Literal, get_args

from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.accounts.user import CurrentUser
from gis_app.dependencies import Language
from gis_app.planning.assignments import PAGE_SIZE, Assignment, read_own
from gis_app.works.filters import is_public
from gis_app.works.models import Work
from gis_app.works.queries import line_of, lines_statement
from gis_app.works.schemas import WorkLine

Told = Literal["plan", "taken", "mended"]
TOLD: Final[tuple[Told, ...]] = get_args(Told)

# By ix_plan_rows_plan_id and the works' primary key.
_OF_PLAN = text("""
SELECT DISTINCT w.planned_start, w.id FROM plan_rows AS r JOIN works AS w ON w.id = r.work_id
 WHERE r.plan_id = :id AND r.outcome IN ('new', 'changed') AND w.contractor_id = ANY(:organisations)
 ORDER BY w.planned_start NULLS LAST, w.id LIMIT :most OFFSET :skip
""")
# A plan and the changes that it made are of one transaction, so of one moment.
_TAKEN = text("""
SELECT DISTINCT w.planned_start, w.id
  FROM work_plans AS p JOIN plan_rows AS r ON r.plan_id = p.id
  JOIN work_changes AS c ON c.work_id = r.work_id AND c.made_at = p.received_at
  JOIN works AS w ON w.id = r.work_id
 WHERE p.id = :id AND r.outcome = 'changed'
   AND CAST(c.changed -> 'contractor_id' ->> 'from' AS bigint) = ANY(:organisations)
 ORDER BY w.planned_start NULLS LAST, w.id LIMIT :most OFFSET :skip
""")
# From the works of the organisation (ix_works_contractor_id) to their former places; other words are no other place.
_MENDED = text("""
SELECT DISTINCT w.planned_start, w.id FROM works AS w JOIN former_places AS f ON f.work_id = w.id
 WHERE f.cause = 'decision ' || CAST(:id AS text) AND w.contractor_id = ANY(:organisations)
   AND ST_AsBinary(f.geom) IS DISTINCT FROM ST_AsBinary(w.geom)
 ORDER BY w.planned_start NULLS LAST, w.id LIMIT :most OFFSET :skip
""")
_ASKED = {"plan": _OF_PLAN, "taken": _TAKEN, "mended": _MENDED}


def read_told(
    session: Session, by: CurrentUser, told: Told, id: int, lang: Language, today: date, *, page: int = 1
) -> list[Assignment]:
    """A page (from 1) of the person's own works of a plan, or of a decision about a place; by their beginning."""
    return read_own(session, by, _ids(session, by, told, id, page), lang, today)


def read_taken(
    session: Session, by: CurrentUser, plan_id: int, lang: Language, today: date, *, page: int = 1
) -> list[WorkLine]:
    """A page of the works that a plan took from the person's organisations, as everybody sees them."""
    ids = _ids(session, by, "taken", plan_id, page)
    rows = {row[0].id: row for row in session.execute(lines_statement(today).where(Work.id.in_(ids), is_public()))}
    return [line_of(rows[id], lang) for id in ids if id in rows]


def _ids(session: Session, by: CurrentUser, told: Told, id: int, page: int) -> Sequence[int]:
    organisations = sorted({one.organisation_id for one in by.grants if one.organisation_id is not None})
    asked = {"id": id, "organisations": organisations, "most": PAGE_SIZE, "skip": (page - 1) * PAGE_SIZE}
    return [row.id for row in session.execute(_ASKED[told], asked)]
