"""Lives of a few invented works, so that each rule can be seen: days moved twice, a warranty, time asked for."""

from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.works.calendar_changes import advance
from gis_app.works.models import Work
from gis_app.works.protection import open_for
from gis_app.works.surface_terms import read_terms

REASONS = ("Поздняя поставка материалов", "Дожди и перенос сроков подрядчиком")
_CHOSEN = "SELECT id FROM works WHERE source = :source AND geom IS NOT NULL AND {} ORDER BY id LIMIT 1"
_MOVED = text(_CHOSEN.format("state = 'planned' AND planned_start > :today AND planned_end IS NOT NULL AND id % 7 = 0"))
# Those first about which nothing was announced: where real works are, an answer speaks of these.
_FINISHED = text("""
SELECT id FROM works AS w
 WHERE source = :source AND geom IS NOT NULL AND state = 'finished' AND type_code = ANY(:types)
   AND match_type <> 'district'
 ORDER BY EXISTS (SELECT FROM works AS o WHERE NOT o.is_training AND ST_DWithin(o.geom_m, w.geom_m, 100)), id
 LIMIT :most
""")
# Finished works that were accepted, so that the map and an answer have surfaces under warranty to show.
ACCEPTED = 3
# Of the contractor and in the district with most works, whose accounts the demo has.
_RUNNING = text("""
SELECT w.id FROM works AS w
 WHERE w.source = :source AND w.geom IS NOT NULL AND w.state = 'in_progress' AND w.planned_end >= :today
   AND w.contractor_id IS NOT NULL
 ORDER BY (SELECT count(*) FROM works AS o WHERE o.is_training AND o.contractor_id = w.contractor_id) DESC,
          (SELECT count(*) FROM works AS o WHERE o.is_training AND o.district_id = w.district_id) DESC, w.id
 LIMIT 1
""")
_MOVE = text("""
INSERT INTO schedule_versions (work_id, version, planned_start, planned_end, reason, author, author_role)
SELECT w.id, 1 + max(v.version), w.planned_start + :days, w.planned_end + :days, :reason, 'demo', 'planner'
  FROM works AS w JOIN schedule_versions AS v ON v.work_id = w.id WHERE w.id = :id GROUP BY w.id
""")
_ACCEPT = text("""
INSERT INTO work_events (work_id, kind, on_day, author, author_role)
SELECT id, 'accepted', least(actual_end + 7, CAST(:today AS date)), 'demo', 'inspector' FROM works WHERE id = :id
RETURNING on_day
""")
_ASK = text("""
INSERT INTO extension_requests (work_id, planned_start, planned_end, wanted_end, cause, reason, asked_on, answer_by,
                                author, author_organisation_id)
SELECT id, planned_start, planned_end, planned_end + 21, 'network_found', 'Нужен новый проект',
       CAST(:today AS date) - 10, CAST(:today AS date) - 3, 'Демо-подрядчик', contractor_id
  FROM works WHERE id = :id
""")


def append_training_lives(session: Session, source: str, today: date) -> None:
    """Give works of the invented plan a life as of `today`, the city's day; nothing where there is one already."""
    if session.scalar(text("SELECT EXISTS (SELECT FROM surface_protections)")):
        return
    asked = {"source": source, "today": today}
    if (moved := session.scalar(_MOVED, asked)) is not None:
        for days, reason in zip((20, 21), REASONS, strict=True):
            session.execute(_MOVE, {"id": moved, "days": days, "reason": reason})
    types = [term.work_type for term in read_terms().terms if term.protection_months]
    for finished in session.scalars(_FINISHED, asked | {"types": types, "most": ACCEPTED}).all():
        accepted_on = session.scalar(_ACCEPT, {"id": finished, "today": today})
        open_for(session, session.get_one(Work, finished, populate_existing=True), accepted_on or today)
    advance(session, today)
    if (running := session.scalar(_RUNNING, asked)) is not None:
        session.execute(_ASK, {"id": running, "today": today})
