"""CSV tables: encoding, delimiter, header, row numbers; broken ones are refused."""

from pathlib import Path

import pytest

from etl.extract.tables import TableRow, coordinates, read_table
from gis_app.errors import BadFileError

COLUMNS = ("address", "lon", "lat")


def table(path: Path, text: str, encoding: str = "utf-8") -> Path:
    """Write a table."""
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encoding_and_delimiter_are_found(tmp_path: Path, encoding: str, delimiter: str) -> None:
    text = f"Address{delimiter}lon{delimiter}lat\r\nАбая{delimiter}76.9{delimiter}43.2\r\n"
    rows = read_table(table(tmp_path / "houses.csv", text, encoding), COLUMNS)
    assert rows == [TableRow(2, {"address": "Абая", "lon": "76.9", "lat": "43.2"})]


def test_rows_are_numbered_as_a_spreadsheet_shows_them_and_empty_ones_are_skipped(tmp_path: Path) -> None:
    rows = read_table(table(tmp_path / "a.csv", 'address,lon,lat\n"Абая, 1",1,2\n,,\n"Абая, 3",1,2\n'), COLUMNS)
    assert [(row.row, row.cells["address"]) for row in rows] == [(2, "Абая, 1"), (4, "Абая, 3")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"address,lon\n1,2\n", "no column lat"),
        (b"address,lon,lat\n", "no rows"),
        (b"\x89PNG\r\n", "PNG"),
        (b"a\x00b,c\n", "binary"),
        ("address,lon,lat\nАбая".encode() + b"\xff\xfe\x98", "neither UTF-8 nor"),
    ],
)
def test_a_broken_table_is_refused_with_its_reason(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "houses.csv"
    path.write_bytes(content)
    with pytest.raises(BadFileError, match=reason):
        read_table(path, COLUMNS)


def test_a_decimal_comma_is_understood() -> None:
    assert coordinates(TableRow(2, {"lon": "76,9", "lat": "43,2"})) == (76.9, 43.2)


@pytest.mark.parametrize(
    ("lon", "lat", "reason"), [("", "43", "lon is not a number"), ("76", "север", "lat"), ("760", "43", "out of range")]
)
def test_impossible_coordinates_are_told(lon: str, lat: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        coordinates(TableRow(2, {"lon": lon, "lat": lat}))


def test_not_a_number_is_no_coordinate() -> None:
    with pytest.raises(ValueError, match="out of range"):
        coordinates(TableRow(2, {"lon": "nan", "lat": "43"}))


def test_a_row_with_an_unquoted_comma_is_told(tmp_path: Path) -> None:
    [row] = read_table(table(tmp_path / "h.csv", "address,lon,lat\nАбая, 5,76.9,43.2\n"), COLUMNS)
    assert row.overlong
    with pytest.raises(ValueError, match="more cells than the header"):
        coordinates(row)
