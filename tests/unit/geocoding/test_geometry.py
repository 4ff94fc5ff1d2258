"""Crossings, stretches, rings and areas in metres."""

import pytest
from shapely import LineString, MultiLineString

from gis_app.geocoding.areas import area_of_houses
from gis_app.geocoding.crossings import Crossings
from gis_app.geocoding.rings import enclosed, orders
from gis_app.geocoding.stretch import Centreline


def test_two_carriageways_make_one_crossing() -> None:
    avenue = MultiLineString([[(0, 0), (1000, 0)], [(1000, 25), (0, 25)]])
    crossings = Crossings([avenue, LineString([(500, -300), (500, 300)])])
    assert crossings.meet(0, 1) == [(500.0, 12.5)]


def test_streets_that_meet_twice_have_two_crossings() -> None:
    bow = LineString([(0, -100), (0, 50), (400, 50), (400, -100)])
    crossings = Crossings([LineString([(-100, 0), (600, 0)]), bow])
    assert sorted(crossings.meet(0, 1)) == [(0.0, 0.0), (400.0, 0.0)]


@pytest.mark.parametrize(
    ("gap_m", "meets", "factor"),
    [(0, True, 1.0), (20, True, 1.0), (80, True, 0.95), (150, True, 0.9), (250, True, 0.82), (310, False, 0.0)],
)
def test_a_wider_gap_is_weaker_evidence(gap_m: float, meets: bool, factor: float) -> None:
    lines = [LineString([(0, 0), (1000, 0)]), LineString([(500, gap_m), (500, 900)])]
    points, found = Crossings(lines).meet_with_jog(0, 1)
    assert bool(points) is meets
    assert found == factor


def test_a_line_does_not_meet_itself() -> None:
    crossings = Crossings([LineString([(0, 0), (10, 0)]), LineString([(0, 900), (10, 900)])])
    assert crossings.meet_with_jog(0, 0)[0] == []


def test_a_stretch_follows_the_bends_of_the_street() -> None:
    street = Centreline(LineString([(0, 0), (500, 0), (500, 500)]))
    stretch = street.between((100, 10), (490, 300))
    assert stretch is not None
    assert stretch.line.length == pytest.approx(700)
    assert stretch.gap_m == 0


def test_a_stretch_goes_over_a_gap_between_dead_ends() -> None:
    street = Centreline(MultiLineString([[(0, 0), (300, 0)], [(700, 0), (1000, 0)]]))
    stretch = street.between((100, 0), (900, 0))
    assert stretch is not None
    assert stretch.line.length == pytest.approx(800)
    assert stretch.gap_m == pytest.approx(400)


def test_a_wide_gap_is_crossed_only_when_there_is_no_other_way() -> None:
    street = Centreline(MultiLineString([[(0, 0), (300, 0)], [(1200, 0), (1500, 0)]]))
    stretch = street.between((100, 0), (1400, 0))
    assert stretch is not None
    assert stretch.gap_m == pytest.approx(900)


def test_pieces_too_far_apart_are_no_stretch() -> None:
    street = Centreline(MultiLineString([[(0, 0), (300, 0)], [(2000, 0), (2500, 0)]]))
    assert street.between((100, 0), (2400, 0)) is None


def test_orders_of_a_ring_do_not_repeat_turned_or_mirrored_ones() -> None:
    assert orders(3) == [(0, 1, 2)]
    assert len(orders(4)) == 3
    assert len(orders(5)) == 12
    assert orders(4)[0] == (0, 1, 2, 3)
    assert len(orders(9)) == 1


def test_a_ring_encloses_its_corners() -> None:
    corners = [(100.0, 0.0), (100.0, 100.0), (0.0, 100.0), (0.0, 0.0)]
    polygon = enclosed([0, 1, 2, 3], corners, lambda _, a, b: LineString([a, b]))
    assert polygon is not None
    assert polygon.area == pytest.approx(10_000)


def test_a_ring_without_area_is_none() -> None:
    corners = [(0.0, 0.0), (100.0, 0.0), (200.0, 0.0)]
    assert enclosed([0, 1, 2], corners, lambda _, a, b: LineString([a, b])) is None


def test_the_area_of_a_microdistrict_leaves_stray_houses_out() -> None:
    houses = [(x * 50.0, y * 50.0) for x in range(4) for y in range(4)] + [(9000.0, 9000.0)]
    area = area_of_houses(houses)
    assert area is not None
    assert area.area < 100_000
    assert area_of_houses(houses[:2]) is None
    assert area_of_houses([(0, 0), (1000, 0), (2000, 0)]) is None
