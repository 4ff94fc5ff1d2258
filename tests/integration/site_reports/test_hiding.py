"""A photo with a face: hidden from the public by who plans the work, still evidence for those who have a part in it."""

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.integration.accounts.conftest import Enter
from tests.integration.site_reports.sending import place, send
from tests.people import BrowserOf
from tests.pictures import photo

PICTURE = photo(place(2, 1), "2026:06:10 11:50:00")


def sent(enter: Enter, road: int) -> str:
    return str(send(enter("contractor"), road, "start", PICTURE).json()["photos"][0]["url"])


def hide(browser: BrowserOf, url: str, road: int, hidden: str = "true") -> int:
    path = url.replace(".jpg", "/hiding")
    return browser.post(path, {"hidden": hidden}, page=f"/works/{road}").status_code


@pytest.mark.parametrize("role", ["planner", "administrator"])
def test_a_hidden_photo_is_gone_for_the_public_and_can_be_shown_again(
    city: Session, enter: Enter, visitor: BrowserOf, road: int, role: str
) -> None:
    url, planner, page = sent(enter, road), enter(role), f"/works/{road}?lang=ru"
    open_to_all = visitor.get(url)
    assert (open_to_all.status_code, open_to_all.headers["cache-control"]) == (
        200,
        "public, max-age=300, must-revalidate",
    )
    assert "Скрыть снимок 1 от жителей" in planner.get(page).text
    assert [hide(planner, url, road) for _ in range(2)] == [303, 303]
    for size in ("", "?size=thumb"):
        assert visitor.get(url + size).status_code == 404
    assert url not in visitor.get(page).text
    assert visitor.get(f"/api/works/{road}/reports").json()["reports"][0]["photos"] == []
    assert "Снимок 1 скрыт от жителей" in planner.get(page).text
    for browser in (planner, enter("contractor")):
        answer = browser.get(url)
        assert (answer.status_code, answer.headers["cache-control"].split(",")[0]) == (200, "private")
    assert hide(planner, url, road, "false") == 303
    assert visitor.get(url).status_code == 200
    log = city.scalars(text("SELECT action FROM audit_log WHERE action LIKE 'photo.%' ORDER BY id")).all()
    assert log == ["photo.hidden", "photo.shown"]


@pytest.mark.parametrize("role", ["contractor", "executor", "inspector", "operator"])
def test_nobody_else_hides_a_photo(enter: Enter, visitor: BrowserOf, road: int, role: str) -> None:
    url, browser = sent(enter, road), enter(role)
    assert "Скрыть снимок" not in browser.get(f"/works/{road}?lang=ru").text
    assert hide(browser, url, road) == 403
    assert visitor.get(url).status_code == 200


def test_a_photo_that_is_not_there_cannot_be_hidden(enter: Enter, road: int) -> None:
    assert hide(enter("planner"), "/photos/nothing.jpg", road) == 404
