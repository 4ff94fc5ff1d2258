"""The demo is what everyone sees first: nearly all of its works must be on the map."""

from datetime import date

from sqlalchemy import Engine, text

from etl.demo.load import ANNOUNCED_SOURCE, TRAINING_SOURCE, load_demo
from etl.progress import Silent
from gis_app.db.session import session_scope
from gis_app.settings import Settings
from gis_app.works.types import load_work_types

LEAST_SHARE = 0.98
LEAST_ANNOUNCED = 0.93  # real texts: some name an end or an object that the sketch does not hold, and are not guessed


def test_the_works_of_the_demo_are_located(committed_database: tuple[Settings, Engine]) -> None:
    settings, engine = committed_database
    with session_scope(engine) as session:
        load_work_types(session)
    load_demo(engine, date(2026, 3, 2), Silent(), settings)
    with engine.connect() as connection:
        rows = connection.execute(
            text("SELECT source, avg((geom IS NOT NULL)::int) AS share FROM works GROUP BY source")
        )
        shares = {row[0]: float(row[1]) for row in rows}
    assert shares[ANNOUNCED_SOURCE] >= LEAST_ANNOUNCED
    assert shares[TRAINING_SOURCE] >= LEAST_SHARE
