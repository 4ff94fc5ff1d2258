"""Reference geometry straight from the raw files, in metres (EPSG:32643); nothing of the geocoder is used."""

import gzip
import json
import re
from collections import defaultdict
from functools import cache

import numpy as np
import shapely
from pyproj import Transformer
from shapely import MultiPoint
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from tests.benchmarks.geocoding.folding import key_of
from tests.benchmarks.geocoding.judged import JudgedPart, read_csv
from tests.benchmarks.geocoding.stage import CITY

_TO_METRES = Transformer.from_crs(4326, 32643, always_xy=True)
_AREA = re.compile(r"(?:мкр\.?|микрорайон)\s*([^,]+)", re.IGNORECASE)
_PLACE = re.compile(
    r"(?:ул\.?|пр\.?|улица|проспект|бульв\.?|пер\.?|мкр\.?|микрорайон)?\s*(.+?),\s*(.+)$", re.IGNORECASE
)
_OUTLIER_M = 1_500.0  # tier B points of microdistricts were placed by a machine; those far from the rest are left out


def metres(geometry: BaseGeometry) -> BaseGeometry:
    """A geometry of EPSG:4326 in EPSG:32643."""
    return shapely.transform(geometry, lambda xy: np.column_stack(_TO_METRES.transform(xy[:, 0], xy[:, 1])))


_WELL_KNOWN = 12  # addresses
_SPARSE_M = 250.0  # a few houses and lanes stand for a microdistrict; its true edge lies somewhere beyond them


class RawCity:
    """Raw names and their geometry. Parts of the judged list point into it."""

    def __init__(self) -> None:
        self._lines: dict[str, list[BaseGeometry]] = defaultdict(list)
        self._area_lines: dict[str, list[BaseGeometry]] = defaultdict(list)
        self._area_points: dict[str, dict[str, list[tuple[float, float]]]] = defaultdict(lambda: defaultdict(list))
        self._houses: dict[str, tuple[float, float]] = {}
        self.names: list[str] = []
        self.names_of: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))  # by key: metres per name
        self.area_names: dict[str, str] = {}
        self._read_roads()
        self._read_houses()
        self._parks = {
            row["id"]: shapely.Point(_TO_METRES.transform(float(row["lon"]), float(row["lat"])))
            for row in read_csv(CITY / "parks.csv")
        }
        districts = json.loads((CITY / "districts.geojson").read_text())["features"]
        self._districts = {str(f["properties"]["id"]): metres(shape(f["geometry"])) for f in districts}
        self._geometries = cache(self._find)

    def _read_roads(self) -> None:
        features = json.loads(gzip.decompress((CITY / "roads_osm_2024-10.geojson.gz").read_bytes()))["features"]
        named = [f for f in features if f["properties"].get("name")]
        for feature in named:
            name, line = feature["properties"]["name"], metres(shape(feature["geometry"]))
            self._lines[key_of(name)].append(line)
            self.names_of[key_of(name)][name] += line.length
            if "микрорайон" in name.lower():
                self._area_lines[key_of(name)].append(line)
            for area in re.findall(r"\(([^)]*)\)", name):
                self._area_lines[key_of(area.replace("м-н", ""))].append(line)
        self.names = sorted({f["properties"]["name"] for f in named})

    def _read_houses(self) -> None:
        for row in read_csv(CITY / "house_points.csv"):
            point = _TO_METRES.transform(float(row["lon"]), float(row["lat"]))
            written = row["address"].strip()
            if area := _AREA.match(written):
                self._area_points[key_of(area[1])][row["tier"]].append(point)
                self.area_names.setdefault(key_of(area[1]), area[1].strip())
            if place := _PLACE.match(written):
                number = re.sub(r"\s", "", place[2]).upper()
                self._houses.setdefault(f"{key_of(place[1])}/{number}", point)

    def well_known_areas(self) -> list[tuple[str, str]]:
        """Microdistricts with a dozen surely placed addresses: key and name as written."""
        known = [key for key in self.area_names if len(self._area_points[key]["A"]) >= _WELL_KNOWN and key[0].isalpha()]
        return sorted((key, self.area_names[key]) for key in known)

    def at(self, reference: str) -> BaseGeometry | None:
        """Where a reference is («s:aba», «m:mamir 4»)."""
        return self._geometries(reference)

    @property
    def houses(self) -> int:
        """How many different addresses the raw house list holds."""
        return len(self._houses)

    def geometry(self, part: JudgedPart) -> BaseGeometry | None:
        """Where the named part is, or None when the raw data do not hold it."""
        return self._geometries(part.reference)

    def _find(self, reference: str) -> BaseGeometry | None:
        if ";" in reference:
            several = [self._find(one) for one in reference.split(";")]
            return shapely.union_all([one for one in several if one is not None])
        sort, _, keys = reference.partition(":")
        if sort == "s":
            lines = [line for key in keys.split("+") for line in self._lines[key]]
            return shapely.unary_union(lines) if lines else None
        if sort == "m":
            return self._area([*keys.split("+")])
        if sort == "p":
            return self._parks[keys]
        if sort == "h":
            return shapely.Point(self._houses[keys])
        if sort == "d":
            return self._districts[keys]
        if sort == "b":
            return shapely.unary_union(list(self._districts.values())).boundary
        return None

    def _area(self, keys: list[str]) -> BaseGeometry:
        found: list[BaseGeometry] = []
        for key in keys:
            points = np.array(self._area_points[key]["A"] or self._area_points[key]["B"], dtype=float).reshape(-1, 2)
            if len(points):
                middle = np.median(points, axis=0)
                near = points[np.hypot(*(points - middle).T) <= _OUTLIER_M]
                found.append(MultiPoint(near))
            found += self._area_lines[key]
        return shapely.union_all(found).convex_hull.buffer(_SPARSE_M)
