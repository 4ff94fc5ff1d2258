"""Which street or microdistrict of the register a house's address means: the name decides, then nearness."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from etl.transform.street_evidence import kinds_agree, names_agree
from etl.transform.street_labels import StreetLabel, read_label

# A house stands within this of the axis of its street; the middle of a long block and a wrong pin are farther.
STREET_REACH_M = 500.0
MICRODISTRICT_REACH_M = 1500.0


@dataclass(frozen=True)
class NamedShape:
    """A street or microdistrict of the register: geometry in metres, its current names and its old names."""

    id: int
    shape_m: BaseGeometry
    labels: tuple[StreetLabel, ...]
    old: tuple[StreetLabel, ...] = ()


@dataclass
class StreetFinder:
    """Finds the street of a name near a point. Metres throughout."""

    streets: Sequence[NamedShape]
    _by_key: dict[str, list[int]] = field(init=False)
    _by_old: dict[str, list[int]] = field(init=False)
    _tree: shapely.STRtree = field(init=False)
    _agreed: dict[tuple[str, str], bool] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._by_key, self._by_old = defaultdict(list), defaultdict(list)
        for at, street in enumerate(self.streets):
            for label in street.labels:
                self._by_key[label.key].append(at)
            for label in street.old:
                self._by_old[label.key].append(at)
        self._tree = shapely.STRtree([street.shape_m for street in self.streets])

    def find(self, name: str, point_m: Point) -> int | None:
        """The id of the nearest street of that name within 500 m; None when there is none.

        First the same key (of an agreeing kind before any kind), then an old name, then a similar name nearby.
        """
        label = read_label(name)
        if not label.key:
            return None
        same = self._by_key.get(label.key, [])
        of_kind = [at for at in same if any(kinds_agree(label.kind, own.kind) for own in self.streets[at].labels)]
        for candidates in (of_kind, same, self._by_old.get(label.key, [])):
            found = self._nearest(candidates, point_m)
            if found is not None:
                return found
        near = self._tree.query(point_m, predicate="dwithin", distance=STREET_REACH_M).tolist()
        return self._nearest([at for at in near if self._similar(label, self.streets[at])], point_m)

    def _nearest(self, candidates: Sequence[int], point_m: Point) -> int | None:
        if not candidates:
            return None
        distances = shapely.distance([self.streets[at].shape_m for at in candidates], point_m)
        best = int(np.argmin(distances))
        return self.streets[candidates[best]].id if distances[best] <= STREET_REACH_M else None

    def _similar(self, label: StreetLabel, street: NamedShape) -> bool:
        for own in street.labels:
            pair = (label.text, own.text)
            if pair not in self._agreed:
                self._agreed[pair] = names_agree(label, own)
            if self._agreed[pair]:
                return True
        return False


@dataclass
class MicrodistrictFinder:
    """Finds the microdistrict of a name key around a point. Metres throughout."""

    places: Sequence[tuple[int, BaseGeometry, frozenset[str]]]
    _by_key: dict[str, list[tuple[int, BaseGeometry]]] = field(init=False)

    def __post_init__(self) -> None:
        self._by_key = defaultdict(list)
        for number, shape_m, keys in self.places:
            for key in keys:
                self._by_key[key].append((number, shape_m))

    def find(self, key: str, point_m: Point) -> int | None:
        """The id of the nearest microdistrict of that key within 1,500 m; None when there is none."""
        near = [(float(shapely.distance(shape, point_m)), number) for number, shape in self._by_key.get(key, [])]
        distance, number = min(near, default=(np.inf, 0))
        return number if distance <= MICRODISTRICT_REACH_M else None
