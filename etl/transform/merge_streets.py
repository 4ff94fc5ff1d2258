"""Streets from pieces of road: the pieces and the Russian and Kazakh names of one street become one street.

A source draws a street in dozens of pieces, and gives one avenue a Russian name on some and a Kazakh name on
others. Pieces join by name evidence *and* geometry evidence, step by step; a name alone joins nothing across
the city, so that homonyms stay apart. The steps are in `STEPS`.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray

from etl.transform.groups import Groups
from etl.transform.road_pieces import RoadPiece
from etl.transform.street_ends import Axes, Ints, axes_of, continuing, to_metric
from etl.transform.street_evidence import names_agree
from etl.transform.street_labels import STRICT_KINDS, StreetLabel, read_label

# Pieces of one name this near each other are one street: no city names two streets alike within one block.
SAME_NAME_REACH_M = 150.0
# Pieces of *similar* name must touch (a crossing's width) and go straight on, or run side by side.
SIMILAR_NAME_REACH_M = 30.0
# A street of one name may be interrupted by a park, a railway or a yard, and goes on in the same line.
GAP_REACH_M = 600.0
GAP_MAX_TURN_DEG = 22.0


@dataclass
class Evidence:
    """What the steps look at: named pieces, their labels, their axes in metres, and the groups so far."""

    pieces: Sequence[RoadPiece]
    metric_srid: int
    same_by_record: Collection[frozenset[str]] = frozenset()
    labels: list[list[StreetLabel]] = field(init=False)
    groups: Groups = field(init=False)
    learned: set[frozenset[str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.labels = [[read_label(name.text) for name in piece.names if name.kind != "old"] for piece in self.pieces]
        self.groups = Groups([_marks(labels) for labels in self.labels])

    @cached_property
    def axes(self) -> Axes:
        """Axes of the pieces, metres."""
        return axes_of(to_metric([piece.geom for piece in self.pieces], self.metric_srid))

    @cached_property
    def keys(self) -> list[frozenset[str]]:
        """The name keys of each piece."""
        return [frozenset(label.key for label in labels if label.key) for labels in self.labels]

    @cached_property
    def near(self) -> tuple[Ints, Ints, NDArray[np.float64]]:
        """Pairs of pieces nearer than `SAME_NAME_REACH_M` and their distance, nearest first."""
        lines = self.axes.lines
        tree = shapely.STRtree(lines)
        left, right = tree.query(lines, predicate="dwithin", distance=SAME_NAME_REACH_M)
        once = left < right
        left, right = left[once], right[once]
        distance = shapely.distance(lines[left], lines[right])
        order = np.argsort(distance, kind="stable")
        return left[order], right[order], distance[order]


def _marks(labels: Sequence[StreetLabel]) -> list[tuple[str, str]]:
    """What a group may hold only one of: a strict kind (or the ordinary ones, taken as one) and a scope."""
    kinds = {_kind_mark(label.kind) for label in labels if label.kind != "other"}
    scopes = {label.scope_key for label in labels if label.scope_key}
    return [(sort, values.pop()) for sort, values in (("kind", kinds), ("scope", scopes)) if len(values) == 1]


def _kind_mark(kind: str) -> str:
    return kind if kind in STRICT_KINDS else "street"


def join_same_name_nearby(evidence: Evidence) -> None:
    """Pieces of one name that touch or nearly touch; those of one kind first."""
    left, right, _ = evidence.near
    later: list[tuple[int, int]] = []
    for i, j in zip(left.tolist(), right.tolist(), strict=True):
        if evidence.keys[i].isdisjoint(evidence.keys[j]):
            continue
        if evidence.labels[i][0].kind == evidence.labels[j][0].kind:
            evidence.groups.join(i, j)
        else:
            later.append((i, j))
    for i, j in later:
        evidence.groups.join(i, j)


def join_similar_name_continuing(evidence: Evidence) -> None:
    """Pieces of differently written names where one goes on straight where the other ends, or beside it."""
    left, right, distance = evidence.near
    close = distance <= SIMILAR_NAME_REACH_M
    left, right = left[close], right[close]
    straight = continuing(evidence.axes, left, right, SIMILAR_NAME_REACH_M)
    agreed: dict[tuple[str, str], bool] = {}
    for i, j, goes_on in zip(left.tolist(), right.tolist(), straight.tolist(), strict=True):
        if evidence.groups.find(i) == evidence.groups.find(j):
            continue
        if not _any_names_agree(evidence, i, j, agreed):
            continue
        if (goes_on or evidence.axes.along(i, j)) and evidence.groups.join(i, j):
            evidence.learned.update(frozenset((a, b)) for a in evidence.keys[i] for b in evidence.keys[j] if a != b)


def join_learned_name_nearby(evidence: Evidence) -> None:
    """Once two spellings were seen on one axis, they are one name for every piece nearby, bends and all."""
    left, right, _ = evidence.near
    for i, j in zip(left.tolist(), right.tolist(), strict=True):
        if any(frozenset((a, b)) in evidence.learned for a in evidence.keys[i] for b in evidence.keys[j]):
            evidence.groups.join(i, j)


def _any_names_agree(evidence: Evidence, i: int, j: int, agreed: dict[tuple[str, str], bool]) -> bool:
    for a in evidence.labels[i]:
        for b in evidence.labels[j]:
            pair = (a.text, b.text)
            if pair not in agreed:
                agreed[pair] = names_agree(a, b, evidence.same_by_record)
            if agreed[pair]:
                return True
    return False


def join_same_name_across_gap(evidence: Evidence) -> None:
    """Stretches of one name that point at each other over a gap: the street goes on behind a park."""
    axes = evidence.axes
    roots = np.array([evidence.groups.find(i) for i in range(len(evidence.pieces))])
    ends = np.asarray(shapely.points(axes.at.reshape(-1, 2)), dtype=object)
    tree = shapely.STRtree(ends)
    left, right = tree.query(ends, predicate="dwithin", distance=GAP_REACH_M)
    apart = (left < right) & (roots[left // 2] != roots[right // 2])
    left, right = left[apart], right[apart]
    gap = axes.at.reshape(-1, 2)[right] - axes.at.reshape(-1, 2)[left]
    length = np.linalg.norm(gap, axis=1)
    direction = np.divide(gap, length[:, None], out=np.zeros_like(gap), where=length[:, None] > 0)
    out = axes.out.reshape(-1, 2)
    least = np.cos(np.radians(GAP_MAX_TURN_DEG))
    facing = (np.einsum("ij,ij->i", out[left], direction) >= least) & (
        np.einsum("ij,ij->i", out[right], direction) <= -least
    )
    left, right, length = left[facing] // 2, right[facing] // 2, length[facing]
    for at in np.argsort(length, kind="stable").tolist():
        i, j = int(left[at]), int(right[at])
        if not evidence.keys[i].isdisjoint(evidence.keys[j]):
            evidence.groups.join(i, j)


STEPS: tuple[Callable[[Evidence], None], ...] = (
    join_same_name_nearby,
    join_similar_name_continuing,
    join_learned_name_nearby,
    join_same_name_across_gap,
)


def group_pieces(
    pieces: Sequence[RoadPiece], metric_srid: int, same_by_record: Collection[frozenset[str]] = frozenset()
) -> list[list[int]]:
    """Indices of the named pieces that are one street each. Every piece must have a name with a key."""
    if not pieces:
        return []
    evidence = Evidence(pieces, metric_srid, same_by_record)
    for step in STEPS:
        step(evidence)
    return evidence.groups.members()
