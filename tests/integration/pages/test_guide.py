"""The public guide: a list to search without a script, a page for each situation, and the operator's search."""

import pytest

from gis_app.appeals.situations.rules import read_situations
from tests.asgi_client import AsgiClient

PERSON = {"accept": "text/html"}


@pytest.mark.parametrize(
    ("lang", "words", "title"),
    [("ru", "открытый+люк", "Открытый люк на дороге"), ("kk", "ашық+люктер", "Жолдағы ашық люк")],
)
def test_a_resident_finds_a_situation_by_words(client: AsgiClient, lang: str, words: str, title: str) -> None:
    page = client.get(f"/guide?lang={lang}&q={words}", PERSON)
    assert page.status_code == 200
    assert title in page.text
    assert "/guide/lift?" not in page.text


def test_what_is_unknown_in_a_link_narrows_nothing(client: AsgiClient) -> None:
    page = client.get("/guide?lang=ru&group=moon&place=%3Cscript%3E", PERSON)
    assert page.text.count('class="guide-link"') == len(read_situations())
    assert "<script>" not in page.text


def test_every_situation_has_a_page_that_says_who_decides_and_how_long(client: AsgiClient) -> None:
    for one in read_situations():
        page = client.get(f"/guide/{one.code}?lang=ru", PERSON)
        assert page.status_code == 200, one.code
        assert one.advice.ru in page.text.replace("&#39;", "'").replace("&amp;", "&"), one.code
    assert "15 рабочих дней" in client.get("/guide/lift?lang=ru", PERSON).text
    assert "1 жұмыс күні" in client.get("/guide/manhole_on_road?lang=kk", PERSON).text


def test_an_unknown_situation_is_not_found(client: AsgiClient) -> None:
    assert client.get("/guide/moon", PERSON).status_code == 404
    assert client.get("/guide/%00", PERSON).status_code < 500


def test_an_operator_searches_during_a_call(client: AsgiClient) -> None:
    found = client.get("/api/guide?q=дерево+во+дворе&lang=ru&limit=3").json()
    assert len(found["items"]) <= 3 <= found["total"]
    first = next(one for one in found["items"] if one["code"] == "tree_in_yard")
    assert (first["decides"], first["places"]) == ("owners", ["yard", "house"])
    assert first["term"]["amount"] == 15
    assert {one["code"] for one in client.get("/api/guide?topic=lift").json()["items"]} == {"lift"}
    assert client.get("/api/guide?place=moon").status_code in (400, 422)
