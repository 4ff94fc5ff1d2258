"""The one-answer page: a sentence for a place, a question for several, plain words for none; without a script."""

import pytest

from tests.asgi_client import AsgiClient

PERSON = {"accept": "text/html"}


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_the_page_asks_for_a_place(client: AsgiClient, lang: str) -> None:
    page = client.get(f"/place?lang={lang}", PERSON)
    assert page.status_code == 200
    assert 'name="q"' in page.text
    assert "place-answer" not in page.text


def test_an_unknown_place_is_said_to_be_unknown_and_its_words_are_text(client: AsgiClient) -> None:
    page = client.get("/place?lang=en&q=%3Cscript%3Ealert(1)%3C/script%3E", PERSON)
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "We know no place called" in page.text


def test_a_pin_always_has_an_answer(client: AsgiClient) -> None:
    page = client.get("/place/76.95000,43.25000?lang=en", PERSON)
    assert page.status_code == 200
    assert "No: nothing is planned here now." in page.text
    answer = client.get("/api/answer?lon=76.95&lat=43.25&lang=en").json()
    assert (answer["is_yes"], answer["place"]["id"]) == (False, "76.95000,43.25000")


@pytest.mark.parametrize("place", ["house:1", "moon:1", "x", "1,2,3", "200,1"])
def test_a_place_that_does_not_exist_is_not_found(client: AsgiClient, place: str) -> None:
    assert client.get(f"/place/{place}", PERSON).status_code == 404
    assert client.get(f"/api/answer?place={place}").status_code == 404


@pytest.mark.parametrize("query", ["", "?q=%20", "?lon=76", "?lat=43", "?lon=x&lat=1", "?lon=1000&lat=1"])
def test_a_question_without_a_place_is_refused(client: AsgiClient, query: str) -> None:
    assert client.get(f"/api/answer{query}").status_code in (400, 422)
