"""The contractor's pages: people of each organisation find their own works and nobody else's, however they ask."""

import re
from datetime import date, datetime

import pytest
from fastapi import FastAPI
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from gis_app import dependencies
from gis_app.accounts.roles import ROLES
from gis_app.messages.telling import tell
from gis_app.pages.contractor import router as contractor
from gis_app.pages.works import assignment
from gis_app.planning.assignments import _group_column, read_piles
from gis_app.planning.next_step import OPEN_STATES, group_on
from gis_app.works.extensions.requests import ask
from gis_app.works.models import Work
from tests.grid import Grid
from tests.integration.accounts.conftest import Enter
from tests.integration.works.people import add_work, person
from tests.people import BrowserOf, add_user, browser_of

TODAY = date(2026, 6, 10)
GRID = Grid()
VIEWS = (
    "",
    "&view=street",
    "&near=76.9,43.25",
    *(f"&show={group}" for group in ("late", "today", "later", "draft", "finished")),
)

# A street with its name, and a work on it.
STREET = (
    "INSERT INTO streets (id, kind, fclass, length_m, source, geom) OVERRIDING SYSTEM VALUE VALUES "
    "(:id, 'street', 'tertiary', 900, 'test', ST_Multi(ST_GeomFromText(:shape, 4326)))",
    "INSERT INTO street_names (street_id, name, language, kind, source) VALUES (:id, :name, 'ru', 'official', 'test')",
    "INSERT INTO work_streets (work_id, street_id) VALUES (:work, :id)",
)


@pytest.fixture(autouse=True)
def clock(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    app.dependency_overrides[dependencies.today] = lambda: TODAY
    for pages in (contractor, assignment):
        monkeypatch.setattr(pages, "now_of", lambda _: datetime(2026, 6, 10, 14, 5))


@pytest.fixture
def works(city: Session) -> dict[str, int]:
    """One work in each state of organisation 7, one that it has ordered, and the same of organisation 8."""
    made: dict[str, int] = {}
    for name, organisation in (("ours", 7), ("theirs", 8)):
        given = {"contractor_id": organisation, "district_id": 4}
        for state in ("draft", "scheduled", "in_progress", "finished"):
            made[f"{name}-{state}"] = add_work(city, GRID.point(len(made), 0), state=state, **given)
        late = given | {"planned_end": "2026-06-05"}
        made[f"{name}-late"] = add_work(city, GRID.point(len(made), 0), state="in_progress", **late)
        made[f"{name}-later"] = add_work(city, None, state="planned", **given | {"planned_start": "2026-06-25"})
        ordered = {"contractor_id": None, "customer_id": organisation, "state": "planned"}
        made[f"ordered-by-{organisation}"] = add_work(city, GRID.point(len(made), 0), **ordered)
    return made


def shown(browser: BrowserOf, query: str = "") -> set[int]:
    """The ids of the works that a page links."""
    page = browser.get(f"/contractor?lang=ru{query}")
    assert page.status_code == 200
    return {int(number) for number in re.findall(r"/contractor/works/(\d+)\?", page.text)}


def ids(works: dict[str, int], beginning: str) -> set[int]:
    return {id for name, id in works.items() if name.startswith(beginning)}


@pytest.mark.parametrize(("role", "organisation"), [(role, id) for role in ("contractor", "executor") for id in (7, 8)])
def test_every_way_of_asking_shows_ones_own_works_alone(
    app: FastAPI, city: Session, settings: object, works: dict[str, int], role: str, organisation: int
) -> None:
    browser = browser_of(app, city, settings, add_user(city, role, organisation_id=organisation))  # type: ignore[arg-type]
    own = ids(works, "ours" if organisation == 7 else "theirs")
    if role == "executor":
        # What it has ordered is its own too; drafts are for those who write them.
        own = {id for name, id in works.items() if id in own and "draft" not in name} | {
            works[f"ordered-by-{organisation}"]
        }
    found = set().union(*(shown(browser, query) for query in VIEWS))
    assert found == own
    answers = {id: browser.get(f"/contractor/works/{id}?lang=ru").status_code for id in works.values()}
    assert answers == {id: 200 if id in own else 404 for id in works.values()}


def test_ids_that_nobody_has_are_told_like_those_of_others(enter: Enter, works: dict[str, int]) -> None:
    browser = enter("contractor")
    for number in (0, -1, 10**9, 10**30):
        assert browser.get(f"/contractor/works/{number}").status_code == 404


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"contractor", "executor"}))
def test_people_who_build_nothing_are_refused(enter: Enter, works: dict[str, int], role: str) -> None:
    for path in ("/contractor", f"/contractor/works/{works['ours-scheduled']}"):
        assert enter(role).get(path).status_code == 403


def test_an_executor_reads_and_is_offered_nothing_to_do(enter: Enter, works: dict[str, int]) -> None:
    browser = enter("executor")
    assert "Сообщить о" not in browser.get("/contractor?lang=ru").text
    page = browser.get(f"/contractor/works/{works['ours-scheduled']}?lang=ru").text
    assert 'method="post"' not in page.split("<main", 1)[1]
    assert "Об этой работе сообщает её подрядчик" in page


def test_the_piles_stand_in_the_order_of_urgency_with_one_step_each(enter: Enter, works: dict[str, int]) -> None:
    page = enter("contractor").get("/contractor?lang=ru").text
    titles = re.findall(r'<h2 id="pile-(\w+)"', page)
    assert titles == ["late", "today", "later", "draft", "finished"]
    assert f"/contractor/works/{works['ours-late']}?lang=ru&amp;do=finish#report" in page
    assert f"/contractor/works/{works['ours-scheduled']}?lang=ru&amp;do=start#report" in page
    assert f"/contractor/works/{works['ours-later']}?lang=ru&amp;do=" not in page


@pytest.mark.parametrize("state", OPEN_STATES)
def test_the_database_groups_works_as_the_rule_does(city: Session, state: str) -> None:
    days = [None, *(f"2026-06-{day:02}" for day in (1, 9, 10, 11, 17, 18))]
    pairs = [(first, last) for first in days for last in days if last is None or (first and last >= first)]
    for first, last in pairs:
        add_work(city, state=state, contractor_id=7, planned_start=first, planned_end=last)
    rows = city.execute(select(Work.planned_start, Work.planned_end, _group_column(TODAY))).all()
    assert len(rows) == len(pairs)
    assert [row[2] for row in rows] == [group_on(state, row[0], row[1], TODAY) for row in rows]


def test_a_pile_is_a_beginning_and_says_how_many_there_are(city: Session) -> None:
    made = [add_work(city, state="in_progress", contractor_id=7, planned_end=f"2026-06-{30 - n}") for n in range(12)]
    (pile,) = read_piles(city, person("contractor", organisation_id=7), "ru", TODAY)
    assert ([one.line.id for one in pile.works], pile.total) == (made[::-1][:8], 12)


def test_the_nearest_come_first_and_those_without_a_place_last(enter: Enter, city: Session) -> None:
    given = {"contractor_id": 7, "state": "scheduled"}
    nowhere = add_work(city, None, **given)
    far, near = add_work(city, GRID.point(20, 0), **given), add_work(city, GRID.point(3, 0), **given)
    browser = enter("contractor")
    for place in ("76.9,43.25", "43.25, 76.9"):
        page = browser.get(f"/contractor?lang=ru&near={place}").text
        assert re.findall(r'data-work="(\d+)"', page) == [str(near), str(far), str(nowhere)]
        assert re.findall(r'site-far">([^<]+)<', page) == ["300 м", "2 км"]


def test_what_goes_on_today_comes_before_what_is_nearer_and_later(enter: Enter, city: Session) -> None:
    later = {"planned_start": "2026-09-01", "planned_end": "2026-09-30"}
    near = add_work(city, GRID.point(1, 0), contractor_id=7, state="scheduled", **later)
    far = add_work(city, GRID.point(20, 0), contractor_id=7, state="in_progress")
    page = enter("contractor").get("/contractor?lang=ru&near=76.9,43.25").text
    assert re.findall(r'data-work="(\d+)"', page) == [str(far), str(near)]
    assert page.index("Сейчас и просроченные") < page.index("Остальные открытые")


@pytest.mark.parametrize("near", ["76.9", "x,y", "200,43", "нет такого места", "nan,43", ""])
def test_a_place_that_is_none_is_asked_for_again(enter: Enter, works: dict[str, int], near: str) -> None:
    page = enter("contractor").get(f"/contractor?lang=ru&view=near&near={near}")
    assert page.status_code == 200
    assert 'name="near"' in page.text
    assert "data-work=" not in page.text


def test_a_work_stands_under_each_of_its_streets_and_those_in_none_come_last(enter: Enter, city: Session) -> None:
    given = {"contractor_id": 7, "state": "scheduled"}
    corner, yard = add_work(city, GRID.point(4, 0), **given), add_work(city, GRID.point(7, 3), **given)
    lines = {"Манаса": GRID.line((4, -5), (4, 5)), "Абая": GRID.line((0, 0), (9, 0))}
    for number, (name, line) in enumerate(lines.items(), start=1):
        for statement in STREET:
            city.execute(text(statement), {"id": number, "name": name, "shape": line.wkt, "work": corner})
    page = enter("contractor").get("/contractor?lang=ru&view=street").text
    found = re.findall(r'<h2 id="street-[^>]*>([^<]+?) <|data-work="(\d+)"', page)
    assert [name or int(id) for name, id in found] == ["Абая", corner, "Манаса", corner, "Не на улице", yard]


def test_the_page_of_a_work_names_who_works_beside_it(enter: Enter, works: dict[str, int], city: Session) -> None:
    beside = add_work(city, GRID.point(1.2, 0), state="planned", contractor_id=8, title_ru="Чужая яма")
    add_work(city, GRID.point(1.2, 0), state="draft", contractor_id=8, title_ru="Чужой черновик")
    add_work(city, GRID.point(1.2, 0), state="planned", contractor_id=8, title_ru="Следующим летом",
             planned_start="2027-06-01", planned_end="2027-06-30")  # fmt: skip
    add_work(city, GRID.point(1.2, 0), state="planned", contractor_id=8, title_ru="Давно забытая",
             planned_start="2026-06-01", planned_end="2026-06-09")  # fmt: skip
    page = enter("contractor").get(f"/contractor/works/{works['ours-scheduled']}?lang=ru").text
    assert f'href="/works/{beside}?lang=ru"' in page
    assert "Давно забытая" not in page, "its days are over, and nobody ever began"
    assert "Чужой черновик" not in page
    assert "Следующим летом" not in page


def test_a_request_for_more_time_is_told_in_the_list(enter: Enter, works: dict[str, int], city: Session) -> None:
    by = person("contractor", organisation_id=7)
    late, end = works["ours-late"], date(2026, 7, 20)
    ask(city, late, end=end, reason="ждём асфальт", by=by, version=1, today=TODAY, country="KZ")
    assert "запрошено продление до 20 июля 2026" in enter("contractor").get("/contractor?lang=ru").text


def test_the_session_tells_who_is_signed_in_and_is_kept_by_nobody(enter: Enter, visitor: BrowserOf) -> None:
    answer = enter("contractor").get("/contractor/session")
    assert set(answer.json()) == {"user", "csrf_token"}
    assert answer.headers["cache-control"] in ("no-store", "private, no-store")
    assert visitor.get("/contractor/session", {"accept": "application/json"}).status_code == 401


def test_what_is_asked_on_the_contractors_page_comes_back_to_it(enter: Enter, works: dict[str, int]) -> None:
    browser, work = enter("contractor"), works["ours-late"]
    page = f"/contractor/works/{work}"
    assert f'name="next" value="{page}"' in browser.get(f"{page}?lang=ru").text
    fields = {"next": page, "cause": "weather", "version": "1", "end": "2026-06-05"}
    refused = browser.post(f"/works/{work}/extension-requests?lang=ru", fields, page=page)
    assert refused.status_code in (400, 409)
    assert ('id="report"' in refused.text, 'role="alert"' in refused.text) == (True, True), "the page it stood on"
    taken = browser.post(f"/works/{work}/extension-requests?lang=ru", fields | {"end": "2026-07-20"}, page=page)
    assert (taken.status_code, taken.headers["location"]) == (303, f"{page}?lang=ru&done=change#life")
    told = browser.get(taken.headers["location"].split("#")[0]).text
    assert ("Записано" in told, "Сообщение принято" in told) == (True, False)


def test_the_works_page_leads_its_contractor_alone_to_the_report(enter: Enter, works: dict[str, int]) -> None:
    work = works["ours-scheduled"]
    link = f'href="/contractor/works/{work}?lang=ru#report"'
    page = enter("contractor").get(f"/works/{work}?lang=ru").text
    assert (link in page, "report-form" in page, "do-started" in page or ">Сообщить о начале<" in page) == (
        True,
        False,
        False,
    )
    for role in ("planner", "executor"):
        assert link not in enter(role).get(f"/works/{work}?lang=ru").text


def test_messages_that_are_unread_are_counted_at_their_link(enter: Enter, works: dict[str, int], city: Session) -> None:
    browser = enter("contractor")
    assert "count is-bad" not in browser.get("/contractor?lang=ru").text.split('href="/messages')[-1].split("</a>")[0]
    values = {"work_ru": "Яма", "work_kk": "Шұңқыр", "work_en": "Pothole", "place": "улица Абая"}
    (reader,) = city.scalars(text("SELECT user_id FROM sessions"))
    assert tell(city, "work_taken_away", key="a", to=[reader], about="/works/1", values=values) == 1
    link = browser.get("/contractor?lang=ru").text.split("<main")[1].split('href="/messages')[1].split("</a>")[0]
    assert 'aria-hidden="true">1<' in link


def test_a_message_leads_to_a_page_of_exactly_its_works(
    app: FastAPI, city: Session, settings: object, works: dict[str, int]
) -> None:
    browser = browser_of(app, city, settings, add_user(city, "contractor", organisation_id=7))  # type: ignore[arg-type]
    plan = city.scalar(
        text(
            "INSERT INTO work_plans (source, period, file_name, sha256, content, status)"
            " VALUES ('t', '2026', 'p.xlsx', '0', '', 'loaded') RETURNING id"
        )
    )
    for name in ("ours-later", "theirs-later", "ours-finished"):
        city.execute(
            text(
                "INSERT INTO plan_rows (plan_id, sheet, row_number, data, outcome, work_id)"
                " VALUES (:plan, '', 1, '{}', :outcome, :work)"
            ),
            {"plan": plan, "outcome": "unchanged" if name == "ours-finished" else "changed", "work": works[name]},
        )
    assert shown(browser, f"&plan={plan}") == {works["ours-later"]}
    city.execute(
        text("UPDATE works SET contractor_id = 8, version = version + 1 WHERE id = :id"), {"id": works["ours-later"]}
    )
    assert shown(browser, f"&plan={plan}") == set()
    given_away = browser.get(f"/contractor?lang=ru&taken={plan}").text
    assert set(re.findall(r'href="/works/(\d+)\?', given_away)) == {str(works["ours-later"])}
    for lang in ("ru", "kk", "en"):
        for query in ("plan=9", "taken=9", "mended=9"):
            assert browser.get(f"/contractor?lang={lang}&{query}").status_code == 200
    assert browser.get(f"/contractor?lang=ru&plan={2**63}").status_code == 400
