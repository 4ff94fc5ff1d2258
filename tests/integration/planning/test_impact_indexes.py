"""Both statements find what is near by the spatial indexes, however many works the city has."""

import re

import pytest
from sqlalchemy import TextClause, text
from sqlalchemy.orm import Session

from gis_app.planning.impact_queries import NEAR_OUTAGES, NEAR_WORKS
from tests.grid import Grid
from tests.integration.works.people import add_city, add_work

ASKED = {
    "near_m": 15, "first": "2026-07-01", "last": "2026-07-20", "most": 30, "today": "2026-06-15",
    "old_end": "2026-06-30", "follow_until": "2026-07-27",
}  # fmt: skip
# Works and shut-offs strewn over the city, none of them where the question is asked.
STREWN = (
    "INSERT INTO works (type_code, location_raw, match_type, confidence, source, period, identity_key, planned_start,"
    " planned_end, geom) SELECT 'yard', 'x', 'street', 1, 'test', '2026', n::text, '2026-07-03', '2026-07-10',"
    " ST_SetSRID(ST_MakePoint(76.8 + (n % 70) * 0.005, 43.1 + (n / 70) * 0.005), 4326)"
    " FROM generate_series(1, 4000) AS n",
    "INSERT INTO outages (kind, publisher, source, identity_key, first_day, last_day, geom) SELECT 'water', 'x',"
    " 'test', n::text, '2026-07-03', '2026-07-10',"
    " ST_Buffer(ST_SetSRID(ST_MakePoint(76.8 + (n % 70) * 0.005, 43.1 + (n / 70) * 0.005), 4326), 0.0005)"
    " FROM generate_series(1, 2000) AS n",
)


@pytest.mark.parametrize(("statement", "index"), [(NEAR_WORKS, "ix_works_geom_m"), (NEAR_OUTAGES, "ix_outages_geom_m")])
def test_what_is_near_is_found_by_the_index(session: Session, statement: TextClause, index: str) -> None:
    add_city(session)
    work = add_work(session, Grid().line((0, 0), (3, 0)), state="in_progress")
    for made in STREWN:
        session.execute(text(made))
    session.execute(text("ANALYZE works"))
    session.execute(text("ANALYZE outages"))
    rows = session.execute(text(f"EXPLAIN (COSTS OFF) {statement.text}"), ASKED | {"work": work})
    plan = "\n".join(row[0] for row in rows)
    assert index in plan, plan
    assert not re.search(r"Seq Scan on (works|outages)", plan), plan
