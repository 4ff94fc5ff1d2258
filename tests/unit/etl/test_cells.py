"""Days, numbers, flags and coordinates as plans write them."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString

from etl.extract.sheets import Cell
from etl.rows import cell_text
from etl.transform.amounts import DecimalSign, read_amount, read_flag
from etl.transform.dates import read_day
from etl.transform.places import read_point, read_wkt

FORMATS = ("%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y")


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026-05-04", date(2026, 5, 4)),
        ("04.05.2026", date(2026, 5, 4)),
        ("4.5.26", date(2026, 5, 4)),
        ("04.05.2026 г.", date(2026, 5, 4)),
        ("04.05.2026 ж.", date(2026, 5, 4)),
        ("04.05.2026 09:30", date(2026, 5, 4)),
        ("2026-05-04T00:00:00", date(2026, 5, 4)),
        (datetime(2026, 5, 4, 12, 30), date(2026, 5, 4)),
        (date(2026, 5, 4), date(2026, 5, 4)),
        (46146, date(2026, 5, 4)),
        (46146.0, date(2026, 5, 4)),
        ("", None),
        (" – ", None),
    ],
)
def test_a_day_is_read_in_every_form(cell: Cell, day: date | None) -> None:
    assert read_day(cell, FORMATS) == day


@pytest.mark.parametrize(
    "cell", ["май 2026", "31.02.2026", "2026", 2026, 5, True, time(9, 30), "04/05/2026", "2026-13-01"]
)
def test_what_is_no_day_is_an_error_and_not_a_guess(cell: Cell) -> None:
    with pytest.raises(ValueError, match=r"day|Invalid|month|out of range"):
        read_day(cell, FORMATS)


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)))
def test_any_day_written_by_its_format_is_read_back(day: date) -> None:
    assert read_day(day.strftime("%d.%m.%Y"), FORMATS) == day


@pytest.mark.parametrize(
    ("cell", "sign", "amount", "unit"),
    [
        ("1.2 km", "auto", "1.2", "km"),
        ("325 mm", "auto", "325", "mm"),
        ("80 yards", "auto", "80", "yards"),
        ("1 234,5", "auto", "1234.5", None),
        ("1\u00a0234\u00a0567,89 тг.", "auto", "1234567.89", "тг"),
        ("1,234.5", "auto", "1234.5", None),
        ("1.234.567", "auto", "1234567", None),
        ("1,234,567", "auto", "1234567", None),
        ("3,4", "auto", "3.4", None),
        ("1.234", ",", "1234", None),
        ("12,5", ".", "125", None),
        ("1600000000 KZT private", "auto", "1600000000", "KZT private"),
        ("28000 m2", "auto", "28000", "m2"),
        (12.5, "auto", "12.5", None),
        (3, "auto", "3", None),
        ("0", "auto", "0", None),
    ],
)
def test_a_number_is_read_with_its_unit(cell: Cell, sign: DecimalSign, amount: str, unit: str | None) -> None:
    assert read_amount(cell, sign) == (Decimal(amount), unit)


@pytest.mark.parametrize("cell", ["", "-", "—", "н/д"])
def test_an_empty_amount_is_no_amount(cell: str) -> None:
    assert read_amount(cell) == (None, None)


@pytest.mark.parametrize("cell", ["много", "10-12 км", "-5", "5/7", -3, True, date(2026, 5, 4), "1,2,3.4.5"])
def test_what_is_no_number_is_an_error(cell: Cell) -> None:
    with pytest.raises(ValueError, match=r"number|negative"):
        read_amount(cell)


@pytest.mark.parametrize(
    ("cell", "flag"),
    [
        ("да", True),
        ("Иә", True),
        ("+", True),
        (1, True),
        (True, True),
        ("нет", False),
        ("жоқ", False),
        ("—", False),
        (0.0, False),
        ("", None),
    ],
)
def test_yes_and_no_are_read_in_three_languages(cell: Cell, flag: bool | None) -> None:
    assert read_flag(cell) is flag


def test_another_word_is_neither_yes_nor_no() -> None:
    with pytest.raises(ValueError, match="neither yes nor no"):
        read_flag("возможно")


def test_a_point_is_longitude_first_and_takes_a_decimal_comma() -> None:
    point = read_point("76,945", 43.25)
    assert point is not None
    assert (point.x, point.y) == (76.945, 43.25)
    assert read_point("", " ") is None


def test_metres_of_the_citys_zone_become_degrees() -> None:
    point = read_point(658_000.0, 4_790_000.0, "EPSG:32643")
    assert point is not None
    assert point.x == pytest.approx(76.945, abs=0.01)
    assert point.y == pytest.approx(43.247, abs=0.01)


@pytest.mark.parametrize(("lon", "lat"), [("76.9", ""), ("east", "43"), (430.0, 76.0)])
def test_half_a_point_a_word_or_a_place_outside_the_world_is_an_error(lon: Cell, lat: Cell) -> None:
    with pytest.raises(ValueError, match=r"coordinate|number|world"):
        read_point(lon, lat)


def test_wkt_is_read_flattened_and_mended() -> None:
    line = read_wkt("LINESTRING Z (76.9 43.2 5, 76.95 43.25 6)")
    assert isinstance(line, LineString)
    assert not line.has_z
    bow_tie = read_wkt("POLYGON((0 0, 1 1, 1 0, 0 1, 0 0))")
    assert bow_tie is not None
    assert bow_tie.is_valid
    assert read_wkt(" ") is None


@pytest.mark.parametrize("text", ["POINT(", "hello", "POINT EMPTY", "POINT(500 500)"])
def test_wkt_that_is_no_place_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"WKT|empty|world"):
        read_wkt(text)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (3.0, "3"),
        (3.5, "3.5"),
        (datetime(2026, 5, 4), "2026-05-04"),
        (datetime(2026, 5, 4, 9, 30), "2026-05-04 09:30:00"),
        (date(2026, 5, 4), "2026-05-04"),
        (time(9, 30), "09:30:00"),
        (True, "true"),
        ("  x ", "x"),
        (1e20, "1e+20"),
    ],
)
def test_a_cell_is_told_as_a_person_reads_it(cell: Cell, text: str) -> None:
    assert cell_text(cell) == text


@pytest.mark.parametrize(
    "wkt",
    [
        "CIRCULARSTRING (76.9 43.2, 76.91 43.21, 76.92 43.2)",
        "LINESTRING (" + ", ".join(f"76.9 {43.2 + at / 1e6:.6f}" for at in range(20_001)) + ")",
    ],
    ids=["a curve", "too many points"],
)
def test_a_geometry_that_nobody_can_work_with_is_refused_in_its_row(wkt: str) -> None:
    with pytest.raises(ValueError, match=r"cannot be read|20,000 points"):
        read_wkt(wkt)
