"""Shut-offs as pages and as JSON: what is off, where, when, how sure, in three languages and without a script."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from gis_app.outages.models import Outage
from gis_app.outages.notice import Notice, Origin
from gis_app.outages.receiving import receive_notices
from tests.asgi_client import AsgiClient
from tests.grid import Grid

NOTICE = Notice(
    "gas", "Газ <b>", "t", "Нет газа", "мкр. Дальний", Origin("f", "", 1), first_day=date(2026, 6, 9),
    last_day=date(2026, 6, 11), daily_from=time(9), daily_to=time(17, 30), geometry=Grid().box(0, 0, 3, 1),
)  # fmt: skip


def receive(session: Session, **given: Any) -> int:
    return receive_notices(session, [replace(NOTICE, **given)], None, 32643)[0].outage_id


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("ru", ("Газ", "Отключение сегодня", "9–11 июня 2026", "с 09:00 до 17:30", "Дана службой")),
        ("kk", ("Газ", "Бүгін ажыратылады", "9–11 маусым", "09:00 мен 17:30 аралығында", "Қызмет берген")),
        ("en", ("Gas", "Off today", "9–11 June 2026", "from 09:00 to 17:30", "Given by the utility")),
    ],
)
def test_the_page_of_an_outage_says_everything(
    register: Session, client: AsgiClient, lang: str, said: tuple[str, ...]
) -> None:
    outage_id = receive(register)
    html = " ".join(client.get(f"/outages/{outage_id}?lang={lang}").text.split())
    for words in (*said, "мкр. Дальний", "Нет газа", "Газ &lt;b&gt;", "<svg"):
        assert words in html


def test_what_was_not_found_is_said_in_words(register: Session, client: AsgiClient) -> None:
    outage_id = receive(register, geometry=None)
    html = client.get(f"/outages/{outage_id}?lang=ru").text
    assert "Место пока не найдено на карте." in html


def test_a_retracted_outage_keeps_its_page_and_leaves_the_lists(register: Session, client: AsgiClient) -> None:
    outage_id = receive(register)
    receive(register, state="retracted", text="Отменяется")
    page = client.get(f"/outages/{outage_id}?lang=ru").text
    assert "Отменяется" in page
    assert "Нет газа" in page
    assert f"/outages/{outage_id}?" not in client.get("/outages?lang=ru").text
    assert client.get("/api/outages").json()["total"] == 0


def test_the_list_and_the_map_page_name_what_is_off(register: Session, client: AsgiClient) -> None:
    outage_id = receive(register)
    for page in ("/outages?lang=kk", "/?lang=kk"):
        assert f"/outages/{outage_id}?lang=kk" in client.get(page).text


def test_without_outages_the_list_says_so(client: AsgiClient) -> None:
    assert 'href="/city/outages?lang=en"' in client.get("/outages?lang=en").text
    assert "No outages are announced." in client.get("/outages?lang=en").text


def test_a_link_of_a_notice_is_a_web_address_or_none(register: Session, client: AsgiClient) -> None:
    outage_id = receive(register, source_url="javascript:alert(1)")
    assert "javascript:" not in client.get(f"/outages/{outage_id}").text
    assert register.scalar(select(Outage.id)) == outage_id


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ("on=2026-06-11", 1), ("on=2026-06-12", 0), ("kind=gas,heat", 1), ("kind=water", 0), ("from=2026-06-11", 1),
        ("to=2026-06-08", 0), ("bbox=76,43,77,44", 1), ("bbox=75,43,76,44", 0),
    ],
)  # fmt: skip
def test_outages_are_asked_over_http(register: Session, client: AsgiClient, query: str, total: int) -> None:
    receive(register)
    assert client.get(f"/api/outages?{query}").json()["total"] == total


@pytest.mark.parametrize("query", ["kind=rain", "on=today", "bbox=1,2,3", "limit=0"])
def test_a_question_that_makes_no_sense_is_refused(client: AsgiClient, query: str) -> None:
    assert client.get(f"/api/outages?{query}").status_code == 400


@pytest.mark.parametrize("path", ["/outages/999999", "/api/outages/999999"])
def test_an_unknown_outage_is_not_found(client: AsgiClient, path: str) -> None:
    assert client.get(path).status_code == 404
