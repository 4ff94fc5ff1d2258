"""Rows of files of notices: hours, days, states, kinds; what cannot be read is said with its column."""

import json
from datetime import date, time
from pathlib import Path

import pytest

from etl.extract.notices import notice_rows
from etl.notice_row import NoticeRow
from etl.outage_source import outage_source_ids, parse_outage_source, read_outage_source
from etl.transform.notices import read_hours, read_notice
from gis_app.errors import BadFileError, UnknownSourceError, UsageError
from gis_app.works.issue_texts import sentence

HEADER = "Номер;Вид;Организация;Адрес;Дата начала;Дата окончания;Время;Статус;Причина"


def rows_of(tmp_path: Path, *lines: str) -> list[NoticeRow]:
    path = tmp_path / "notices.csv"
    path.write_text("\n".join([HEADER, *lines]), encoding="utf-8")
    source, rows = notice_rows(path, path.read_bytes())
    for row in rows:
        read_notice(row, source, path.name, "Asia/Almaty")
    return rows


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("09:00–17:00", (time(9), time(17))), ("с 9 до 17 часов", (time(9), time(17))),
        ("9.30-18.15", (time(9, 30), time(18, 15))), ("00:00-24:00", (time(0), time(23, 59))), (" ", None),
    ],
)  # fmt: skip
def test_hours_are_read(text: str, hours: tuple[time, time] | None) -> None:
    assert read_hours(text) == hours


@pytest.mark.parametrize("text", ["весь день", "25:00-26:00", "9"])
def test_what_is_no_hours_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no hours"):
        read_hours(text)


def test_a_table_with_russian_headers_finds_its_source(tmp_path: Path) -> None:
    (row,) = rows_of(tmp_path, "7;Холодная вода;Алматы Су;ул. Абая, 12;20.07.2026;21.07.2026;09:00-17:00;;ремонт")
    notice = row.notice
    assert notice is not None
    assert (notice.kind, notice.key, notice.publisher, notice.place_text) == ("water", "7", "Алматы Су", "ул. Абая, 12")
    assert (notice.first_day, notice.last_day) == (date(2026, 7, 20), date(2026, 7, 21))
    assert (notice.daily_from, notice.state, notice.reason) == (time(9), "published", "ремонт")
    assert (row.number, notice.origin.row) == (2, 2)


@pytest.mark.parametrize(
    ("line", "code", "column"),
    [
        ("1;Телефон;;ул. Абая;20.07.2026;;;;", "unknown_outage_kind", "Вид"),
        ("1;Газ;;;20.07.2026;;;;", "no_location", "Адрес"),
        ("1;Газ;;—;20.07.2026;;;;", "no_location", "Адрес"),
        ("1;Газ;;ул. Абая;скоро;;;;", "unreadable_date", "Дата начала"),
        ("1;Газ;;ул. Абая;20.07.2026;19.07.2026;;;", "end_before_start", "Дата окончания"),
        ("1;Газ;;ул. Абая;20.07.2026;;;непонятно;", "unknown_outage_state", "Статус"),
    ],
)
def test_a_broken_row_is_told_with_its_column_and_leaves_the_others(
    tmp_path: Path, line: str, code: str, column: str
) -> None:
    broken, good = rows_of(tmp_path, line, "2;Газ;;ул. Абая;20.07.2026;;;отменено;")
    assert broken.notice is None
    issue = broken.issues[0]
    assert (issue.code, broken.headers[issue.field_name or ""]) == (code, column)
    assert len({sentence(issue, language) for language in ("ru", "kk", "en")}) == 3
    assert good.notice is not None
    assert good.notice.state == "retracted"


def test_hours_that_cannot_be_read_are_left_out_with_a_warning(tmp_path: Path) -> None:
    (row,) = rows_of(tmp_path, "1;Газ;;ул. Абая;20.07.2026;;весь день;;")
    assert row.notice is not None
    assert (row.notice.daily_from, [issue.code for issue in row.issues]) == (None, ["unreadable_hours"])


def feature(geometry: object, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def geojson(tmp_path: Path, *features: object) -> Path:
    path = tmp_path / "notices.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


SQUARE = {"type": "Polygon", "coordinates": [[[76.9, 43.2], [76.91, 43.2], [76.91, 43.21], [76.9, 43.2]]]}


@pytest.mark.parametrize(("area", "is_taken"), [("located", False), ("given", True)])
def test_an_outline_is_taken_only_from_a_source_that_is_trusted_with_it(
    tmp_path: Path, area: str, is_taken: bool
) -> None:
    source = parse_outage_source(
        {"id": "s", "title": "Источник", "area": area, "columns": {"place": "where", "kind": "what"}}
    )
    path = geojson(tmp_path, feature(SQUARE, where="ул. Абая", what="gas"), feature(None, where="ул. Мира", what="gas"))
    _, rows = notice_rows(path, path.read_bytes(), source)
    assert [row.geometry is not None for row in rows] == [is_taken, False]
    assert [row.number for row in rows] == [1, 2]


def test_a_broken_outline_is_an_issue_of_its_row(tmp_path: Path) -> None:
    source = parse_outage_source(
        {"id": "s", "title": "Источник", "area": "given", "columns": {"place": "where", "kind": "what"}}
    )
    path = geojson(tmp_path, feature({"type": "Polygon", "coordinates": "?"}, where="ул. Абая", what="gas"))
    _, (row,) = notice_rows(path, path.read_bytes(), source)
    assert [issue.code for issue in row.issues] == ["unreadable_geometry"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"type": "FeatureCollection", "fea', "line 1, column"),
        (b'{"type": "Feature"}', "FeatureCollection"),
        (b'{"features": [1]}', "objects"),
        (b'{"features": [{"properties": {"a": 1}}]}', "fit no declared source"),
        (b"a;b\n1;2\n", "fit no declared source"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_in_one_sentence(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(BadFileError, match=said):
        notice_rows(tmp_path / "x", content)


def test_a_required_property_that_is_nowhere_is_named(tmp_path: Path) -> None:
    path = geojson(tmp_path, feature(None, event_id="1"))
    with pytest.raises(BadFileError, match="utility_type"):
        notice_rows(path, path.read_bytes(), read_outage_source("power_notices"))


@pytest.mark.parametrize("source_id", outage_source_ids())
def test_every_shipped_declaration_is_sound_and_named_like_its_file(source_id: str) -> None:
    assert read_outage_source(source_id).id == source_id


def test_wrong_declarations_are_refused() -> None:
    with pytest.raises(UnknownSourceError, match="power_notices"):
        read_outage_source("../secret")
    with pytest.raises(UsageError, match="required"):
        parse_outage_source({"id": "s", "title": "Имя", "columns": {"place": "a", "kind": "b"}, "required": ["hours"]})
    with pytest.raises(UsageError, match="what is shut off"):
        parse_outage_source({"id": "s", "title": "Имя", "columns": {"place": "a"}})
    with pytest.raises(UsageError, match="columns"):
        parse_outage_source({"id": "s", "title": "Имя", "columns": {"colour": "a"}})
