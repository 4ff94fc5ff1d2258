"""Some time after an appeal ended nothing in the database names its people; the appeal itself stays."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.appeals.answering import send_answer
from gis_app.appeals.facts import Author
from gis_app.appeals.forgetting import Forgotten, forget_applicants
from gis_app.appeals.intake import register
from gis_app.appeals.models import AppealPhoto
from gis_app.appeals.received import Contact
from gis_app.appeals.showing import find_by_token
from gis_app.photos.store import store_photo
from gis_app.settings import Settings
from tests.integration.appeals.ground import NOON, Ground, written
from tests.integration.appeals.test_form import jpeg

OPERATOR = Author("Оператор", "operator", 7)
WHOLE = Contact("Айгуль Сатпаева", "+77010000000", "a@example.kz", "Абая, 15, 7", "https://x.example/aigul", "@aigul")
LATER = NOON + timedelta(days=400)


def dump(session: Session) -> str:
    """Everything in which a person may be named."""
    tables = ("appeals", "applicants", "appeal_followers", "outbox", "appeal_events", "appeal_answers", "messages")
    return "".join(str(session.execute(text(f"SELECT * FROM {table}")).all()) for table in tables)


@pytest.fixture
def answered(session: Session, ground: Ground, settings: Settings) -> Any:
    place = "Абая, 15, квартира 7"
    told = written("Яма, звоните +7 701 000 00 00", contact=WHOLE, place_text=place)
    made = register(session, told, settings=settings)
    session.execute(
        text(
            "INSERT INTO appeal_followers (appeal_id, email, language, token, token_sha256) "
            "VALUES (:id, 'follower@example.kz', 'ru', 'key', 'x')"
        ),
        {"id": made.id},
    )
    send_answer(session, made.id, "Сделано", author=OPERATOR, at=NOON, settings=settings)
    return made


def test_nothing_names_the_people_any_more_and_the_page_still_opens(session: Session, answered: Any) -> None:
    told = ("follower@example.kz", answered.token, "+7 701 000 00 00", "квартира 7")
    named = (*(value for value in vars_of(WHOLE) if value), *told)
    assert all(one in dump(session) for one in named)
    assert forget_applicants(session, before=NOON + timedelta(days=1), at=LATER) == Forgotten(1)
    assert not [one for one in named if one in dump(session)]
    assert find_by_token(session, answered.token).id == answered.id
    assert session.scalar(text("SELECT text FROM appeals")) == "Яма, звоните […]"
    assert set(session.scalars(text("SELECT state FROM outbox"))) == {"unwanted"}
    assert session.scalar(text("SELECT count(*) FROM appeal_events WHERE kind = 'anonymised'")) == 1
    assert session.scalar(text("SELECT details ->> 'appeals' FROM audit_log WHERE action = 'appeal.anonymised'")) == "1"
    assert forget_applicants(session, before=NOON + timedelta(days=1), at=LATER) is None


def test_photos_are_forgotten_with_their_people_and_no_others(
    session: Session, answered: Any, settings: Settings
) -> None:
    mine, other = (store_photo(session, jpeg(color), by_user=None, settings=settings) for color in ("red", "blue"))
    session.add(AppealPhoto(appeal_id=answered.id, photo_id=mine.id))
    session.flush()
    forget_applicants(session, before=NOON + timedelta(days=1), at=LATER)
    assert list(session.scalars(text("SELECT id FROM photos"))) == [other.id]
    assert session.scalar(text("SELECT count(*) FROM appeal_photos")) == 0


def test_what_is_open_or_ended_lately_keeps_its_people(session: Session, answered: Any, settings: Settings) -> None:
    register(session, written("Фонарь не горит", contact=WHOLE), settings=settings)
    assert forget_applicants(session, before=NOON, at=LATER) is None
    assert forget_applicants(session, before=LATER, at=LATER) == Forgotten(1)
    assert session.scalar(text("SELECT count(*) FROM applicants WHERE name IS NOT NULL")) == 1


def test_who_was_joined_is_kept_as_long_as_the_other_appeal_is_open(
    session: Session, answered: Any, settings: Settings
) -> None:
    head = register(session, written("Яма", contact=WHOLE), settings=settings).id
    session.execute(
        text("UPDATE appeals SET parent_id = :head, status = 'duplicate' WHERE id = :id"),
        {"head": head, "id": answered.id},
    )
    assert forget_applicants(session, before=LATER, at=LATER) is None


def vars_of(contact: Contact) -> tuple[str | None, ...]:
    return (contact.name, contact.phone, contact.email, contact.address, contact.social_link, contact.social_handle)
