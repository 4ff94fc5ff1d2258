"""Where lines meet: streets with streets, streets with rivers. Computed once when the register is loaded."""

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

Point = tuple[float, float]

NEAR_M = 30.0  # ends of streets drawn to the kerb of the crossing one still meet it
JOG_M = 200.0  # a street that goes on after a jog: LOCATIONS says 60–200 m
_ONE_CROSSING_M = 90.0  # the two carriageways of an avenue make one crossing


class Crossings:
    """Pairs of lines and the points where they meet, in metres. Lines are named by their place in `lines`."""

    def __init__(self, lines: Sequence[BaseGeometry | None]) -> None:
        self._lines = np.array(lines, dtype=object)
        self._of: dict[int, dict[int, list[Point]]] = {}
        self._jogs: dict[tuple[int, int], list[Point]] = {}
        present = np.array([place for place, line in enumerate(lines) if line is not None], dtype=int)
        if len(present) < 2:
            return
        shapes = self._lines[present]
        left, right = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=NEAR_M)
        once = left < right
        left, right = left[once], right[once]
        met = shapely.intersection(shapes[left], shapes[right])
        apart = shapely.is_empty(met)
        met[apart] = shapely.shortest_line(shapes[left[apart]], shapes[right[apart]])
        middle = shapely.get_type_id(met) == 1  # a line: the gap between them, or a shared stretch
        met[middle] = shapely.line_interpolate_point(met[middle], 0.5, normalized=True)
        coordinates, owners = shapely.get_coordinates(met, return_index=True)
        starts = np.searchsorted(owners, np.arange(len(met) + 1))
        for pair, (one, other) in enumerate(zip(present[left].tolist(), present[right].tolist(), strict=True)):
            points = _merge(coordinates[starts[pair] : starts[pair + 1]])
            self._of.setdefault(one, {})[other] = points
            self._of.setdefault(other, {})[one] = points

    def neighbours(self, line: int) -> dict[int, list[Point]]:
        """Every line that meets `line`, with the points."""
        return self._of.get(line, {})

    def meet(self, one: int, other: int) -> list[Point]:
        """The points where two lines meet within 30 m of each other; empty when they do not."""
        return self._of.get(one, {}).get(other, [])

    def meet_with_jog(self, one: int, other: int, within_m: float = JOG_M) -> list[Point]:
        """As `meet`, else the middle of the gap when the lines come within `within_m` of each other."""
        points = self.meet(one, other)
        if points or one == other:
            return points
        pair = (min(one, other), max(one, other))
        if pair not in self._jogs:
            a, b = self._lines[one], self._lines[other]
            found: list[Point] = []
            if a is not None and b is not None and shapely.dwithin(a, b, JOG_M):
                gap = shapely.shortest_line(a, b)
                middle = shapely.line_interpolate_point(gap, 0.5, normalized=True)
                found = [(float(middle.x), float(middle.y))]
            if len(self._jogs) > 200_000:
                self._jogs.clear()
            self._jogs[pair] = found
        found = self._jogs[pair]
        if found and within_m < JOG_M and shapely.distance(self._lines[one], self._lines[other]) > within_m:
            return []
        return found


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
