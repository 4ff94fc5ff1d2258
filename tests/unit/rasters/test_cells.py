"""Cells are counted exactly: the same as every work against every square."""

import numpy as np
import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from gis_app.rasters.cells import CELL_M, CellGrid, count

GRID = CellGrid(32643, 650_000.0, 4_790_000.0, 12, 9)


def by_force(shapes: list[BaseGeometry], grid: CellGrid) -> list[list[int]]:
    def square(row: int, column: int) -> BaseGeometry:
        west, north = grid.west_m + column * CELL_M, grid.north_m - row * CELL_M
        return shapely.box(west, north - CELL_M, west + CELL_M, north)

    return [
        [sum(shapely.intersects(square(row, column), one) for one in shapes) for column in range(grid.columns)]
        for row in range(grid.rows)
    ]


def at(x: float, y: float) -> tuple[float, float]:
    """Cells east and south of the corner, in metres of the CRS."""
    return GRID.west_m + x * CELL_M, GRID.north_m - y * CELL_M


def many(seed: int) -> list[BaseGeometry]:
    """Points, bent lines and areas with holes, some beyond the grid."""
    dice = np.random.default_rng(seed)
    made: list[BaseGeometry] = []
    for _ in range(60):
        x, y = dice.uniform(-2, 14, 2)
        made.append(shapely.Point(at(x, y)))
        made.append(shapely.LineString([at(x + dx, y + dy) for dx, dy in dice.uniform(-3, 3, (4, 2))]))
        area = shapely.Point(at(x, y)).buffer(dice.uniform(20, 250))
        made.append(area.difference(area.centroid.buffer(15)))
    return made


@pytest.mark.parametrize("seed", range(4))
def test_counts_are_those_of_every_shape_against_every_square(seed: int) -> None:
    shapes = many(seed)
    assert count(shapes, GRID).tolist() == by_force(shapes, GRID)


EDGES = {
    "a point on a corner meets four cells": (shapely.Point(at(3, 3)), 4),
    "a point on a border meets two": (shapely.Point(at(3.5, 3)), 2),
    "a point inside meets one": (shapely.Point(at(3.5, 3.5)), 1),
    "a line along a border meets both sides": (shapely.LineString([at(3.2, 3), at(3.8, 3)]), 2),
    "a line through a corner meets four": (shapely.LineString([at(2.5, 2.5), at(3.5, 3.5)]), 4),
    "an L leaves its inner corner out": (shapely.LineString([at(2.5, 2.5), at(2.5, 4.5), at(4.5, 4.5)]), 5),
    "several parts count once a cell": (shapely.MultiPoint([at(3.2, 3.2), at(3.8, 3.8)]), 1),
    "a whole city counts in each cell": (shapely.box(*at(-9, 99), *at(99, -9)), 12 * 9),
    "what lies outside counts nowhere": (shapely.Point(at(-5, -5)), 0),
    "what ends at the outer border counts within": (shapely.Point(at(12, 4.5)), 1),
}


@pytest.mark.parametrize("name", sorted(EDGES))
def test_edges(name: str) -> None:
    shape, cells = EDGES[name]
    assert int(count([shape], GRID).sum()) == cells
    assert count([shape], GRID).tolist() == by_force([shape], GRID)


def test_no_shapes_make_zeros() -> None:
    assert not count([], GRID).any()


def test_the_grid_of_a_city_stands_on_whole_cells_and_covers_it() -> None:
    grid = CellGrid.over((76.70, 43.03, 77.20, 43.46), 32643)
    assert (grid.west_m % CELL_M, grid.north_m % CELL_M) == (0, 0)
    assert 400 < grid.columns < 420
    assert 480 < grid.rows < 500


def test_cells_inside_an_area_are_those_whose_middle_lies_in_it() -> None:
    area = shapely.box(*at(2.4, 5.6), *at(4.6, 3.4))
    inside = GRID.inside(area)
    assert sorted(zip(*np.nonzero(inside), strict=True)) == [(row, column) for row in (3, 4, 5) for column in (2, 3, 4)]
