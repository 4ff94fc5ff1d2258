"""The demo is what everyone sees first: nearly all of its works must be on the map."""

from sqlalchemy import text

from etl.demo.load import ANNOUNCED_SOURCE, TRAINING_SOURCE
from tests.integration.demo.conftest import Demo

LEAST_SHARE = 0.98
LEAST_ANNOUNCED = 0.93  # real texts: some name an end or an object that the sketch does not hold, and are not guessed


def test_the_works_of_the_demo_are_located(demo: Demo) -> None:
    with demo[1].connect() as connection:
        rows = connection.execute(
            text("SELECT source, avg((geom IS NOT NULL)::int) AS share FROM works GROUP BY source")
        )
        shares = {row[0]: float(row[1]) for row in rows}
    assert shares[ANNOUNCED_SOURCE] >= LEAST_ANNOUNCED
    assert shares[TRAINING_SOURCE] >= LEAST_SHARE
