"""Geometry evidence that two pieces of road are one street. Metric coordinates only, all in numpy arrays."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# The direction of an end is measured over its last 40 m, so that a kink at a crossing does not turn it.
END_REACH_M = 40.0
# A street bends at a crossing by less than this; two streets that cross do so at about 90 degrees.
MAX_BEND_DEG = 35.0
# Carriageways of one avenue are 10–40 m apart.
PARALLEL_REACH_M = 45.0
PARALLEL_SHARE = 0.6


@dataclass(frozen=True)
class Axes:
    """Pieces in metres with both their ends: `at` and outward unit direction `out`, index [piece, 0 start | 1 end]."""

    lines: NDArray[np.object_]
    at: Floats
    out: Floats

    def along(self, i: int, j: int) -> bool:
        """True when the two pieces run beside each other: most of the shorter lies near the longer, same direction."""
        short, long = sorted((self.lines[i], self.lines[j]), key=lambda line: float(line.length))
        near = shapely.intersection(short, shapely.buffer(long, PARALLEL_REACH_M, quad_segs=2))
        if shapely.length(near) < PARALLEL_SHARE * shapely.length(short):
            return False
        chords = [self.at[k, 1] - self.at[k, 0] for k in (i, j)]
        norms = [float(np.hypot(*chord)) for chord in chords]
        if min(norms) < 1.0:
            return False
        likeness = abs(float(chords[0] @ chords[1])) / (norms[0] * norms[1])
        return likeness >= math.cos(math.radians(MAX_BEND_DEG))


def metric_transformer(metric_srid: int) -> Callable[[Floats], Floats]:
    """A function for `shapely.transform`: coordinates in EPSG:4326, longitude first, to metres of that CRS."""
    transformer = Transformer.from_crs(4326, metric_srid, always_xy=True)
    return lambda xy: np.column_stack(transformer.transform(xy[:, 0], xy[:, 1]))


def to_metric(lines: Sequence[BaseGeometry], metric_srid: int) -> NDArray[np.object_]:
    """Lines in EPSG:4326, longitude first, as lines in the metric CRS."""
    array: NDArray[np.object_] = np.array(lines, dtype=object)
    return np.asarray(shapely.transform(array, metric_transformer(metric_srid)), dtype=object)


def axes_of(lines: NDArray[np.object_]) -> Axes:
    """Ends and their outward directions of lines in metres."""
    lengths = shapely.length(lines)
    reach = np.minimum(END_REACH_M, lengths)
    start, start_inner = _xy(lines, np.zeros_like(lengths)), _xy(lines, reach)
    end, end_inner = _xy(lines, lengths), _xy(lines, lengths - reach)
    at = np.stack([start, end], axis=1)
    out = at - np.stack([start_inner, end_inner], axis=1)
    size = np.linalg.norm(out, axis=2, keepdims=True)
    return Axes(lines, at, np.divide(out, size, out=np.zeros_like(out), where=size > 0))


def continuing(axes: Axes, left: Ints, right: Ints, reach_m: float) -> NDArray[np.bool_]:
    """For each pair of pieces: does one go on where the other ends, within `reach_m` and about straight on?"""
    found = np.zeros(len(left), dtype=bool)
    straight = -np.cos(np.radians(MAX_BEND_DEG))
    for e in (0, 1):
        for f in (0, 1):
            gap = np.linalg.norm(axes.at[left, e] - axes.at[right, f], axis=1)
            turn = np.einsum("ij,ij->i", axes.out[left, e], axes.out[right, f])
            found |= (gap <= reach_m) & (turn <= straight)
    return found


def _xy(lines: NDArray[np.object_], distance: Floats) -> Floats:
    points = shapely.line_interpolate_point(lines, distance)
    return np.column_stack([shapely.get_x(points), shapely.get_y(points)])
