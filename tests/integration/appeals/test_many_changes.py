"""Many works that change at once, after one that changed alone in the same session."""

from time import perf_counter

from sqlalchemy import Engine, text

from gis_app.appeals.news import Told, tell_all_noted
from gis_app.db.session import session_scope
from gis_app.settings import Settings
from tests.integration.appeals.ground import Ground
from tests.integration.appeals.test_news import move, patching

# Measured: about one second; a plan of nested loops takes a hundred.
MOST_S = 25


def test_a_plan_made_for_one_work_does_not_hold_up_thousands(committed_database: tuple[Settings, Engine]) -> None:
    settings, engine = committed_database
    with session_scope(engine) as session:
        Ground(session).lay()
        work = patching(session)
        session.execute(
            text(
                "INSERT INTO works (identity_key, type_code, location_raw, match_type, confidence, source, period) "
                "SELECT n, 'road_medium_repair', 'x', 'none', 0.9, 't', '2026' FROM generate_series(1, 20000) AS n"
            )
        )
        move(session, work, "2026-07-05", "2026-07-15")
        began = perf_counter()
        session.execute(text("UPDATE works SET planned_end = '2026-08-01' WHERE source = 't'"))
        assert perf_counter() - began < MOST_S
    assert tell_all_noted(engine, settings) == Told(20_001, 0, 0)
