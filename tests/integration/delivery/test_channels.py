"""The outbox hands letters to further channels than mail: once each, with the same retries."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from gis_app.db.session import session_scope
from gis_app.delivery import channels, letters
from gis_app.delivery.channels import Note, register_channel
from gis_app.delivery.failed import stuck_mails
from gis_app.delivery.letter import Letter
from gis_app.delivery.models import OutboxMessage
from gis_app.delivery.outbox import enqueue_mail
from gis_app.delivery.retries import MOST_ATTEMPTS
from gis_app.delivery.sending import send_waiting
from gis_app.delivery.silence import beginning_with
from gis_app.delivery.smtp import NotNowError, RefusedForGoodError
from gis_app.settings import Settings

Database = tuple[Settings, Engine]


@dataclass
class Pigeons:
    """A channel that keeps what it was given, or answers with the next error."""

    name: str = "pigeon"
    is_there: bool = True
    sent: list[Note] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)

    def is_open(self, settings: Settings) -> bool:
        return self.is_there

    def served_alike(self, address: str) -> str:
        return beginning_with(address.partition(" ")[0])

    def send(self, engine: Engine, settings: Settings, note: Note) -> None:
        self.sent.append(note)
        if self.errors:
            raise self.errors.pop(0)


@pytest.fixture
def pigeons(monkeypatch: pytest.MonkeyPatch) -> Iterator[Pigeons]:
    monkeypatch.setattr(channels, "_CHANNELS", {})
    monkeypatch.setattr(letters, "_WRITERS", {"test.pigeon": _write})
    made = Pigeons()
    register_channel(made)
    yield made


def _write(session: Session, settings: Settings, row: OutboxMessage, now: datetime) -> Letter:
    return Letter("kk", "Жаңалық", ("Жол жөнделіп жатыр.",))


def _enqueue(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO outbox (key, channel, recipient, language, subject, text, letter, reader_id) "
                "VALUES ('a', 'pigeon', 'third roof', 'kk', '', '', 'test.pigeon', 1)"
            )
        )


def _state(engine: Engine) -> tuple[Any, ...]:
    with engine.connect() as connection:
        return tuple(connection.execute(text("SELECT state, attempts FROM outbox")).one())


def test_a_letter_of_another_channel_leaves_without_a_mail_server(
    committed_database: Database, pigeons: Pigeons
) -> None:
    settings, engine = committed_database
    _enqueue(engine)
    assert [send_waiting(engine, settings), send_waiting(engine, settings)] == [1, 0]
    (note,) = pigeons.sent
    assert (note.address, note.letter.subject, note.key) == ("third roof", "Жаңалық", "gis_app:a")
    assert _state(engine) == ("sent", 1)


@pytest.mark.parametrize(
    ("error", "state"), [(NotNowError("asleep"), "waiting"), (RefusedForGoodError("the roof is gone"), "failed")]
)
def test_what_passes_is_tried_again_and_what_does_not_is_given_up(
    committed_database: Database, pigeons: Pigeons, error: Exception, state: str
) -> None:
    settings, engine = committed_database
    _enqueue(engine)
    pigeons.errors = [error]
    assert send_waiting(engine, settings) == 0
    assert _state(engine) == (state, 1)
    with Session(engine) as session:
        (stuck,) = stuck_mails(session)
        # Nobody reads the address of a browser or a chat, and it is no account's.
        assert (stuck.recipient, stuck.reader_id) == ("pigeon", None)


@pytest.mark.parametrize(("attempts", "state"), [(1, "waiting"), (MOST_ATTEMPTS, "failed")])
def test_a_letter_that_no_program_can_hand_over_holds_up_no_mail(
    committed_database: Database, pigeons: Pigeons, attempts: int, state: str
) -> None:
    settings, engine = committed_database
    _enqueue(engine)
    with engine.begin() as connection:
        before = {"attempts": attempts - 1}
        connection.execute(
            text("UPDATE outbox SET attempts = :attempts, next_try_at = now() - interval '1 day'"), before
        )
        connection.execute(
            text(
                "INSERT INTO outbox (key, recipient, language, subject, text) "
                "VALUES ('b', 'aigul@example.kz', 'kk', 'Сәлем', 'Қайырлы күн')"
            )
        )
    pigeons.errors = [ValueError("third roof is no point of the curve")]
    mails: list[EmailMessage] = []
    assert send_waiting(engine, settings, mails.append) == 1
    assert (len(pigeons.sent), [mail["To"] for mail in mails]) == (1, ["aigul@example.kz"])
    with Session(engine) as session:
        (stuck,) = stuck_mails(session)
        assert (stuck.error, stuck.attempts, stuck.advice) == ("could not be handed over: ValueError", attempts, "ours")
        assert stuck.is_failed is (state == "failed")


def test_a_mail_that_somebody_waits_for_leaves_before_what_is_told_to_many(
    committed_database: Database, pigeons: Pigeons
) -> None:
    settings, engine = committed_database
    _enqueue(engine)
    with session_scope(engine) as session:
        session.execute(text("UPDATE outbox SET next_try_at = now() - interval '1 day'"))
        words = {"subject": "Сәлем", "text": "Қайырлы күн", "language": "kk"}
        enqueue_mail(session, key="b", to="aigul@example.kz", **words)
    before: list[int] = []
    assert send_waiting(engine, settings, lambda _mail: before.append(len(pigeons.sent))) == 2
    assert before == [0]
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT queue_name FROM procrastinate_jobs")) == "letters"


def test_a_letter_whose_sender_dies_each_time_is_given_up(committed_database: Database, pigeons: Pigeons) -> None:
    settings, engine = committed_database
    _enqueue(engine)
    abandoned = "UPDATE outbox SET state = 'sending', attempts = :attempts, claimed_at = now() - interval '1 hour'"
    with engine.begin() as connection:
        connection.execute(text(abandoned), {"attempts": MOST_ATTEMPTS})
    assert send_waiting(engine, settings) == 0
    assert (pigeons.sent, _state(engine)) == ([], ("failed", MOST_ATTEMPTS))


def test_a_process_that_does_not_have_the_channel_leaves_its_letters_alone(
    committed_database: Database, pigeons: Pigeons
) -> None:
    settings, engine = committed_database
    _enqueue(engine)
    pigeons.is_there = False
    assert send_waiting(engine, settings) == 0
    assert _state(engine) == ("waiting", 0)
