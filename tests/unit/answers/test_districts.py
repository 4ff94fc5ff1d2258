"""A street that runs through several districts has all of them, most of it first."""

import pytest
from shapely import MultiLineString, Point

from gis_app.answers.districts import districts_of_street
from gis_app.geocoding.register import Register
from gis_app.geocoding.targets import DistrictRow, StreetRow
from tests.grid import Grid

grid = Grid()  # one step is 100 m


@pytest.mark.parametrize(
    ("line", "districts"),
    [
        ([(2, 5), (9, 5)], []),  # one district
        ([(2, 5), (30, 5)], [2, 1]),  # eight steps in the first, twenty in the second
        ([(2, 5), (11, 5)], [1]),  # it ends just beyond the border: still one
        ([(10, 1), (10, 9)], [1, 2]),  # along the border
    ],
)
def test_districts_of_a_street(line: list[tuple[float, float]], districts: list[int]) -> None:
    rows = [
        DistrictRow(number, f"район {number}", "", "", grid.box(west, 0, west + 10 * number, 10))
        for number, west in ((1, 0), (2, 10))
    ]
    street = StreetRow(7, "street", MultiLineString([grid.line(*line)]))
    register = Register.from_rows([street], [], [], [], rows)
    found = districts_of_street(register, 7)
    assert [district for district, _ in found] == (districts if len(districts) > 1 else [])
    for district, (lon, lat) in found:
        area = register.targets[register.district_targets[district]].geom
        assert area.distance(Point(register.frame.point_to_metric(lon, lat))) <= 31


def test_an_unknown_street_has_none() -> None:
    assert districts_of_street(Register.from_rows([], [], [], [], []), 1) == ()
