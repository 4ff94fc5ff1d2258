"""Two people, two real transactions: one takes the appeal, one answer leaves, one letter of it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from gis_app.appeals.answering import send_answer
from gis_app.appeals.facts import Author
from gis_app.appeals.intake import register
from gis_app.appeals.solved import reopen
from gis_app.appeals.status import ImpossibleStepError, StaleAppealError
from gis_app.appeals.steps import TakenError, send_to, take, withdraw
from gis_app.db.session import session_scope
from gis_app.delivery.sending import send_waiting
from gis_app.settings import Settings
from tests.integration.appeals.ground import CONTACT, NOON, Ground, written

LATER = NOON + timedelta(hours=1)
FIRST, SECOND = Author("Первый", "operator", 1), Author("Второй", "operator", 2)
Deed = Callable[[Session, int, Author, Settings], Any]


def answer(words: str) -> Deed:
    return lambda session, appeal, author, settings: send_answer(
        session, appeal, words, author=author, at=LATER, settings=settings, version=1
    )


@pytest.fixture
def appeal(committed_database: tuple[Settings, Engine]) -> int:
    settings, engine = committed_database
    with session_scope(engine) as session:
        ground = Ground(session).lay()
        appeal = register(session, written(contact=CONTACT), settings=settings).id
        session.execute(text("DELETE FROM outbox"))
        assert ground.ids["ours"]
        return appeal


@pytest.mark.parametrize(
    ("what", "deeds", "authors", "outcomes", "status"),
    [
        (
            "two operators take it",
            (lambda s, a, by, _: take(s, a, author=by, at=LATER),) * 2,
            (FIRST, SECOND),
            ["TakenError", "done"],
            "in_check",
        ),
        ("the same answer is sent twice", (answer("Да"),) * 2, (FIRST, FIRST), ["done", "done"], "answered"),
        (
            "two answer differently",
            (answer("Да"), answer("Нет")),
            (FIRST, SECOND),
            ["StaleAppealError", "done"],
            "answered",
        ),
        (
            "the applicant takes it back twice",
            (lambda s, a, _, __: withdraw(s, a, at=LATER),) * 2,
            (FIRST, FIRST),
            ["ImpossibleStepError", "done"],
            "withdrawn",
        ),
    ],
)
def test_of_two_at_once_one_wins_and_the_other_is_told(
    committed_database: tuple[Settings, Engine],
    appeal: int,
    what: str,
    deeds: tuple[Deed, Deed],
    authors: tuple[Author, Author],
    outcomes: list[str],
    status: str,
) -> None:
    settings, engine = committed_database
    start = Barrier(2)

    def attempt(number: int) -> str:
        try:
            with session_scope(engine) as session:
                start.wait(5)
                deeds[number](session, appeal, authors[number], settings)
            return "done"
        except (TakenError, StaleAppealError, ImpossibleStepError) as error:
            return type(error).__name__

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(attempt, range(2))) == outcomes, what
    with session_scope(engine) as session:
        steps = session.scalars(text("SELECT status_after FROM appeal_events WHERE kind = 'status' ORDER BY id")).all()
        assert steps == ["registered", status]
        sent = session.scalar(text("SELECT count(*) FROM appeal_answers WHERE state = 'sent'"))
        letters = session.scalar(text("SELECT count(*) FROM outbox"))
        assert (sent, letters) == ((1, 1) if status == "answered" else (0, 0))


def test_a_letter_leaves_with_the_key_of_the_page_and_keeps_nothing_of_it(
    committed_database: tuple[Settings, Engine], appeal: int
) -> None:
    settings, engine = committed_database
    with session_scope(engine) as session:
        answer("Сделаем")(session, appeal, FIRST, settings)
        token = session.scalar(text("SELECT token FROM applicants"))
        assert token not in str(session.execute(text("SELECT text, html FROM outbox")).all())
    left: list[Any] = []
    assert send_waiting(engine, settings, left.append) == 1
    assert f"/appeals/{token}?lang=ru" in left[0].get_body(("plain",)).get_content()
    assert f"/appeals/{token}?lang=ru" in left[0].get_body(("html",)).get_content()
    with session_scope(engine) as session:
        assert session.execute(text("SELECT state, text FROM outbox")).one() == ("sent", "")


def test_a_letter_to_somebody_who_was_forgotten_meanwhile_does_not_leave(
    committed_database: tuple[Settings, Engine], appeal: int
) -> None:
    settings, engine = committed_database
    with session_scope(engine) as session:
        answer("Сделаем")(session, appeal, FIRST, settings)
        session.execute(text("UPDATE applicants SET token = NULL, email = NULL"))
    assert send_waiting(engine, settings, lambda _: pytest.fail("it left")) == 0
    with session_scope(engine) as session:
        assert session.scalar(text("SELECT state FROM outbox")) == "unwanted"


def test_nothing_of_the_applicant_is_in_events_messages_jobs_or_logs(
    committed_database: tuple[Settings, Engine], appeal: int, caplog: pytest.LogCaptureFixture
) -> None:
    """From registering to opening again, with words that hold a telephone and an address."""
    settings, engine = committed_database
    caplog.set_level("DEBUG")
    with session_scope(engine) as session:
        ours = session.scalar(text("SELECT id FROM organisations WHERE name = 'ours'"))
        send_to(session, appeal, int(ours or 0), author=FIRST, at=LATER)
        send_answer(session, appeal, "Сделано", author=FIRST, at=LATER, settings=settings)
        words = f"Не сделано, звоните {CONTACT.phone} или пишите {CONTACT.email}"
        reopen(session, appeal, words, at=LATER, settings=settings)
    send_waiting(engine, settings, lambda _: None)
    with session_scope(engine) as session:
        told = [
            str(session.execute(text(f"SELECT * FROM {table}")).all())
            for table in ("appeal_events", "messages", "procrastinate_jobs", "audit_log", "appeal_deadlines")
        ]
        token = session.scalar(text("SELECT token FROM applicants"))
    for secret in (CONTACT.phone, CONTACT.email, CONTACT.name, token):
        assert secret
        assert not any(secret in one for one in (*told, caplog.text))
