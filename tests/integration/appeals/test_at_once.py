"""What follows from the links of a new appeal without anybody: guarantor, shut-off, receipt."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.appeals.answering import last_answer
from gis_app.appeals.intake import register
from gis_app.appeals.models import Appeal
from gis_app.settings import Settings
from tests.integration.appeals.ground import CONTACT, NOON, TODAY, Ground, grid, written
from tests.people import add_user

DRY = "Нет горячей воды"


def shut_off(session: Session, first: int = 0, last: int = 3, **given: Any) -> int:
    """Hot water is off in a hundred metres about the middle, for days counted from today."""
    values: dict[str, Any] = {
        "kind": "hot_water", "first": TODAY + timedelta(days=first), "last": TODAY + timedelta(days=last),
        "shape": grid.box(-5, -5, 5, 5).wkt, "state": "published", "confidence": 0.9,
        "starts_at": None, "ends_at": None, "daily_from": None, "daily_to": None,
    } | given  # fmt: skip
    outage = session.execute(
        text(
            "INSERT INTO outages (kind, publisher, source, identity_key) "
            "VALUES (:kind, 'Тепловые сети', 'test', 'k') RETURNING id"
        ),
        values,
    ).scalar_one()
    notice(session, int(outage), 1, values)
    return int(outage)


def notice(session: Session, outage: int, version: int, values: dict[str, Any]) -> None:
    """A version of it, as a source gives it."""
    session.execute(
        text(
            "INSERT INTO outage_versions (outage_id, version, state, text, place_text, first_day, last_day, starts_at, "
            "ends_at, daily_from, daily_to, reason, file_name, sheet, row_number, content_key, area_from, confidence, "
            "is_partial, geom) VALUES (:outage, :version, :state, 'x', 'ул. Абая', :first, :last, :starts_at, "
            ":ends_at, :daily_from, :daily_to, 'ремонт сети', 'f', 's', 1, :version, 'given', :confidence, false, "
            "ST_GeomFromText(:shape, 4326))"
        ),
        {**values, "outage": outage, "version": version},
    )


def registered(session: Session, settings: Settings, *args: Any, **given: Any) -> Appeal:
    made = register(session, written(*args, **given), settings=settings)
    found = session.get(Appeal, made.id, populate_existing=True)
    assert found is not None
    return found


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_inside_a_shut_off_that_is_on_the_answer_is_there_at_once(
    session: Session, ground: Ground, settings: Settings, language: Any
) -> None:
    shut_off(session)
    appeal = registered(session, settings, DRY, language=language, contact=CONTACT)
    assert (appeal.status, appeal.is_first_contact, appeal.answered_at) == ("answered", True, NOON)
    answer = last_answer(session, appeal.id, "sent")
    assert answer is not None
    told = {
        "ru": ("Здравствуйте!", "горячая вода", "8–11 июня 2026 г.", "ремонт сети"),
        "kk": ("Сәлеметсіз бе!", "ыстық су", "2026 ж. 8–11 маусым", "Тепловые сети"),
        "en": ("Hello!", "hot water", "8–11 June 2026", "Announced by"),
    }
    for words in told[language]:
        assert words in answer.text
    [mail] = session.execute(text("SELECT text, language, subject FROM outbox")).all()
    assert answer.text.splitlines()[0] in mail.text
    assert mail.language == language
    assert appeal.number in mail.subject
    event = session.execute(
        text("SELECT author, status_after FROM appeal_events WHERE kind = 'status' ORDER BY id DESC LIMIT 1")
    ).one()
    assert event == ("rule", "answered")


@pytest.mark.parametrize(
    ("what", "outage", "appeal"),
    [
        ("tomorrow's shut-off", {"first": 1}, {}),
        ("yesterday's shut-off", {"first": -3, "last": -1}, {}),
        ("not of this matter", {"kind": "gas"}, {}),
        ("called off", {"state": "retracted"}, {}),
        ("an outline that nobody trusts", {"confidence": 0.3}, {}),
        ("beside the outline", {}, {"at": (5.5, 0)}),
        ("hours that are over", {"daily_from": time(9), "daily_to": time(11)}, {}),
        ("an unbroken term that is over", {"ends_at": NOON - timedelta(hours=1)}, {}),
        ("an unbroken term that has not begun", {"starts_at": NOON + timedelta(hours=1)}, {}),
        ("thanks", {}, {"kind": "thanks"}),
        ("from another register", {}, {"source": "portal", "external_no": "1", "channel": "import"}),
        ("an invented appeal and a real shut-off", {}, {"is_training": True}),
    ],
)
def test_what_a_shut_off_does_not_surely_explain_waits_for_a_person(
    session: Session, ground: Ground, settings: Settings, what: str, outage: dict[str, Any], appeal: dict[str, Any]
) -> None:
    shut_off(session, **outage)
    found = registered(session, settings, DRY, **appeal)
    assert (found.status, found.is_first_contact) == ("registered", False), what


def test_hours_that_hold_answer(session: Session, ground: Ground, settings: Settings) -> None:
    shut_off(session, daily_from=time(9), daily_to=time(18))
    # 07:00 in Greenwich is noon in the city.
    assert registered(session, settings, DRY).status == "answered"
    assert registered(session, settings, DRY, received_at=datetime(2026, 6, 8, 15, tzinfo=UTC)).status == "registered"


@pytest.mark.parametrize(
    ("language", "said"),
    [("ru", "1 июня 2027 г."), ("kk", "2027 ж. 1 маусым"), ("en", "1 June 2027")],
)
def test_a_surface_under_warranty_is_sent_to_its_guarantor_who_is_told(
    session: Session, ground: Ground, settings: Settings, language: Any, said: str
) -> None:
    ours = ground.ids["ours"]
    reader = add_user(session, "contractor", organisation_id=ours).id
    work = ground.under_warranty(date(2027, 6, 1))
    appeal = registered(session, settings, language=language)
    assert (appeal.status, appeal.body_id) == ("sent", ours)
    event = session.execute(
        text("SELECT note, details FROM appeal_events WHERE status_after = 'sent' AND appeal_id = :id"),
        {"id": appeal.id},
    ).one()
    assert said in event.note
    assert "ours" in event.note
    assert event.details["warranty"] == {"work": work, "until": "2027-06-01"}
    assert session.scalars(text("SELECT user_id FROM messages WHERE kind = 'appeal_sent'")).all() == [reader]


def test_thanks_for_a_road_under_warranty_go_to_nobody(session: Session, ground: Ground, settings: Settings) -> None:
    ground.under_warranty(date(2027, 6, 1))
    assert registered(session, settings, kind="thanks").status == "registered"


def test_a_receipt_leaves_for_an_address_and_nothing_for_invented_people(
    session: Session, ground: Ground, settings: Settings
) -> None:
    registered(session, settings, contact=CONTACT, is_training=True)
    registered(session, settings)
    appeal = registered(session, settings, "Фонарь не горит", contact=CONTACT)
    [mail] = session.execute(text("SELECT key, recipient, text, secret FROM outbox")).all()
    assert (mail.key, mail.recipient) == (f"appeal-{appeal.id}-registered", CONTACT.email)
    assert "29 июня 2026 г." in mail.text
    assert CONTACT.name not in mail.text


def test_the_reception_is_told_of_danger_at_once(session: Session, ground: Ground, settings: Settings) -> None:
    operator = add_user(session, "operator").id
    registered(session, settings, "Фонарь не горит", topic="street_lighting")
    appeal = registered(session, settings, "Открытый люк", topic="manhole")
    told = session.execute(text("SELECT user_id, kind, about FROM messages")).all()
    assert told == [(operator, "appeal_urgent", f"/reception/appeals/{appeal.id}")]
