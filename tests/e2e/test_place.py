"""The answer in a real browser: on one sheet of paper, light, clean for axe, the map pressed without a script."""

import gzip
import re
from io import BytesIO

import httpx
import pypdfium2
import pytest
from PIL import Image

from tests.e2e.conftest import City, OpenPage
from tests.e2e.test_map_page import violations

pytestmark = pytest.mark.e2e
PAGES = ("/place", "/place?q=пр. Абая", "/place?q=xyzzy", "/place/pin", "/place/pin?step=2&lon=76.93&lat=43.24")


@pytest.mark.parametrize(("lang", "width", "height"), [("kk", 390, 844), ("ru", 1280, 900), ("en", 390, 844)])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(
    city: City, open_page: OpenPage, lang: str, width: int, height: int
) -> None:
    page = open_page(f"/place?lang={lang}", width=width, height=height, with_map=False)
    for path in PAGES:
        page.goto(city.url(path + ("&" if "?" in path else "?") + f"lang={lang}"))
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("words", ["пр. Абая", "пр. Абая уг. ул. Байзакова", "Алмалинский район"])
def test_the_answer_prints_on_one_sheet(open_page: OpenPage, words: str) -> None:
    page = open_page(f"/place?lang=ru&q={words}", with_map=False)
    assert page.locator(".place-answer").count() == 1
    with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)) as printed:
        assert len(printed) == 1


def test_the_answer_weighs_less_than_forty_kilobytes_before_any_map(city: City) -> None:
    page = httpx.get(city.url("/place?lang=ru&q=пр. Абая"), headers={"accept": "text/html"}).text
    assert "place-answer" in page
    linked = re.findall(r'<(?:link rel="(?:stylesheet|modulepreload)" href|script type="module" src)="([^"]+)"', page)
    assert linked
    files = [page.encode(), *(httpx.get(city.url(one)).content for one in linked)]
    assert sum(len(gzip.compress(file)) for file in files) <= 40_000


@pytest.mark.parametrize(("width", "drawn_px"), [(390, 360), (1280, 672)])
def test_the_map_of_the_answer_comes_without_scripts_and_fits(
    city: City, open_page: OpenPage, width: int, drawn_px: int
) -> None:
    page = open_page("/place?lang=kk&q=пр. Абая", width=width, height=900, script=False, with_map=False)
    picture = page.locator(".place-figure img")
    picture.scroll_into_view_if_needed()
    address = (
        picture.get_attribute("src") if width < 700 else page.locator(".place-figure source").get_attribute("srcset")
    )
    assert address
    drawn = httpx.get(city.url(address))
    assert (drawn.status_code, f'width="{drawn_px}"' in drawn.text) == (200, True)
    box = picture.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width


def test_a_map_that_does_not_come_leaves_no_hole(open_page: OpenPage) -> None:
    page = open_page("/place?lang=en", with_map=False)
    page.route("**/map.svg*", lambda route: route.fulfill(body="not a picture", content_type="image/svg+xml"))
    page.goto(page.url + "&q=пр. Абая")
    page.locator(".place-answer").wait_for()
    page.evaluate("document.querySelector('.place-figure').scrollIntoView()")
    page.locator(".place-figure").wait_for(state="hidden")


def test_the_picture_of_a_shared_link_is_a_picture_of_its_size(city: City) -> None:
    page = httpx.get(city.url("/place?lang=kk&q=пр. Абая"), headers={"accept": "text/html"}).text
    shared = re.search(r'<meta property="og:image" content="([^"]+)"', page)
    assert shared
    # The first picture of an installation puts its fonts together.
    answer = httpx.get(shared[1].replace("&amp;", "&"), timeout=60)
    assert answer.headers["content-type"] == "image/png"
    with Image.open(BytesIO(answer.content)) as picture:
        assert picture.size == (1200, 630)
        # Words, the map and the mark beside the answer: more than a few colours.
        assert len(picture.convert("RGB").getcolors(1 << 20) or ()) > 50


def test_the_map_is_pressed_until_it_is_a_place_without_scripts(open_page: OpenPage) -> None:
    page = open_page("/place/pin?lang=en", width=390, height=844, script=False, with_map=False)
    for step in range(3):
        assert page.locator("input[name=step]").get_attribute("value") == str(step)
        page.locator(".pin-map").click(position={"x": 170, "y": 160})
    page.wait_for_selector(".place-answer")
    assert re.search(r"/place/\d+\.\d+,\d+\.\d+\?lang=en$", page.url)
