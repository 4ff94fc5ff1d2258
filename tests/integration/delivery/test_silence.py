"""A service that does not answer is asked once in a run; its letters wait, and nobody else's."""

import socket
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import Engine, text

from gis_app.db.session import session_scope
from gis_app.delivery import posting
from gis_app.delivery.channels import register_channel
from gis_app.delivery.outbox import enqueue_mail
from gis_app.delivery.sending import send_waiting
from gis_app.delivery.silence import beginning_with
from gis_app.delivery.smtp import NoAnswerError, NotNowError
from gis_app.settings import Settings
from gis_app.subscriptions.push_channel import PushChannel
from tests.http_stand_in import StandIn, stand_in
from tests.integration.delivery.test_channels import Pigeons, pigeons
from tests.mail_server import mail_server
from tests.push_phone import Phone

assert pigeons  # the fixture
Database = tuple[Settings, Engine]


def _enqueue(engine: Engine, channel: str, *recipients: str) -> None:
    with engine.begin() as connection:
        for recipient in recipients:
            connection.execute(
                text(
                    "INSERT INTO outbox (key, channel, recipient, language, subject, text, letter, reader_id) "
                    "VALUES (gen_random_uuid(), :channel, :recipient, 'kk', '', '', 'test.pigeon', 1)"
                ),
                {"channel": channel, "recipient": recipient},
            )


def _rows(engine: Engine) -> list[tuple[Any, ...]]:
    with engine.connect() as connection:
        found = connection.execute(
            text("SELECT recipient, state, attempts, next_try_at > now() + interval '1 minute' FROM outbox ORDER BY id")
        )
        return [tuple(row) for row in found]


def _due(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE outbox SET next_try_at = now() WHERE state = 'waiting'"))


def test_the_letters_of_a_silent_service_wait_and_all_others_leave(
    committed_database: Database, pigeons: Pigeons
) -> None:
    settings, engine = committed_database
    _enqueue(engine, "pigeon", "north 1", "north 2", "south 1", "north 3", "south 2")
    pigeons.errors = [NoAnswerError("no bird comes back from there")]
    assert send_waiting(engine, settings) == 2
    assert [note.address for note in pigeons.sent] == ["north 1", "south 1", "south 2"]
    assert _rows(engine) == [
        ("north 1", "waiting", 1, True), ("north 2", "waiting", 0, True), ("south 1", "sent", 1, False),
        ("north 3", "waiting", 0, True), ("south 2", "sent", 1, False),
    ]  # fmt: skip
    assert send_waiting(engine, settings) == 0
    _due(engine)
    assert send_waiting(engine, settings) == 3
    assert len({note.key for note in pigeons.sent}) == 5 and len(pigeons.sent) == 6


def test_a_letter_that_comes_in_meanwhile_is_not_tried_in_this_run_either(
    committed_database: Database, pigeons: Pigeons, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, engine = committed_database
    _enqueue(engine, "pigeon", "north 1", "south 1")
    given = pigeons.send

    def send(*arguments: Any) -> None:
        if len(pigeons.sent) == 1:
            _enqueue(engine, "pigeon", "north 2")
        given(*arguments)

    monkeypatch.setattr(pigeons, "send", send)
    pigeons.errors = [NoAnswerError("asleep")]
    assert send_waiting(engine, settings) == 1
    assert [note.address for note in pigeons.sent] == ["north 1", "south 1"]
    assert [row[1:] for row in _rows(engine)] == [("waiting", 1, True), ("sent", 1, False), ("waiting", 0, True)]


def test_a_service_that_answers_is_asked_for_each_letter(committed_database: Database, pigeons: Pigeons) -> None:
    settings, engine = committed_database
    _enqueue(engine, "pigeon", "north 1", "north 2")
    pigeons.errors = [NotNowError("the first bird is tired")]
    assert (send_waiting(engine, settings), len(pigeons.sent)) == (1, 2)


@pytest.mark.parametrize(
    ("words", "alike", "other"),
    [("a_b%c\\", "a_b%c\\/1", "axbyc\\/1"), ('{"endpoint":"x/', '{"endpoint":"x/y"}', "x/")],
)
def test_a_pattern_means_its_words_alone(engine: Engine, words: str, alike: str, other: str) -> None:
    with engine.connect() as connection:
        asked = text("SELECT :alike LIKE :pattern, :other LIKE :pattern")
        given = {"pattern": beginning_with(words), "alike": alike, "other": other}
        assert tuple(connection.execute(asked, given).one()) == (True, False)


def test_mails_wait_for_a_mail_server_that_is_away(committed_database: Database) -> None:
    settings, engine = committed_database
    with mail_server() as box:
        away = box.url
    words = {"subject": "Сәлем", "text": "Қайырлы күн", "language": "kk"}
    with session_scope(engine) as session:
        for number in range(3):
            enqueue_mail(session, key=f"{number}", to=f"{number}@example.kz", **words)
    here = settings.model_copy(update={"smtp_url": SecretStr(away)})
    assert send_waiting(engine, here) == 0
    assert sorted(row[1:] for row in _rows(engine)) == [("waiting", 0, True)] * 2 + [("waiting", 1, True)]
    _due(engine)
    mails: list[EmailMessage] = []
    assert send_waiting(engine, here, mails.append) == 3


def test_a_recipient_at_whom_the_server_hangs_up_silences_no_other(committed_database: Database) -> None:
    settings, engine = committed_database
    words = {"subject": "Сәлем", "text": "Қайырлы күн", "language": "kk"}
    with session_scope(engine) as session:
        for number, name in enumerate(("cut", "next", "last")):
            enqueue_mail(session, key=f"{number}", to=f"{name}@example.kz", **words)
    with mail_server() as box:
        box.cut.add("cut@example.kz")
        here = settings.model_copy(update={"smtp_url": SecretStr(box.url)})
        assert send_waiting(engine, here) == 2
        assert [row[1:3] for row in _rows(engine)] == [("waiting", 1), ("sent", 1), ("sent", 1)]


def test_what_was_tried_in_vain_is_tried_after_what_is_new(committed_database: Database, pigeons: Pigeons) -> None:
    settings, engine = committed_database
    _enqueue(engine, "pigeon", "north 1")
    pigeons.errors = [NotNowError("tired")]
    assert send_waiting(engine, settings) == 0
    with engine.begin() as connection:
        connection.execute(text("UPDATE outbox SET next_try_at = now() - interval '1 hour'"))
    _enqueue(engine, "pigeon", "south 1")
    pigeons.sent.clear()
    assert send_waiting(engine, settings) == 2
    assert [note.address for note in pigeons.sent] == ["south 1", "north 1"]


@pytest.fixture
def mute() -> Iterator[tuple[str, socket.socket]]:
    """A service that takes every call and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as opened:
        opened.setblocking(False)
        yield f"http://127.0.0.1:{opened.getsockname()[1]}", opened


@pytest.fixture
def service() -> Iterator[StandIn]:
    with stand_in() as opened:
        yield opened


def _calls(listening: socket.socket) -> int:
    count = 0
    while True:
        try:
            listening.accept()[0].close()
        except BlockingIOError:
            return count
        count += 1


def test_browsers_of_a_push_service_that_is_silent_wait_and_those_of_another_hear(
    committed_database: Database,
    mute: tuple[str, socket.socket],
    service: StandIn,
    pigeons: Pigeons,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(posting, "TIMEOUT_S", 0.3)
    register_channel(PushChannel())
    settings, engine = committed_database
    here = settings.model_copy(update={"push_hosts": ("127.0.0.1",)})
    silent, listening = mute
    browsers = [Phone(f"{silent}/{number}") for number in range(3)] + [Phone(f"{service.url}/3")]
    _enqueue(engine, "push", *(one.browser.text for one in browsers))
    assert (send_waiting(engine, here), _calls(listening)) == (1, 1)
    assert [(state, attempts) for _, state, attempts, _ in _rows(engine)] == [
        ("waiting", 1), ("waiting", 0), ("waiting", 0), ("sent", 1)
    ]  # fmt: skip
    _due(engine)
    assert (send_waiting(engine, here), _calls(listening)) == (0, 1)
    assert len(service.asked) == 1
