"""The small map of the page that explains an answer."""

import re

import pytest
from shapely import GeometryCollection, MultiPoint, Point
from shapely.geometry.base import BaseGeometry

from gis_app.pages.sketch import HEIGHT, WIDTH, Shape, draw
from tests.grid import Grid, in_metres
from tests.unit.geocoding.small_city import small_register

grid = Grid()


def pixels(shapes: tuple[Shape, ...]) -> list[tuple[float, float]]:
    found = [(shape.x, shape.y) for shape in shapes if shape.x is not None and shape.y is not None]
    for shape in shapes:
        found += [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", shape.d)]
    return found


@pytest.mark.parametrize(
    "place",
    [
        grid.point(3, 3),
        grid.line((0, 0), (12, 0)),
        grid.box(0, 0, 3, 9),
        MultiPoint([grid.point(0, 0), grid.point(5, 5)]),
        GeometryCollection([grid.point(0, 0), grid.line((0, 0), (3, 3))]),
    ],
    ids=lambda place: place.geom_type,
)
def test_the_whole_place_is_inside_the_picture(place: BaseGeometry) -> None:
    sketch = draw(small_register(), place, [])
    assert sketch is not None
    assert sketch.found
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in pixels(sketch.found))


def test_north_is_up_and_east_is_right() -> None:
    sketch = draw(small_register(), MultiPoint([grid.point(0, 0), grid.point(3, 3)]), [])
    assert sketch is not None
    south_west, north_east = sorted(pixels(sketch.found))
    assert south_west[1] > north_east[1]


def test_streets_around_are_drawn_and_named_ones_carry_their_name() -> None:
    street = in_metres(grid.line((0, 8), (12, 8)))
    sketch = draw(small_register(), grid.point(6, 8), [("улица Гоголя", street)])
    assert sketch is not None
    assert len(sketch.around) >= 2
    assert [named.label for named in sketch.named] == ["улица Гоголя"]
    assert 0 < sketch.named[0].x < WIDTH


def test_a_named_place_outside_the_picture_is_left_out() -> None:
    sketch = draw(small_register(), grid.point(6, 8), [("далеко", in_metres(grid.line((900, 8), (912, 8))))])
    assert sketch is not None
    assert sketch.named == ()


def test_labels_do_not_lie_on_each_other() -> None:
    street = in_metres(grid.line((0, 8), (12, 8)))
    sketch = draw(small_register(), grid.point(6, 8), [("одна", street), ("другая", street)])
    assert sketch is not None
    one, other = sketch.named
    assert abs(one.y - other.y) >= 16


def test_without_a_place_the_named_streets_set_the_picture() -> None:
    sketch = draw(small_register(), None, [("улица", in_metres(grid.line((0, 8), (12, 8))))])
    assert sketch is not None
    assert sketch.found == ()
    assert sketch.named


@pytest.mark.parametrize("place", [None, Point()])
def test_nothing_known_is_no_picture(place: BaseGeometry | None) -> None:
    assert draw(small_register(), place, []) is None


@pytest.mark.parametrize(("length", "scale_m"), [(1, 100), (12, 200), (100, 2000)])
def test_the_scale_bar_is_a_round_length_of_at_most_a_quarter(length: float, scale_m: int) -> None:
    sketch = draw(small_register(), grid.line((0, 0), (length, 0)), [])
    assert sketch is not None
    assert sketch.scale_m == scale_m
    assert sketch.scale_px <= WIDTH / 4
