"""On which side of its street a house stands, by the parity of its number and the known houses."""

from collections.abc import Sequence
from math import hypot
from typing import NamedTuple

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from gis_app.geocoding.interpolation import Anchor, Guess

FRONT_M = (
    90.0  # a house stands no farther from its street: every second known one is within 60 m, four of five within 90
)
_SET_BACK_M = 40.0  # where a house whose neighbours on its side are not known is put
_AT_THE_LINE_M, _FAR_M = 5.0, 200.0  # known houses nearer or farther tell nothing of their side
_OFF_THE_LINE_M = 400.0  # a guess that far from the drawn street is left as it is: the street goes on undrawn

Point = tuple[float, float]


class Sides(NamedTuple):
    """The street's line in metres, the way its numbers rise, and the side of the even ones: 1 left, -1 right, 0
    not known."""

    line: BaseGeometry
    rise: Point
    even: int

    def place(self, guess: Guess, number: int) -> Point:
        """The guess, put on the side of its number and near enough to the street."""
        (x, y), (at_x, at_y) = _foot(self.line, guess.x, guess.y)
        away = hypot(at_x - x, at_y - y)
        if away > _OFF_THE_LINE_M:
            return at_x, at_y
        side = self.even if number % 2 == 0 else -self.even
        if side and not guess.own_side:
            length = hypot(*self.rise)
            return x - side * self.rise[1] / length * _SET_BACK_M, y + side * self.rise[0] / length * _SET_BACK_M
        share = min(1.0, FRONT_M / away) if away else 0.0
        return x + (at_x - x) * share, y + (at_y - y) * share


def sides_of(line: BaseGeometry, anchors: Sequence[Anchor]) -> Sides:
    """Which side of `line` the even numbers stand on: what most of the anchors, in the order of their numbers, say."""
    if len(anchors) < 2:
        return Sides(line, (0.0, 0.0), 0)
    points = np.array([(anchor.x, anchor.y) for anchor in anchors])
    feet = shapely.get_coordinates(shapely.shortest_line(line, shapely.points(points)))[::2]
    rise = float(feet[-1, 0] - feet[0, 0]), float(feet[-1, 1] - feet[0, 1])
    if hypot(*rise) == 0:
        return Sides(line, rise, 0)
    off = points - feet
    away = np.hypot(off[:, 0], off[:, 1])
    left = np.sign(rise[0] * off[:, 1] - rise[1] * off[:, 0])
    parity = np.array([1 if anchor.number % 2 == 0 else -1 for anchor in anchors])
    votes = (left * parity)[(away >= _AT_THE_LINE_M) & (away <= _FAR_M)].sum()
    return Sides(line, rise, int(np.sign(votes)))


def _foot(line: BaseGeometry, x: float, y: float) -> tuple[Point, Point]:
    """The nearest point of the line, and the point itself."""
    foot = shapely.get_coordinates(shapely.shortest_line(line, shapely.points((x, y))))[0]
    return (float(foot[0]), float(foot[1])), (x, y)
