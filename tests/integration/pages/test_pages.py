"""The pages as HTML, without any script: complete in words, safe against what stands in the data."""

import re

import orjson
import pytest
from sqlalchemy.orm import Session

from tests.asgi_client import AsgiClient
from tests.grid import Grid
from tests.integration.pages.conftest import AddWork


def page_data(html: str) -> dict[str, object]:
    found = re.search(r'id="page-data">(.*?)</script>', html, re.DOTALL)
    assert found
    data: dict[str, object] = orjson.loads(found[1])
    return data


@pytest.mark.parametrize(
    ("lang", "heading", "days"),
    [
        ("kk", "Қалада 1 жұмыс", "2026 ж. 1–20 маусым"),
        ("ru", "В городе 1 работа", "1–20 июня 2026 г."),
        ("en", "1 work in the city", "1–20 June 2026"),
    ],
)
def test_the_first_list_is_in_the_page(
    add_work: AddWork, client: AsgiClient, lang: str, heading: str, days: str
) -> None:
    work_id = add_work(days=("2026-06-01", "2026-06-20"), contractor_id=7)
    answer = client.get(f"/?lang={lang}")
    words = " ".join(answer.text.split())
    assert answer.headers["content-language"] == lang
    assert f'<html lang="{lang}">' in words
    assert heading in words
    assert f"/works/{work_id}?lang={lang}" in words
    assert "ТОО «Жол»" in words
    assert days in words


def test_the_page_forbids_scripts_and_styles_of_its_own(client: AsgiClient) -> None:
    answer = client.get("/?lang=ru")
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'self'" in policy
    assert not re.search(r"<script(?![^>]*(src=|application/json))", answer.text)
    assert "<style" not in answer.text
    assert not re.search(r'\sstyle="', answer.text)
    assert not re.search(r'\son[a-z]+="', answer.text)


def test_the_page_names_nothing_outside_itself(client: AsgiClient) -> None:
    html = client.get("/?lang=ru").text.replace("http://www.w3.org/2000/svg", "")
    # Its own address and languages, for search engines.
    html = html.replace('="http://127.0.0.1/', '="/')
    assert "http://" not in html
    assert "https://" not in html


def test_a_title_from_a_plan_cannot_become_markup(add_work: AddWork, client: AsgiClient) -> None:
    evil = '</script><script>alert("1")</script>'
    work_id = add_work(title_ru=evil, location_raw=evil)
    for path in ("/?lang=ru", f"/works/{work_id}?lang=ru"):
        html = client.get(path).text
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert" in html


def test_the_page_works_as_a_form(add_work: AddWork, client: AsgiClient) -> None:
    add_work(type_code="yard")
    add_work(type_code="lift", title_ru="Лифт")
    html = client.get("/?lang=ru&type=lift&status=&district=&contractor=&from=&to=").text
    assert "Лифт" in html
    assert "В городе 1 работа" in html
    assert '<option value="lift" selected>' in html


@pytest.mark.parametrize(
    "query", ["type=unknown", "status=lost&from=yesterday", "district=x&contractor=-1", "z=&lat=x"]
)
def test_a_broken_link_still_opens_the_map(client: AsgiClient, query: str) -> None:
    assert client.get(f"/?lang=ru&{query}").status_code == 200


def test_an_address_that_is_not_found_is_said_so(client: AsgiClient) -> None:
    assert "Такого места не нашлось" in client.get("/?lang=ru&q=Неведомая улица 5").text


def test_islands_start_from_data_in_the_page(client: AsgiClient) -> None:
    data = page_data(client.get("/?lang=kk").text)
    assert data["lang"] == "kk"
    assert data["place"] is None
    assert data["sprite"] == "/static/assets/icons.svg"


def test_the_language_switch_keeps_the_view(client: AsgiClient) -> None:
    html = client.get("/?lang=ru&type=yard&z=13").text
    assert re.search(r'href="\?type=yard&amp;z=13&amp;lang=kk" data-lang="kk"', html)


def test_without_a_language_the_browser_s_own_is_taken(client: AsgiClient) -> None:
    assert client.get("/", {"accept-language": "en-GB,en;q=0.9"}).headers["content-language"] == "en"
    assert client.get("/", {"accept-language": "de"}).headers["content-language"] == "kk"


def test_examples_lead_to_what_is_there(add_work: AddWork, client: AsgiClient) -> None:
    add_work(type_code="yard", district_id=4)
    html = client.get("/?lang=ru").text
    assert "Какие дворы благоустроят: Бостандыкский район?" in html
    assert "type=yard&amp;district=4" in html
    assert html.count('class="example"') == 4  # no avenue in this register, so no question about one


@pytest.mark.parametrize(
    ("lang", "training", "customer"),
    [
        ("kk", "оқу деректері", "Тапсырыс беруші"),
        ("ru", "учебные данные", "Заказчик"),
        ("en", "training data", "Customer"),
    ],
)
def test_the_page_of_a_work_is_complete(
    add_work: AddWork, client: AsgiClient, lang: str, training: str, customer: str
) -> None:
    work_id = add_work(
        Grid().box(0, 0, 1, 1), days=("2026-06-01", "2026-06-20"), contractor_id=7, customer_id=8, is_training=True,
        budget=1_500_000, quantity=12.5, unit="м²", source_url="https://example.org/plan",
    )  # fmt: skip
    html = client.get(f"/works/{work_id}?lang={lang}").text
    words = " ".join(html.split())
    unit = "m²" if lang == "en" else "м²"
    for expected in (training, customer, "ТОО «Жол»", unit, "https://example.org/plan", f"work={work_id}"):
        assert expected in words
    assert "nofollow" in html


def test_a_work_that_does_not_exist_is_a_page_for_a_person_and_json_for_a_program(client: AsgiClient) -> None:
    page = client.get("/works/999999?lang=ru", {"accept": "text/html"})
    assert (page.status_code, "Такой страницы нет" in page.text) == (404, True)
    program = client.get("/works/999999", {"accept": "application/json"})
    assert program.headers["content-type"] == "application/problem+json"


def test_an_error_page_does_not_repeat_what_stands_in_the_link(client: AsgiClient) -> None:
    answer = client.get("/works/%3Cb%3Eboo?lang=en", {"accept": "text/html"})
    assert answer.status_code == 400
    assert "boo" not in re.sub(r'(href|lang)="[^"]*"', "", answer.text)


def test_the_page_opens_at_the_place_of_its_link(register: Session, add_work: AddWork, client: AsgiClient) -> None:
    here, elsewhere = add_work(Grid().point(1, 1)), add_work(Grid().point(40, 40))
    lon, lat = Grid().point(1, 1).coords[0]
    html = client.get(f"/?lang=ru&place={lon:.5f},{lat:.5f}").text
    place = page_data(html)["place"]
    assert isinstance(place, dict)
    assert (place["id"], place["kind"]) == (f"{lon:.5f},{lat:.5f}", "point")
    assert f"/works/{here}?" in html
    assert f"/works/{elsewhere}?" not in html
    assert f'<input type="hidden" name="place" value="{place["id"]}">' in html


def test_works_of_the_place_asked_for_come_before_where_else_to_begin(add_work: AddWork, client: AsgiClient) -> None:
    work = add_work(Grid().point(1, 1))
    lon, lat = Grid().point(1, 1).coords[0]
    at_place, whole = (client.get(f"/?lang=ru{place}").text for place in (f"&place={lon:.5f},{lat:.5f}", ""))
    for html, comes_first in ((at_place, True), (whole, False)):
        assert (html.index(f"/works/{work}?") < html.index('id="examples"')) is comes_first
        assert html.count('id="examples"') == 1


@pytest.mark.parametrize(
    ("query", "page"), [("work=7", "/works/7"), ("outage=3", "/outages/3"), ("work=x", None), ("work=%22%3E", None)]
)
def test_without_a_script_a_link_to_a_card_leads_to_its_page(client: AsgiClient, query: str, page: str | None) -> None:
    found = re.findall(r'<noscript><p><a [^>]*href="([^"]+)"', client.get(f"/?lang=kk&{query}").text)
    assert found == ([] if page is None else [f"{page}?lang=kk"])


@pytest.mark.parametrize("id_", ["house:1", "street:0", "moon:3", "1,2,3", "nan,nan", "'; --", "x" * 500])
def test_a_link_to_no_place_opens_the_whole_map(client: AsgiClient, id_: str) -> None:
    answer = client.get(f"/?lang=ru&place={id_}")
    assert answer.status_code == 200
    assert page_data(answer.text)["place"] is None


def test_without_a_script_a_period_and_a_concern_are_one_press_away(add_work: AddWork, client: AsgiClient) -> None:
    yard = add_work(days=("2026-06-01", "2026-06-20"))
    road = add_work(type_code="road_medium_repair", days=("2026-06-01", "2026-06-20"))
    links = re.findall(r'class="(?:chip|concern)" href="([^"]+)"', client.get("/?lang=en").text)
    assert len(links) == 8
    shown = client.get(links[5].replace("&amp;", "&")).text
    assert f"/works/{yard}?" in shown
    assert f"/works/{road}?" not in shown
    assert 'class="concern" href="/?lang=en" aria-current="true"' in shown
