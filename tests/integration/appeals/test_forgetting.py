"""Some time after an appeal ended nothing in the database names its people; the appeal itself stays."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gis_app.appeals.answering import save_draft, send_answer
from gis_app.appeals.extending import extend_deadline
from gis_app.appeals.facts import Author
from gis_app.appeals.forgetting import Forgotten, forget_applicants
from gis_app.appeals.hands import contractors_reply
from gis_app.appeals.intake import register
from gis_app.appeals.models import AppealPhoto
from gis_app.appeals.received import Contact
from gis_app.appeals.showing import find_by_token
from gis_app.appeals.solved import reopen
from gis_app.appeals.steps import refuse, take
from gis_app.appeals.talking import ask_back, reply
from gis_app.photos.store import store_photo
from gis_app.settings import Settings
from tests.integration.appeals.ground import NOON, Ground, written
from tests.integration.appeals.test_form import jpeg

OPERATOR = Author("Оператор", "operator", 7)
WHOLE = Contact("Айгуль Сатпаева", "+77010000000", "a@example.kz", "Абая, 15, 7", "https://x.example/aigul", "@aigul")
LATER = NOON + timedelta(days=400)
STORY = text("SELECT id, kind, status_after, author, author_id, details, at FROM appeal_events ORDER BY id")


def dump(session: Session) -> str:
    """Everything in which a person may be named."""
    tables = (
        "appeals", "applicants", "appeal_followers", "outbox", "appeal_events", "appeal_answers", "appeal_deadlines",
        "messages", "audit_log",
    )  # fmt: skip
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
    assert session.scalar(text("SELECT text FROM appeals")) == "[…]"
    assert set(session.scalars(text("SELECT state FROM outbox"))) == {"unwanted"}
    assert session.scalar(text("SELECT count(*) FROM appeal_events WHERE kind = 'anonymised'")) == 1
    assert session.scalar(text("SELECT details ->> 'appeals' FROM audit_log WHERE action = 'appeal.anonymised'")) == "1"
    assert forget_applicants(session, before=NOON + timedelta(days=1), at=LATER) is None


def test_words_that_name_somebody_go_wherever_they_were_written_and_the_story_stays(
    session: Session, ground: Ground, settings: Settings
) -> None:
    told = written("Меня зовут Айгуль Сатпаева, яма", contact=Contact(phone="+77010000000"))
    made = register(session, told, settings=settings).id
    name = "Сатпаев"
    by: dict[str, Any] = {"author": OPERATOR, "at": NOON}
    take(session, made, **by)
    ask_back(session, made, f"{name}а, в каком дворе?", settings=settings, **by)
    reply(session, made, f"У дома, {name}а", at=NOON)
    contractors_reply(session, made, f"Звонили {name}ой", author=Author("Подрядчик", "contractor", 9, 1), at=NOON)
    extend_deadline(session, made, reason=f"Просила {name}а", days=5, settings=settings, **by)
    save_draft(session, made, f"Уважаемая {name}а", **by)
    send_answer(session, made, f"Уважаемая Айгуль {name}а, сделано", settings=settings, **by)
    reopen(session, made, f"Нет. {name}а", at=NOON, settings=settings)
    take(session, made, **by)
    refuse(session, made, f"{name}а пишет не по адресу", settings=settings, **by)
    before = session.execute(STORY).all()
    assert dump(session).count(name) >= 10
    assert forget_applicants(session, before=NOON + timedelta(days=1), at=LATER) == Forgotten(1)
    assert name not in dump(session)
    assert session.execute(STORY).all()[: len(before)] == before


def test_until_then_and_but_for_that_no_fact_is_changed(session: Session, answered: Any) -> None:
    changes = (
        "UPDATE appeal_events SET note = '[…]'",
        "UPDATE appeal_answers SET text = '[…]'",
        "DELETE FROM appeal_events",
    )
    for change in changes:
        with pytest.raises(DBAPIError, match="is only added to"), session.begin_nested():
            session.execute(text(change))
    forget_applicants(session, before=NOON + timedelta(days=1), at=LATER)
    session.execute(text(changes[1]))
    for change in (
        "UPDATE appeal_answers SET text = 'Другое'",
        "UPDATE appeal_answers SET text = '[…]', state = 'draft'",
    ):
        with pytest.raises(DBAPIError, match="is only added to"), session.begin_nested():
            session.execute(text(change))


def test_what_is_opened_again_by_its_link_is_forgotten_again_in_its_turn(
    session: Session, answered: Any, settings: Settings
) -> None:
    end = LATER + timedelta(days=2)
    assert forget_applicants(session, before=NOON + timedelta(days=1), at=LATER) == Forgotten(1)
    reopen(session, answered.id, "Опять яма. Сатпаева", at=LATER + timedelta(days=1), settings=settings)
    assert forget_applicants(session, before=end, at=end) is None
    send_answer(session, answered.id, "Сделано, Сатпаева", author=OPERATOR, at=end, settings=settings)
    assert forget_applicants(session, before=end, at=end) is None
    later = end + timedelta(days=400)
    assert forget_applicants(session, before=later, at=later) == Forgotten(1)
    assert "Сатпаева" not in dump(session)
    assert forget_applicants(session, before=later, at=later) is None


def test_a_picture_that_came_with_two_appeals_stays_with_the_one_that_is_kept(
    session: Session, answered: Any, settings: Settings
) -> None:
    photo = store_photo(session, jpeg("red"), by_user=None, settings=settings)
    other = register(session, written("Та же яма"), settings=settings).id
    session.add_all(AppealPhoto(appeal_id=id_, photo_id=photo.id) for id_ in (answered.id, other))
    session.flush()
    forget_applicants(session, before=NOON + timedelta(days=1), at=LATER)
    assert list(session.scalars(text("SELECT id FROM photos"))) == [photo.id]
    assert list(session.scalars(text("SELECT appeal_id FROM appeal_photos"))) == [other]


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
