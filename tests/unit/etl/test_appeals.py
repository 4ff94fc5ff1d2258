"""Rows of another register of appeals: words, instants, places; what cannot be read is said with its column."""

import gzip
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from etl.appeal_row import AppealRow
from etl.appeal_source import AppealSource, parse_appeal_source, read_appeal_source
from etl.extract.appeals import appeal_rows
from etl.transform.appeals import read_appeals
from gis_app.appeals.received import Received
from gis_app.errors import BadFileError, UnknownSourceError, UsageError
from gis_app.settings import Settings

NOW = datetime(2026, 6, 8, 7, tzinfo=UTC)
HEADER = ["Номер", "Текст", "Тема", "Дата", "Долгота", "Широта", "Статус", "Закрыто", "Ответ", "Почта", "Язык"]
GOOD = {"Номер": "7", "Текст": "Яма у дома", "Дата": "01.06.2026 09:30", "Долгота": "76,93", "Широта": "43,24"}
MINIMAL: dict[str, Any] = {
    "id": "x", "title": "Another register", "columns": {"number": "n", "text": "t", "received_at": "at"},
}  # fmt: skip


def written(folder: Path, *rows: Mapping[str, str]) -> Path:
    path = folder / "register.csv"
    lines = [";".join(row.get(name, "") for name in HEADER) for row in rows]
    path.write_text("\n".join([";".join(HEADER), *lines]), encoding="utf-8")
    return path


def read(path: Path, source: AppealSource | None = None) -> list[AppealRow]:
    source = source or read_appeal_source("register")
    rows = appeal_rows(path, source)
    read_appeals(rows, source, Settings(), NOW)
    return rows


def taken(row: AppealRow) -> Received:
    assert row.appeal is not None, row.issues
    return row.appeal


def test_a_good_row_is_an_appeal_of_the_citys_clock(tmp_path: Path) -> None:
    [row] = read(written(tmp_path, GOOD | {"Тема": "Ямы на дорогах"}))
    appeal = taken(row)
    assert appeal.received_at == datetime(2026, 6, 1, 4, 30, tzinfo=UTC)
    assert (appeal.point, appeal.topic, appeal.channel, appeal.kind) == (
        (76.93, 43.24),
        "pothole",
        "import",
        "complaint",
    )
    assert (appeal.source, appeal.external_no, appeal.language, appeal.past) == ("register", "7", "ru", None)


@pytest.mark.parametrize(
    ("changed", "code", "column"),
    [
        ({"Номер": ""}, "no_appeal_number", "Номер"),
        ({"Текст": ""}, "no_appeal_text", "Текст"),
        ({"Дата": ""}, "no_received_at", "Дата"),
        ({"Дата": "вчера"}, "unreadable_date", "Дата"),
        ({"Дата": "08.06.2026 12:11"}, "received_in_future", "Дата"),
        ({"Широта": "север"}, "unreadable_geometry", "Долгота"),
    ],
)
def test_a_row_that_cannot_be_registered_says_which_column_and_why(
    tmp_path: Path, changed: dict[str, str], code: str, column: str
) -> None:
    bad, good = read(written(tmp_path, GOOD | changed, GOOD | {"Номер": "8"}))
    assert (bad.appeal, bad.outcome, bad.issues[0].code) == (None, "rejected", code)
    assert bad.headers[bad.issues[0].field_name or ""] == column
    assert (bad.number, good.outcome) == (2, "")


@pytest.mark.parametrize(
    ("changed", "code", "what"),
    [
        ({"Тема": "Полёты"}, "unknown_appeal_word", ("topic", None)),
        ({"Статус": "спит"}, "unknown_appeal_word", ("past", None)),
        ({"Долгота": "37,6", "Широта": "55,7"}, "appeal_outside_city", ("point", None)),
        ({"Текст": "я" * 5001}, "long_appeal_text", ("text", "я" * 5000)),
    ],
)
def test_what_is_not_understood_is_left_out_and_told(
    tmp_path: Path, changed: dict[str, str], code: str, what: tuple[str, object]
) -> None:
    [row] = read(written(tmp_path, GOOD | changed))
    assert [one.code for one in row.issues] == [code]
    assert getattr(taken(row), what[0]) == what[1]


def test_a_broken_mail_address_is_left_out_and_not_repeated_in_the_report(tmp_path: Path) -> None:
    [row] = read(written(tmp_path, GOOD | {"Почта": "айгуль"}))
    assert taken(row).contact.email is None
    assert [(one.code, dict(one.values)) for one in row.issues] == [("unreadable_email", {})]


@pytest.mark.parametrize(
    ("closed", "at", "codes"),
    [
        ("03.06.2026 10:00", datetime(2026, 6, 3, 5, tzinfo=UTC), []),
        ("", datetime(2026, 6, 1, 4, 30, tzinfo=UTC), []),
        ("31.05.2026 10:00", datetime(2026, 6, 1, 4, 30, tzinfo=UTC), ["closed_before_received"]),
    ],
)
def test_an_answered_row_keeps_its_answer_and_instant(
    tmp_path: Path, closed: str, at: datetime, codes: list[str]
) -> None:
    [row] = read(written(tmp_path, GOOD | {"Статус": "Закрыто", "Закрыто": closed, "Ответ": "Засыпали"}))
    past = taken(row).past
    assert past is not None
    assert (past.status, past.at, past.answer) == ("answered", at, "Засыпали")
    assert [one.code for one in row.issues] == codes


def test_a_number_that_stands_twice_is_taken_once(tmp_path: Path) -> None:
    first, second = read(written(tmp_path, GOOD, GOOD | {"Текст": "Другое"}))
    assert (first.outcome, second.outcome) == ("", "duplicate")


@pytest.mark.parametrize(("words", "language"), [("Жолда шұңқыр бар", "kk"), ("Яма на дороге", "ru")])
def test_without_a_language_the_letters_tell(tmp_path: Path, words: str, language: str) -> None:
    [row] = read(written(tmp_path, GOOD | {"Текст": words}))
    assert taken(row).language == language


def test_another_clock_and_another_crs_are_declared(tmp_path: Path) -> None:
    document = {
        **MINIMAL,
        "columns": {**MINIMAL["columns"], "lon": "x", "lat": "y"},
        "instants": {"zone": "America/New_York", "formats": ["%m/%d/%Y %I:%M:%S %p"]},
        "geometry": {"crs": "EPSG:32643"},
    }
    path = tmp_path / "other.csv"
    path.write_text("n,t,at,x,y\n1,Pothole,01/15/2015 06:01:23 PM,656700,4789500\n", encoding="utf-8")
    [row] = read(path, parse_appeal_source(document))
    appeal = taken(row)
    assert appeal.received_at == datetime(2015, 1, 15, 23, 1, 23, tzinfo=UTC)
    assert appeal.point is not None
    assert appeal.point == pytest.approx((76.93, 43.24), abs=0.01)


def test_a_workbook_and_a_packed_table_are_read_alike(tmp_path: Path) -> None:
    plain = written(tmp_path, GOOD)
    packed = tmp_path / "register.csv.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Журнал", 0)
    sheet.append(["Журнал обращений"])
    sheet.append(HEADER)
    values = GOOD | {"Дата": datetime(2026, 6, 1, 9, 30), "Долгота": 76.93, "Широта": 43.24}
    sheet.append([values.get(name) for name in HEADER])
    book.save(tmp_path / "register.xlsx")
    appeals = [taken(read(path)[0]) for path in (plain, packed, tmp_path / "register.xlsx")]
    assert appeals[0] == appeals[1] == appeals[2]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cut.csv.gz", gzip.compress(b"n,t\n1,x\n" * 1000)[:-20]),
        ("other.csv", b"a,b,c\n1,2,3\n"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 100),
        ("empty.csv", b""),
    ],
)
def test_a_file_that_is_no_register_is_refused_as_a_whole(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(BadFileError):
        read(path)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"topics": {"Ямы": "hole"}}, "hole"),
        ({"columns": {"number": "n", "text": "t"}}, "received_at"),
        ({"columns": {**MINIMAL["columns"], "lon": "x"}}, "belong together"),
        ({"instants": {"zone": "Moon/Sea"}}, "Moon/Sea"),
        ({"states": {"Closed": "gone"}}, "states"),
        ({"required": ["place"]}, "place"),
    ],
)
def test_a_wrong_declaration_names_its_place(changed: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        parse_appeal_source({**MINIMAL, **changed})


def test_an_unknown_source_names_those_there_are() -> None:
    with pytest.raises(UnknownSourceError, match="register"):
        read_appeal_source("moon")
