"""Houses invented along the sketch's streets."""

import csv
from collections import Counter
from pathlib import Path

import pytest
from shapely import LineString, Point, Polygon

from etl.demo.houses import (
    FROM_AXIS_M,
    SKETCH,
    House,
    Numbering,
    all_houses,
    in_metres,
    microdistrict_houses,
    read_numberings,
    street_houses,
    write_houses,
)

WEST, SOUTH = 650_000.0, 4_790_000.0
NORTH_SOUTH = LineString([(WEST, SOUTH), (WEST, SOUTH + 500)])
WEST_EAST = LineString([(WEST, SOUTH), (WEST + 500, SOUTH)])


def metres(house: House) -> tuple[float, float]:
    point = in_metres(Point(house.lon, house.lat))
    assert isinstance(point, Point)
    return point.x - WEST, point.y - SOUTH


def test_numbers_grow_from_north_to_south() -> None:
    houses = list(street_houses("улица", "residential", NORTH_SOUTH))
    assert [metres(h)[1] for h in houses] == sorted((metres(h)[1] for h in houses), reverse=True)


def test_numbers_grow_from_east_to_west() -> None:
    houses = list(street_houses("улица", "residential", WEST_EAST))
    assert [metres(h)[0] for h in houses] == sorted((metres(h)[0] for h in houses), reverse=True)


def test_the_drawing_direction_of_a_street_does_not_matter() -> None:
    drawn = list(street_houses("улица", "residential", NORTH_SOUTH))
    redrawn = list(street_houses("улица", "residential", NORTH_SOUTH.reverse()))
    assert [h.address for h in drawn] == [h.address for h in redrawn]
    assert [metres(h) for h in drawn] == [pytest.approx(metres(h), abs=0.01) for h in redrawn]


def test_odd_numbers_stand_on_one_side_and_even_ones_on_the_other() -> None:
    for house in street_houses("улица", "residential", NORTH_SOUTH):
        odd = int(house.address.split(", ")[1]) % 2 == 1
        assert (metres(house)[0] > 0) is odd


def test_a_street_without_a_numbering_has_a_number_every_25_metres() -> None:
    houses = list(street_houses("улица", "residential", NORTH_SOUTH))
    assert [h.address for h in houses] == [f"улица, {number}" for number in range(1, 21)]
    assert metres(houses[0])[1] - metres(houses[1])[1] == pytest.approx(25, abs=0.1)


@pytest.mark.parametrize(
    ("zero_at_m", "first", "last"),
    [(0.0, 1, 10), (-500.0, 10, 20), (300.0, 1, 4), (600.0, None, None)],
)
def test_only_numbers_that_stand_on_the_line_are_made(zero_at_m: float, first: int | None, last: int | None) -> None:
    houses = list(street_houses("улица", "residential", NORTH_SOUTH, Numbering(50.0, zero_at_m)))
    numbers = [int(h.address.split(", ")[1]) for h in houses]
    assert (numbers[0] if numbers else None, numbers[-1] if numbers else None) == (first, last)


def test_houses_of_a_wide_road_stand_farther_from_its_axis() -> None:
    wide = next(street_houses("улица", "trunk", NORTH_SOUTH))
    narrow = next(street_houses("улица", "residential", NORTH_SOUTH))
    assert metres(wide)[0] == pytest.approx(FROM_AXIS_M["trunk"], abs=0.1)
    assert metres(narrow)[0] < metres(wide)[0]


def test_houses_of_a_microdistrict_stand_inside_it_and_are_numbered_from_one() -> None:
    outline = Polygon([(WEST, SOUTH), (WEST + 300, SOUTH), (WEST + 300, SOUTH + 200), (WEST, SOUTH + 200)])
    houses = list(microdistrict_houses("микрорайон", outline))
    assert [h.address for h in houses] == [f"микрорайон, {number}" for number in range(1, len(houses) + 1)]
    assert len(houses) >= 6
    assert all(outline.contains(Point(WEST + x, SOUTH + y)) for x, y in map(metres, houses))


def test_every_hand_written_numbering_is_of_a_drawn_street() -> None:
    drawn = {house.address.rpartition(", ")[0] for house in all_houses()}
    assert set(read_numberings(SKETCH / "numbering.csv")) <= drawn


def test_an_address_is_made_once() -> None:
    assert max(Counter(house.address for house in all_houses()).values()) == 1


def test_the_written_file_marks_every_house_as_interpolated(tmp_path: Path) -> None:
    path = tmp_path / "houses.csv"
    count = write_houses(path)
    with path.open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    assert len(rows) == count > 10_000
    assert {(row["quality"], row["is_sketch"]) for row in rows} == {("interpolated", "true")}


def test_the_same_sketch_gives_the_same_file(tmp_path: Path) -> None:
    write_houses(tmp_path / "a.csv")
    write_houses(tmp_path / "b.csv")
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
