"""An OpenStreetMap extract (.osm.pbf and its kin): roads, houses, named areas and districts inside a box.

Everything is read in one pass over the objects that carry a tag we use. Geometry comes out in EPSG:4326, longitude
first. `row` of what is read is the object's OSM id, since an extract has no rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import osmium
import shapely
from osmium.osm.types import Area, Node, Way
from shapely.geometry import LineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from etl.extract.features import Feature, FeatureFile, RowProblem
from etl.extract.geo import read_bytes, refuse_other_formats
from etl.transform.house_addresses import HouseAddress
from etl.transform.road_pieces import RANK
from gis_app.errors import BadFileError
from gis_app.geocoding.normalize import split_kind
from gis_app.geocoding.numbers import parse_number

KEYS = ("highway", "addr:housenumber", "waterway", "leisure", "place", "boundary")
WATERWAYS = frozenset({"river", "stream", "canal"})
MICRODISTRICT_PLACES = frozenset({"suburb", "neighbourhood", "quarter"})
OTHER_CITIES = frozenset({"city", "town"})
# Administrative levels below a region: a city's districts are at 6–9, depending on the mapper.
DISTRICT_LEVELS = frozenset({"6", "7", "8", "9", "10"})
HIGHWAYS = {"road": "unknown", "unsurfaced": "track", "minor": "unclassified"} | {
    name: name for name in RANK if name not in ("unknown",) and not name.startswith("track_")
}

Box = tuple[float, float, float, float]
House = tuple[int, str, HouseAddress, Point]


@dataclass
class OsmExtract:
    """What one extract holds for the register."""

    roads: FeatureFile = field(default_factory=FeatureFile)
    houses: list[House] = field(default_factory=list)
    places: list[Feature] = field(default_factory=list)
    districts: list[Feature] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)


def read_osm(path: Path, bounds: Box = (-180.0, -90.0, 180.0, 90.0)) -> OsmExtract:
    """Read an extract; objects wholly outside `bounds` (west, south, east, north) are left out.

    Raises BadFileError when the file is missing, empty, truncated or no OSM file.
    """
    refuse_other_formats(path, read_bytes(path)[:16], "an OpenStreetMap extract") if path.suffix == ".pbf" else None
    extract, area = OsmExtract(), box(*bounds)
    shapely.prepare(area)
    try:
        objects = (
            osmium.FileProcessor(str(path)).with_locations().with_areas().with_filter(osmium.filter.KeyFilter(*KEYS))
        )
        for item in objects:
            tags = {tag.k: tag.v for tag in item.tags}
            if isinstance(item, Node):
                _take_point(extract, item.id, tags, Point(item.location.lon, item.location.lat), area)
            elif isinstance(item, Way):
                _take_way(extract, item, tags, area)
            elif isinstance(item, Area) and not item.from_way():
                _take_area(extract, item, tags, area)
    except RuntimeError as error:
        raise BadFileError(path, f"not an OpenStreetMap extract, or truncated: {error}") from error
    if not (extract.roads.features or extract.houses or extract.places or extract.districts):
        raise BadFileError(path, "nothing of use inside the city's bounds")
    return extract


def _take_point(extract: OsmExtract, number: int, tags: Mapping[str, str], point: Point, area: BaseGeometry) -> None:
    if tags.get("place") in OTHER_CITIES and _named(tags):
        extract.places.append(Feature(number, {**tags, "kind": "city"}, point))
        return
    if not shapely.intersects(area, point):
        return
    if "addr:housenumber" in tags:
        _take_house(extract, number, tags, point)
    if _named(tags) and tags.get("place") in MICRODISTRICT_PLACES and split_kind(_named(tags))[0] != "district":
        extract.places.append(Feature(number, {**tags, "kind": "microdistrict"}, point))
    elif _named(tags) and tags.get("leisure") == "park":
        extract.places.append(Feature(number, {**tags, "kind": "park"}, point))


def _take_way(extract: OsmExtract, way: Way, tags: Mapping[str, str], area: BaseGeometry) -> None:
    corners = [(node.location.lon, node.location.lat) for node in way.nodes if node.location.valid()]
    if len(corners) < 2:
        if "highway" in tags:
            extract.problems.append(RowProblem(way.id, "geometry", "the way has no node inside the extract"))
        return
    line = LineString(corners)
    if not shapely.intersects(area, line):
        return
    if tags.get("highway") in HIGHWAYS and tags.get("area") != "yes":
        extract.roads.features.append(Feature(way.id, _road_facts(way.id, tags), line))
    elif tags.get("waterway") in WATERWAYS and _named(tags):
        extract.places.append(Feature(way.id, {**tags, "kind": "river"}, line))
    if len(corners) >= 4 and corners[0] == corners[-1]:
        polygon = Polygon(corners)
        _take_outline(extract, way.id, tags, polygon if polygon.is_valid else shapely.make_valid(polygon))


def _take_area(extract: OsmExtract, item: Area, tags: Mapping[str, str], area: BaseGeometry) -> None:
    polygons = []
    for ring in item.outer_rings():
        outer = [(node.lon, node.lat) for node in ring]
        inner = [[(node.lon, node.lat) for node in hole] for hole in item.inner_rings(ring)]
        polygons.append(Polygon(outer, inner))
    shape = shapely.make_valid(shapely.union_all(polygons))
    if not polygons or not shapely.intersects(area, shape):
        return
    if tags.get("boundary") == "administrative" and tags.get("admin_level") in DISTRICT_LEVELS:
        # A rural district that only touches the city's box is none of the city's.
        if _named(tags) and shapely.intersection(shape, area).area >= 0.6 * shape.area:
            extract.districts.append(Feature(item.orig_id(), dict(tags), shape))
        return
    _take_outline(extract, item.orig_id(), tags, shape)


def _take_outline(extract: OsmExtract, number: int, tags: Mapping[str, str], shape: BaseGeometry) -> None:
    if "addr:housenumber" in tags:
        _take_house(extract, number, tags, shape.representative_point())
    if not _named(tags):
        return
    if tags.get("leisure") == "park":
        extract.places.append(Feature(number, {**tags, "kind": "park"}, shape))
    elif tags.get("place") in MICRODISTRICT_PLACES and split_kind(_named(tags))[0] != "district":
        extract.places.append(Feature(number, {**tags, "kind": "microdistrict"}, shape))


def _take_house(extract: OsmExtract, number: int, tags: Mapping[str, str], point: Point) -> None:
    written = tags["addr:housenumber"].split(";")[0].split(",")[0]
    house = parse_number(written)
    street, place = tags.get("addr:street"), tags.get("addr:place")
    if street and split_kind(street)[0] == "microdistrict":
        street, place = None, street
    if house is None:
        extract.problems.append(RowProblem(number, "addr:housenumber", f"no house number in {written!r}"))
    elif not street and not place:
        extract.problems.append(RowProblem(number, "addr:street", f"house {written} has neither street nor place"))
    else:
        address = ", ".join(filter(None, (place, street, written)))
        extract.houses.append((number, address, HouseAddress(street, place, house), point))


def _road_facts(number: int, tags: Mapping[str, str]) -> dict[str, str]:
    facts = {key: value for key, value in tags.items() if key not in ("highway", "oneway")}
    oneway = tags.get("oneway")
    if oneway is None and tags.get("junction") in ("roundabout", "circular"):
        oneway = "yes"
    return {**facts, "osm_id": str(number), "fclass": HIGHWAYS[tags["highway"]], "oneway": oneway or "no"}


def _named(tags: Mapping[str, str]) -> str:
    return tags.get("name") or tags.get("name:ru") or tags.get("name:kk") or ""
