"""The register in memory: everything a name can mean, ready to be asked by any number of threads.

Built from rows (tests, evaluation) or from PostGIS; never changed afterwards. A newer version is a new object.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString

from gis_app.geocoding.areas import area_of_houses, area_of_lines
from gis_app.geocoding.crossings import Crossings
from gis_app.geocoding.frame import Frame, frame_of
from gis_app.geocoding.house_names import named_by_houses
from gis_app.geocoding.houses import Ground, HouseIndex
from gis_app.geocoding.names import NameIndex, area_key, name_tokens, split_brackets
from gis_app.geocoding.normalize import split_kind
from gis_app.geocoding.stretch import Centreline, Stretch
from gis_app.geocoding.targets import DistrictRow, HouseRow, NameRow, PlaceRow, StreetRow, Target

_LONG_STREET_M = 2000.0  # a street that long leaves the microdistrict it is named in
_SAME_AREA_M = 700.0

Turn = Callable[[Any], Any]  # a geometry, or an array of them, to metres


class Register:
    """Targets by number, their names, crossings and houses; geometry in metres of `frame`."""

    def __init__(self, frame: Frame, version: int = 0) -> None:
        self.frame = frame
        self.version = version
        self.targets: list[Target] = []
        self.names = NameIndex()
        self.crossings = Crossings([])
        self.houses = HouseIndex()
        self.by_key: dict[tuple[str, int], int] = {}
        self.district_targets: dict[int, int] = {}
        self.tree = shapely.STRtree([])
        self._centrelines: dict[int, Centreline] = {}
        self._area_streets: dict[str, list[tuple[str, int]]] = defaultdict(list)

    @classmethod
    def from_rows(
        cls,
        streets: Iterable[StreetRow],
        names: Iterable[NameRow],
        houses: Iterable[HouseRow],
        places: Iterable[PlaceRow],
        districts: Iterable[DistrictRow],
        *,
        srid: int = 32643,
        version: int = 0,
        metric: bool = False,
    ) -> "Register":
        """Build the index. Geometry is EPSG:4326, longitude first; already in metres when `metric`."""
        register = cls(frame_of(srid), version)
        turn: Turn = (lambda geometry: geometry) if metric else register.frame.metric
        names_of: dict[int, list[NameRow]] = defaultdict(list)
        for name in names:
            names_of[name.street_id].append(name)
        register._add_districts(districts, turn)
        register._add_streets(list(streets), names_of, turn)
        register._add_places(list(places), turn)
        register._add_houses(houses, metric=metric)
        register._add_areas_of_streets()
        register._note_districts()
        lines = [target.geom if target.kind in ("street", "river") else None for target in register.targets]
        register.crossings = Crossings([line if line is not None and line.length > 0 else None for line in lines])
        register.tree = shapely.STRtree([target.geom for target in register.targets])
        return register

    def _add(self, target: Target) -> int:
        self.targets.append(target)
        self.by_key[(target.kind, target.id)] = len(self.targets) - 1
        return len(self.targets) - 1

    def _add_districts(self, rows: Iterable[DistrictRow], turn: Turn) -> None:
        for row in rows:
            names = {"ru": row.name_ru, "kk": row.name_kk, "en": row.name_en}
            number = self._add(Target("district", row.id, turn(row.geom), {k: v for k, v in names.items() if v}))
            self.district_targets[row.id] = number
            for name in filter(None, names.values()):
                self.names.add(name, number, in_part=False)

    def _add_streets(self, rows: Sequence[StreetRow], names_of: dict[int, list[NameRow]], turn: Turn) -> None:
        geometries = turn(np.array([row.geom for row in rows], dtype=object)) if rows else []
        for row, geometry in zip(rows, geometries, strict=True):
            names = sorted(names_of[row.id], key=lambda name: name.kind != "official")
            labels: dict[str, str] = {}
            for name in names:
                labels.setdefault(name.language, name.name)
            number = self._add(Target("street", row.id, geometry, labels, row.kind, row.is_sketch))
            for name in names:
                outside, inside = split_brackets(name.name)
                self.names.add(outside, number, old=name.kind == "old", scope=name.scope_district_id, until=name.until)
                says_area = split_kind(outside)[0] == "microdistrict"
                for area in {*inside, *([outside] if says_area else [])}:
                    self._area_streets[area_key(area)].append((area, number))

    def _add_places(self, rows: Sequence[PlaceRow], turn: Turn) -> None:
        geometries = turn(np.array([row.geom for row in rows], dtype=object)) if rows else []
        for row, geometry in zip(rows, geometries, strict=True):
            labels: dict[str, str] = {}
            for name, language, kind in row.names:
                if kind != "old":
                    labels.setdefault(language, name)
            number = self._add(Target(row.kind, row.id, geometry, labels, is_sketch=row.is_sketch))
            for name, _, kind in row.names:
                self.names.add(
                    name,
                    number,
                    old=kind == "old",
                    until=row.until.get(name),
                    in_part=row.kind in ("microdistrict", "river"),
                )

    def _add_houses(self, rows: Iterable[HouseRow], *, metric: bool) -> None:
        owners: list[int] = []
        kept: list[HouseRow] = []
        ownerless: list[HouseRow] = []
        for row in rows:
            for kind, number in (("street", row.street_id), ("microdistrict", row.microdistrict_id)):
                owner = self.by_key.get((kind, number)) if number is not None else None
                if owner is not None:
                    owners.append(owner)
                    kept.append(row)
            if row.address is not None:
                ownerless.append(row)
        for group in named_by_houses(ownerless) if metric else ():
            if not self.names.exact(name_tokens(split_kind(group.name)[1].split())):
                self.targets.append(Target("microdistrict", 0, group.area, {"ru": group.name}, group.street_kind))
                self.names.add(group.name, len(self.targets) - 1, in_part=False, written=False)
                owners += [len(self.targets) - 1] * len(group.rows)
                kept += group.rows
        points = np.array([(row.x, row.y) for row in kept], dtype=np.float64).reshape(-1, 2)
        if not metric and len(points):
            points = shapely.get_coordinates(self.frame.metric(shapely.points(points)))
        near = np.flatnonzero(~self._astray(owners, points)).tolist()
        rows_near = [kept[at] for at in near]
        self.houses = HouseIndex(
            [owners[at] for at in near],
            [row.number for row in rows_near],
            points[near],
            [row.is_sketch or row.quality == "interpolated" for row in rows_near],
            [row.id for row in rows_near],
        )
        for number, target in enumerate(self.targets):
            if target.kind == "microdistrict" and target.geom.area == 0:
                area = area_of_houses(self.houses.points(number))
                target.geom = area if area is not None else target.geom

    def _astray(self, owners: Sequence[int], points: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Which houses of microdistricts stand over 700 m from their microdistrict: mistakes of the source."""
        far = np.zeros(len(points), dtype=bool)
        drawn = {
            number
            for number, target in enumerate(self.targets)
            if target.kind == "microdistrict" and target.geom.area > 0
        }
        at = [place for place, owner in enumerate(owners) if owner in drawn]
        if at:
            areas = np.array([self.targets[owners[place]].geom for place in at], dtype=object)
            far[at] = ~shapely.dwithin(areas, shapely.points(points[at]), _SAME_AREA_M)
        return far

    def _add_areas_of_streets(self) -> None:
        """Microdistricts that only the names of streets tell of: «Омарова (Алгабас)», «Саялы микрорайон».

        Such an area has no id of its own: the answer names its streets. One that the register has is left as it is.
        """
        for key, members in self._area_streets.items():
            streets = tuple(dict.fromkeys(number for _, number in members))
            known = [self.targets[hit.target] for hit in self.names.exact(tuple(key.split()))]
            if not key or any(target.kind == "district" for target in known):
                continue
            lines = [self.targets[number].geom for number in streets]
            area = area_of_lines([line for line in lines if line.length <= _LONG_STREET_M] or lines)
            rivals = [target for target in known if target.kind == "microdistrict"]
            if any(shapely.dwithin(target.geom, area, _SAME_AREA_M) for target in rivals):
                continue
            for rival in rivals:
                rival.is_doubtful = len(streets) > 2
            target = Target("microdistrict", 0, area, {"ru": split_kind(members[0][0])[1]}, streets=streets)
            self.targets.append(target)
            self.names.add(target.label(), len(self.targets) - 1, written=False)

    def _note_districts(self) -> None:
        """Which districts each target touches; a street of a border belongs to both."""
        shapes = np.array([target.geom for target in self.targets], dtype=object)
        touched: list[set[int]] = [set() for _ in self.targets]
        for district, number in self.district_targets.items():
            area = self.targets[number].geom.buffer(50.0)
            shapely.prepare(area)
            for place in np.flatnonzero(shapely.intersects(area, shapes)).tolist():
                touched[place].add(district)
        for target, found in zip(self.targets, touched, strict=True):
            target.districts = frozenset(found)

    def ground(self, owner: int) -> Ground | None:
        """Where the houses of a street stand; None for what is no street."""
        target = self.targets[owner]
        return Ground(target.geom, self.crossings.neighbours(owner)) if target.kind == "street" else None

    def centreline(self, target: int) -> Centreline:
        """The street or river as a graph, made on first use (two threads may make the same one; no harm)."""
        line = self._centrelines.get(target)
        if line is None:
            line = self._centrelines[target] = Centreline(self.targets[target].geom)
        return line

    def cut(self, target: int, start: tuple[float, float], end: tuple[float, float]) -> LineString | None:
        """The stretch of a street between two points in metres, or None."""
        stretch = self.stretch(target, start, end)
        return stretch.line if stretch else None

    def stretch(self, target: int, start: tuple[float, float], end: tuple[float, float]) -> Stretch | None:
        """As `cut`, with the metres that the source does not draw."""
        return self.centreline(target).between(start, end)
