"""The job application, and how a job is deferred inside the writer's own transaction."""

import json
from typing import Any

import procrastinate
from procrastinate import PsycopgConnector
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from gis_app.settings import Settings

# Tasks register themselves on this blueprint-like app when their module is imported; the connector is opened by
# the worker alone. A writer defers by name, on its own connection, so the job rolls back with the writer.
app = procrastinate.App(connector=PsycopgConnector())

_DEFER = text(
    "SELECT unnest(procrastinate_defer_jobs_v1(ARRAY[ROW("
    ":queue, :task, 0, :lock, :queueing_lock, CAST(:args AS jsonb), NULL"
    ")::procrastinate_job_to_defer_v1]))"
)

# A waiting job is held until this transaction ends: begun before, it would not see what is being written now.
_HOLD_WAITING = text("SELECT 1 FROM procrastinate_jobs WHERE queueing_lock = :once AND status = 'todo' FOR SHARE")


def defer(
    session: Session,
    task: str,
    *,
    queue: str = "default",
    lock: str | None = None,
    once: str | None = None,
    **args: Any,
) -> int | None:
    """Queue the task called `task` in the session's transaction and return the job's id.

    `lock`: jobs of one lock run one after another. `once`: while a job of this name still waits, no second one is
    queued and None is returned. Arguments must be JSON values.
    """
    parameters = {"queue": queue, "task": task, "lock": lock, "queueing_lock": once, "args": json.dumps(args)}
    if once is None:
        return int(session.execute(_DEFER, parameters).scalar_one())
    while not session.execute(_HOLD_WAITING, {"once": once}).scalar():
        try:
            with session.begin_nested():
                return int(session.execute(_DEFER, parameters).scalar_one())
        except IntegrityError:  # another transaction has queued it since we looked
            continue
    return None


def connector(settings: Settings, url: str, connections: int = 4) -> PsycopgConnector:
    """The worker's connector to the database at `url`, in the city's schema; at most so many connections."""
    return PsycopgConnector(
        conninfo=url.replace("postgresql+psycopg://", "postgresql://"),
        min_size=min(4, connections),
        max_size=connections,
        kwargs={"options": f"-csearch_path={settings.schema_name},public -ctimezone={settings.time_zone}"},
    )
