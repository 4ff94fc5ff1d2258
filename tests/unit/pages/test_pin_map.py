"""The map that is pressed: pixels become places, and typed coordinates are read in either order."""

import pytest
from shapely import Point

from gis_app.pages.place.pin_map import LAST_STEP, SIDE_PX, PinView, read_coordinates
from gis_app.settings import Settings
from tests.grid import in_metres

SETTINGS = Settings()
HOME = (76.94, 43.24)


@pytest.mark.parametrize("step", [1, 2])
def test_the_middle_of_the_picture_is_its_middle_place(step: int) -> None:
    view = PinView.of(SETTINGS, step, HOME)
    assert view.point_at(SIDE_PX / 2, SIDE_PX / 2) == pytest.approx(HOME, abs=1e-5)


@pytest.mark.parametrize(("step", "metres"), [(1, 5000), (2, 900)])
def test_a_step_shows_so_many_metres_with_north_up(step: int, metres: float) -> None:
    view = PinView.of(SETTINGS, step, HOME)
    west, east = (in_metres(Point(view.point_at(x, 160))) for x in (0, SIDE_PX))
    assert west.distance(east) == pytest.approx(metres, rel=0.01)
    assert view.point_at(160, 0)[1] > view.point_at(160, SIDE_PX)[1]


def test_three_presses_lead_to_a_place_that_was_pressed() -> None:
    view: PinView | tuple[float, float] = PinView.of(SETTINGS, 0, None)
    for step in range(LAST_STEP + 1):
        assert isinstance(view, PinView)
        assert view.step == step
        frame = view.frame
        x, y = PinView.of(SETTINGS, 2, HOME).frame.west, PinView.of(SETTINGS, 2, HOME).frame.north
        view = view.pressed(*frame.pixel(x, y))
    assert not isinstance(view, PinView)
    assert view == pytest.approx(PinView.of(SETTINGS, 2, HOME).point_at(0, 0), abs=2e-5)


@pytest.mark.parametrize("middle", [None, (0.0, 0.0), (76.9, 44.0)])
def test_without_a_middle_in_the_city_the_city_is_shown(middle: tuple[float, float] | None) -> None:
    view = PinView.of(SETTINGS, 2, middle)
    assert (view.step, view.wider) == (0, None)
    west, _, _, north = SETTINGS.bounds
    left, top = view.point_at(0, 0)
    assert left <= west
    assert top >= north


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("43.238, 76.945", (76.945, 43.238)),
        ("76.945 43.238", (76.945, 43.238)),
        ("43.238,76.945", (76.945, 43.238)),
        ("43.238; 76.945", (76.945, 43.238)),
        ("55.75, 37.61", None),  # another city
        ("43.238", None),
        ("43.238, 76.945, 1", None),
        ("nan, nan", None),
        ("Абая 5", None),
        ("", None),
    ],
)
def test_typed_coordinates(typed: str, read: tuple[float, float] | None) -> None:
    assert read_coordinates(typed, SETTINGS.bounds) == read
