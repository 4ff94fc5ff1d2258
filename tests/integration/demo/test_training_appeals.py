"""The demo's invented appeals: in every state, near what explains them, and never mixed with real ones."""

from collections import Counter

from sqlalchemy import Row, text

from etl.demo.load import load_demo
from etl.progress import Silent
from gis_app.appeals.deadlines import read_deadlines
from gis_app.appeals.received import KINDS
from gis_app.appeals.transitions import OPEN, STATUSES
from tests.integration.demo.conftest import TODAY, Demo

CHANNELS = {"web", "phone", "front_office", "letter", "social", "mobile", "import"}


def rows(demo: Demo, statement: str) -> list[Row[tuple[object, ...]]]:
    """What the demo's database answers."""
    with demo[1].connect() as connection:
        return list(connection.execute(text(statement)).all())


def test_there_are_two_hundred_of_every_kind_and_state_and_all_are_training(demo: Demo) -> None:
    found = rows(demo, "SELECT status, channel, kind, language, is_training FROM appeals")
    assert len(found) == 200
    assert all(row.is_training for row in found)
    assert {row.status for row in found} >= set(STATUSES)
    assert {row.channel for row in found} == CHANNELS
    assert {row.kind for row in found} == set(KINDS)
    languages = Counter(row.language for row in found)
    assert languages["ru"] > languages["kk"] >= 60 and languages["en"] >= 5


def test_the_queue_holds_overdue_ones_ones_due_today_and_soon_and_urgent_ones(demo: Demo) -> None:
    found = rows(demo, "SELECT status, due_on, is_urgent FROM appeals WHERE closed_at IS NULL")
    standings = Counter(
        read_deadlines().standing(row.due_on, TODAY, demo[0].holiday_country) for row in found if row.status in OPEN
    )
    assert min(standings[name] for name in ("overdue", "due_today", "due_soon", "in_time")) >= 3
    assert sum(row.is_urgent for row in found) >= 5


def test_most_are_explained_by_a_work_or_a_shut_off_and_some_by_a_warranty(demo: Demo) -> None:
    linked = rows(demo, "SELECT DISTINCT appeal_id, outage_id IS NOT NULL AS dry FROM appeal_links")
    assert len({row.appeal_id for row in linked}) >= 100
    assert sum(row.dry for row in linked) >= 10
    guaranteed = rows(demo, "SELECT body_id FROM appeals WHERE situation = 'surface_in_warranty'")
    assert len(guaranteed) >= 2 and all(row.body_id is not None for row in guaranteed)


def test_the_demo_executor_has_a_queue(demo: Demo) -> None:
    found = rows(
        demo,
        "SELECT a.status FROM appeals AS a JOIN grants AS g ON g.organisation_id = a.body_id AND g.role = 'executor'",
    )
    assert Counter(row.status for row in found)["sent"] >= 3


def test_nothing_that_happened_lies_ahead_of_the_day_or_out_of_order(demo: Demo) -> None:
    late = rows(demo, f"SELECT FROM appeal_events WHERE at >= DATE '{TODAY}' + 1")
    backwards = rows(
        demo,
        "SELECT FROM appeal_events AS a JOIN appeal_events AS b USING (appeal_id) WHERE a.id < b.id AND a.at > b.at",
    )
    assert (late, backwards) == ([], [])


def test_loading_it_again_adds_nothing(demo: Demo) -> None:
    settings, engine = demo
    before = rows(demo, "SELECT (SELECT count(*) FROM appeals), (SELECT count(*) FROM appeal_events)")
    load_demo(engine, TODAY, Silent(), settings, if_empty=True)
    assert rows(demo, "SELECT (SELECT count(*) FROM appeals), (SELECT count(*) FROM appeal_events)") == before
