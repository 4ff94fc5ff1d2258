"""The map that asks which place is meant: numbers that can be told apart and touched."""

import pytest

from gis_app.pages.place.choice_map import draw_choices
from gis_app.pages.sketch import HEIGHT, WIDTH
from tests.grid import Grid
from tests.unit.geocoding.small_city import small_register

grid = Grid()


def choices(*places: tuple[float, float]) -> list[tuple[float, float]]:
    return [(point.x, point.y) for point in (grid.point(*place) for place in places)]


@pytest.mark.parametrize(
    "places",
    [
        [(3, 3)],
        [(0, 0), (12, 8)],
        [(3, 3), (3, 3.01), (3.01, 3), (3, 3)],  # four numbers for nearly one place
        [(0, 0), (90, 40), (0.1, 0)],
    ],
)
def test_numbers_lie_in_the_picture_and_not_on_each_other(places: list[tuple[float, float]]) -> None:
    drawn = draw_choices(small_register(), choices(*places), "ru")
    assert [mark.number for mark in drawn.marks] == list(range(1, len(places) + 1))
    for mark in drawn.marks:
        assert 22 <= mark.x <= WIDTH - 22
        assert 22 <= mark.y <= HEIGHT - 22
        others = [other for other in drawn.marks if other is not mark]
        assert all(max(abs(mark.x - other.x), abs(mark.y - other.y)) >= 40 for other in others)


def test_a_number_that_has_room_stands_at_its_place() -> None:
    for mark in draw_choices(small_register(), choices((0, 0), (9, 8)), "ru").marks:
        assert (mark.x, mark.y) == mark.at


def test_streets_are_drawn_near_and_districts_with_their_names_far() -> None:
    near = draw_choices(small_register(), choices((3, 3), (6, 6)), "ru")
    assert near.streets
    assert (near.areas, near.names) == ((), ())
    far = draw_choices(small_register(), choices((0, 0), (120, 60)), "ru")
    assert {one.name for one in far.names} <= {target.label("ru") for target in small_register().targets}
    assert far.areas
