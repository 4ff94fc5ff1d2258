"""The timeline counts the works of a period in ix_works_planning alone, the table is read for the rows of a page."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.orm import Session

from gis_app.planning.parameters import read_selection
from gis_app.planning.period import Period
from gis_app.planning.timeline import By, read_timeline
from tests.integration.works.people import add_city, add_work, person

TODAY = date(2026, 6, 10)
JUNE = Period.around(TODAY, "month")
MANY = (
    "INSERT INTO works (type_code, location_raw, match_type, confidence, source, period, identity_key, planned_start,"
    " planned_end, district_id) SELECT 'yard', 'x', 'none', 0, 'many', '2026', n::text, '2026-06-03', '2026-06-10', 2"
    " FROM generate_series(1, 3000) AS n"
)


@pytest.mark.parametrize("by", ["street", "contractor"])
def test_groups_and_rows_of_a_period_are_found_in_the_index_alone(session: Session, by: By) -> None:
    city = add_city(session)
    add_work(session, state="in_progress", actual_start="2026-06-01", district_id=1, contractor_id=city["ours"])
    asked: list[tuple[str, Any]] = []

    def listen(*given: Any) -> None:
        if "FROM works" in given[2] and ("GROUP BY" in given[2] or "array_position" in given[2]):
            asked.append((given[2], given[3]))

    engine = session.connection().engine
    event.listen(engine, "before_cursor_execute", listen)
    read_timeline(session, read_selection({}, person("planner", district_id=1)), JUNE, "ru", TODAY, by=by)
    event.remove(engine, "before_cursor_execute", listen)
    assert len(asked) == 2  # the groups, then the rows of the page
    session.execute(text(MANY))
    session.execute(text("ANALYZE works"))
    # Until a vacuum has looked at the table, an index that holds every column has no advantage over one that does not:
    # these ways are forbidden, and the other index of the district is taken away.
    for way in ("enable_seqscan", "enable_bitmapscan", "enable_mergejoin"):
        session.execute(text(f"SET LOCAL {way} = off"))
    session.execute(text("DROP INDEX ix_works_district_id"))
    for statement, parameters in asked:
        rows = session.connection().exec_driver_sql(f"EXPLAIN (COSTS OFF) {statement}", parameters)
        plan = "\n".join(row[0] for row in rows)
        assert "Index Only Scan using ix_works_planning on works" in plan, plan
