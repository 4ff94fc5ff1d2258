"""GeoJSON (plain or gzipped) and GeoPackage files, in any CRS, as features in EPSG:4326."""

import gzip
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import shapely
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError
from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from etl.extract.features import Feature, FeatureFile, RowProblem
from gis_app.errors import BadFileError

WGS84 = CRS.from_epsg(4326)
SQLITE_MAGIC = b"SQLite format 3\x00"
GZIP_MAGIC = b"\x1f\x8b"
# First bytes of formats that people rename by mistake, with the name to tell them.
OTHER_FORMATS = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "a ZIP archive or an Office document",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"<": "an XML or HTML text",
}


def read_features(path: Path) -> FeatureFile:
    """All features of `path`, whose format is told by its content, not by its name.

    Raises BadFileError when the file is missing, empty, truncated or of another format. A feature that
    cannot be used (no geometry, coordinates outside the world) becomes a problem with its row number.
    """
    content = read_bytes(path)
    if content.startswith(SQLITE_MAGIC):
        return _read_geopackage(path)
    if content.startswith(GZIP_MAGIC):
        content = _gunzip(path, content)
    return _read_geojson(path, content)


def read_bytes(path: Path) -> bytes:
    """The content of a file. Raises BadFileError when it cannot be read or holds nothing."""
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise BadFileError(path, "no such file") from error
    except OSError as error:
        raise BadFileError(path, f"cannot be read: {error.strerror}") from error
    if not content.strip():
        raise BadFileError(path, "the file is empty")
    return content


def refuse_other_formats(path: Path, content: bytes, wanted: str) -> None:
    """Raise BadFileError when the first bytes tell a well-known other format. `wanted` names the right one."""
    for magic, name in OTHER_FORMATS.items():
        if content.startswith(magic):
            raise BadFileError(path, f"this is {name}, not {wanted}")


def _gunzip(path: Path, content: bytes) -> bytes:
    try:
        return gzip.decompress(content)
    except (EOFError, OSError, zlib.error) as error:
        raise BadFileError(path, "the gzip archive is truncated or damaged") from error


def _read_geojson(path: Path, content: bytes) -> FeatureFile:
    refuse_other_formats(path, content, "GeoJSON or GeoPackage")
    try:
        document = orjson.loads(content.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise BadFileError(
            path, f"not GeoJSON: damaged or truncated at line {error.lineno}, column {error.colno}"
        ) from error
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        raise BadFileError(path, 'not GeoJSON: the top level must be a "FeatureCollection"')
    items = document.get("features")
    if not isinstance(items, list) or not items:
        raise BadFileError(path, "the FeatureCollection has no features")
    file = FeatureFile()
    rows: list[tuple[int, dict[str, Any], BaseGeometry]] = []
    for row, item in enumerate(items, start=1):
        if not isinstance(item, dict) or not isinstance(item.get("geometry"), dict):
            file.problems.append(RowProblem(row, "geometry", "the feature has no geometry"))
            continue
        try:
            drawn = shape(item["geometry"])
        except (ShapelyError, ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
            file.problems.append(RowProblem(row, "geometry", f"malformed geometry: {error}"))
            continue
        rows.append((row, item.get("properties") or {}, drawn))
    _keep_usable(path, file, rows, _geojson_crs(path, document))
    return file


def _geojson_crs(path: Path, document: dict[str, Any]) -> CRS:
    """GeoJSON is WGS 84; the older named-CRS member is honoured, because exports still carry it."""
    member = document.get("crs")
    if not isinstance(member, dict):
        return WGS84
    name = (member.get("properties") or {}).get("name", "")
    if not name or "CRS84" in name:
        return WGS84
    return _crs(path, name)


def _crs(path: Path, name: str) -> CRS:
    try:
        return CRS.from_user_input(name)
    except CRSError as error:
        raise BadFileError(path, f"unknown coordinate system {name!r}") from error


def _read_geopackage(path: Path) -> FeatureFile:
    import pyogrio
    from pyogrio.errors import DataLayerError, DataSourceError

    try:
        layers = pyogrio.list_layers(path)
        if not len(layers):
            raise BadFileError(path, "the GeoPackage has no layers")
        meta, _, geometries, columns = pyogrio.raw.read(path, layer=str(layers[0][0]))
    except (DataSourceError, DataLayerError) as error:
        raise BadFileError(path, "the GeoPackage is truncated or damaged") from error
    if geometries is None or not len(geometries):
        raise BadFileError(path, "the first layer of the GeoPackage has no features")
    names = [str(name) for name in meta["fields"]]
    file = FeatureFile()
    rows: list[tuple[int, dict[str, Any], BaseGeometry]] = []
    for index, wkb in enumerate(geometries):
        if wkb is None:
            file.problems.append(RowProblem(index + 1, "geometry", "the feature has no geometry"))
            continue
        values = {name: column[index] for name, column in zip(names, columns, strict=True)}
        rows.append((index + 1, values, shapely.from_wkb(wkb)))
    _keep_usable(path, file, rows, _crs(path, meta["crs"]) if meta["crs"] else WGS84)
    return file


def _keep_usable(path: Path, file: FeatureFile, rows: list[tuple[int, dict[str, Any], BaseGeometry]], crs: CRS) -> None:
    """Bring geometries to EPSG:4326 and keep those that lie on the Earth."""
    if not rows:
        return
    drawn = shapely.force_2d(np.array([geometry for _, _, geometry in rows], dtype=object))
    if crs != WGS84:
        to_wgs84 = Transformer.from_crs(crs, WGS84, always_xy=True)
        drawn = shapely.transform(drawn, lambda xy: np.column_stack(to_wgs84.transform(xy[:, 0], xy[:, 1])))
    bounds = shapely.bounds(drawn)
    on_earth = (
        np.isfinite(bounds).all(axis=1)
        & (bounds[:, 0] >= -180) & (bounds[:, 2] <= 180) & (bounds[:, 1] >= -90) & (bounds[:, 3] <= 90)
    )  # fmt: skip
    for (row, properties, _), geometry, good, box in zip(rows, drawn, on_earth, bounds, strict=True):
        if good:
            file.features.append(Feature(row, properties, geometry))
        elif geometry.is_empty:
            file.problems.append(RowProblem(row, "geometry", "the geometry is empty"))
        else:
            at = f"{box[0]:.0f}, {box[1]:.0f}"
            file.problems.append(RowProblem(row, "geometry", f"coordinates are not degrees ({at}) and no CRS is named"))
    file.problems.sort(key=lambda problem: problem.row)
