"""Where lines meet: streets with streets, streets with rivers. Computed once when the register is loaded."""

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

Point = tuple[float, float]

NEAR_M = 30.0  # ends of streets drawn to the kerb of the crossing one still meet it
JOG_M = 300.0  # streets that jog, or whose last block has no name in the source
_FACTORS = ((NEAR_M, 1.0), (100.0, 0.95), (200.0, 0.9), (JOG_M, 0.82))  # a wider gap is weaker evidence
_ONE_CROSSING_M = 90.0  # the two carriageways of an avenue make one crossing


class Crossings:
    """Pairs of lines and the points where they meet, in metres. Lines are named by their place in `lines`.

    Jogs are kept apart from crossings: streets that do not meet and come within 300 m of each other.
    """

    def __init__(self, lines: Sequence[BaseGeometry | None]) -> None:
        self._of: dict[int, dict[int, list[Point]]] = {}
        self._jogs: dict[tuple[int, int], int] = {}  # a pair, the lower number first → row of the two arrays
        self._middles: NDArray[np.float64] = np.zeros((0, 2))
        self._gaps: NDArray[np.float64] = np.zeros(0)
        present = np.array([place for place, line in enumerate(lines) if line is not None], dtype=int)
        if len(present) < 2:
            return
        shapes = np.array(lines, dtype=object)[present]
        left, right = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=JOG_M)
        once = left < right
        left, right = left[once], right[once]
        between = shapely.shortest_line(shapes[left], shapes[right])
        gaps = shapely.length(between)
        near = gaps <= NEAR_M
        self._add_meetings(shapes, present, left[near], right[near], between[near])
        self._add_jogs(present[left[~near]], present[right[~near]], between[~near], gaps[~near])

    def _add_meetings(
        self,
        shapes: NDArray[np.object_],
        present: NDArray[np.int_],
        left: NDArray[np.int_],
        right: NDArray[np.int_],
        between: NDArray[np.object_],
    ) -> None:
        met = shapely.intersection(shapes[left], shapes[right])
        apart = shapely.is_empty(met)
        met[apart] = between[apart]
        middle = shapely.get_type_id(met) == 1  # a line: the gap between them, or a shared stretch
        met[middle] = shapely.line_interpolate_point(met[middle], 0.5, normalized=True)
        coordinates, owners = shapely.get_coordinates(met, return_index=True)
        starts = np.searchsorted(owners, np.arange(len(met) + 1))
        for pair, (one, other) in enumerate(zip(present[left].tolist(), present[right].tolist(), strict=True)):
            points = _merge(coordinates[starts[pair] : starts[pair + 1]])
            self._of.setdefault(one, {})[other] = points
            self._of.setdefault(other, {})[one] = points

    def _add_jogs(
        self,
        left: NDArray[np.int_],
        right: NDArray[np.int_],
        between: NDArray[np.object_],
        gaps: NDArray[np.float64],
    ) -> None:
        pairs = zip(left.tolist(), right.tolist(), strict=True)
        self._jogs = {pair: row for row, pair in enumerate(pairs)}
        ends = shapely.get_coordinates(between).reshape(-1, 2, 2)
        self._middles = ends.mean(axis=1)
        self._gaps = np.minimum(gaps, JOG_M)

    def neighbours(self, line: int) -> dict[int, list[Point]]:
        """Every line that meets `line`, with the points."""
        return self._of.get(line, {})

    def meet(self, one: int, other: int) -> list[Point]:
        """The points where two lines meet within 30 m of each other; empty when they do not."""
        return self._of.get(one, {}).get(other, [])

    def meet_with_jog(self, one: int, other: int) -> tuple[list[Point], float]:
        """As `meet`, else the middle of a gap of up to 300 m; with a factor (1 when they meet, less over a gap)."""
        points = self.meet(one, other)
        if points or one == other:
            return points, 1.0
        row = self._jogs.get((min(one, other), max(one, other)))
        if row is None:
            return [], 0.0
        x, y = self._middles[row].tolist()
        return [(x, y)], next(factor for reach, factor in _FACTORS if self._gaps[row] <= reach)


def _merge(points: NDArray[np.float64]) -> list[Point]:
    """Points closer than 90 m to a group's middle become one."""
    groups: list[list[Point]] = []
    for x, y in points.tolist():
        for group in groups:
            middle_x = sum(point[0] for point in group) / len(group)
            middle_y = sum(point[1] for point in group) / len(group)
            if (middle_x - x) ** 2 + (middle_y - y) ** 2 <= _ONE_CROSSING_M**2:
                group.append((x, y))
                break
        else:
            groups.append([(x, y)])
    return [
        (sum(point[0] for point in group) / len(group), sum(point[1] for point in group) / len(group))
        for group in groups
    ]
