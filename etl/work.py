"""`python -m etl work`: the worker that takes queued plans and jobs."""

import asyncio
import importlib
import signal
from collections.abc import Sequence

import procrastinate

from gis_app.db.session import make_engine
from gis_app.jobs.queue import app, connector
from gis_app.jobs.revival import revive_jobs
from gis_app.settings import Settings

# Modules whose tasks the worker runs; importing them registers the tasks on the job application.
TASK_MODULES: Sequence[str] = (
    "gis_app.accounts.tasks",
    "gis_app.appeals.tasks",
    "gis_app.delivery.tasks",
    "gis_app.map.tasks",
    "gis_app.rasters.tasks",
    "gis_app.messages.tasks",
    "gis_app.outages.tasks",
    "gis_app.subscriptions.tasks",
    "gis_app.subscriptions.telegram_tasks",
    "gis_app.works.tasks",
    "etl.imports.tasks",
    "etl.tasks",
)


# Each lane takes the jobs of its queues one after another; lanes do not wait for each other. Checks may take long and
# write only rows that nobody sees yet; tiles follow whatever was committed; a raster may take a
# minute, in a process of its own; letters wait for the servers of others. All jobs that write works stay in one lane.
LANES: Sequence[Sequence[str]] = (("imports",), ("tiles",), ("rasters",), ("letters",), ("default",))
# Each lane listens on a connection and asks for jobs on another.
CONNECTIONS = 2 * len(LANES) + 2
# A job that waits for one of another lane (two jobs of one upload) is not announced when that one ends: it is sought.
LOOK_EVERY_S = 1.0


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
    with app.replace_connector(connector(settings, settings.database_url, connections=CONNECTIONS)) as worker:
        if once:
            # One after another: what a job queues is done too before the end.
            worker.run_worker(wait=False, concurrency=1, listen_notify=False)
        else:
            asyncio.run(_work_in_lanes(worker))


async def _work_in_lanes(worker: procrastinate.App) -> None:
    """Run every lane until a signal; jobs that are going on are finished. A lane that fails ends the others with it."""
    async with worker.open_async():
        lanes = [
            asyncio.create_task(
                worker.run_worker_async(
                    queues=list(queues),
                    name=queues[0],
                    concurrency=1,
                    install_signal_handlers=False,
                    fetch_job_polling_interval=LOOK_EVERY_S,
                )
            )
            for queues in LANES
        ]
        loop = asyncio.get_running_loop()

        def stop() -> None:
            # A second signal does what it does everywhere: ends the program at once.
            for one in (signal.SIGINT, signal.SIGTERM):
                loop.remove_signal_handler(one)
            for lane in lanes:
                lane.cancel()

        for one in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(one, stop)
        await asyncio.wait(lanes, return_when=asyncio.FIRST_COMPLETED)
        stop()
        for ended in await asyncio.gather(*lanes, return_exceptions=True):
            if isinstance(ended, Exception):
                raise ended
