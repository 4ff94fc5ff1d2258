"""Exports, opened again and compared with the table of works in the database."""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pyogrio
import pytest
import shapely
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.planning import export_rows as reading
from gis_app.planning.exports import COLUMNS
from tests.integration.planning.conftest import Enter
from tests.integration.works.people import add_work
from tests.people import BrowserOf

LAYERS = {0: "works_points", 1: "works_lines", 2: "works_areas"}
NAUGHTY = ["=1+1", "+7 701", "-2", "@cmd", "\t=x", "Обычное; место, «кавычки»", "два\nряда"]


@pytest.fixture
def planner(enter: Enter, desk: Session, monkeypatch: pytest.MonkeyPatch) -> Iterator[BrowserOf]:
    """A planner of district 4, whose rows come in pieces of a few; one work for each naughty place."""
    for words in NAUGHTY:
        add_work(desk, location_raw=words, title_ru=words, district_id=4)
    monkeypatch.setattr(reading, "ROWS_AT_ONCE", 7)
    yield enter("planner")


def rows_of_the_database(session: Session, where: str = "true") -> dict[int, dict[str, Any]]:
    rows = session.execute(
        text(
            "SELECT w.*, ST_AsText(geom) AS wkt, ST_Dimension(geom) AS dimension, c.name AS contractor, "
            "u.name AS customer FROM works w LEFT JOIN organisations c ON c.id = contractor_id "
            f"LEFT JOIN organisations u ON u.id = customer_id WHERE district_id = 4 AND {where}"
        )
    )
    return {row["id"]: dict(row) for row in rows.mappings()}


def day(value: Any) -> date | None:
    return value.date() if isinstance(value, datetime) else value


def test_a_workbook_holds_the_works_as_the_database_has_them(planner: BrowserOf, desk: Session) -> None:
    answer = planner.get("/planner/export.xlsx?lang=ru&sort=contractor")
    assert answer.headers["content-disposition"].startswith("attachment")
    book = openpyxl.load_workbook(io.BytesIO(answer.body))
    works, about = book.worksheets
    heads, *lines = works.iter_rows(values_only=True)
    assert heads[:4] == ("№", "Код вида", "Вид", "Название")
    found = {line[0]: dict(zip(COLUMNS, line, strict=True)) for line in lines}
    wanted = rows_of_the_database(desk)
    assert set(found) == set(wanted) and len(lines) == len(wanted)
    for id, row in wanted.items():
        got = found[id]
        for name in ("planned_start", "planned_end"):
            assert day(got[name]) == row[name]
        assert got["budget"] == (None if row["budget"] is None else float(row["budget"]))
        assert (got["contractor"], got["customer"], got["type"]) == (
            row["contractor"],
            row["customer"],
            row["type_code"],
        )
        assert got["location"] == row["location_raw"]
        assert (got["lon"] is None) == (row["wkt"] is None)
    assert not any(cell.data_type == "f" for line in works.iter_rows() for cell in line)
    start = COLUMNS.index("planned_start")
    assert all(line[start].is_date for line in works.iter_rows(min_row=2) if line[start].value is not None)
    told = dict(about.iter_rows(values_only=True))
    assert told["Работ"] == str(len(wanted))
    assert told["На день"] == "10 июня 2026 г."
    assert told["Ссылка"].endswith("/planner/works?sort=contractor&lang=ru")


def test_a_csv_holds_the_works_and_no_formula(planner: BrowserOf, desk: Session) -> None:
    answer = planner.get("/planner/export.csv?lang=en&state=planned")
    assert answer.body.startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig"))))
    wanted = rows_of_the_database(desk, "state = 'planned'")
    assert tuple(lines[0]) == COLUMNS
    assert {int(line["id"]) for line in lines} == set(wanted) and len(lines) == len(wanted)
    for line in lines:
        row = wanted[int(line["id"])]
        assert line["planned_end"] == ("" if row["planned_end"] is None else row["planned_end"].isoformat())
        assert line["budget"] == ("" if row["budget"] is None else str(row["budget"]))
        assert line["state"] == "planned"
        assert line["location"].removeprefix("'") == row["location_raw"]
        assert not any(value.startswith(("=", "+", "-", "@", "\t", "\r")) for value in line.values())
    guarded = {line["location"] for line in lines if line["location"].startswith("'")}
    assert guarded == {f"'{words}" for words in NAUGHTY[:5]}


def test_a_geopackage_holds_the_shapes_in_degrees_and_typed_columns(
    planner: BrowserOf, desk: Session, tmp_path: Path
) -> None:
    file = tmp_path / "works.gpkg"
    file.write_bytes(planner.get("/planner/export.gpkg?lang=kk").body)
    wanted = rows_of_the_database(desk)
    layers = dict(pyogrio.list_layers(file))
    assert layers == {
        "works_points": "MultiPoint", "works_lines": "MultiLineString", "works_areas": "MultiPolygon",
        "works_without_place": None,
    }  # fmt: skip
    seen = set[int]()
    for layer in layers:
        frame = pyogrio.read_dataframe(file, layer=layer)
        types = dict(zip(pyogrio.read_info(file, layer=layer)["fields"], frame.dtypes[list(COLUMNS)], strict=False))
        assert str(types["planned_start"]).startswith("datetime64")
        assert types["budget"] == "float64"
        if layer != "works_without_place":
            assert frame.crs.to_epsg() == 4326
        for got in frame.to_dict("records"):
            row = wanted[got["id"]]
            seen.add(got["id"])
            start = got["planned_start"]
            assert (None if str(start) == "NaT" else start.date()) == row["planned_start"]
            assert got["location"] == row["location_raw"]
            if layer == "works_without_place":
                assert row["wkt"] is None
            else:
                assert layer == LAYERS[row["dimension"]]
                assert shapely.equals_exact(got["geometry"].geoms[0], shapely.from_wkt(row["wkt"]), 1e-9)
    assert seen == set(wanted)


@pytest.mark.parametrize("form", ["xlsx", "csv", "gpkg"])
def test_an_export_of_nothing_is_a_file_with_no_works(planner: BrowserOf, form: str, tmp_path: Path) -> None:
    answer = planner.get(f"/planner/export.{form}?lang=ru&q=такогонет")
    assert answer.status_code == 200
    file = tmp_path / f"nothing.{form}"
    file.write_bytes(answer.body)
    if form == "xlsx":
        assert openpyxl.load_workbook(file).worksheets[0].max_row == 1
    elif form == "csv":
        assert len(list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"))))) == 1
    else:
        assert len(pyogrio.read_dataframe(file, layer="works_without_place")) == 0


@pytest.mark.parametrize("form", ["xlsx", "csv", "gpkg"])
def test_an_export_is_of_the_own_districts_only(enter: Enter, desk: Session, form: str) -> None:
    for role in ("contractor", "executor", "operator"):
        assert enter(role).get(f"/planner/export.{form}").status_code == 403
    theirs = {row[0] for row in desk.execute(text("SELECT id FROM works WHERE district_id = 5"))}
    if form == "csv":
        for query in ("", "?district=5", "?q=Работа"):
            answer = enter("planner").get(f"/planner/export.csv{query}")
            ids = {int(line["id"]) for line in csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig")))}
            assert not ids & theirs
