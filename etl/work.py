"""`python -m etl work`: the worker that takes queued plans and jobs."""

import importlib
from collections.abc import Sequence

from gis_app.db.session import make_engine
from gis_app.jobs.queue import app, connector
from gis_app.jobs.revival import revive_jobs
from gis_app.settings import Settings

# Modules whose tasks the worker runs; importing them registers the tasks on the job application.
TASK_MODULES: Sequence[str] = (
    "gis_app.accounts.tasks",
    "gis_app.delivery.tasks",
    "gis_app.map.tasks",
    "gis_app.works.tasks",
    "etl.imports.tasks",
    "etl.tasks",
)


def register_tasks() -> None:
    """Import every module of tasks that this program has."""
    for name in TASK_MODULES:
        importlib.import_module(name)


def work(settings: Settings, *, once: bool) -> None:
    """Run jobs until interrupted, or, with `once`, until the queue is empty. The settings must name a database."""
    if settings.database_url is None:
        raise ValueError("no database URL: start the private cluster first (gis_app.db.embedded)")
    register_tasks()
    engine = make_engine(settings, pool_size=1)
    with engine.begin() as connection:
        revive_jobs(connection)
    engine.dispose()
    with app.replace_connector(connector(settings, settings.database_url)) as worker:
        worker.run_worker(wait=not once, concurrency=1, install_signal_handlers=True, listen_notify=not once)
