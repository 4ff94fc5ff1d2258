"""What a plan's spreadsheet does not say: one invented work is paused and one cancelled, so that both can be seen."""

from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

# The first work going on that began over a week ago, and the first that lies ahead; nothing on a second run.
_PAUSE = text("""
INSERT INTO work_events (work_id, kind, on_day, author)
SELECT id, 'paused', CAST(:today AS date) - 3, source
FROM works
WHERE source = :source AND state = 'in_progress' AND planned_end > :today AND actual_start < CAST(:today AS date) - 7
    AND geom IS NOT NULL
    AND NOT EXISTS (SELECT FROM work_events e JOIN works w ON w.id = e.work_id
                    WHERE w.source = :source AND e.kind = 'paused')
ORDER BY id LIMIT 1
""")
_CANCEL = text("""
INSERT INTO work_events (work_id, kind, on_day, author)
SELECT id, 'cancelled', CAST(:today AS date) - 2, source
FROM works
WHERE source = :source AND state = 'planned' AND planned_start > :today AND geom IS NOT NULL
    AND NOT EXISTS (SELECT FROM work_events e JOIN works w ON w.id = e.work_id
                    WHERE w.source = :source AND e.kind = 'cancelled')
ORDER BY id LIMIT 1
""")


def append_training_events(session: Session, source: str, today: date) -> None:
    """Pause one work of the invented plan and cancel another, a few days before `today`, the city's day."""
    for statement in (_PAUSE, _CANCEL):
        session.execute(statement, {"source": source, "today": today})
