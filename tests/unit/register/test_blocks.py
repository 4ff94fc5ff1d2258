"""Blocks, carriageways and yards of streets drawn on a plane in metres."""

import pytest
import shapely
from shapely import LineString
from shapely.geometry.base import BaseGeometry

from gis_app.geocoding.blocks import Piece, block_polygons, carriageway_polygons, yard_polygons
from gis_app.geocoding.street_space import BOUNDING_CLASSES, HALF_WIDTHS, half_width_m


def piece(
    *corners: tuple[float, float],
    fclass: str = "residential",
    one_way: bool = False,
    tunnel: bool = False,
    street: int | None = 1,
) -> Piece:
    """A piece of road."""
    return Piece(street, fclass, one_way, tunnel, LineString(corners))


def square(side_m: float = 100.0, **facts: object) -> list[Piece]:
    """Four streets round a square."""
    s = side_m
    return [
        piece(*ends, **facts)  # type: ignore[arg-type]
        for ends in (((0, 0), (s, 0)), ((s, 0), (s, s)), ((s, s), (0, s)), ((0, s), (0, 0)))
    ]


def test_four_streets_enclose_one_block() -> None:
    assert [block.area for block in block_polygons(square())] == [10_000]


def test_a_street_through_a_block_makes_two_of_it_though_no_node_is_shared() -> None:
    assert sorted(b.area for b in block_polygons([*square(), piece((40, -20), (40, 120))])) == [4_000, 6_000]


@pytest.mark.parametrize("fclass", ["service", "footway", "steps", "track", "cycleway"])
def test_drives_and_paths_do_not_part_a_block(fclass: str) -> None:
    assert len(block_polygons([*square(), piece((40, -20), (40, 120), fclass=fclass)])) == 1


def test_a_tunnel_does_not_part_a_block() -> None:
    assert len(block_polygons([*square(), piece((40, -20), (40, 120), tunnel=True)])) == 1


@pytest.mark.parametrize(("gap_m", "blocks"), [(5.0, 1), (11.0, 1), (13.0, 0)])
def test_a_street_drawn_a_little_short_still_closes_its_block(gap_m: float, blocks: int) -> None:
    short = [
        piece((0, 0), (100, 0)),
        piece((100, 0), (100, 100)),
        piece((100, 100), (0, 100)),
        piece((0, 100), (0, gap_m)),
    ]
    assert len(block_polygons(short)) == blocks


@pytest.mark.parametrize(("side_m", "blocks"), [(17.0, 0), (18.0, 1)])
def test_traffic_islands_are_no_blocks(side_m: float, blocks: int) -> None:
    assert len(block_polygons(square(side_m))) == blocks


def test_no_streets_enclose_nothing() -> None:
    assert block_polygons([]) == []
    assert yard_polygons([], []) == []


def test_the_carriageway_of_a_street_is_its_pieces_buffered_by_their_class() -> None:
    [(street, area)] = carriageway_polygons([piece((0, 0), (100, 0)), piece((100, 0), (200, 0), fclass="primary")])
    assert street == 1
    west, south, east, north = area.bounds
    assert north == pytest.approx(HALF_WIDTHS["primary"].two_way_m)
    assert shapely.intersection(area, shapely.box(20, -50, 80, 50)).area == pytest.approx(60 * 2 * 3.5)
    assert west < 0 < 200 < east
    assert south == -north


def test_roads_without_a_street_have_a_carriageway_each_and_unnamed_drives_have_none() -> None:
    roads = [piece((0, 0), (9, 0), street=None), piece((0, 50), (9, 50), street=None)]
    drives = [piece((0, 90), (9, 90), street=None, fclass="service")]
    assert [street for street, _ in carriageway_polygons(roads + drives)] == [None, None]
    assert len(carriageway_polygons([piece((0, 90), (9, 90), fclass="service")])) == 1


def test_a_yard_is_a_block_without_its_carriageways_and_without_the_park() -> None:
    streets = square()
    block = block_polygons(streets)[0]
    taken: list[BaseGeometry] = [area for _, area in carriageway_polygons(streets)]
    assert yard_polygons([block], taken)[0] is not None
    yard = yard_polygons([block], taken)[0]
    assert yard is not None
    assert yard.area == pytest.approx(93 * 93, rel=0.01)
    beside_park = yard_polygons([block], [*taken, shapely.box(0, 0, 50, 100)])[0]
    assert beside_park is not None
    assert beside_park.area == pytest.approx(46.5 * 93, rel=0.01)


def test_the_median_of_an_avenue_has_no_yard() -> None:
    avenue = [
        piece((0, 0), (300, 0), fclass="primary", one_way=True),
        piece((0, 11), (300, 11), fclass="primary", one_way=True),
        piece((0, 0), (0, 11)),
        piece((300, 0), (300, 11)),
    ]
    [median] = block_polygons(avenue)
    assert yard_polygons([median], [area for _, area in carriageway_polygons(avenue)]) == [None]


@pytest.mark.parametrize(
    ("fclass", "one_way", "named", "metres"),
    [
        ("primary", True, True, 6.0),
        ("primary", False, True, 10.5),
        ("service", False, True, 2.75),
        ("service", False, False, None),
        ("footway", False, True, None),
        ("steps", False, True, None),
    ],
)
def test_half_widths_are_a_table_by_class(fclass: str, one_way: bool, named: bool, metres: float | None) -> None:
    assert half_width_m(fclass, one_way=one_way, named=named) == metres


def test_every_half_width_has_a_reason_and_a_one_way_carriageway_is_the_narrower() -> None:
    for width in HALF_WIDTHS.values():
        assert len(width.reason) > 10
        assert 0 < width.one_way_m <= width.two_way_m
    assert "motorway" in BOUNDING_CLASSES
