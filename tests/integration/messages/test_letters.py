"""Mails that tell messages: written when they leave, gathered, kept for the morning, and easy to be rid of."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, text

from gis_app.db.session import session_scope
from gis_app.delivery.sending import send_waiting
from gis_app.messages import tell
from gis_app.messages.choices import save_choices, switch_mail
from gis_app.messages.digests import make_digests
from gis_app.settings import Settings
from tests.integration.messages.conftest import Database
from tests.integration.messages.test_telling import WORK
from tests.mail_server import MailBox
from tests.people import add_user

CITY = ZoneInfo("Asia/Almaty")


def _person(engine: Engine, language: str = "ru", **given: Any) -> int:
    with session_scope(engine) as session:
        return add_user(session, language=language, **given).id


def _tell(engine: Engine, to: int, key: str, kind: str = "work_assigned", **more: Any) -> None:
    values = dict(WORK)
    if kind != "work_assigned":
        values = {key: value for key, value in WORK.items() if not key.startswith("days")} | {
            "day": datetime.now().date()
        }
    with session_scope(engine) as session:
        tell(session, kind, key=key, to=[to], about="/works/1", values=values | more)


def _send(house: Database, hour: int = 12, days: int = 1) -> int:
    """Send what is due at an hour of a coming day of the city."""
    settings, engine = house
    moment = (datetime.now(CITY) + timedelta(days=days)).replace(hour=hour, minute=0)
    return send_waiting(engine, settings, clock=lambda: moment.astimezone(UTC))


def _digest(house: Database, hour: int, days: int = 1) -> int:
    settings, engine = house
    moment = (datetime.now(CITY) + timedelta(days=days)).replace(hour=hour, minute=0)
    with session_scope(engine) as session:
        return make_digests(session, settings, moment)


def _at_night(settings: Settings) -> int:
    return (settings.quiet_from_hour + 1) % 24


def test_a_single_message_is_a_mail_of_its_own_with_a_way_to_the_choices(house: Database, box: MailBox) -> None:
    _tell(house[1], _person(house[1]), "a")
    assert _send(house) == 1
    (mail,) = box.received
    assert mail["Subject"] == "Вам назначена работа: Ремонт двора"
    assert "ул. Абая, 1" in box.words()
    assert "https://map.example.kz/messages/" in box.words()
    assert "https://map.example.kz/account/messages?lang=ru" in box.words()
    assert mail["List-Unsubscribe"].startswith("<https://map.example.kz/messages/stop/")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    html = mail.get_body(("html",))
    assert html is not None
    assert "Ремонт двора" in html.get_content()


def test_what_happens_within_a_minute_is_one_mail_and_many_of_a_kind_one_line(house: Database, box: MailBox) -> None:
    reader = _person(house[1])
    for number in range(37):
        _tell(house[1], reader, f"key-{number}")
    _tell(house[1], reader, "returned", "work_returned", reason="Просадка у люка")
    assert _send(house) == 1
    (mail,) = box.received
    assert mail["Subject"] == "38 новых сообщений"
    assert "Вам назначено 37 работ" in box.words()
    assert "Просадка у люка" in box.words()
    assert box.words().count("Ремонт двора") == 1


def test_the_mail_is_in_the_language_that_the_reader_has_when_it_leaves(house: Database, box: MailBox) -> None:
    reader = _person(house[1])
    _tell(house[1], reader, "a")
    with house[1].begin() as connection:
        connection.execute(text("UPDATE users SET language = 'kk'"))
    _send(house)
    assert (box.received[0]["Subject"], box.received[0]["Content-Language"]) == ("Сізге жұмыс тапсырылды: Аула", "kk")


def test_at_night_only_what_is_urgent_leaves_and_the_rest_is_one_mail_in_the_morning(
    house: Database, box: MailBox
) -> None:
    reader, night = _person(house[1]), _at_night(house[0])
    _tell(house[1], reader, "a")
    _tell(house[1], reader, "b", "work_cancelled", reason="Нет денег")
    assert _send(house, night) == 1
    assert box.received[0]["Subject"] == "Работа отменена: Ремонт двора"
    _tell(house[1], reader, "c")
    assert _send(house, night) == 0
    assert _send(house, house[0].quiet_to_hour, days=2) == 1
    assert box.received[1]["Subject"] == "2 новых сообщения"
    assert len(box.received) == 2


def test_a_choice_made_while_the_mail_waits_holds(house: Database, box: MailBox) -> None:
    _, engine = house
    none, later, off = (_person(engine) for _ in range(3))
    for reader in (none, later, off):
        _tell(engine, reader, "a")
    with session_scope(engine) as session:
        save_choices(session, none, {"work_assigned": "page"}, 8)
        save_choices(session, later, {"work_assigned": "digest"}, 9)
        switch_mail(session, off, on=False)
    assert _send(house) == 0
    assert box.received == []
    assert _digest(house, 10) == 1
    assert _send(house, 10) == 1
    with engine.connect() as connection:
        states = connection.execute(text("SELECT state, count(*) FROM outbox GROUP BY 1")).all()
    assert dict(states) == {"unwanted": 3, "sent": 1}  # type: ignore[arg-type]


def test_the_digest_leaves_once_a_day_at_its_hour_and_not_to_who_has_nothing_new(house: Database, box: MailBox) -> None:
    _, engine = house
    early, late, reads = _person(engine), _person(engine), _person(engine)
    _person(engine)
    with session_scope(engine) as session:
        save_choices(session, late, {}, 18)
    for reader in (early, late, reads):
        _tell(engine, reader, "a", "work_started")
    with engine.begin() as connection:
        connection.execute(text("UPDATE messages SET read_at = now() WHERE user_id = :id"), {"id": reads})
    assert _send(house) == 0
    assert [_digest(house, hour) for hour in (7, 8, 8, 17, 18, 20, 22)] == [0, 1, 0, 0, 1, 0, 0]
    assert _send(house, 20) == 2
    assert [_digest(house, 12, days=2), _digest(house, 19, days=2)] == [0, 0]
    assert {mail["Subject"] for mail in box.received} == {"Работа начата: Ремонт двора"}


def test_what_comes_after_the_hour_of_the_digest_waits_for_the_next_day(house: Database, box: MailBox) -> None:
    _, engine = house
    reader = _person(engine)
    _tell(engine, reader, "a", "work_started")
    assert _digest(house, 9) == 1
    _tell(engine, reader, "b", "work_started")
    with engine.begin() as connection:  # an hour after the digest
        moment = (datetime.now(CITY) + timedelta(days=1)).replace(hour=10, minute=0)
        connection.execute(text("UPDATE messages SET created_at = :at WHERE key = 'b'"), {"at": moment})
    assert _digest(house, 11) == 0
    assert _digest(house, 9, days=2) == 1
    assert _send(house, 12, days=2) == 2


def test_a_letter_that_cannot_be_written_stands_aside_and_holds_up_nobody(house: Database, box: MailBox) -> None:
    _, engine = house
    broken, other = _person(engine), _person(engine)
    _tell(engine, broken, "a")
    with engine.begin() as connection:
        connection.execute(text("""UPDATE messages SET values = '{"email": "x"}'"""))
    _tell(engine, other, "b")
    assert _send(house) == 1
    with engine.connect() as connection:
        failed = connection.execute(text("SELECT error FROM outbox WHERE state = 'failed'")).scalars().all()
    assert failed == ["the letter could not be written: KeyError"]
