"""What search engines, other sites and phones are told of the pages: addresses, languages, an app, what not to read."""

from xml.etree import ElementTree

import orjson
import pytest
from fastapi.routing import APIRoute
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.routers import ROUTERS
from gis_app.works.listed import PART
from tests.asgi_client import AsgiClient
from tests.grid import Grid
from tests.integration.pages.conftest import AddWork

PERSON = {"accept": "text/html", "host": "map.example.kz"}
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
HERE = "http://map.example.kz"


def addresses(client: AsgiClient, path: str) -> list[str]:
    answer = client.get(path, {"host": "map.example.kz"})
    assert answer.status_code == 200
    return [found.text or "" for found in ElementTree.fromstring(answer.text).iter(f"{SPACE}loc")]


@pytest.mark.parametrize("path", ["/place", "/place/76.95000,43.25000", "/guide", "/outages", "/appeals/new"])
def test_a_public_page_names_its_one_address_and_its_languages(client: AsgiClient, path: str) -> None:
    page = client.get(f"{path}?lang=kk&utm_source=x", PERSON).text
    assert f'<link rel="canonical" href="{HERE}{path}?lang=kk">' in page
    for lang in ("kk", "ru", "en"):
        assert f'<link rel="alternate" hreflang="{lang}" href="{HERE}{path}?lang={lang}">' in page
    assert f'<link rel="alternate" hreflang="x-default" href="{HERE}{path}">' in page
    assert f'<meta property="og:url" content="{HERE}{path}?lang=kk">' in page
    assert '<meta property="og:locale" content="kk_KZ">' in page
    assert "noindex" not in page


def test_what_was_asked_is_part_of_the_address_and_stays_text(client: AsgiClient) -> None:
    page = client.get("/place?q=%22%3E%3Cb%3E&lang=ru", PERSON).text
    assert f'<link rel="canonical" href="{HERE}/place?lang=ru&amp;q=%22%3E%3Cb%3E">' in page


@pytest.mark.parametrize("path", ["/sign-in", "/account/reset", "/offline"])
def test_other_pages_are_not_to_be_found(client: AsgiClient, path: str) -> None:
    page = client.get(f"{path}?lang=ru", PERSON).text
    assert '<meta name="robots" content="noindex">' in page
    assert "canonical" not in page


def test_a_host_that_is_no_host_is_not_repeated(client: AsgiClient) -> None:
    page = client.get("/place?lang=ru", {"accept": "text/html", "host": 'x"><script>'}).text
    assert "x&#34;" not in page
    assert 'href="http://127.0.0.1' in page or 'href="http://testserver' in page


@pytest.mark.parametrize(("lang", "words"), [("kk", "күйіндегі көшірме"), ("ru", "Копия на"), ("en", "Copy as of")])
def test_a_place_says_of_when_it_is_should_it_be_kept(client: AsgiClient, lang: str, words: str) -> None:
    assert words in client.get(f"/place/76.95000,43.25000?lang={lang}", PERSON).text
    assert words not in client.get(f"/guide?lang={lang}", PERSON).text


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_the_app_opens_with_the_question_in_the_language_it_was_taken_in(client: AsgiClient, lang: str) -> None:
    answer = client.get(f"/manifest.webmanifest?lang={lang}")
    assert answer.headers["content-type"] == "application/manifest+json"
    read = orjson.loads(answer.text)
    assert (read["id"], read["lang"], read["start_url"], read["scope"]) == ("/", lang, f"/place?lang={lang}", "/")
    assert {icon["purpose"] for icon in read["icons"]} == {"any", "maskable"}
    assert f'href="/manifest.webmanifest?lang={lang}"' in client.get(f"/place?lang={lang}", PERSON).text


def test_robots_are_kept_from_pages_that_are_keys(client: AsgiClient) -> None:
    said = client.get("/robots.txt", {"host": "map.example.kz"})
    assert said.headers["content-type"].startswith("text/plain")
    lines = said.text.splitlines()
    assert lines[0] == "User-agent: *"
    assert {"Disallow: /appeals/", "Disallow: /follow/", "Allow: /appeals/new"} <= set(lines)
    assert f"Sitemap: {HERE}/sitemap.xml" in lines


def test_works_are_listed_in_each_language_but_no_drafts_and_none_made_up(
    client: AsgiClient, session: Session, add_work: AddWork
) -> None:
    grid = Grid()
    shown, draft, made_up = (add_work(grid.point(10 + east, 10)) for east in range(3))
    session.execute(text("UPDATE works SET state = 'draft' WHERE id = :id"), {"id": draft})
    session.execute(text("UPDATE works SET is_training = true WHERE id = :id"), {"id": made_up})
    part = shown // PART
    assert f"{HERE}/sitemap-works-{part}.xml" in addresses(client, "/sitemap.xml")
    assert addresses(client, f"/sitemap-works-{part}.xml") == [
        f"{HERE}/works/{shown}?lang={lang}" for lang in ("kk", "ru", "en")
    ]


def test_every_page_that_is_listed_is_there_in_each_language(client: AsgiClient) -> None:
    listed = [one.removeprefix(HERE) for one in addresses(client, "/sitemap-pages.xml")]
    assert {"/?lang=ru", "/place?lang=kk", "/city?lang=en", "/follow?lang=kk"} <= set(listed)
    there = {route.path for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)}
    assert {one.partition("?")[0] for one in listed} <= there


@pytest.mark.parametrize("part", ["-1", "x", str(2**70)])
def test_a_part_that_cannot_be_is_refused(client: AsgiClient, part: str) -> None:
    assert client.get(f"/sitemap-works-{part}.xml").status_code == 400
