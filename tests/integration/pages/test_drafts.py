"""A draft is for those who write it: the public finds it nowhere."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy.orm import Session

from gis_app.errors import NotFoundError
from gis_app.settings import Settings
from gis_app.works.card import read_card
from tests.asgi_client import AsgiClient
from tests.integration.pages.conftest import TODAY, AddWork
from tests.integration.works.people import person


@pytest.fixture(params=["draft", "given up"])
def draft(request: pytest.FixtureRequest, add_work: AddWork, report: Callable[[int, str, str], None]) -> int:
    """A draft as it is written, and one that its writer has given up: nobody else has ever agreed to it."""
    work = add_work(
        days=("2040-06-01", "2040-06-30"), state="draft", title_ru="Тайный двор", contractor_id=7, district_id=2
    )
    report(work, "drafted", "2026-05-01")
    if request.param == "given up":
        report(work, "cancelled", "2026-05-02")
    return work


def test_no_list_count_or_search_has_it(client: AsgiClient, draft: int) -> None:
    for query in (
        "",
        "?q=Тайный",
        "?status=planned",
        "?status=cancelled",
        "?contractor=7",
        "?district=2",
        "?bbox=76,43,78,44",
    ):
        found = client.get(f"/api/works{query}").json()
        assert (found["total"], found["items"], found["counts"]["by_type"]) == (0, [], {}), query
        assert found["counts"]["by_month"] == {}


def test_the_catalogue_does_not_know_its_contractor_or_its_years(client: AsgiClient, draft: int) -> None:
    catalog = client.get("/api/catalog").json()
    assert catalog["contractors"] == []
    assert catalog["years"] == [TODAY.year, TODAY.year]


def test_the_open_data_do_not_have_it(client: AsgiClient, draft: int) -> None:
    assert client.get("/ogc/collections/works/items").json()["features"] == []
    assert client.get(f"/ogc/collections/works/items/{draft}").status_code == 404


def test_its_card_and_page_are_not_found(client: AsgiClient, draft: int) -> None:
    assert client.get(f"/api/works/{draft}").status_code == 404
    assert client.get(f"/works/{draft}", headers={"accept": "text/html"}).status_code == 404
    assert "Тайный" not in client.get("/?q=Тайный", headers={"accept": "text/html"}).text.split("<main", 1)[-1].replace(
        'value="Тайный"', ""
    )


def test_those_who_write_it_see_it(register: Session, settings: Settings, draft: int) -> None:
    for viewer in (person("contractor", organisation_id=7), person("planner", district_id=2), person("administrator")):
        assert read_card(register, draft, "ru", date(2026, 6, 10), settings, viewer).title == "Тайный двор"
    for stranger in (person("contractor", organisation_id=8), person("planner", district_id=4), person("operator")):
        with pytest.raises(NotFoundError):
            read_card(register, draft, "ru", date(2026, 6, 10), settings, stranger)


def test_a_planned_work_that_is_called_off_stays_public(
    client: AsgiClient, add_work: AddWork, report: Callable[[int, str, str], None]
) -> None:
    work = add_work(state="draft")
    for day, kind in enumerate(("drafted", "planned", "cancelled"), start=1):
        report(work, kind, f"2026-05-0{day}")
    assert client.get("/api/works").json()["total"] == 1
    assert client.get(f"/api/works/{work}").json()["status"] == "cancelled"
