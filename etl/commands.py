"""What each command of ``python -m etl`` does, once the arguments are known."""

import argparse
import csv
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from etl.load.context import LoadContext
from etl.load.outcome import LoadOutcome
from etl.progress import Progress, shown_progress
from gis_app.appeals.load_topics import load_topics
from gis_app.appeals.situations.register import load_situations
from gis_app.db.embedded import ensure_database
from gis_app.db.migrate import migrate
from gis_app.db.session import make_engine, session_scope
from gis_app.errors import UsageError
from gis_app.log import configure_logging
from gis_app.settings import Settings, get_settings
from gis_app.works.types import load_work_types

Loader = Callable[[LoadContext, Path], LoadOutcome]
# Loads a file by the declaration of its source, and reports every row.
SourceLoader = Callable[..., object]


@dataclass
class Run:
    """One command's means: settings, database, display."""

    settings: Settings
    engine: Engine
    progress: Progress


@contextmanager
def prepared(*, quiet: bool = False) -> Iterator[Run]:
    """The database, started and migrated if need be, for the length of a command."""
    settings = get_settings()
    configure_logging("warning" if settings.log_level == "info" else settings.log_level)
    with ensure_database(settings) as url:
        # What a command imports reads the settings again and must meet the same database.
        os.environ["GIS_APP_DATABASE_URL"] = url
        get_settings.cache_clear()
        settings = get_settings()
        engine = make_engine(settings)
        try:
            migrate(engine, settings)
            with session_scope(engine) as session:
                load_work_types(session)
                load_topics(session)
                load_situations(session)
            with shown_progress(quiet=quiet) as progress:
                yield Run(settings, engine, progress)
        finally:
            engine.dispose()


def run(options: argparse.Namespace) -> int:
    """Carry out the command of parsed arguments; returns the exit status."""
    commands: dict[str, Callable[[Run, argparse.Namespace], int]] = {
        "load-plan": _load_plan,
        "load-outages": _load_outages,
        "load-appeals": _load_appeals,
        "geocode": _geocode,
        "work": _work,
        "review": _review,
        "relocate": _relocate,
        "load-demo": _load_demo,
        "derive-blocks": _derive_blocks,
        "relink-appeals": _relink_appeals,
    }
    with prepared(quiet=options.quiet) as means:
        return commands.get(options.command, _load_register)(means, options)


def _loader(command: str) -> Loader:
    if command == "load-osm":
        from etl.load.osm import load_osm as loader
    elif command == "load-districts":
        from etl.load.districts import load_districts as loader
    elif command == "load-streets":
        from etl.load.streets import load_streets as loader
    elif command == "load-houses":
        from etl.load.houses import load_houses as loader
    elif command == "load-renames":
        from etl.load.renames import load_renames as loader
    elif command == "load-organisations":
        from etl.load.organisations import load_organisations as loader
    elif command == "load-landmarks":
        from etl.load.landmarks import load_landmarks as loader
    else:
        from etl.load.areas import load_areas as loader
    return loader


def _load_register(means: Run, options: argparse.Namespace) -> int:
    from etl.load.register import lock_register
    from etl.report import check_report_path

    check_report_path(options.report)
    with session_scope(means.engine) as session:
        lock_register(session)
        outcome = _loader(options.command)(LoadContext(session, means.settings, means.progress), options.file)
    if options.report is not None:
        write_problems(outcome, options.report)
    _build_tiles(means)
    means.progress.finish()
    print("\n".join(outcome.lines()))
    return 0


def write_problems(outcome: LoadOutcome, path: Path) -> None:
    """All problems of a loading as CSV file,row,column,reason."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["file", "row", "column", "reason"])
        for problem in sorted(outcome.problems, key=lambda problem: problem.row):
            writer.writerow([outcome.file, problem.row, problem.column, problem.reason])


def _load_plan(means: Run, options: argparse.Namespace) -> int:
    from etl.load.plan import load_plan

    return _load_by_source(means, options, load_plan, into_tiles=True)


def _load_outages(means: Run, options: argparse.Namespace) -> int:
    from etl.load.outages import load_outages

    return _load_by_source(means, options, load_outages, into_tiles=True)


def _load_appeals(means: Run, options: argparse.Namespace) -> int:
    from etl.load.appeals import load_appeals

    return _load_by_source(means, options, load_appeals, into_tiles=False)


def _load_by_source(means: Run, options: argparse.Namespace, load: SourceLoader, *, into_tiles: bool) -> int:
    report = load(
        means.engine,
        options.file,
        options.source,
        options.dry_run,
        options.report,
        settings=means.settings,
        progress=means.progress,
    )
    if into_tiles and not options.dry_run:
        _build_tiles(means)
    means.progress.finish()
    print(report)
    return 0


def _geocode(means: Run, options: argparse.Namespace) -> int:
    from etl.geocode import geocode_file

    means.progress.stage("geocoding")
    with session_scope(means.engine) as session:
        summary = geocode_file(options.input, options.output, session, language=options.lang)
    means.progress.finish()
    print(summary)
    return 0


def _work(means: Run, options: argparse.Namespace) -> int:
    from etl.work import work

    work(means.settings, once=options.once)
    return 0


def _review(means: Run, options: argparse.Namespace) -> int:
    from etl.review import run_review

    today = datetime.now(ZoneInfo(means.settings.time_zone)).date()
    with session_scope(means.engine) as session:
        lines = run_review(session, means.settings, options, today)
    means.progress.finish()
    print("\n".join(lines))
    return 0


def _relocate(means: Run, options: argparse.Namespace) -> int:
    from etl.review import relocate_works

    means.progress.stage("locating")
    with session_scope(means.engine) as session:
        lines = relocate_works(session, means.settings, dry_run=options.dry_run)
    if not options.dry_run:
        _build_tiles(means)
    means.progress.finish()
    print("\n".join(lines))
    return 0


def _load_demo(means: Run, options: argparse.Namespace) -> int:
    from etl.demo.load import load_demo

    now = datetime.now(ZoneInfo(means.settings.time_zone))
    lines = load_demo(means.engine, now.date(), means.progress, means.settings, if_empty=options.if_empty, now=now)
    _build_tiles(means)
    means.progress.finish()
    print("\n".join(lines))
    return 0


def _derive_blocks(means: Run, options: argparse.Namespace) -> int:
    from gis_app.geocoding.blocks import derive_blocks

    means.progress.stage("deriving blocks")
    with session_scope(means.engine) as session:
        derived = derive_blocks(session, means.settings.metric_srid)
    means.progress.finish()
    print(derived)
    return 0


def _build_tiles(means: Run) -> None:
    """Build the tiles and find the streets that the loading touched, so that servers show it at once."""
    from gis_app.map.building import drain
    from gis_app.works.streets import place_on_streets

    means.progress.stage("building tiles")
    try:
        summary = drain(means.engine)
        means.progress.stage("finding streets of works")
        place_on_streets(means.engine)
    except KeyboardInterrupt:
        raise UsageError("interrupted; the file is loaded, and the worker builds the rest of the tiles") from None
    if summary.failed:
        logging.getLogger(__name__).warning("%d tiles could not be built; the worker tries again", len(summary.failed))


def _relink_appeals(means: Run, options: argparse.Namespace) -> int:
    from gis_app.appeals.linking import relink_all
    from gis_app.appeals.news import tell_all_noted
    from gis_app.dependencies import city_today

    # Told first: a work that moved away may explain its appeals no more.
    tell_all_noted(means.engine, means.settings)
    with session_scope(means.engine) as session:
        done = relink_all(session, today=city_today(means.settings))
    means.progress.finish()
    print(f"{done.appeals} appeals, {done.candidates} candidates, {done.links} links")
    return 0
