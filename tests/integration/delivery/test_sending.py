"""The outbox meets a real SMTP server: each occasion once, failures tried again, and no address in the log."""

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from gis_app.db.session import session_scope
from gis_app.delivery import secrets
from gis_app.delivery.failed import stuck_mails, try_again
from gis_app.delivery.outbox import SECRET_MARK, enqueue_mail
from gis_app.delivery.sending import send_waiting
from gis_app.settings import Settings
from tests.mail_server import MailBox, mail_server
from tests.people import add_user

Database = tuple[Settings, Engine]
OCCASION: dict[str, Any] = {
    "key": "greeting-1", "to": "aigul@example.kz", "subject": "Сәлем", "text": "Қайырлы күн", "language": "kk"
}  # fmt: skip


@pytest.fixture
def box() -> Iterator[MailBox]:
    with mail_server() as opened:
        yield opened


@pytest.fixture
def house(committed_database: Database, box: MailBox) -> Database:
    settings, engine = committed_database
    more = {"smtp_url": SecretStr(box.url), "mail_from": "Қала картасы <map@example.kz>"}
    return settings.model_copy(update=more), engine


def _state(engine: Engine) -> tuple[Any, ...]:
    with engine.connect() as connection:
        return tuple(connection.execute(text("SELECT state, attempts, error, text FROM outbox")).one())


def _enqueue(engine: Engine, **given: Any) -> bool:
    with session_scope(engine) as session:
        return enqueue_mail(session, **(OCCASION | given))


def test_a_mail_arrives_as_text_and_html_in_the_reader_s_letters(house: Database, box: MailBox) -> None:
    settings, engine = house
    _enqueue(engine, html="<p>Қайырлы күн</p>")
    assert send_waiting(engine, settings) == 1
    (mail,) = box.received
    assert (mail["To"], mail["Subject"], mail["From"]) == (
        "aigul@example.kz", "Сәлем", "Қала картасы <map@example.kz>"
    )  # fmt: skip
    assert (mail["Auto-Submitted"], mail["Content-Language"]) == ("auto-generated", "kk")
    assert box.words().strip() == "Қайырлы күн"
    assert _state(engine) == ("sent", 1, None, "")


def test_one_occasion_gives_one_mail_however_often_it_is_asked_for(house: Database, box: MailBox) -> None:
    settings, engine = house
    assert [_enqueue(engine), _enqueue(engine)] == [True, False]
    with ThreadPoolExecutor(4) as workers:
        sent = list(workers.map(lambda _: send_waiting(engine, settings), range(4)))
    assert sum(sent) == len(box.received) == 1
    assert send_waiting(engine, settings) == 0


def test_what_is_rolled_back_is_not_sent(house: Database, box: MailBox) -> None:
    settings, engine = house
    with Session(engine) as session:
        enqueue_mail(session, **OCCASION)
        session.rollback()
    assert (send_waiting(engine, settings), box.received) == (0, [])
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM procrastinate_jobs")).scalar_one() == 0


def test_a_server_that_asks_to_wait_gets_the_same_mail_later(house: Database, box: MailBox) -> None:
    settings, engine = house
    box.answers = ["450 try later", "250"]
    _enqueue(engine)
    assert send_waiting(engine, settings) == 0
    assert _state(engine)[:3] == ("waiting", 1, "the message was refused: 450")
    assert send_waiting(engine, settings) == 0  # not before its time
    with engine.begin() as connection:
        connection.execute(text("UPDATE outbox SET next_try_at = now()"))
    assert send_waiting(engine, settings) == 1
    assert len(box.received) == 1


def test_a_server_that_refuses_for_good_is_not_asked_again(house: Database, box: MailBox) -> None:
    settings, engine = house
    box.answers = ["550 no such person"]
    _enqueue(engine)
    assert send_waiting(engine, settings) == 0
    assert _state(engine)[:3] == ("failed", 1, "the message was refused: 550")


@pytest.mark.parametrize(
    ("answer", "state", "error"),
    [
        ("550 5.1.1 no such person", "failed", "the recipient was refused: 550"),
        ("553 not allowed here", "failed", "the recipient was refused: 553"),
        ("450 mailbox is full", "waiting", "the recipient was refused: 450"),
        ("421 too many", "waiting", "the recipient was refused: 421"),
    ],
)
def test_a_recipient_whom_the_server_does_not_know_stands_aside_at_once_and_a_busy_one_waits(
    house: Database, box: MailBox, answer: str, state: str, error: str
) -> None:
    settings, engine = house
    box.refused = {"aigul@example.kz": answer}
    _enqueue(engine)
    _enqueue(engine, key="greeting-2", to="marat@example.kz")
    assert send_waiting(engine, settings) == 1
    assert [mail["To"] for mail in box.received] == ["marat@example.kz"]
    with session_scope(engine) as session:
        (stuck,) = stuck_mails(session)
        assert (stuck.is_failed, stuck.attempts, stuck.error) == (state == "failed", 1, error)
        assert stuck.advice == "address"


def test_an_address_that_the_server_cannot_write_to_stands_aside_at_once(committed_database: Database) -> None:
    settings, engine = committed_database
    _enqueue(engine, to="айгуль@example.kz")
    _enqueue(engine, key="greeting-2")
    with mail_server(knows_utf8=False) as old:
        assert send_waiting(engine, settings.model_copy(update={"smtp_url": SecretStr(old.url)})) == 1
        with session_scope(engine) as session:
            (stuck,) = stuck_mails(session)
            assert (stuck.is_failed, stuck.attempts, stuck.advice) == (True, 1, "address")
            assert "letters beyond ASCII" in stuck.error and "@" not in stuck.error
            try_again(session, stuck.id, actor="admin", actor_id=add_user(session).id)
    with mail_server() as modern:
        assert send_waiting(engine, settings.model_copy(update={"smtp_url": SecretStr(modern.url)})) == 1
        assert modern.received[0]["To"] == "айгуль@example.kz"


def test_without_a_server_mails_wait(committed_database: Database) -> None:
    settings, engine = committed_database
    _enqueue(engine)
    assert send_waiting(engine, settings) == 0
    assert _state(engine)[:2] == ("waiting", 0)
    silent = settings.model_copy(update={"smtp_url": SecretStr("smtp://127.0.0.1:1")})
    assert send_waiting(engine, silent) == 0
    assert _state(engine)[:2] == ("waiting", 1)


def test_a_mail_whose_sender_died_is_sent_with_the_same_message_id(house: Database, box: MailBox) -> None:
    settings, engine = house
    _enqueue(engine)
    seen: list[EmailMessage] = []

    def die(mail: EmailMessage) -> None:
        seen.append(mail)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        send_waiting(engine, settings, die)
    assert _state(engine)[0] == "sending"
    assert send_waiting(engine, settings) == 0  # somebody may still be at it
    with engine.begin() as connection:
        connection.execute(text("UPDATE outbox SET claimed_at = now() - interval '16 minutes'"))
    assert send_waiting(engine, settings) == 1
    assert box.received[0]["Message-ID"] == seen[0]["Message-ID"]


def test_a_token_is_made_when_the_mail_leaves_and_never_stored(
    house: Database, box: MailBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, engine = house
    tokens = {1: "made-at-sending", 2: None}
    monkeypatch.setitem(secrets._MAKERS, "test", lambda _, row_id: tokens[row_id])
    _enqueue(engine, text=f"http://example.kz/{SECRET_MARK}", secret="test:1")
    assert "made-at-sending" not in str(_state(engine))
    assert send_waiting(engine, settings) == 1
    assert box.link() == "http://example.kz/made-at-sending"
    assert "made-at-sending" not in str(_state(engine))
    _enqueue(engine, key="2", text=SECRET_MARK, secret="test:2")
    assert send_waiting(engine, settings) == 0
    assert len(box.received) == 1


def test_the_log_names_no_address(house: Database, box: MailBox, caplog: pytest.LogCaptureFixture) -> None:
    settings, engine = house
    caplog.set_level(logging.DEBUG)
    box.answers = ["550 aigul@example.kz is unknown"]
    _enqueue(engine)
    _enqueue(engine, key="2")
    send_waiting(engine, settings)
    ours = "\n".join(record.getMessage() for record in caplog.records if not record.name.startswith("mail"))
    assert "message" in ours
    assert "aigul" not in ours


def test_a_subject_of_two_lines_cannot_add_a_header(house: Database, box: MailBox) -> None:
    settings, engine = house
    _enqueue(engine, subject="Сәлем\r\nBcc: other@example.kz")
    assert send_waiting(engine, settings) == 1
    assert box.received[0]["Bcc"] is None
