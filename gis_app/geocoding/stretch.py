"""A stretch of a street between two points: the shortest way along its own lines, one line for two carriageways."""

from heapq import heappop, heappush
from itertools import pairwise
from math import hypot, inf
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString
from shapely.geometry.base import BaseGeometry

Point = tuple[float, float]

_GAP_M = 250.0  # a street broken by a square or a jog goes on within this
_END_GAP_M = 600.0  # from dead end to dead end: a stretch that the source left without a name
_JOIN_M = 1000.0  # parts farther apart are two streets of one name
_MOST_PARTS = 40
_GAP_COST = 2.0  # metres of gap count double, so a drawn way is preferred
_SNAP_SLACK_M = 45.0  # both carriageways of an avenue are tried as the place of an end
_MOST_SNAPS = 4
_MOST_DETOUR = 4.0  # a way four times the straight one is not the stretch that was meant


class _Snap(NamedTuple):
    edge: int
    share: float
    away_m: float
    point: Point


class Stretch(NamedTuple):
    """A line in metres, and how many metres of it the source does not draw."""

    line: LineString
    gap_m: float


class Centreline:
    """The lines of one street as a small graph, in metres."""

    def __init__(self, geometry: BaseGeometry) -> None:
        self._points: list[Point] = []
        self._ways: list[list[tuple[int, float]]] = []
        numbers: dict[tuple[int, int], int] = {}
        edges: list[tuple[int, int]] = []
        pieces: list[int] = []
        for piece, part in enumerate(shapely.get_parts(geometry)):
            last = -1
            for x, y in shapely.get_coordinates(part).tolist():
                key = (round(x * 5), round(y * 5))
                here = numbers.get(key)
                if here is None:
                    here = numbers[key] = len(self._points)
                    self._points.append((x, y))
                    self._ways.append([])
                if last not in (-1, here):
                    edges.append((last, here))
                    pieces.append(piece)
                    self._link(last, here, 1.0)
                last = here
        self._edges = np.array(edges, dtype=int).reshape(-1, 2)
        self._xy = np.array(self._points, dtype=np.float64).reshape(-1, 2)
        self._pieces = pieces
        self._gaps: set[tuple[int, int]] = set()
        self._close_gaps()
        self._is_joined = False

    def _link(self, one: int, other: int, cost: float) -> None:
        (x1, y1), (x2, y2) = self._points[one], self._points[other]
        length = hypot(x1 - x2, y1 - y2) * cost
        self._ways[one].append((other, length))
        self._ways[other].append((one, length))

    def _close_gaps(self) -> None:
        """Join every dead end to the nearest point of another part within 250 m, or to its dead end within 600 m."""
        part_of = self._parts()
        if max(part_of, default=0) == 0:
            return
        labels = np.array(part_of)
        dead_ends = [place for place, ways in enumerate(self._ways) if len(ways) == 1]
        is_end = np.zeros(len(self._points), dtype=bool)
        is_end[dead_ends] = True
        for end in dead_ends:
            away = np.hypot(self._xy[:, 0] - self._xy[end, 0], self._xy[:, 1] - self._xy[end, 1])
            away[labels == labels[end]] = inf
            nearest = int(np.argmin(away))
            if away[nearest] > _GAP_M:
                nearest = int(np.argmin(np.where(is_end, away, inf)))
            if away[nearest] <= (_END_GAP_M if is_end[nearest] else _GAP_M):
                self._link_gap(end, nearest)

    def _link_gap(self, one: int, other: int) -> None:
        self._link(one, other, _GAP_COST)
        self._gaps |= {(one, other), (other, one)}

    def _join_parts(self) -> None:
        """Join parts up to 1,000 m apart: only for a way that cannot be found otherwise. A part with over 400 points
        is thinned, so that no pair of parts takes long."""
        self._is_joined = True
        labels = np.array(self._parts())
        members = [np.flatnonzero(labels == label) for label in range(max(labels) + 1)][:_MOST_PARTS]
        for place, mine in enumerate(members):
            for others in members[place + 1 :]:
                one, other, away = self._nearest(mine, others)
                if away <= _JOIN_M:
                    self._link_gap(one, other)

    def _nearest(self, mine: NDArray[np.int64], others: NDArray[np.int64]) -> tuple[int, int, float]:
        mine, others = mine[:: len(mine) // 400 + 1], others[:: len(others) // 400 + 1]
        away = np.hypot(
            self._xy[mine, 0][:, None] - self._xy[others, 0], self._xy[mine, 1][:, None] - self._xy[others, 1]
        )
        one, other = np.unravel_index(int(np.argmin(away)), away.shape)
        return int(mine[one]), int(others[other]), float(away[one, other])

    def _parts(self) -> list[int]:
        labels = [-1] * len(self._points)
        label = -1
        for start in range(len(self._points)):
            if labels[start] >= 0:
                continue
            label += 1
            stack = [start]
            labels[start] = label
            while stack:
                for other, _ in self._ways[stack.pop()]:
                    if labels[other] < 0:
                        labels[other] = label
                        stack.append(other)
        return labels

    def _snaps(self, point: Point) -> list[_Snap]:
        """Places on the street nearest to a point, one per piece of line."""
        starts, ends = self._xy[self._edges[:, 0]], self._xy[self._edges[:, 1]]
        along = ends - starts
        lengths = np.maximum((along**2).sum(axis=1), 1e-9)
        shares = np.clip((((np.array(point) - starts) * along).sum(axis=1)) / lengths, 0.0, 1.0)
        feet = starts + along * shares[:, None]
        away = np.hypot(feet[:, 0] - point[0], feet[:, 1] - point[1])
        limit = float(away.min()) + _SNAP_SLACK_M
        snaps: list[_Snap] = []
        seen: set[int] = set()
        for edge in np.argsort(away).tolist():
            if away[edge] > limit or len(snaps) == _MOST_SNAPS:
                break
            if self._pieces[edge] not in seen:
                seen.add(self._pieces[edge])
                place = (float(feet[edge, 0]), float(feet[edge, 1]))
                snaps.append(_Snap(edge, float(shares[edge]), float(away[edge]), place))
        return snaps

    def between(self, start: Point, end: Point) -> Stretch | None:
        """The stretch from `start` to `end` (snapped to the street), or None when the street does not lead there."""
        if not len(self._edges):
            return None
        found = self._way(start, end)
        if found is None and not self._is_joined:
            self._join_parts()
        return found or self._way(start, end)

    def _way(self, start: Point, end: Point) -> Stretch | None:
        froms, tos = self._snaps(start), self._snaps(end)
        best, gap_m = inf, 0.0
        way: list[Point] = []
        for one in froms:
            for other in tos:
                if one.edge == other.edge:
                    cost = hypot(one.point[0] - other.point[0], one.point[1] - other.point[1])
                    cost += one.away_m + other.away_m
                    if cost < best:
                        best, way, gap_m = cost, [one.point, other.point], 0.0
        costs, back = self._spread(froms)
        for other in tos:
            for node in self._edges[other.edge].tolist():
                rest = hypot(self._points[node][0] - other.point[0], self._points[node][1] - other.point[1])
                if costs.get(node, inf) + rest + other.away_m < best:
                    best = costs[node] + rest + other.away_m
                    traced, gap_m = self._trace(node, back)
                    way = [*traced, other.point]
        straight = hypot(start[0] - end[0], start[1] - end[1])
        if len(way) < 2 or best > _MOST_DETOUR * straight + 300.0:
            return None
        cleaned = [way[0], *(b for a, b in pairwise(way) if a != b)]
        return Stretch(LineString(cleaned), gap_m) if len(cleaned) > 1 else None

    def _spread(self, froms: list[_Snap]) -> tuple[dict[int, float], dict[int, int | Point]]:
        costs: dict[int, float] = {}
        back: dict[int, int | Point] = {}
        queue: list[tuple[float, int, int]] = []
        origins: list[int | Point] = []
        for snap in froms:
            for node in self._edges[snap.edge].tolist():
                x, y = self._points[node]
                origins.append(snap.point)
                heappush(queue, (snap.away_m + hypot(x - snap.point[0], y - snap.point[1]), node, len(origins) - 1))
        while queue:
            cost, node, origin = heappop(queue)
            if node in costs:
                continue
            costs[node] = cost
            back[node] = origins[origin]
            origins.append(node)
            mine = len(origins) - 1
            for other, length in self._ways[node]:
                if other not in costs:
                    heappush(queue, (cost + length, other, mine))
        return costs, back

    def _trace(self, node: int, back: dict[int, int | Point]) -> tuple[list[Point], float]:
        """The way back from a node to where it began, and the metres of it that bridge gaps."""
        way: list[Point] = []
        gap_m = 0.0
        here: int | Point = node
        while isinstance(here, int):
            way.append(self._points[here])
            before = back[here]
            if isinstance(before, int) and (here, before) in self._gaps:
                gap_m += hypot(way[-1][0] - self._points[before][0], way[-1][1] - self._points[before][1])
            here = before
        way.append(here)
        return way[::-1], gap_m
