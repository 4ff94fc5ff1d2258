"""The city of a resident's questions: works, promises, streets, appeals and shut-offs, laid once for a measurement."""

import numpy as np
from sqlalchemy import text

from gis_app.db.session import session_scope
from tests.benchmarks import generate
from tests.benchmarks.appeals.ground import analyse, lay_city
from tests.benchmarks.appeals.relinking import load_appeals
from tests.benchmarks.stage import Stage

APPEALS, OUTAGES = 400_000, 2_000
# Each work was promised once, every third once more; a third of them is finished.
_PROMISES = """
INSERT INTO schedule_versions (work_id, version, planned_start, planned_end, reason, author)
SELECT id, n, planned_start, planned_end - 7 * (2 - n), 'plan', 'benchmark'
  FROM works, generate_series(1, 2) AS n WHERE planned_start IS NOT NULL AND (n = 2 OR id % 3 = 0)
    AND planned_end - 7 * (2 - n) >= planned_start
"""
_STREETS = """
INSERT INTO work_streets (work_id, street_id)
SELECT DISTINCT w.id, s.id FROM works AS w JOIN streets AS s ON ST_DWithin(s.geom_m, w.geom_m, 15)
ON CONFLICT DO NOTHING
"""
_OUTAGE = """
WITH area AS (
    SELECT ST_Multi(ST_Expand(ST_SetSRID(ST_MakePoint(:lon, :lat), 4326), :size)) AS geom
), made AS (
    INSERT INTO outages (kind, publisher, source, identity_key, version, first_day, last_day, confidence, geom)
    SELECT :kind, 'benchmark', 'benchmark', :key, 1, CAST(:first AS date), CAST(:first AS date) + 9, 1, geom FROM area
    RETURNING id
)
INSERT INTO outage_versions (outage_id, version, state, text, place_text, first_day, last_day, content_key, file_name,
                             sheet, row_number, area_from, confidence, is_partial, geom)
SELECT made.id, 1, 'published', 'x', 'x', CAST(:first AS date), CAST(:first AS date) + 9, :key, 'f', 's', 1, 'given',
       1, false, area.geom FROM made, area
"""


def lay_residents_city(stage: Stage) -> None:
    """20,000 works with promised days, 400,000 appeals, 2,000 shut-offs of a few blocks each."""
    lay_city(stage)
    load_appeals(stage, APPEALS)
    dice = np.random.default_rng(7)
    kinds = ("water", "hot_water", "heat", "power", "gas")
    with session_scope(stage.engine) as session:
        session.execute(text("ALTER TABLE schedule_versions DISABLE TRIGGER USER"))
        session.execute(text(_PROMISES))
        session.execute(text("ALTER TABLE schedule_versions ENABLE TRIGGER USER"))
        session.execute(text(_STREETS))
        session.execute(text("UPDATE organisations SET is_training = false WHERE is_contractor"))
        today = session.scalar(text("SELECT CURRENT_DATE"))
        for number, (lon, lat) in enumerate(generate.places(OUTAGES, stage.settings, dice)):
            session.execute(
                text(_OUTAGE),
                {
                    "lon": float(lon), "lat": float(lat), "size": float(dice.uniform(0.002, 0.006)),
                    "kind": kinds[number % len(kinds)], "key": f"b{number}",
                    "first": today - np.timedelta64(int(dice.integers(-20, 300)), "D").astype(object),
                },
            )  # fmt: skip
        session.execute(text("DELETE FROM works_to_relink"))
    analyse(stage.engine)
