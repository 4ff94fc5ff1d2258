"""The one-answer page: a sentence for a place, a question for several, plain words for none; without a script."""

import re
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from sqlalchemy.orm import Session

from gis_app.pages.place import router as place
from gis_app.pages.turns import Turns
from tests.asgi_client import AsgiClient
from tests.integration.pages.test_picture import add_street

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


def test_a_shared_link_tells_the_place_the_sentence_and_a_picture(client: AsgiClient) -> None:
    page = client.get("/place/76.95000,43.25000?lang=en", PERSON).text
    found = dict(re.findall(r'<meta property="og:([a-z:_]+)" content="([^"]*)">', page))
    assert found["description"].startswith("No: nothing is planned here now.")
    assert found["image"] == "http://127.0.0.1/place/76.95000,43.25000/picture.png?lang=en"
    assert (found["image:width"], found["image:height"]) == ("1200", "630")


def test_pictures_of_places_are_drawn_in_turns(client: AsgiClient, monkeypatch: pytest.MonkeyPatch) -> None:
    turns, address = Turns(at_once=1, may_come=1, longest_wait_s=1), "/place/76.95000,43.25000/picture.png"
    monkeypatch.setattr(place, "_PICTURES", turns)
    monkeypatch.setattr(place, "picture_of_answer", lambda *given: b"drawn")
    with turns.turn():
        assert client.get(address).status_code == 503
    assert client.get(address).body == b"drawn"


def test_maps_of_places_are_drawn_in_turns(client: AsgiClient, monkeypatch: pytest.MonkeyPatch) -> None:
    turns, address = Turns(at_once=1, may_come=1, longest_wait_s=1), "/place/76.95000,43.25000/map.svg?lang=en"
    monkeypatch.setattr(place, "_MAPS", turns)
    with turns.turn():
        assert client.get(address).status_code == 503
    assert client.get(address).status_code == 200


def test_who_answers_for_what_leads_to_the_guide(client: AsgiClient) -> None:
    page = client.get("/place/76.95000,43.25000?lang=en", PERSON).text
    links = re.findall(r'href="/guide/([a-z_]+)\?lang=en"', page)
    assert {"yard_improvement", "worn_street", "tree_in_yard", "tree_by_the_road"} <= set(links)
    assert "The owners of the homes" in page
    for code in links:
        assert client.get(f"/guide/{code}?lang=en", PERSON).status_code == 200


def test_an_unknown_place_is_offered_the_map_to_press(client: AsgiClient) -> None:
    page = client.get("/place?lang=en&q=xyzzy", PERSON).text
    assert 'href="/place/pin?lang=en"' in page


@pytest.mark.parametrize(
    ("words", "told"),
    [("Абая 9999", "We know no house 9999 on"), ("Абоя", "Did you mean:"), ("Абоя 5", "Did you mean:")],
)
def test_what_is_nearly_known_is_offered_with_the_map_and_not_answered(
    client: AsgiClient, register: Session, words: str, told: str
) -> None:
    add_street(register, [(-10, 0), (10, 0)], "улица Абая")
    page = client.get(f"/place?{urlencode({'q': words, 'lang': 'en'})}", PERSON).text
    assert told in page
    assert "place-answer" not in page
    assert re.search(r'href="/place/street:\d+\?lang=en"', page)
    assert 'href="/place/pin?lang=en"' in page


def test_the_map_is_pressed_three_times_without_a_script(client: AsgiClient) -> None:
    address = "/place/pin?lang=en"
    for step in range(3):
        page = client.get(address, PERSON)
        assert page.status_code == 200
        picture = re.search(r'src="(/place/pin\.svg\?[^"]*)"', page.text)
        assert picture
        drawn = client.get(picture[1].replace("&amp;", "&"))
        assert drawn.headers["content-type"].startswith("image/svg+xml")
        ElementTree.fromstring(drawn.text)
        fields = dict(re.findall(r'<input type="hidden" name="(lang|step|lon|lat)" value="([^"]*)"', page.text))
        assert fields["step"] == str(step)
        pressed = client.get(f"/place/pin?{urlencode(fields)}&map.x=170&map.y=150", PERSON)
        assert pressed.status_code == 303
        address = pressed.headers["location"]
    assert re.fullmatch(r"/place/\d+\.\d+,\d+\.\d+\?lang=en", address)
    assert client.get(address, PERSON).status_code == 200


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("at=43.25,76.95", 303),
        ("at=nonsense", 200),
        ("at=1,2", 200),
        ("step=2&lon=76.9&lat=43.2&map.x=nan&map.y=1", 200),
        ("step=2&lon=76.9&lat=43.2&map.x=1e300&map.y=1", 200),
        ("step=-1", 400),
        ("lon=x", 400),
    ],
)
def test_what_is_typed_on_the_pin_page(client: AsgiClient, query: str, status: int) -> None:
    page = client.get(f"/place/pin?lang=en&{query}", PERSON)
    assert page.status_code == status
    assert ("These are no coordinates" in page.text) == (query.startswith("at=") and status == 200)
