"""The plan in one file: opened from the disk in a real browser whose network is cut."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy.orm import Session

from gis_app.dependencies import Language
from gis_app.pages.prints.map_file import plan_as_map
from gis_app.planning.parameters import read_selection
from gis_app.planning.printed import read_plan
from gis_app.settings import Settings
from tests.e2e.conftest import SCREENSHOTS
from tests.integration.planning.printing import HOSTILE, TODAY, add_printed_city
from tests.integration.works.people import person

pytestmark = pytest.mark.e2e


class Addresses(HTMLParser):
    """Everything that a browser would fetch for a document."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        fetched = {"src", "srcset", "poster", "data", "background"} | ({"href"} if tag in ("link", "use") else set())
        self.found += [value or "" for name, value in attrs if name in fetched]


@pytest.fixture
def files(session: Session, settings: Settings, front_end: None, tmp_path: Path) -> dict[Language, Path]:
    """The plan of a district in each language, on the disk."""
    city = add_printed_city(session)
    selection = read_selection({}, person("planner", district_id=city["here"]))
    found: dict[Language, Path] = {}
    languages: tuple[Language, ...] = ("ru", "kk", "en")
    for lang in languages:
        plan = read_plan(session, selection, lang, TODAY)
        found[lang] = tmp_path / f"plan-{lang}.html"
        found[lang].write_bytes(plan_as_map(session, settings, plan, selection, lang, TODAY))
    return found


def opened(browser: Browser, path: Path, width: int = 1280, height: int = 900) -> tuple[Page, list[str], list[str]]:
    """The file in a window without a network; what it asked for, and what the console said."""
    context = browser.new_context(viewport={"width": width, "height": height}, offline=True)
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready]")
    return page, asked, said


def test_the_file_asks_for_nothing_and_its_words_are_only_words(browser: Browser, files: dict[Language, Path]) -> None:
    page, asked, said = opened(browser, files["ru"])
    assert asked == [files["ru"].as_uri()]
    assert said == []
    assert page.title() == "План работ: here, 10 июня 2026 г."
    expect(page.locator("h3", has_text="</script>")).to_have_text(HOSTILE)
    expect(page.locator("#found")).to_have_text("Показаны 4 работы")
    page.fill("#find", "әғқңөұүһі")
    expect(page.locator("#found")).to_have_text("Показана 1 работа")
    page.locator("#list button:visible").click()
    expect(page.locator(".leaflet-popup-content")).to_contain_text("Ремонт Абая әғқңөұүһі")
    expect(page.locator(".leaflet-popup-content")).to_contain_text("+7 727 123-45-67")
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / "plan-offline.png")
    page.fill("#find", "")
    page.locator("input[value=print-state-overdue]").uncheck()
    expect(page.locator("#found")).to_have_text("Показаны 3 работы")
    page.context.close()


def test_it_opens_on_a_phone_in_kazakh(browser: Browser, files: dict[Language, Path]) -> None:
    page, asked, said = opened(browser, files["kk"], 390, 844)
    expect(page.locator("#found")).to_have_text("4 жұмыс көрсетілді")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert (len(asked), said) == (1, [])
    page.screenshot(path=SCREENSHOTS / "plan-offline-phone.png")
    page.context.close()


def test_no_address_of_another_host_stands_where_a_browser_would_fetch_it(files: dict[Language, Path]) -> None:
    for path in files.values():
        document = path.read_text(encoding="utf-8")
        parser = Addresses()
        parser.feed(document)
        assert parser.found == []
        assert re.findall(r"url\((?!\s*[\"']?(?:data:|#))[^)]*\)|@import", document) == []
        assert "cdn" not in document
        # What is left of addresses is fetched by nobody: the name of a vocabulary, and comments in Leaflet.
        hosts = set(re.findall(r"https?://([^/\s\"'<>)]+)", document))
        assert hosts <= {"www.w3.org", "leafletjs.com", "bugzilla.mozilla.org", "bugs.chromium.org"}
