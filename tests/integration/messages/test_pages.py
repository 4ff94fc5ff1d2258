"""The pages of messages: only one's own, read once, chosen by each; the link that stops mails does only that."""

from datetime import date
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from gis_app.accounts.models import User
from gis_app.messages import tell
from gis_app.messages.choices import choices_of, stop_token_of
from gis_app.messages.models import Message
from gis_app.settings import Settings
from tests.asgi_client import AsgiClient
from tests.integration.accounts.conftest import BUILD, app, city, enter, visitor
from tests.integration.messages.test_telling import WORK
from tests.people import BrowserOf, add_user, browser_of

__all__ = ["BUILD", "app", "city", "enter", "visitor"]


@pytest.fixture
def reader(city: Session) -> User:
    return add_user(city, "contractor", organisation_id=7)


@pytest.fixture
def browser(app: FastAPI, city: Session, settings: Settings, reader: User) -> BrowserOf:
    return browser_of(app, city, settings, reader)


def _told(session: Session, user: User, count: int = 1, kind: str = "work_assigned") -> list[int]:
    values: dict[str, Any] = dict(WORK)
    if kind != "work_assigned":
        values = {key: value for key, value in WORK.items() if "days" not in key} | {"day": date(2026, 5, 5)}
    for number in range(count):
        tell(session, kind, key=f"{kind}-{number}", to=[user.id], about="/works/1", values=values)
    return list(session.scalars(select(Message.id).where(Message.user_id == user.id).order_by(Message.id)))


def _unread(session: Session, user: User) -> int:
    return session.execute(
        text("SELECT count(*) FROM messages WHERE user_id = :id AND read_at IS NULL"), {"id": user.id}
    ).scalar_one()


def test_the_header_of_every_page_tells_how_many_are_unread(browser: BrowserOf, city: Session, reader: User) -> None:
    assert "непрочитанн" not in browser.get("/account").text
    _told(city, reader, 3)
    assert "3 непрочитанных сообщения" in browser.get("/account").text
    _told(city, reader, 120, "work_returned")
    assert "99+" in browser.get("/messages").text


def test_many_of_a_kind_in_a_day_are_one_line_and_unread_ones_come_first(
    browser: BrowserOf, city: Session, reader: User
) -> None:
    _told(city, reader, 37)
    (first, *_) = _told(city, reader, 1, "work_returned")
    browser.get(f"/messages/{first}")
    page = browser.get("/messages").text
    assert "Вам назначено 36 работ" in page
    assert page.index("Работа возвращена") < page.index("Прочитанные") < page.rindex("Вам назначена работа")
    assert "Аула" in browser.get("/messages?lang=kk").text
    only = browser.get("/messages?kind=work_returned").text
    assert "Работа возвращена с замечаниями: Ремонт двора" in only
    assert "Вам назначено 36" not in only


def test_following_a_message_reads_it_and_leads_where_it_happened(
    browser: BrowserOf, city: Session, reader: User
) -> None:
    (one,) = _told(city, reader)
    answer = browser.get(f"/messages/{one}?lang=kk")
    assert (answer.status_code, answer.headers["location"]) == (303, "/works/1?lang=kk")
    assert _unread(city, reader) == 0


def test_messages_are_marked_as_read_one_by_one_by_kind_and_all(
    browser: BrowserOf, city: Session, reader: User
) -> None:
    _told(city, reader, 2, "work_returned")
    ids = _told(city, reader, 3)
    browser.post("/messages/read", {"ids": str(ids[0])}, page="/messages")
    assert _unread(city, reader) == 4
    browser.post("/messages/read", {"kind": "work_assigned"}, page="/messages")
    assert _unread(city, reader) == 1
    browser.post("/messages/read", page="/messages")
    assert _unread(city, reader) == 0


def test_others_messages_do_not_exist_for_me(browser: BrowserOf, city: Session) -> None:
    stranger = add_user(city, "contractor", organisation_id=7)
    (theirs,) = _told(city, stranger)
    assert browser.get(f"/messages/{theirs}").status_code == 404
    browser.post("/messages/read", {"ids": str(theirs)}, page="/messages")
    browser.post("/messages/read", page="/messages")
    assert _unread(city, stranger) == 1
    assert "Ремонт двора" not in browser.get("/messages").text


def test_choices_are_kept_and_everything_is_switched_off_by_one_button(
    browser: BrowserOf, city: Session, reader: User
) -> None:
    page = browser.get("/account/messages").text
    assert "Назначена работа" in page
    assert "Просят продлить срок" not in page  # of planners alone
    form = {"work_assigned": "digest", "extension_asked": "at_once", "hour": "18"}
    browser.post("/account/messages", form, page="/account/messages")
    kept = choices_of(city, reader.id)
    assert (dict(kept.by_kind), kept.digest_hour) == ({"work_assigned": "digest"}, 18)
    assert browser.post("/account/messages", {"work_assigned": "x"}, page="/account/messages").status_code == 400
    browser.post("/account/messages/mail", {"on": "no"}, page="/account/messages")
    assert choices_of(city, reader.id).no_mail
    browser.post("/account/messages/mail", {"on": "yes"}, page="/account/messages")
    assert not choices_of(city, reader.id).no_mail
    assert dict(choices_of(city, reader.id).by_kind) == {"work_assigned": "digest"}


def test_a_mail_program_stops_the_mails_by_one_post_and_can_do_nothing_else(
    app: FastAPI, city: Session, reader: User
) -> None:
    token = stop_token_of(city, reader.id)
    program = AsgiClient(app)
    assert program.get(f"/messages/stop/{token}").status_code == 200
    assert not choices_of(city, reader.id).no_mail  # looking is no consent
    answer = program.request("POST", f"/messages/stop/{token}", {}, data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    assert choices_of(city, reader.id).no_mail
    assert program.request("POST", "/messages/stop/guessed", {}).status_code == 404
    assert program.request("GET", "/messages", {"cookie": f"session={token}"}).status_code in (303, 401)


def test_an_administrator_sees_what_did_not_leave_and_sends_it_again(
    app: FastAPI, city: Session, settings: Settings, reader: User
) -> None:
    _told(city, reader)
    city.execute(text("UPDATE outbox SET state = 'failed', error = 'the recipient was refused: 550', attempts = 1"))
    mail_id = city.execute(text("SELECT id FROM outbox")).scalar_one()
    admin = browser_of(app, city, settings, add_user(city, "administrator"))
    page = admin.get("/admin/mails").text
    assert reader.email in page
    assert "Почтовый сервер не знает такого адреса" in page
    assert admin.post(f"/admin/mails/{mail_id}/again", page="/admin/mails").status_code == 303
    assert city.execute(text("SELECT state, attempts FROM outbox")).one() == ("waiting", 0)
    assert admin.post(f"/admin/mails/{mail_id}/again", page="/admin/mails").status_code == 404
