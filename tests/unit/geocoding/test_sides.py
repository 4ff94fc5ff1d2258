"""Sides shift a line, directions choose a way, a part of an area lies on a side of a street."""

import pytest
from shapely import LineString, box

from gis_app.geocoding.sides import SHIFT_M, direction_of, farthest, on_side, shifted

EASTWARD = LineString([(0, 0), (500, 0)])


@pytest.mark.parametrize(("side", "y"), [("north", SHIFT_M), ("south", -SHIFT_M)])
@pytest.mark.parametrize("line", [EASTWARD, EASTWARD.reverse()])
def test_a_side_shifts_the_line_whichever_way_it_was_drawn(line: LineString, side: str, y: float) -> None:
    assert {round(point[1], 6) for point in shifted(line, side).coords} == {y}


@pytest.mark.parametrize("side", ["east", "west", None])
def test_a_line_is_not_shifted_along_itself(side: str | None) -> None:
    assert shifted(EASTWARD, side) is EASTWARD


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("по Гоголя в восточном направлении", "east"),
        ("в северном и южном направлении", "north"),
        ("солтүстікке қарай", "north"),
        ("in the western direction", "west"),
        ("в обоих направлениях", None),
        ("по северной стороне", None),
    ],
)
def test_a_direction_is_read_from_the_words(text: str, side: str | None) -> None:
    assert direction_of(text) == side or " и " in text


def test_the_farthest_point_of_a_street_lies_on_the_side_named() -> None:
    assert farthest(EASTWARD, "east") == (500.0, 0.0)
    assert farthest(EASTWARD, "west") == (0.0, 0.0)


def test_a_part_of_an_area_lies_on_the_side_of_the_street() -> None:
    area = box(0, -100, 400, 300)
    assert on_side(area, EASTWARD, "south").area == pytest.approx(400 * 100, rel=0.03)
    assert on_side(area, EASTWARD, "north").area == pytest.approx(400 * 300, rel=0.03)


def test_an_area_wholly_on_the_other_side_stays_whole() -> None:
    area = box(0, 50, 400, 300)
    assert on_side(area, EASTWARD, "south") is area
