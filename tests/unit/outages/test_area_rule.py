"""The area of what a notice names, drawn in metres."""

import pytest
from shapely import LineString, MultiPoint, Point, Polygon, box

from gis_app.outages.area_rule import area_of, as_multipolygon

STREET = LineString([(0, 0), (1000, 0)])


def test_a_house_is_a_circle_of_40_m() -> None:
    area = area_of("rooftop", Point(0, 0))
    assert area is not None
    assert area.bounds == pytest.approx((-40, -40, 40, 40))


def test_a_house_keeps_to_its_yard() -> None:
    area = area_of("rooftop", Point(10, 10), yards=[box(0, 0, 300, 300)])
    assert area is not None
    assert area.bounds == pytest.approx((0, 0, 50, 50))


def test_between_the_houses_of_a_range_lies_their_street() -> None:
    houses = MultiPoint([(100, 20), (500, -20)])
    area = area_of("multi", houses, street=STREET)
    assert area is not None
    assert area.covers(Point(300, 30))
    assert not area.intersects(Point(700, 0))


def test_a_list_of_houses_has_nothing_between_them() -> None:
    area = area_of("multi", MultiPoint([(100, 20), (500, -20)]))
    assert area is not None
    assert not area.intersects(Point(300, 0))


@pytest.mark.parametrize(("length_m", "is_drawn"), [(1499, True), (1500, True), (1501, False)])
def test_a_whole_street_is_drawn_up_to_1500_m(length_m: float, is_drawn: bool) -> None:
    assert (area_of("street", LineString([(0, 0), (length_m, 0)])) is not None) is is_drawn


def test_a_stretch_of_any_length_is_drawn_40_m_to_each_side() -> None:
    area = area_of("segment", LineString([(0, 0), (5000, 0)]))
    assert area is not None
    assert area.bounds == pytest.approx((0, -40, 5000, 40))


@pytest.mark.parametrize(("y", "is_drawn"), [(249, True), (251, False)])
def test_a_street_counts_within_150_m_of_its_microdistrict(y: float, is_drawn: bool) -> None:
    line = LineString([(0, y), (5000, y)])
    area = area_of("street", line, within=box(0, 0, 100, 100))
    assert (area is not None) is is_drawn


def test_a_contour_is_itself_and_a_crossing_a_circle_of_60_m() -> None:
    square = box(0, 0, 200, 100)
    assert area_of("contour", square) == square
    crossing = area_of("intersection", Point(0, 0))
    assert crossing is not None
    assert crossing.bounds == pytest.approx((-60, -60, 60, 60))


def test_areas_are_joined_to_one_multipolygon() -> None:
    joined = as_multipolygon([box(0, 0, 100, 100), box(50, 0, 150, 100), Polygon([(500, 0), (600, 0), (600, 90)])])
    assert joined is not None
    assert (joined.geom_type, len(joined.geoms), joined.area) == ("MultiPolygon", 2, pytest.approx(15000 + 4500))


def test_nothing_found_is_no_area() -> None:
    assert as_multipolygon([]) is None
