"""Whose reports and photos are whose: every route against every role and organisation, also by guessing ids."""

import pytest
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.accounts.roles import ROLES
from tests.integration.accounts.conftest import Enter
from tests.integration.site_reports.conftest import ROAD
from tests.integration.site_reports.sending import place, send
from tests.integration.works.people import add_work
from tests.people import BrowserOf, add_user, browser_of
from tests.pictures import photo

PICTURE = photo(place(2, 1), "2026:06:10 11:50:00")
# The page tells where the work is; where somebody stood is told by a longitude of its own.
SECRETS = ("Айгүл", "hidden words", "marks", "client_key", f"{place(2, 1)[0]:.4f}")


@pytest.fixture
def theirs(city: Session, road: int) -> int:
    """A work of the other contractor."""
    return add_work(city, ROAD, state="scheduled", contractor_id=8, district_id=4)


@pytest.fixture
def draft(city: Session, road: int) -> int:
    """A draft of our contractor that may start, being an emergency."""
    return add_work(city, ROAD, state="draft", is_emergency=True, contractor_id=7, district_id=4)


@pytest.fixture
def other(app: FastAPI, city: Session, enter: Enter) -> BrowserOf:
    """Somebody of the other contractor."""
    return enter(user=add_user(city, "contractor", organisation_id=8))


def send_form(browser: BrowserOf, work: int) -> int:
    fields = {"kind": "start", "client_key": "5ad3e1b2-31ad-4f0c-8e53-0a51a1a3e1f0"}
    return browser.post(f"/works/{work}/reports?lang=ru", fields, page="/geocode/explain").status_code


@pytest.mark.parametrize("role", [*ROLES, None])
def test_only_the_contractors_people_report(
    enter: Enter, visitor: BrowserOf, city: Session, road: int, role: str | None
) -> None:
    browser = enter(role) if role else visitor
    expected = {None: 401, "contractor": 201}.get(role, 403)
    if role is None:
        headers = {"accept": "application/json"}
        status = browser.request("POST", f"/api/works/{road}/reports", headers).status_code
    else:
        status = send(browser, road, "start", PICTURE).status_code
    assert status == expected
    assert city.scalar(text("SELECT count(*) FROM site_reports")) == (1 if role == "contractor" else 0)


def test_another_contractors_work_is_refused_and_its_draft_does_not_exist(
    enter: Enter, other: BrowserOf, city: Session, road: int, theirs: int, draft: int
) -> None:
    ours = enter("contractor")
    assert send(ours, theirs, "start", PICTURE).status_code == 403
    assert send(other, road, "start", PICTURE).status_code == 403
    assert send(other, draft, "start", PICTURE).status_code == send(other, 10**9, "start").status_code == 404
    assert [send_form(other, work) for work in (road, draft, 10**9)] == [403, 404, 404]
    assert send_form(ours, theirs) == 403
    assert city.scalar(text("SELECT count(*) FROM site_reports")) == 0
    assert city.scalar(text("SELECT count(*) FROM photos")) == 0, "nothing is stored of who may not report"
    assert send(ours, draft, "start", PICTURE).status_code == 201


def test_a_report_without_the_token_of_our_pages_is_refused(enter: Enter, city: Session, road: int) -> None:
    browser = enter("contractor")
    for path in (f"/api/works/{road}/reports", f"/works/{road}/reports"):
        fields = {"kind": "note", "note": "x", "client_key": "5ad3e1b2-31ad-4f0c-8e53-0a51a1a3e1f0"}
        assert browser.request("POST", path, {"accept": "application/json"}, data=fields).status_code == 403
    assert city.scalar(text("SELECT count(*) FROM site_reports")) == 0


def test_the_public_reads_what_was_done_and_neither_names_nor_notes_nor_marks(
    enter: Enter, visitor: BrowserOf, other: BrowserOf, road: int
) -> None:
    contractor = enter("contractor")
    assert send(contractor, road, "start", PICTURE, note="hidden words").status_code == 201
    assert send(contractor, road, "note", note="hidden words").status_code == 201
    for stranger in (visitor, other, enter("operator"), enter("executor")):
        told = stranger.get(f"/api/works/{road}/reports?lang=ru", {"accept": "application/json"})
        assert [(one["kind"], one["by"], one["own"]) for one in told.json()["reports"]] == [
            ("start", "ТОО «Жол»", None)
        ]
        page = stranger.get(f"/works/{road}?lang=ru").text.split("<main", 1)[1]
        assert [word for word in SECRETS if word in told.text or word in page] == []
        assert "/photos/" in page
    for reader in (contractor, enter("planner"), enter("inspector"), enter("administrator")):
        told = reader.get(f"/api/works/{road}/reports?lang=ru", {"accept": "application/json"})
        assert [one["own"]["note"] for one in told.json()["reports"]] == ["hidden words"] * 2
        assert "hidden words" in reader.get(f"/works/{road}?lang=ru").text


def test_a_planner_of_another_district_reads_what_the_public_reads(city: Session, enter: Enter, road: int) -> None:
    send(enter("contractor"), road, "start", PICTURE, note="hidden words")
    city.execute(
        text(
            "INSERT INTO districts (id, name_ru, name_kk, name_en, source, geom) "
            "SELECT 5, 'b', 'b', 'b', 'test', geom FROM districts WHERE id = 4"
        )
    )
    planner = enter(user=add_user(city, "planner", district_id=5))
    assert planner.get(f"/api/works/{road}/reports").json()["reports"][0]["own"] is None


def test_reports_and_photos_of_a_draft_are_for_those_who_have_a_part(
    city: Session, app: FastAPI, enter: Enter, visitor: BrowserOf, other: BrowserOf, draft: int
) -> None:
    sent = send(enter("contractor"), draft, "note", PICTURE, note="pipe").json()
    address = sent["photos"][0]["url"]
    for stranger in (visitor, other, enter("operator")):
        assert stranger.get(f"/api/works/{draft}/reports", {"accept": "application/json"}).status_code == 404
        assert stranger.get(address).status_code == stranger.get(address + "?size=thumb").status_code == 404
    for reader in (enter("contractor"), enter("planner"), enter("administrator")):
        answer = reader.get(address)
        assert (answer.status_code, answer.headers["cache-control"].split(",")[0]) == (200, "private")
    send(enter("contractor"), draft, "start", photo(place(1, 1)))
    answer = visitor.get(address)
    assert (answer.status_code, answer.headers["cache-control"].split(",")[0]) == (200, "public")


def test_the_public_photo_tells_neither_place_nor_phone(enter: Enter, visitor: BrowserOf, road: int) -> None:
    sent = send(enter("contractor"), road, "start", PICTURE).json()
    body = visitor.get(sent["photos"][0]["url"]).body
    assert b"Exif" not in body
    assert b"Phone of a person" not in body


def test_a_person_of_two_contractors_reports_for_both(
    city: Session, app: FastAPI, settings: object, road: int, theirs: int
) -> None:
    both = add_user(city, "contractor", organisation_id=7)
    city.execute(
        text("INSERT INTO grants (user_id, role, organisation_id) VALUES (:id, 'contractor', 8)"), {"id": both.id}
    )
    browser = browser_of(app, city, settings, both)  # type: ignore[arg-type]
    told = [send(browser, work, "start", PICTURE).json()["by"] for work in (road, theirs)]
    assert told == ["ТОО «Жол»", "ТОО «Су»"]
