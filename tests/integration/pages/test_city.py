"""The city's plan for everybody: numbers counted otherwise, edges of days, lists, files with their licence, feeds."""

import csv
import gzip
import html
import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import feedparser
import pytest
import vobject
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.city.figures import read_figures
from gis_app.city.kept_days import read_kept_days
from gis_app.city.known import read_years
from gis_app.city.plan import PublicPlan
from gis_app.city.shutoffs import Month, PublicOutages, count_days
from gis_app.outages.notice import Notice, Origin
from gis_app.outages.receiving import receive_notices
from gis_app.pages.city import request as city_request
from gis_app.pages.city.file_memory import FileMemory
from tests.asgi_client import AsgiClient
from tests.grid import Grid

TODAY = date(2026, 6, 10)
PLAN = PublicPlan(False, 2026)
AddWork = Callable[..., int]
Report = Callable[[int, str, str], None]


@pytest.mark.parametrize(
    ("days", "counted"),
    [
        (("2025-12-01", "2025-12-31"), 0),
        (("2025-12-01", "2026-01-01"), 1),
        (("2026-12-31", "2027-03-01"), 1),
        (("2027-01-01", "2027-03-01"), 0),
        (None, 1),  # without days: of this year's plan
    ],
)
def test_a_work_belongs_to_the_years_that_its_days_touch(
    add_work: AddWork, register: Session, days: tuple[str, str] | None, counted: int
) -> None:
    add_work(days=days)
    assert read_figures(register, PLAN, TODAY).total.works == counted
    assert read_figures(register, PublicPlan(False), TODAY).total.works == 1


def test_what_goes_on_late_belongs_to_this_year_too(add_work: AddWork, register: Session, report: Report) -> None:
    late = add_work(days=("2025-03-01", "2025-04-01"))
    assert read_figures(register, PLAN, TODAY).total.works == 0
    report(late, "started", "2025-03-02")
    figures = read_figures(register, PLAN, TODAY)
    assert (figures.by_status["overdue"].works, figures.months) == (1, (1,) * 6 + (0,) * 6)


def test_drafts_and_invented_works_are_in_no_number(add_work: AddWork, register: Session) -> None:
    add_work(days=("2026-06-01", "2026-06-30"), budget=100)
    add_work(days=("2026-06-01", "2026-06-30"), budget=7, is_training=True)
    add_work(state="draft", budget=9)
    total = read_figures(register, PLAN, TODAY).total
    assert (total.works, total.budget) == (1, 100)
    assert read_figures(register, replace(PLAN, is_training=True), TODAY).total.budget == 7


def test_numbers_by_type_district_and_status_add_up(add_work: AddWork, register: Session, report: Report) -> None:
    for number in range(6):
        work = add_work(
            days=("2026-05-01", "2026-07-01"), budget=number or None, type_code=("yard", "park")[number % 2],
            district_id=(2, 4, None)[number % 3],
        )  # fmt: skip
        if number > 3:
            report(work, "started", "2026-05-02")
    figures = read_figures(register, PLAN, TODAY)
    assert {code: (one.works, one.budget) for code, one in figures.by_type.items()} == {"yard": (3, 6), "park": (3, 9)}
    assert {id: one.works for id, one in figures.by_district.items()} == {2: 2, 4: 2, None: 2}
    assert {code: one.works for code, one in figures.by_status.items()} == {"due": 4, "in_progress": 2}
    assert (figures.total.works, figures.total.priced, figures.total.budget) == (6, 5, 15)
    assert figures.months == (0, 0, 0, 0, 6, 6, 6, 0, 0, 0, 0, 0)
    assert read_years(register, TODAY, is_training=False) == (2026,)


@pytest.mark.parametrize(
    ("ended", "in_time", "late"), [("2026-06-01", 1, None), ("2026-05-31", 1, None), ("2026-06-02", 0, 1)]
)
def test_dates_are_kept_up_to_the_last_promised_day(
    add_work: AddWork, register: Session, report: Report, ended: str, in_time: int, late: int | None
) -> None:
    work = add_work(days=("2026-05-01", "2026-06-01"))
    report(work, "finished", ended)
    kept = read_kept_days(register, PLAN)
    assert (kept.finished, kept.promised, kept.in_time, kept.days_late) == (1, 1, in_time, late)
    assert kept.share is None  # one work says nothing


def test_the_day_that_was_promised_first_counts_whatever_was_promised_later(
    add_work: AddWork, register: Session, report: Report
) -> None:
    for _ in range(5):
        work = add_work(days=("2026-05-01", "2026-05-10"))
        register.execute(
            text(
                "INSERT INTO schedule_versions (work_id, version, planned_start, planned_end, reason, author) "
                "VALUES (:work, 2, '2026-05-01', '2026-06-09', 'later', 'test')"
            ),
            {"work": work},
        )
        report(work, "finished", "2026-06-05")
    kept = read_kept_days(register, PLAN)
    assert (kept.in_time, kept.late, kept.moved, kept.days_late, kept.share) == (0, 5, 5, 26, 0)
    assert read_kept_days(register, PublicPlan(False, 2025)).finished == 0


def receive(session: Session, **given: Any) -> int:
    notice = Notice(
        "gas", "Газ", "t", "Нет газа", "мкр. Дальний", Origin("f", "", 1), first_day=date(2026, 6, 9),
        last_day=date(2026, 6, 11), geometry=Grid().box(0, 0, 3, 1),
    )  # fmt: skip
    return receive_notices(session, [replace(notice, **given)], None, 32643)[0].outage_id


def test_the_calendar_counts_each_day_of_a_shut_off(register: Session) -> None:
    receive(register)
    receive(register, kind="heat", text="2", first_day=date(2026, 6, 11), last_day=None)
    receive(register, kind="heat", text="3", first_day=date(2026, 5, 30), last_day=date(2026, 6, 1))
    counts = count_days(register, PublicOutages(False), Month(date(2026, 6, 1)))
    assert counts == {
        date(2026, 6, 1): {"heat": 1},
        date(2026, 6, 9): {"gas": 1},
        date(2026, 6, 10): {"gas": 1},
        date(2026, 6, 11): {"gas": 1, "heat": 1},
    }
    assert count_days(register, PublicOutages(True), Month(date(2026, 6, 1))) == {}


def test_a_day_of_the_calendar_leads_to_what_is_off_then(register: Session, client: AsgiClient) -> None:
    id = receive(register)
    page = client.get("/city/outages?lang=en&month=2026-06").text
    assert page.count('class="city-date has-outages') == 3
    assert "11 June 2026: 1 outage" in page
    assert f"/outages/{id}?lang=en" in client.get("/city/outages?lang=en&month=2026-06&day=2026-06-11").text
    assert f"/outages/{id}?lang=en" not in client.get("/city/outages?lang=en&month=2026-06&day=2026-06-12").text


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("ru", ("План города: 2026 год", "1 000 тенге", "Алмалинский район", "Идёт", "1", "CC BY 4.0")),
        ("kk", ("Қала жоспары: 2026 жыл", "Алмалы ауданы", "Жүріп жатыр", "CC BY 4.0")),
        ("en", ("The city's plan: 2026", "Almaly district", "In progress", "CC BY 4.0")),
    ],
)
def test_the_page_of_numbers_speaks_each_language(
    add_work: AddWork, report: Report, client: AsgiClient, lang: str, said: tuple[str, ...]
) -> None:
    report(add_work(days=("2026-06-01", "2026-06-30"), district_id=2, budget=1000), "started", "2026-06-01")
    page = client.get(f"/city?lang={lang}")
    assert page.status_code == 200
    words = re.sub(r"\s+", " ", page.text.replace("&#39;", "'"))
    assert [one for one in said[:1] + said[2:] if one not in words] == []
    assert '<svg class="city-stack"' in page.text


def test_pages_of_an_empty_city_say_so(client: AsgiClient) -> None:
    for path, said in (
        ("/city", "The plan has no works in this time."),
        ("/city/finished", "Nothing is finished in this month yet"),
        ("/city/outages", "Nothing is shut off on this day."),
        ("/city/districts/2", "There are no such works."),
    ):
        page = client.get(f"{path}?lang=en")
        assert (page.status_code, said in page.text) == (200, True), path


def test_a_district_that_does_not_exist_has_no_page(client: AsgiClient) -> None:
    assert client.get("/city/districts/99").status_code == 404
    assert client.get("/city/works.atom?district=99").status_code == 404
    assert client.get("/city/works.exe").status_code in (400, 404, 422)


def test_a_district_lists_its_own_works_by_what_happens_to_them(
    add_work: AddWork, report: Report, client: AsgiClient
) -> None:
    going = add_work(days=("2026-06-01", "2026-06-30"), district_id=2)
    report(going, "started", "2026-06-01")
    ahead = add_work(days=("2026-08-01", "2026-08-30"), district_id=2)
    other = add_work(days=("2026-06-01", "2026-06-30"), district_id=4)

    def listed(query: str) -> set[int]:
        page = client.get(f"/city/districts/2?lang=en{query}").text
        return {int(id) for id in re.findall(r'class="work-row-title"[^>]*href="/works/(\d+)', page)}

    assert (listed(""), listed("&when=planned"), listed("&when=finished")) == ({going}, {ahead}, set())
    assert other not in listed("") and listed("&year=2025&when=now") == set()


def test_each_number_of_the_city_leads_to_a_list_of_as_many_works(
    add_work: AddWork, report: Report, client: AsgiClient
) -> None:
    for days in (("2026-06-01", "2026-06-30"), ("2026-08-01", "2026-08-30"), ("2025-01-01", "2025-02-01"), None):
        add_work(days=days, district_id=2, type_code="sewer")
    report(add_work(days=("2026-06-01", "2026-06-30"), district_id=4, type_code="lift"), "started", "2026-06-01")
    add_work(days=("2026-06-01", "2026-06-30"), district_id=4, type_code="lift", is_training=True)
    for year in ("", "&year=2025", "&year=all"):
        page = client.get(f"/city?lang=en{year}").text
        row = r'<a href="(/city/[^"]+)">[^<]+</a>.*?<td class="is-number">(\d+)</td>'
        told = {html.unescape(link): int(number) for link, number in re.findall(row, page, re.DOTALL)}
        assert {link.split("?")[0] for link in told} >= {"/city/works", "/city/districts/2"}
        for link, number in told.items():
            found = client.get(link).text
            assert f'<p class="city-day"><strong>{number}</strong>' in found, (link, number)
            if "/city/works" in link:
                assert found.count('class="work-row-title"') == number, (link, number)


@pytest.mark.parametrize("query", ["type=flying", "status=lost", "year=abc"])
@pytest.mark.parametrize("path", ["works", "works.csv", "works.atom"])
def test_a_list_of_nothing_known_is_refused(client: AsgiClient, path: str, query: str) -> None:
    assert client.get(f"/city/{path}?lang=en&{query}").status_code == 400


def listed_files(client: AsgiClient, query: str) -> tuple[set[int], ...]:
    """Ids of the works that the list, the files that it offers, and their feed tell."""
    page = client.get(f"/city/works?lang=en&{query}").text
    offered = re.findall(r'href="(/city/works\.(?:csv|geojson|atom)\?[^"]+)" (?:download|type)', page)
    table, shapes, feed = (client.get(html.unescape(link)) for link in offered)
    return (
        {int(id) for id in re.findall(r'class="work-row-title"[^>]*href="/works/(\d+)', page)},
        {int(row["id"]) for row in csv.DictReader(io.StringIO(table.body.decode("utf-8-sig")))},
        {one["id"] for one in shapes.json()["features"]},
        {int(entry.id.rpartition("/")[2]) for entry in feedparser.parse(feed.body).entries},
    )


def test_files_and_feed_of_a_list_hold_the_works_of_the_list(
    add_work: AddWork, report: Report, client: AsgiClient
) -> None:
    yard = add_work(days=("2026-08-01", "2026-08-30"), district_id=2, type_code="yard")
    far = add_work(days=("2026-08-01", "2026-08-30"), district_id=4, type_code="yard")
    park = add_work(days=("2026-06-01", "2026-06-30"), district_id=2, type_code="park")
    old = add_work(days=("2025-08-01", "2025-08-30"), district_id=2, type_code="yard")
    report(park, "started", "2026-06-01")
    for query, told in (
        ("", {yard, far, park}), ("type=yard", {yard, far}), ("type=yard&district=2", {yard}),
        ("status=in_progress", {park}), ("type=park&status=planned", set()), ("district=2&status=planned", {yard}),
        ("type=yard&year=2025", {old}), ("type=yard&district=2&year=all", {yard, old}),
    ):  # fmt: skip
        assert listed_files(client, query) == (told,) * 4, query
    page = client.get("/city/works?lang=en&type=yard&status=planned&district=2").text
    assert "Planned, Almaly district, 2026</h1>" in page
    assert 'href="/city/works?lang=en&amp;year=2025&amp;district=2&amp;type=yard&amp;status=planned"' in page
    named = client.get("/city/works.csv?lang=en&type=yard&status=planned&district=2").headers["content-disposition"]
    assert "works-district-2-yard-planned-" in named


def test_what_is_finished_in_a_month_is_told_up_to_its_last_day(
    add_work: AddWork, report: Report, client: AsgiClient
) -> None:
    for day in ("2026-05-31", "2026-06-01", "2026-06-09"):
        report(add_work(days=("2026-05-01", "2026-06-30"), title_ru=f"до {day}"), "finished", day)
    june, may = (client.get(f"/city/finished?lang=ru{month}").text for month in ("", "&month=2026-05"))
    assert "Закончены 2 работы" in june and june.index("до 2026-06-09") < june.index("до 2026-06-01")
    assert "Закончена 1 работа" in may and "до 2026-05-31" in may
    assert "закончена 9 июня 2026" in june.replace("\xa0", " ") and "закончена 31 мая 2026" in may.replace("\xa0", " ")


def test_files_hold_the_public_works_and_their_licence(
    add_work: AddWork, register: Session, report: Report, client: AsgiClient
) -> None:
    work = add_work(
        days=("2026-06-01", "2026-06-30"), district_id=2, contractor_id=7, budget=12.5, title_ru="=1+1"
    )  # fmt: skip
    report(work, "started", "2026-06-02")
    add_work(state="draft")
    add_work(is_training=True)
    answer = client.get("/city/works.csv?lang=ru")
    assert 'rel="license"' in answer.headers["link"]
    (row,) = csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig")))
    assert {name: row[name] for name in ("id", "title", "status", "district", "contractor", "budget", "actual_start")} \
        == {"id": str(work), "title": "'=1+1", "status": "in_progress", "district": "Алмалинский район",
            "contractor": "ТОО «Жол»", "budget": "12.5", "actual_start": "2026-06-02"}  # fmt: skip
    assert row["licence"].startswith("CC BY 4.0 https://")
    made = client.get("/city/works.geojson?lang=en").json()
    (feature,) = made["features"]
    assert (made["type"], made["license"]) == ("FeatureCollection", "CC BY 4.0")
    assert (feature["id"], feature["geometry"]["type"], feature["properties"]["planned_end"]) \
        == (work, "Point", "2026-06-30")  # fmt: skip
    assert client.get("/city/works.geojson?district=4").json()["features"] == []
    assert client.get("/city/finished.csv").text.count("\n") == 1


def test_shut_offs_of_a_month_as_files(register: Session, client: AsgiClient) -> None:
    id = receive(register)
    (row,) = csv.DictReader(io.StringIO(client.get("/city/outages.csv?month=2026-06").body.decode("utf-8-sig")))
    assert (row["id"], row["kind"], row["first_day"]) == (str(id), "gas", "2026-06-09")
    (feature,) = client.get("/city/outages.geojson?month=2026-06").json()["features"]
    assert feature["geometry"]["type"] in ("Polygon", "MultiPolygon")
    assert client.get("/city/outages.geojson?month=2026-07").json()["features"] == []


def test_a_feed_reader_understands_the_feeds_and_learns_that_nothing_changed(
    add_work: AddWork, register: Session, report: Report, client: AsgiClient
) -> None:
    work = add_work(days=("2026-06-01", "2026-06-05"), district_id=2, title_ru="Двор \x0b<b>")
    report(work, "finished", "2026-06-04")
    outage = receive(register)
    for path, page in (
        ("works", f"/works/{work}"), ("finished", f"/works/{work}"), ("outages", f"/outages/{outage}"),
    ):  # fmt: skip
        answer = client.get(f"/city/{path}.atom?lang=ru")
        read = feedparser.parse(answer.body)
        assert (read.bozo, read.version, read.feed.language) == (0, "atom10", "ru")
        (entry,) = read.entries
        assert entry.id == f"http://127.0.0.1{page}" and entry.link.startswith(entry.id) and entry.summary
        assert "CC BY 4.0" in read.feed.rights
        again = client.get(f"/city/{path}.atom?lang=ru", {"if-none-match": answer.headers["etag"]})
        assert (again.status_code, again.body) == (304, b"")
    assert client.get("/city/works.atom?district=4").text.count("<entry") == 0


def test_a_feed_says_a_place_once_and_marks_what_is_invented(
    add_work: AddWork, register: Session, client: AsgiClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(city_request, "is_demo_only", lambda session: True)
    named: dict[str, Any] = {"location_raw": "по улице Абая", "days": ("2026-06-01", "2026-06-30"), "is_training": True}
    add_work(title_ru="Ремонт по улице Абая", **named)
    add_work(title_ru="Ремонт двора", **named)
    receive(register, is_training=True)
    titles = {one.title for one in feedparser.parse(client.get("/city/works.atom?lang=ru").body).entries}
    assert titles == {"Ремонт по улице Абая", "Ремонт двора: по улице Абая"}
    for name in ("works.atom", "outages.atom", "outages.ics"):
        said = client.get(f"/city/{name}?lang=ru").text.replace("\r\n ", "")
        assert said.count("Учебные данные") == (2 if name == "works.atom" else 1), name


def _read(client: AsgiClient, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(path).body.decode("utf-8-sig"))))


def test_the_numbers_of_the_page_as_files(add_work: AddWork, report: Report, client: AsgiClient) -> None:
    for number in range(3):
        add_work(days=("2026-06-01", "2026-06-30"), district_id=2 if number else None, budget=100)
    report(add_work(days=("2026-06-01", "2026-06-30"), district_id=4), "finished", "2026-06-09")
    rows = _read(client, "/city/figures.csv?lang=ru")
    numbers = {(row["table"], row["code"]): row["count"] for row in rows}
    assert numbers["status", "due"] == "3" and numbers["month", "6"] == "4" and numbers["finished", "in-time"] == "1"
    districts = {(row["code"], row["title"], row["budget"]) for row in rows if row["table"] == "district"}
    named = {("2", "Алмалинский район", "200"), ("4", "Бостандыкский район", "0"), ("", "Район не указан", "100")}
    assert districts == named
    assert all(row["licence"].startswith("CC BY 4.0") for row in rows)
    made = client.get("/city/figures.geojson?lang=en").json()["features"]
    told = [(one["id"], one["properties"]["works"], one["geometry"]["type"]) for one in made]
    assert told == [(2, 2, "MultiPolygon"), (4, 1, "MultiPolygon")]
    everything = {row["table"] for row in _read(client, "/city/figures.csv?year=all")}
    assert everything == {"status", "district", "type", "finished"}


def test_every_page_names_its_feed(client: AsgiClient) -> None:
    for page, feed in (
        ("/city", "works.atom?lang=ru"), ("/city/finished", "finished.atom?lang=ru"),
        ("/city/outages", "outages.atom?lang=ru"), ("/city/districts/2", "works.atom?lang=ru&amp;district=2"),
    ):  # fmt: skip
        head = client.get(f"{page}?lang=ru").text.split("</head>")[0]
        assert f'type="application/atom+xml" title="Лента Atom" href="/city/{feed}"' in head


def test_a_district_and_a_work_can_be_followed_from_their_pages(add_work: AddWork, client: AsgiClient) -> None:
    work = add_work(Grid().point(1, 1), ("2026-06-01", "2026-06-30"), district_id=2)
    for page in ("/city/districts/2", f"/works/{work}"):
        link = re.search(r'href="(/follow\?lang=kk[^"]*)"', client.get(f"{page}?lang=kk").text)
        assert link is not None, page
        place = link.group(1).replace("&amp;", "&")
        assert place.endswith("place=district%3A2") or re.search(r"place=76\.\d{5},43\.\d{5}$", place)


def test_the_numbers_of_the_city_are_read_once_a_minute_whoever_asks(add_work: AddWork, client: AsgiClient) -> None:
    add_work(days=("2026-06-01", "2026-06-30"))
    first, *others = (client.get(f"/city?lang={lang}").text for lang in ("en", "ru", "kk"))
    assert "<strong>1</strong>" in first
    add_work(days=("2026-06-01", "2026-06-30"))
    assert all("<strong>1</strong>" in page for page in (client.get("/city?lang=en").text, *others))
    told = {row["table"]: row["count"] for row in _read(client, "/city/figures.csv") if row["table"] != "month"}
    assert told["status"] == told["type"] == "1"


def test_only_years_and_months_of_which_something_is_known_have_pages_and_files(
    add_work: AddWork, register: Session, report: Report, client: AsgiClient
) -> None:
    add_work(days=("2024-06-01", "2024-06-30"))
    report(add_work(days=("2026-05-01", "2026-05-30")), "finished", "2026-05-20")
    receive(register, last_day=date(2026, 8, 2))
    known = (
        "/city?year=2024", "/city?year=all", "/city/districts/2?year=2025", "/city/works.csv?year=2024",
        "/city/finished?month=2026-05", "/city/outages?month=2026-08", "/city/outages.csv?month=2026-07",
    )  # fmt: skip
    unknown = (
        "/city?year=2023", "/city?year=2027", "/city?year=2100", "/city/districts/2?year=1991", "/city/districts/99",
        "/city/works.csv?year=2023", "/city/works.atom?year=2023", "/city/works.geojson?district=99",
        "/city/figures.csv?year=2100", "/city/finished?month=2026-04", "/city/finished.csv?month=2026-07",
        "/city/finished?page=2", "/city/districts/2?page=9", "/city/outages?month=2026-09",
        "/city/outages.csv?month=1991-01", "/city/outages?district=99", "/city/outages.ics?district=99",
    )  # fmt: skip
    refused = (
        "/city?year=x", "/city/works.csv?when=moon", "/city/works.csv?district=x", "/city/outages?kind=moon",
        "/city/outages?month=2026-13", "/city/outages?day=2026-06-31", "/city/finished?page=-1",
        "/city/districts/99999999999", "/city/outages.exe", "/city/outages?kind=" + "x" * 30,
    )  # fmt: skip
    for paths, statuses in ((known, {200}), (unknown, {404}), (refused, {400, 422})):
        assert [path for path in paths if client.get(path).status_code not in statuses] == []


def test_a_year_of_which_nothing_is_known_says_so_to_a_person(client: AsgiClient) -> None:
    page = client.get("/city?lang=en&year=1999", {"accept": "text/html"})
    assert page.status_code == 404 and "Nothing is known of this time" in page.text
    assert "/city?lang=en" in page.text


def narrow_by(client: AsgiClient, query: str) -> tuple[list[int], ...]:
    """Ids of the shut-offs of June 2026 as the page, the three files, the feed and the calendar tell them."""
    page = client.get(f"/city/outages?lang=en&month=2026-06&{query}").text
    atom = feedparser.parse(client.get(f"/city/outages.atom?lang=en&{query}").body)
    events = vobject.readOne(client.get(f"/city/outages.ics?lang=en&{query}").text).contents.get("vevent", [])
    return (
        sorted({int(id) for id in re.findall(r'href="/outages/(\d+)\?', page)}),
        sorted(int(row["id"]) for row in _read(client, f"/city/outages.csv?month=2026-06&{query}")),
        sorted(one["id"] for one in client.get(f"/city/outages.geojson?month=2026-06&{query}").json()["features"]),
        sorted(int(entry.id.rpartition("/")[2]) for entry in atom.entries),
        sorted(int(event.uid.value.partition("@")[0].removeprefix("outage-")) for event in events),
    )


def test_page_files_feed_and_calendar_follow_the_same_narrowing(register: Session, client: AsgiClient) -> None:
    days = {"first_day": date(2026, 6, 12), "last_day": date(2026, 6, 13)}
    gas = receive(register, key="a", **days)
    heat = receive(register, key="b", kind="heat", **days)
    far = receive(register, key="c", geometry=Grid().box(60, 0, 63, 1), **days)
    both = receive(register, key="d", geometry=Grid().box(49, 0, 51, 1), **days)
    unplaced = receive(register, key="e", geometry=None, **days)
    for query, told in (
        ("", [gas, heat, far, both, unplaced]), ("district=2", [gas, heat, both]), ("district=4", [far, both]),
        ("kind=gas", [gas, far, both, unplaced]), ("district=2&kind=heat", [heat]), ("kind=water", []),
    ):  # fmt: skip
        assert narrow_by(client, query) == (sorted(told),) * 5, query
    page = client.get("/city/outages?lang=en&month=2026-06&district=2&kind=gas").text
    assert "Almaly district, Gas" in page and "12 June 2026: 2 outages" in page
    assert "1 more outage of this month has no known place" in page
    for link in (
        "outages.csv?lang=en&amp;month=2026-06&amp;district=2&amp;kind=gas",
        "outages.ics?lang=en&amp;month=2026-06&amp;district=2&amp;kind=gas",
        "outages.atom?lang=en&amp;district=2&amp;kind=gas",
        "month=2026-06&amp;district=2&amp;kind=gas&amp;day=2026-06-12",
    ):
        assert link in page
    assert "no known place" not in client.get("/city/outages?lang=en&month=2026-06&kind=gas").text


def test_a_retracted_shut_off_is_called_off_in_the_calendar(register: Session, client: AsgiClient) -> None:
    receive(register, key="7")
    receive(register, key="7", state="retracted", text="отменено")
    (event,) = vobject.readOne(client.get("/city/outages.ics?lang=en").text).vevent_list
    assert event.status.value == "CANCELLED" and event.summary.value.startswith("Called off")
    again = client.get("/city/outages.ics?lang=en")
    known = client.get("/city/outages.ics?lang=en", {"if-none-match": again.headers["etag"]})
    assert (known.status_code, known.body) == (304, b"")


def test_a_file_is_written_once_a_minute_and_whole_for_each_reader(add_work: AddWork, client: AsgiClient) -> None:
    add_work(days=("2026-06-01", "2026-06-30"))
    packed = client.get("/city/works.csv?lang=ru", {"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    plain = client.get("/city/works.csv?lang=ru")
    assert gzip.decompress(packed.body) == plain.body and plain.body.count(b"\n") == 2
    add_work(days=("2026-06-01", "2026-06-30"))
    assert client.get("/city/works.csv?lang=ru").body == plain.body
    assert client.get("/city/works.csv?lang=en").body.count(b"\n") == 3


@pytest.mark.parametrize("path", ["works.csv", "works.geojson", "works.atom", "outages.ics"])
def test_links_begin_with_the_address_that_was_asked_and_made_up_ones_stay_with_who_asked(
    add_work: AddWork, register: Session, client: AsgiClient, path: str
) -> None:
    add_work(days=("2026-06-01", "2026-06-30"))
    receive(register)
    for host in ("map.example", *(f"made-up-{number}.example" for number in range(3)), "map.example"):
        said = client.get(f"/city/{path}?lang=en", {"host": host}).text.replace("\r\n ", "")
        assert set(re.findall(r"http://([a-z0-9.-]+)/(?:works|outages)/", said)) == {host}


def test_who_is_turned_away_is_told_when_to_come_again(client: AsgiClient) -> None:
    state = client.app.state  # type: ignore[attr-defined]
    state.city_files = FileMemory(may_come=0)
    answer = client.get("/city/works.csv?lang=en")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "30")
    assert client.get("/city?lang=en").status_code == 200


def test_each_minute_s_numbers_replace_the_file_of_the_minute_before(client: AsgiClient) -> None:
    state, kept = client.app.state, set()  # type: ignore[attr-defined]
    for _ in range(3):
        state.city_pages.forget()
        assert client.get("/city/figures.csv?lang=en").status_code == 200
        kept.add(len(state.city_files))
    assert kept == {1}
