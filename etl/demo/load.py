"""Loading the demo: the sketch of the city, announced works, and an invented plan for training."""

import tempfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from etl.demo.houses import write_houses
from etl.demo.training_appeals import load_training_appeals
from etl.demo.training_events import append_training_events
from etl.demo.training_lives import append_training_lives
from etl.demo.training_outages import load_training_outages
from etl.demo.training_plan import write_training_plan
from etl.demo.training_reports import append_training_reports
from etl.load.areas import load_areas
from etl.load.context import LoadContext
from etl.load.districts import load_districts
from etl.load.houses import load_houses
from etl.load.landmarks import load_landmarks
from etl.load.organisations import load_organisations
from etl.load.outcome import LoadOutcome
from etl.load.plan import load_plan
from etl.load.register import holds, lock_register
from etl.load.streets import load_streets
from etl.progress import Progress
from gis_app.accounts.demo import make_demo_accounts
from gis_app.appeals.cells import publish_cells
from gis_app.db.session import session_scope
from gis_app.geocoding.blocks import derive_blocks
from gis_app.settings import Settings, get_settings

SKETCH = Path(__file__).parent / "sketch"
ANNOUNCED = Path(__file__).parent / "announced_works.csv"
ORGANISATIONS = Path(__file__).parent / "organisations.csv"
TRAINING_SOURCE = "demo_training"
ANNOUNCED_SOURCE = "demo_announced"
# Areas before streets and houses: a scope in brackets and a microdistrict's address are looked up among them.
SKETCH_FILES: tuple[tuple[Callable[[LoadContext, Path], LoadOutcome], str], ...] = (
    (load_districts, "districts.geojson"),
    (load_areas, "areas.geojson"),
    (load_streets, "streets.geojson"),
    (load_landmarks, "landmarks.csv"),
)


def load_demo(
    engine: Engine,
    today: date,
    progress: Progress,
    settings: Settings | None = None,
    *,
    if_empty: bool = False,
    now: datetime | None = None,
) -> list[str]:
    """Load the demo; returns the lines to tell. A second run changes nothing, on whatever day.

    `today` is the city's day, which the dates of the invented plan follow when it is first loaded. A register with real
    data is left alone, since a sketch must never lie among real streets. With `if_empty` a demo whose last part is
    there is not even compared; one that a kill left half loaded is completed. No appeal is received after `now`.
    """
    settings = settings or get_settings()
    with Session(engine) as session:
        if holds(session, is_sketch=False):
            return ["The register holds real data: the demo's sketch is not mixed into it, nothing was loaded."]
    if if_empty and _has_plan(engine, TRAINING_SOURCE):
        return ["The demo is loaded already.", *_add_appeals(engine, today, settings, now), *_add_people(engine)]
    lines = _load_sketch(engine, settings, progress)
    lines += str(load_plan(engine, ANNOUNCED, ANNOUNCED_SOURCE, settings=settings, progress=progress)).splitlines()[:4]
    if _has_plan(engine, TRAINING_SOURCE):
        kept = "The invented plan is loaded already; its dates stay those of its first day."
        return [*lines, kept, *_add_appeals(engine, today, settings, now), *_add_people(engine)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "training_plan.xlsx"
        write_training_plan(path, today)
        report = load_plan(engine, path, TRAINING_SOURCE, today=today, settings=settings, progress=progress)
    with session_scope(engine) as session:
        append_training_events(session, TRAINING_SOURCE, today)
        append_training_lives(session, TRAINING_SOURCE, today)
        lines.append(load_training_outages(session, today, settings))
        reports = append_training_reports(session, TRAINING_SOURCE, today, settings)
        lines.append(f"{reports} reports from building sites were drawn for training")
    # After the plans: what they name gets its names in other languages.
    lines += _load_organisations(engine, settings, progress)
    lines += str(report).splitlines()[:4]
    progress.stage("registering appeals")
    return lines + _add_appeals(engine, today, settings, now) + _add_people(engine)


def _add_appeals(engine: Engine, today: date, settings: Settings, now: datetime | None) -> list[str]:
    """Appeals in every state, after all that explains them and all who answer for it."""
    with session_scope(engine) as session:
        lines = load_training_appeals(session, today, settings, now)
        if lines:
            publish_cells(session, settings, today=today)
        return lines


def _add_people(engine: Engine) -> list[str]:
    """An account of each role, for the first page to offer."""
    with session_scope(engine) as session:
        made = make_demo_accounts(session)
    return [f"{made} demo accounts were made; the first page offers to enter as one of them."] if made else []


def _load_organisations(engine: Engine, settings: Settings, progress: Progress) -> list[str]:
    """The city's bodies before and after August 2025, utilities, and the invented contractors' names."""
    with session_scope(engine) as session:
        return load_organisations(LoadContext(session, settings, progress), ORGANISATIONS).lines(most_problems=5)


def _load_sketch(engine: Engine, settings: Settings, progress: Progress) -> list[str]:
    """The whole sketch in one transaction."""
    lines: list[str] = []
    with session_scope(engine) as session, tempfile.TemporaryDirectory() as folder:
        lock_register(session)
        context = LoadContext(session, settings, progress, is_sketch=True, derive=False)
        changed = False
        for loader, name in SKETCH_FILES:
            outcome = loader(context, SKETCH / name)
            lines += outcome.lines(most_problems=5)
            changed |= outcome.changed
        houses = Path(folder) / "houses.csv"
        write_houses(houses)
        lines += load_houses(context, houses).lines(most_problems=5)
        if changed:
            progress.stage("deriving blocks")
            lines.append(str(derive_blocks(session, settings.metric_srid)))
    return lines


def _has_plan(engine: Engine, source: str) -> bool:
    with engine.connect() as connection:
        return bool(
            connection.execute(
                text("SELECT EXISTS (SELECT FROM work_plans WHERE source = :source AND status = 'loaded')"),
                {"source": source},
            ).scalar_one()
        )
