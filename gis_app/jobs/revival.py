"""Jobs of a worker that was killed are taken up again: the queue itself leaves them as going on for ever."""

import logging

from sqlalchemy import Connection, text

_log = logging.getLogger(__name__)

# A worker tells every ten seconds that it lives.
SILENT_S = 30

# A job of which another one waits already is ended; it would only be done twice.
_REVIVE = text("""
WITH silent AS MATERIALIZED (
    SELECT j.id, j.queueing_lock
    FROM procrastinate_jobs AS j LEFT JOIN procrastinate_workers AS w ON w.id = j.worker_id
    WHERE j.status = 'doing' AND (w.id IS NULL OR w.last_heartbeat < now() - make_interval(secs => :silent))
    FOR UPDATE OF j SKIP LOCKED
)
SELECT s.id, CASE WHEN EXISTS (
    SELECT 1 FROM procrastinate_jobs AS other
    WHERE other.queueing_lock = s.queueing_lock AND other.status = 'todo'
) THEN procrastinate_finish_job_v1(s.id, 'failed', false)
ELSE procrastinate_retry_job_v1(s.id, now(), NULL, NULL, NULL) END
FROM silent AS s
""")


def revive_jobs(connection: Connection, silent_s: float = SILENT_S) -> int:
    """Queue again what workers were doing that have been silent for `silent_s` seconds; the number of such jobs."""
    found = len(connection.execute(_REVIVE, {"silent": silent_s}).all())
    if found:
        _log.warning("%d jobs of a silent worker are taken up again", found)
    return found
