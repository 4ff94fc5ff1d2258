"""The page that explains an answer, in three languages, and the same page asked of the API."""

import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from fastapi import FastAPI
from sqlalchemy.orm import Session

from gis_app import dependencies
from gis_app.geocoding.review import Choice, Doubt, decide, put_in_queue
from gis_app.geocoding.review_models import ReviewItem
from gis_app.main import build_api
from gis_app.pages import errors, explain, rendering
from gis_app.pages.assets import Entry
from gis_app.settings import Settings
from tests.asgi_client import AsgiClient
from tests.integration.geocoding.register_rows import add_small_city, add_street, grid
from tests.integration.pages.conftest import TODAY

HEADINGS = {
    "kk": ("Орынды қалай оқимыз", "Таңдау және сенімділік", "көше бөлігі", "Пайдаланылмаған сөздер"),
    "ru": ("Как прочитано место", "Выбор и уверенность", "участок улицы", "Не использовано"),
    "en": ("How a place is read", "The choice and its confidence", "a stretch of a street", "Not used"),
}


class _Assets:
    def entry(self, source: str, *also: str) -> Entry:
        return Entry("/static/text.js", ("/static/text.css",), ())

    def url(self, source: str) -> str:
        return f"/static/{source}"


@pytest.fixture
def client(session: Session, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[AsgiClient]:
    """The application on the small city, with two streets of one name."""
    add_small_city(session)
    add_street(session, grid.line((0, 2), (12, 2)), "street", ("улица Сатпаева", "ru", "official"))
    for west in (0, 60):
        line = grid.line((west, 30), (west + 4, 30))
        add_street(session, line, "street", ("улица Ленина", "ru", "official"))
    for module in (errors, explain, rendering):
        monkeypatch.setattr(module, "get_assets", _Assets)
    app: FastAPI = build_api(settings)
    app.dependency_overrides[dependencies.session] = lambda: session
    app.dependency_overrides[dependencies.today] = lambda: TODAY
    yield AsgiClient(app)
    app.state.engine.dispose()


def page(client: AsgiClient, path: str = "/geocode/explain", **query: str) -> str:
    answer = client.get(f"{path}?{urlencode(query)}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    return answer.text


def words_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_the_page_tells_every_step_in_each_language(client: AsgiClient, lang: str) -> None:
    html = page(client, q="ул. Абая от Толе би до Сатпаева, капитальный ремонт", lang=lang)
    told = words_of(html)
    assert f'<html lang="{lang}">' in html
    for heading in HEADINGS[lang]:
        assert heading in told
    assert "сатпаева" in told.lower()
    assert "капитальный" in told
    assert html.count("is-chosen") >= 3
    assert "<svg viewBox" in html
    assert 'class="sketch-found"><path d="M' in html
    assert re.search(r'class="sketch-label"[^>]*>[^<]*(Абая|Абай|Abay)', html)


def test_the_same_page_is_asked_of_the_api(client: AsgiClient) -> None:
    query = {"q": "Абая – Толе би", "lang": "ru"}
    assert "Выбор и уверенность" in page(client, "/api/geocode", **query, explain="1")
    plain = client.get(f"/api/geocode?{urlencode(query)}")
    assert plain.json()["match_type"] == "intersection"
    assert client.get(f"/api/geocode?{urlencode({**query, 'explain': '0'})}").json()["match_type"] == "intersection"


def test_without_a_text_there_is_a_form_with_examples(client: AsgiClient) -> None:
    html = page(client, lang="ru")
    assert 'name="q"' in html
    assert html.count("/geocode/explain?lang=ru&amp;q=") == 3
    assert "Выбор и уверенность" not in html


def test_an_unknown_name_is_said_to_be_missing_and_no_map_is_drawn(client: AsgiClient) -> None:
    html = page(client, q="улица Неведомая 5", lang="ru")
    assert "Место не найдено" in html
    assert "Такого названия в реестре нет" in html
    assert "<svg viewBox" not in html


def test_homonyms_are_shown_as_other_readings(client: AsgiClient) -> None:
    told = words_of(page(client, q="ул. Ленина", lang="en"))
    assert "Ambiguous" in told
    assert "Other readings" in told
    assert told.count("Lenina Street") >= 3


def test_a_decision_is_told_beside_what_the_geocoder_would_say(client: AsgiClient, session: Session) -> None:
    put_in_queue(session, [Doubt("ул. Ленина", None, "street", 0.4, True)])
    item = session.query(ReviewItem.id).scalar()
    decide(session, item, Choice("geometry", geom=grid.point(3, 3)), "А. Асанов", TODAY)
    told = words_of(page(client, q="ул. Ленина", lang="ru"))
    assert "Решение человека" in told
    assert "место указано: А. Асанов, 2026-06-10" in told
    assert "улица Ленина" in told


def test_what_a_visitor_writes_is_never_markup(client: AsgiClient) -> None:
    html = page(client, q="<script>alert(1)</script> Абая", district="<b>", lang="ru")
    assert "<script>alert" not in html
    assert "<b>" not in html


@pytest.mark.parametrize(
    "text", ["", " ", "—", "😀 \u0000 ‮", "Абая " * 300, "1/2/3-4,5;6", "мкр. Самал-1", "г. Шымкент, ул. Абая"]
)
def test_any_text_gets_a_page(client: AsgiClient, text: str) -> None:
    page(client, q=text, lang="kk")


def test_a_text_that_is_too_long_is_refused(client: AsgiClient) -> None:
    assert client.get(f"/geocode/explain?{urlencode({'q': 'а' * 2001})}").status_code in (400, 422)


def test_nothing_in_the_page_needs_a_style_that_the_policy_forbids(client: AsgiClient) -> None:
    html = page(client, q="Абая – Толе би", lang="ru")
    assert " style=" not in html
    assert "<style" not in html
