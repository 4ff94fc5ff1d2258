"""The map of an answer: a picture beside the words, of what they name, by their numbers; a page is whole without."""

import re
from html import unescape
from xml.etree import ElementTree

import pytest

from tests.asgi_client import AsgiClient
from tests.grid import Grid
from tests.integration.pages.conftest import AddWork

PERSON = {"accept": "text/html"}
GRID = Grid()
PIN = GRID.point(0, 0)
PLACE = f"{PIN.x:.5f},{PIN.y:.5f}"
SVG = "{http://www.w3.org/2000/svg}"


def page(client: AsgiClient, lang: str = "en") -> str:
    return client.get(f"/place/{PLACE}?lang={lang}", PERSON).text


def addresses(text: str) -> list[str]:
    return [unescape(one) for one in re.findall(r'(?:src|srcset)="(/place/[^"]*map\.svg[^"]*)"', text)]


def drawn(client: AsgiClient, address: str) -> ElementTree.Element:
    answer = client.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/svg+xml")
    return ElementTree.fromstring(answer.text)


def words(picture: ElementTree.Element) -> list[str]:
    return [one.text or "" for one in picture.iter(f"{SVG}text")]


def test_the_numbers_of_the_map_are_those_of_the_lists(client: AsgiClient, add_work: AddWork) -> None:
    works = [add_work(GRID.box(0.1, 0.1, 0.4, 0.4)), add_work(GRID.line((-1, 1), (1, 1))), add_work(GRID.point(2, 1))]
    text = page(client)
    listed = re.findall(r'class="work-row-number"[^>]*>(\d+)</span>.*?href="/works/(\d+)\?', text, re.DOTALL)
    assert {int(work) for _, work in listed} == set(works)
    assert [number for number, _ in listed] == ["1", "2", "3"]
    narrow, wide = sorted(addresses(text), key=len)
    assert f"works={','.join(work for _, work in listed)}" in narrow
    for address, size in ((narrow, ("360", "300")), (wide, ("672", "340"))):
        picture = drawn(client, address)
        assert (picture.get("width"), picture.get("height")) == size
        assert {"1", "2", "3"} <= set(words(picture))


def test_a_place_without_works_has_its_map_and_no_word_of_numbers(client: AsgiClient) -> None:
    text = page(client)
    assert "The numbers on the map" not in text
    assert 'loading="lazy"' in text
    for address in addresses(text):
        assert not words(drawn(client, address))


def test_a_draft_or_a_work_called_off_is_on_no_map(client: AsgiClient, add_work: AddWork) -> None:
    hidden = [add_work(GRID.box(0, 0, 1, 1), state=state) for state in ("draft", "cancelled")]
    picture = drawn(client, f"/place/{PLACE}/map.svg?lang=en&works={hidden[0]},{hidden[1]}")
    assert not words(picture)


def test_the_map_holds_no_script_no_style_and_nothing_from_elsewhere(client: AsgiClient, add_work: AddWork) -> None:
    add_work(GRID.box(0, 0, 1, 1))
    tags = {one.tag.removeprefix(SVG) for one in drawn(client, addresses(page(client))[0]).iter()}
    assert tags <= {"svg", "rect", "path", "circle", "text", "g"}


@pytest.mark.parametrize("more", ["works=x", "works=1,", "works=" + ",".join(["1"] * 13), "about=9999", "outages=-1"])
def test_what_no_page_asks_for_is_refused(client: AsgiClient, more: str) -> None:
    assert client.get(f"/place/{PLACE}/map.svg?lang=en&{more}").status_code in (400, 422)


def test_a_place_that_does_not_exist_has_no_map(client: AsgiClient) -> None:
    assert client.get("/place/house:999999/map.svg?lang=en").status_code == 404


def test_a_proxy_keeps_the_map_of_one_language_for_a_while(client: AsgiClient) -> None:
    kept = client.get(f"/place/{PLACE}/map.svg?lang=kk").headers["cache-control"]
    assert kept == "public, max-age=600"
    assert "public" not in client.get(f"/place/{PLACE}/map.svg").headers["cache-control"]


@pytest.mark.parametrize(
    ("lang", "told"), [("kk", "Толық картаны ашу"), ("ru", "Открыть полную карту"), ("en", "Open the full map")]
)
def test_the_map_leads_to_the_full_one_and_says_so(client: AsgiClient, lang: str, told: str) -> None:
    figure = re.search(r"<figure.*?</figure>", page(client, lang), re.DOTALL)
    assert figure
    assert told in figure[0]
    assert f'href="/?lang={lang}&amp;place={PLACE}"' in figure[0]
