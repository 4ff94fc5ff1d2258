"""The same report in two real transactions at once: one report, one event, one answer."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from threading import Barrier
from uuid import uuid4

import pytest
from sqlalchemy import Engine, text

from gis_app.db.session import session_scope
from gis_app.settings import Settings
from gis_app.site_reports.given import Given
from gis_app.site_reports.reporting import report
from tests.integration.works.people import add_city, add_work, people
from tests.people import add_user
from tests.pictures import draw, photo

NOW = datetime(2026, 6, 10, 7, 0, tzinfo=UTC)
PHOTOS = [photo(), photo(image=draw(200, 100))]
Send = Callable[[int], tuple[str, int, str]]


@pytest.fixture
def at_once(committed_database: tuple[Settings, Engine]) -> tuple[Engine, Callable[..., list[tuple[str, int]]]]:
    """Send reports of one work at the same moment; kind and id of each answer."""
    settings, engine = committed_database
    with session_scope(engine) as session:
        city = add_city(session)
        work = add_work(session, state="scheduled", contractor_id=city["ours"], district_id=city["here"])
        person = replace(people(city)["contractor"], id=add_user(session).id)

    def send(*givens: tuple[Given, list[bytes]]) -> list[tuple[str, int]]:
        start = Barrier(len(givens))

        def one(given: tuple[Given, list[bytes]]) -> tuple[str, int]:
            with session_scope(engine) as session:
                start.wait(10)
                made = report(session, work, *given, by=person, received=NOW, settings=settings)
                return made.kind, made.id

        with ThreadPoolExecutor(len(givens)) as pool:
            return list(pool.map(one, givens))

    return engine, send


def counted(engine: Engine, table: str) -> int:
    with engine.connect() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def test_one_key_sent_four_times_at_once_is_one_report(
    at_once: tuple[Engine, Callable[..., list[tuple[str, int]]]],
) -> None:
    engine, send = at_once
    key = uuid4()
    turned = [PHOTOS, PHOTOS[::-1]] * 2
    answers = send(*((Given(kind="start", client_key=key), photos) for photos in turned))
    assert len(set(answers)) == 1
    assert answers[0][0] == "start"
    assert [counted(engine, table) for table in ("site_reports", "site_report_photos", "photos", "work_events")] == [
        1, 2, 2, 1,
    ]  # fmt: skip


def test_of_two_starts_at_once_one_counts_and_the_other_is_kept_as_a_note(
    at_once: tuple[Engine, Callable[..., list[tuple[str, int]]]],
) -> None:
    engine, send = at_once
    answers = send(*((Given(kind="start", client_key=uuid4()), PHOTOS[:1]) for _ in range(2)))
    assert sorted(kind for kind, _ in answers) == ["note", "start"]
    assert counted(engine, "work_events") == 1
