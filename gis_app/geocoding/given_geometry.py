"""A geometry that a person gives for a text: GeoJSON or WKT in, checked, with the match type it stands for."""

import json
from pathlib import Path
from typing import Any

import shapely
from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from gis_app.errors import UsageError

Bounds = tuple[float, float, float, float]

# The match types of the interface are fixed: a point stands for a named point, a line for a stretch, an area for a
# contour, several points for several houses.
MATCH_TYPE_OF_SHAPE = {
    "Point": "landmark",
    "MultiPoint": "multi",
    "LineString": "segment",
    "MultiLineString": "segment",
    "Polygon": "contour",
    "MultiPolygon": "contour",
}
_LARGEST_BYTES = 5_000_000
# Some hundred times what the city's longest street has; a shape of a million points stops the server for minutes.
MOST_POINTS = 20_000
LONGEST_TEXT = 2_000_000
# Curves are not implemented, and brackets in brackets end at the parser's depth.
_UNREADABLE = (
    ShapelyError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError, NotImplementedError,
)  # fmt: skip


class BadGeometryError(UsageError):
    """A given geometry that cannot be read, is not valid, or lies outside the city."""


def read_geometry_file(path: Path, bounds: Bounds) -> BaseGeometry:
    """The geometry in a file; raises BadGeometryError as `read_geometry`, and when the file cannot be read."""
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            raise BadGeometryError(f"{path}: a geometry of one place has at most {_LARGEST_BYTES:,} bytes")
        return read_geometry(path.read_text(encoding="utf-8-sig"), bounds)
    except OSError as error:
        raise BadGeometryError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BadGeometryError(f"{path}: is not UTF-8 text") from error


def read_geometry(text: str, bounds: Bounds) -> BaseGeometry:
    """A geometry from GeoJSON (geometry, feature, or a collection of one feature) or WKT, EPSG:4326, longitude first.

    Raises BadGeometryError for anything else, for a geometry that is empty or crosses itself, and for one outside
    `bounds` (west, south, east, north in degrees), and for more than a place can need.
    """
    if len(text) > LONGEST_TEXT:
        raise BadGeometryError(f"a geometry of one place has at most {LONGEST_TEXT:,} letters")
    try:
        found = _from_geojson(json.loads(text)) if text.lstrip().startswith("{") else shapely.from_wkt(text)
    except _UNREADABLE as error:
        said = (str(error).splitlines() or [type(error).__name__])[0]
        raise BadGeometryError(f"neither GeoJSON nor WKT: {said[:120]}") from error
    if shapely.get_num_coordinates(found) > MOST_POINTS:
        raise BadGeometryError(f"a place is drawn with at most {MOST_POINTS:,} points")
    flat: BaseGeometry = shapely.force_2d(found)
    if flat.geom_type not in MATCH_TYPE_OF_SHAPE:
        raise BadGeometryError(f"a place is points, lines or areas, not a {flat.geom_type}")
    if flat.is_empty:
        raise BadGeometryError("the geometry is empty")
    if not flat.is_valid:
        raise BadGeometryError(f"the geometry is not valid: {shapely.is_valid_reason(flat)}")
    if not _within(flat.bounds, bounds):
        west, south, east, north = flat.bounds
        turned = " (latitude and longitude seem to be exchanged)" if _within((south, west, north, east), bounds) else ""
        raise BadGeometryError(f"the geometry lies outside the city{turned}: {flat.bounds}")
    return flat


def _from_geojson(data: dict[str, Any]) -> BaseGeometry:
    if data.get("type") == "FeatureCollection":
        if len(data["features"]) != 1:
            raise ValueError(f"the collection holds {len(data['features'])} features, one is expected")
        data = data["features"][0]
    return shape(data["geometry"] if data.get("type") == "Feature" else data)


def _within(inner: tuple[float, ...], outer: Bounds) -> bool:
    west, south, east, north = outer
    return west <= inner[0] and south <= inner[1] and inner[2] <= east and inner[3] <= north
