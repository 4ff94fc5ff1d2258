"""The timeline against a table of works: which rows under which street or contractor, in which order, with what marks.

Abay runs east at 5, Lenin at 8; a step of the grid is 100 m. The period is June 2026, the day the tenth.
"""

from datetime import date
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app import dependencies
from gis_app.accounts.user import CurrentUser
from gis_app.planning.parameters import read_selection
from gis_app.planning.period import Period
from gis_app.planning.timeline import By, Order, Timeline, read_timeline
from gis_app.works.streets import place_some
from tests.grid import Grid
from tests.integration.accounts.conftest import Enter
from tests.integration.geocoding.register_rows import add_street
from tests.integration.works.people import add_work, person

grid = Grid()
TODAY = date(2026, 6, 10)
JUNE = Period.around(TODAY, "month")
PLANNER = person("planner", district_id=4)
ABAY, LENIN = grid.line((0, 5), (10, 5)), grid.line((0, 8), (10, 8))
# name: place, state, planned first and last day, actual first and last day, contractor
WORKS: dict[str, tuple[Any, str, str | None, str | None, str | None, str | None, int | None]] = {
    "june on Abay": (grid.line((1, 5), (2, 5)), "scheduled", "2026-06-01", "2026-06-30", None, None, 7),
    "clashes": (grid.line((1.5, 5), (3, 5)), "planned", "2026-06-20", "2026-07-20", None, None, 8),
    "too far to clash": (grid.line((2.7, 5.2), (4, 5.2)), "planned", "2026-06-20", "2026-06-22", None, None, 8),
    "one day": (grid.point(6, 5.1), "planned", "2026-06-15", "2026-06-15", None, None, None),
    "before": (grid.point(6, 5.1), "planned", "2026-05-01", "2026-05-31", None, None, 7),
    "after": (grid.point(6, 5.1), "planned", "2026-07-01", "2026-07-31", None, None, 7),
    "late since May": (grid.point(7, 5.1), "in_progress", "2026-04-01", "2026-05-15", "2026-04-03", None, 7),
    "over in May": (grid.point(7, 5.1), "accepted", "2026-04-01", "2026-05-15", "2026-04-03", "2026-05-20", 7),
    "done early": (grid.point(8, 5.1), "accepted", "2026-06-05", "2026-06-30", "2026-05-01", "2026-05-20", 7),
    "no dates": (grid.point(8, 5.1), "planned", None, None, None, None, 7),
    "both streets": (grid.line((5, 5), (7, 5), (7, 8), (5, 8)), "draft", "2026-06-02", "2026-06-03", None, None, 7),
    "nowhere": (None, "planned", "2026-01-01", "2026-12-31", None, None, 7),
    "on Lenin": (grid.line((1, 8), (2, 8)), "paused", "2026-06-01", "2026-06-05", "2026-06-01", None, 7),
    "somewhere on Abay": (ABAY, "planned", "2026-06-25", "2026-06-26", None, None, 7),
}


@pytest.fixture
def works(city: Session) -> dict[str, int]:
    for name, line in (("проспект Абая", ABAY), ("улица Ленина", LENIN)):
        street = add_street(city, line, "street", (name, "ru", "official"))
        city.execute(
            text(
                "INSERT INTO street_pieces (street_id, fclass, source, geom) "
                "VALUES (:street, 'tertiary', 'test', ST_GeomFromText(:shape, 4326))"
            ),
            {"street": street, "shape": line.wkt},
        )
    made = {}
    for name, (shape, state, start, end, began, over, contractor) in WORKS.items():
        made[name] = add_work(
            city, shape, state=state, planned_start=start, planned_end=end, actual_start=began, actual_end=over,
            contractor_id=contractor, district_id=4, title_ru=name,
            match_type="none" if shape is None else "street" if shape is ABAY else "segment",
        )  # fmt: skip
    add_work(city, ABAY, state="planned", title_ru="another district's", contractor_id=7)
    while place_some(city):
        pass
    return made


def read(
    session: Session,
    by: By = "street",
    order: Order = "earliest",
    query: str = "",
    user: CurrentUser = PLANNER,
    **page: int,
) -> Timeline:
    given = dict(pair.split("=") for pair in query.split("&") if pair)
    asked = read_selection({name: [value] for name, value in given.items()}, user)
    return read_timeline(session, asked, JUNE, "ru", TODAY, by=by, order=order, **page)


def told(found: Timeline) -> dict[str | None, list[str]]:
    return {group.name: [row.work.title for row in group.rows] for group in found.groups}


def test_each_street_has_its_works_of_june_the_earliest_first(city: Session, works: dict[str, int]) -> None:
    found = read(city)
    assert told(found) == {
        "проспект Абая": [
            "late since May", "done early", "june on Abay", "both streets", "one day", "clashes", "too far to clash",
            "somewhere on Abay",
        ],
        "улица Ленина": ["on Lenin", "both streets"],
        None: ["nowhere"],
    }  # fmt: skip
    assert (found.total, found.undated, found.pages) == (11, 1, 1)


def test_the_longest_work_comes_first_when_asked(city: Session, works: dict[str, int]) -> None:
    found = read(city, order="longest")
    assert told(found)["проспект Абая"][:4] == ["late since May", "done early", "clashes", "june on Abay"]
    assert told(found)["улица Ленина"] == ["on Lenin", "both streets"]


def test_each_contractor_has_its_works_once(city: Session, works: dict[str, int]) -> None:
    found = read(city, by="contractor")
    assert told(found) == {
        "ТОО «Жол»": ["nowhere", "late since May", "done early", "june on Abay", "on Lenin", "both streets",
                      "somewhere on Abay"],
        "ТОО «Су»": ["clashes", "too far to clash"],
        None: ["one day"],
    }  # fmt: skip


def test_the_same_selection_as_the_table_narrows_it(city: Session, works: dict[str, int]) -> None:
    assert told(read(city, query="contractor=8")) == {"проспект Абая": ["clashes", "too far to clash"]}
    assert told(read(city, query="state=draft"))["улица Ленина"] == ["both streets"]
    assert read(city, query="district=9").total == 0
    assert read(city, user=person("planner", district_id=9)).total == 0


def test_works_nearby_on_the_same_days_clash_and_no_others(city: Session, works: dict[str, int]) -> None:
    names = {id: name for name, id in works.items()}
    found = {
        row.work.title: [(names[one.work_id], one.term.first.day, one.term.last.day) for one in row.clashes]
        for row in read(city).rows()
        if row.clashes
    }
    assert found == {
        "june on Abay": [("clashes", 20, 30)],
        "clashes": [("june on Abay", 20, 30)],
        # A draft is warned of what it would meet; what it meets is not told of a draft.
        "both streets": [("late since May", 2, 3)],
    }


def test_invented_works_clash_among_themselves_alone(city: Session, works: dict[str, int]) -> None:
    invent = text("UPDATE works SET is_training = true, version = version + 1 WHERE id = :id")

    def clashing() -> set[str]:
        return {row.work.title for row in read(city).rows() if row.clashes}

    assert {"june on Abay", "clashes"} <= clashing()
    city.execute(invent, {"id": works["clashes"]})
    assert clashing() == {"both streets"}
    city.execute(invent, {"id": works["june on Abay"]})
    assert {"june on Abay", "clashes"} <= clashing()


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8, 11, 12])
def test_pages_hold_every_row_once_in_the_same_order(
    city: Session,
    works: dict[str, int],
    size: int,
) -> None:
    whole = [(group.name, row.work.id) for group in read(city).groups for row in group.rows]
    paged = []
    for page in range(1, -(-len(whole) // size) + 1):
        found = read(city, page=page, size=size)
        assert found.page == page
        rows = [(group.name, row.work.id) for group in found.groups for row in group.rows]
        assert len(rows) == min(size, len(whole) - len(paged))
        paged += rows
    assert paged == whole


def test_a_moved_end_is_told_with_the_one_that_was_promised_first(city: Session, works: dict[str, int]) -> None:
    work = works["one day"]
    for version, end in enumerate(("2026-06-12", "2026-06-15"), start=1):
        city.execute(
            text(
                "INSERT INTO schedule_versions (work_id, version, planned_start, planned_end, reason, author) "
                "VALUES (:work, :version, :end, :end, 'x', 'x')"
            ),
            {"work": work, "version": version, "end": end},
        )
    (row,) = (row for row in read(city).rows() if row.work.id == work)
    assert row.moved is not None
    assert row.moved.first_end == date(2026, 6, 12)
    assert row.promise is not None
    assert (row.promise.x, row.promise.to_x) == (40, 50)


@pytest.fixture
def today(app: FastAPI) -> None:
    app.dependency_overrides[dependencies.today] = lambda: TODAY


@pytest.mark.parametrize("by", ["street", "contractor"])
@pytest.mark.parametrize("lang", ["ru", "kk", "en"])
def test_the_page_is_a_table_that_can_be_read_aloud(
    enter: Enter,
    works: dict[str, int],
    today: None,
    by: str,
    lang: str,
) -> None:
    page = enter("planner").get(f"/planner/timeline?lang={lang}&by={by}&span=month&on=2026-06-10").text
    assert page.count('<tr class="gantt-row"') == (11 if by == "street" else 10)
    assert "another district" not in page
    assert f'href="/works/{works["one day"]}?lang={lang}"' in page
    # Two that clash with each other, and a draft that stands under two streets.
    assert page.count('<rect class="bar is-clash" x=') == (4 if by == "street" else 3)
    assert page.count("gantt-meets") == (4 if by == "street" else 3)
    days = {"ru": "20–30 июня 2026 г.", "kk": "2026 ж. 20–30 маусым", "en": "20–30 June 2026"}
    assert page.count(f"data-when> {days[lang]}<") == 2
    assert "style=" not in page


@pytest.mark.parametrize(
    "query",
    ["by=planet", "span=century", "on=yesterday", "on=9999-12-31&span=year", "page=-1", "page=99999999999", "order=no",
     "on=0001-01-01", "district=x"],
)  # fmt: skip
def test_a_broken_link_still_opens_the_timeline(
    enter: Enter,
    works: dict[str, int],
    today: None,
    query: str,
) -> None:
    assert enter("planner").get(f"/planner/timeline?lang=ru&{query}").status_code == 200


@pytest.mark.parametrize(("role", "status"), [("inspector", 200), ("administrator", 200), ("contractor", 403)])
def test_the_timeline_is_for_those_who_plan(
    enter: Enter,
    works: dict[str, int],
    role: str,
    status: int,
) -> None:
    assert enter(role).get("/planner/timeline?lang=ru").status_code == status


def test_only_who_may_move_the_days_is_offered_to(enter: Enter, works: dict[str, int], today: None) -> None:
    link = "/planner/timeline?lang=ru&span=month&on=2026-06-10&by=contractor"
    assert enter("planner").get(link).text.count(" data-may ") == 9  # all but the accepted one
    assert " data-may " not in enter("inspector").get(link).text
