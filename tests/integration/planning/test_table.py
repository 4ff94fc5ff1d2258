"""The table: its order, its pages, its links; everything it shows stands in its address."""

import re
from html import unescape

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from gis_app.accounts.roles import ROLES
from gis_app.planning.figure_memory import FigureMemory
from gis_app.planning.scope import Scope
from gis_app.planning.selection import SORT_KEYS, Selection, Sort
from gis_app.planning.table import read_page
from gis_app.works.models import Work
from tests.integration.planning.conftest import TODAY, Enter

HERE = Scope(frozenset({4}))
# Each order as SQL by hand; `place` follows the database's collation, the vocabulary's types stand in its order.
COLUMNS = {"start": "planned_start", "end": "planned_end", "budget": "budget", "place": "location_raw", "id": "id"}


def ids_shown(page: str) -> list[int]:
    return [int(one) for one in re.findall(r'<th scope="row">.*?href="/works/(\d+)\?', page, re.DOTALL)]


@pytest.mark.parametrize("direction", ["ASC", "DESC"])
@pytest.mark.parametrize("key", COLUMNS)
def test_rows_stand_in_the_order_asked_for(desk: Session, key: str, direction: str) -> None:
    asked = Selection(HERE, sort=Sort(key, direction == "DESC"))  # type: ignore[arg-type]
    rows = read_page(desk, asked, "ru", TODAY, FigureMemory(), page=1, size=200).rows
    statement = f"SELECT id FROM works WHERE district_id = 4 ORDER BY {COLUMNS[key]} {direction} NULLS LAST, id"
    assert [row.id for row in rows] == list(desk.scalars(text(statement)))


@pytest.mark.parametrize("key", SORT_KEYS)
def test_pages_divide_the_works_without_gap_or_repetition(desk: Session, key: str) -> None:
    asked = Selection(HERE, sort=Sort(key, False))  # type: ignore[arg-type]
    pages = [read_page(desk, asked, "kk", TODAY, FigureMemory(), page=number, size=7) for number in range(1, 9)]
    ids = [row.id for page in pages for row in page.rows]
    assert sorted(ids) == sorted(desk.scalars(select(Work.id).where(Work.district_id == 4)))
    assert {(page.total, page.pages) for page in pages} == {(50, 8)}


def test_a_page_that_does_not_exist_is_the_last(desk: Session) -> None:
    page = read_page(desk, Selection(HERE), "ru", TODAY, FigureMemory(), page=99, size=7)
    assert (page.page, len(page.rows), page.first) == (8, 1, 50)


@pytest.mark.parametrize(
    "query", ["page=0", "page=-1", "page=x", "page=99999999999", "rows=7", "rows=1000000", "q=%00"]
)
def test_a_broken_link_opens_the_table(enter: Enter, desk: Session, query: str) -> None:
    answer = enter("planner").get(f"/planner/works?lang=ru&{query}")
    assert answer.status_code == 200
    assert len(ids_shown(answer.text)) == 50


def test_a_filter_in_words_is_dropped_by_its_link(enter: Enter, desk: Session) -> None:
    planner = enter("planner")
    page = planner.get("/planner/works?lang=ru&state=draft&type=yard&q=абая&without=contractor&sort=id").text
    chips = re.findall(r'class="planner-chip" href="/planner/works\?([^"]*)">([^<]*)<', page)
    assert [words for _, words in chips] == ["черновик", "Благоустройство дворов", "без подрядчика", "«абая»"]
    without = {words: unescape(query) for query, words in chips}
    shown = ids_shown(planner.get("/planner/works?" + without["без подрядчика"]).text)
    wanted = "SELECT id FROM works WHERE district_id = 4 AND state = 'draft' AND type_code = 'yard' ORDER BY id"
    assert shown == list(desk.scalars(text(wanted)))


def test_what_the_form_has_no_field_for_travels_along(enter: Enter, desk: Session) -> None:
    page = enter("planner").get("/planner/works?lang=ru&ends_within=5&bbox=76.0,43.0,77.0,44.0&group=roads").text
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))
    assert hidden["ends_within"] == "5"
    assert hidden["bbox"] == "76.0,43.0,77.0,44.0"


@pytest.mark.parametrize("lang", ["ru", "kk", "en"])
def test_the_pages_speak_each_language(enter: Enter, desk: Session, lang: str) -> None:
    planner = enter("planner")
    for path in ("/planner", "/planner/works"):
        page = planner.get(f"{path}?lang={lang}&without=place&status=overdue&ends_within=3")
        assert page.status_code == 200
        assert f'<html lang="{lang}">' in page.text


def test_the_pages_are_for_those_who_look_after_districts(enter: Enter, desk: Session) -> None:
    for role in ROLES:
        status = 200 if role in ("planner", "inspector", "administrator") else 403
        browser = enter(role)
        for path in ("/planner", "/planner/works"):
            assert browser.get(path).status_code == status, (role, path)
