"""A file of another register becomes appeals: once, with their past, and nothing of a bad file."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from etl.appeal_report import AppealReport
from etl.load.appeals import load_appeals
from gis_app.appeals.past import PATHS
from gis_app.appeals.transitions import FIRST, find_change
from gis_app.db.session import session_scope
from gis_app.errors import BadFileError
from gis_app.settings import Settings
from tests.integration.appeals.ground import Ground, grid
from tests.integration.works.people import add_work

NOW = datetime(2026, 6, 8, 7, tzinfo=UTC)
HEADER = "Номер;Текст;Дата;Долгота;Широта;Статус;Закрыто;Ответ;Почта"
City = tuple[Settings, Engine]


@pytest.fixture
def city(committed_database: City) -> Iterator[City]:
    with session_scope(committed_database[1]) as session:
        Ground(session).lay()
        add_work(session, grid.line((-20, 0), (20, 0)), type_code="road_pothole_repair", district_id=1)
    yield committed_database


def row(number: int, state: str = "", closed: str = "", answer: str = "", day: str = "05.06.2026 09:00") -> str:
    pin = grid.point(number, 0)
    return f"A-{number};Яма на дороге {number};{day};{pin.x};{pin.y};{state};{closed};{answer};a{number}@example.kz"


def load(city: City, folder: Path, *rows: str, dry_run: bool = False, report: Path | None = None) -> AppealReport:
    path = folder / "register.csv"
    path.write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    return load_appeals(city[1], path, "register", dry_run, report, settings=city[0], now=NOW)


def one(city: City, sql: str) -> tuple[object, ...]:
    with Session(city[1]) as session:
        return tuple(session.execute(text(sql)).one())


def test_a_register_is_loaded_once_routed_linked_and_due(city: City, tmp_path: Path) -> None:
    report = load(city, tmp_path, row(1), row(2))
    assert report.outcomes == {"new": 2}
    told = "SELECT topic_code, topic_by, channel, status, due_on::text FROM appeals WHERE external_no = 'A-1'"
    assert one(city, told) == ("pothole", "suggested", "import", "registered", "2026-06-26")
    assert one(city, "SELECT count(*), min(state) FROM appeal_links") == (2, "proposed")
    again = load(city, tmp_path, row(1), row(2), row(3))
    assert again.outcomes == {"known": 2, "new": 1}
    assert one(city, "SELECT count(*) FROM appeals") == (3,)


def test_closed_ones_stay_closed_with_their_answer(city: City, tmp_path: Path) -> None:
    report = load(city, tmp_path, row(1, "закрыто", "06.06.2026 10:00", "Засыпали"), row(2, "решено"), row(3))
    assert report.outcomes == {"new": 3}
    told = (
        "SELECT status, answered_at = closed_at, closed_at = '2026-06-06 10:00+05', version FROM appeals "
        "WHERE external_no = 'A-1'"
    )
    assert one(city, told) == ("answered", True, True, 1)
    steps = (
        "SELECT array_agg(status_after ORDER BY id) FROM appeal_events WHERE appeal_id = (SELECT id FROM appeals {})"
    )
    assert one(city, steps.format("WHERE external_no = 'A-2'")) == (["registered", "answered", "confirmed"],)
    assert one(city, "SELECT text, state FROM appeal_answers") == ("Засыпали", "sent")


def test_one_that_has_ended_there_since_ends_here_unless_somebody_has_begun_it(city: City, tmp_path: Path) -> None:
    load(city, tmp_path, row(1), row(2))
    with session_scope(city[1]) as session:
        session.execute(
            text(
                "INSERT INTO appeal_events (appeal_id, kind, status_before, status_after, is_public, author, "
                "author_role, at) SELECT id, 'status', 'registered', 'in_check', true, 'x', 'operator', now() "
                "FROM appeals WHERE external_no = 'A-2'"
            )
        )
    closed = [row(number, "закрыто", "07.06.2026 10:00", "Засыпали") for number in (1, 2)]
    assert load(city, tmp_path, *closed).outcomes == {"closed": 1, "known": 1}
    states = "SELECT array_agg(status ORDER BY external_no) FROM appeals"
    assert one(city, states) == (["answered", "in_check"],)
    assert load(city, tmp_path, *closed).outcomes == {"known": 2}


def test_good_rows_load_beside_bad_ones_which_are_told_with_sheet_row_and_column(city: City, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    report = load(city, tmp_path, row(1), row(2, day="вчера"), row(1), report=out)
    assert report.outcomes == {"new": 1, "rejected": 1, "duplicate": 1}
    with out.open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    told = [(one["sheet"], one["row"], one["outcome"], one["column"], one["code"]) for one in rows]
    assert told == [
        ("register.csv", "2", "new", "", ""),
        ("register.csv", "3", "rejected", "Дата", "unreadable_date"),
        ("register.csv", "4", "duplicate", "Номер", "duplicate"),
    ]
    assert "example.kz" not in out.read_text(encoding="utf-8"), "personal data are in no report"


def test_a_dry_run_and_a_bad_file_change_nothing(city: City, tmp_path: Path) -> None:
    report = load(city, tmp_path, row(1), dry_run=True)
    assert (report.outcomes, "dry run" in str(report)) == ({"new": 1}, True)
    bad = tmp_path / "bad.csv"
    bad.write_text("one;two\n1;2\n", encoding="utf-8")
    with pytest.raises(BadFileError):
        load_appeals(city[1], bad, "register", settings=city[0], now=NOW)
    assert one(city, "SELECT (SELECT count(*) FROM appeals), (SELECT count(*) FROM applicants)") == (0, 0)


@pytest.mark.parametrize("status", PATHS)
def test_each_past_is_a_way_that_the_table_of_changes_allows(status: str) -> None:
    path = PATHS[status]  # type: ignore[index]
    assert path[0] in FIRST
    for before, after in pairwise(path):
        change = find_change(before, after)
        assert change is not None and {"operator", "applicant"} & change.who
