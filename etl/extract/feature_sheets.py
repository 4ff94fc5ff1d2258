"""GeoPackage, zipped Shapefile and GeoJSON as sheets: a row for each feature, its geometry as WKT in a column.

Geometry is brought to EPSG:4326. A feature whose coordinates cannot be degrees keeps them as they are, and its row
then says that they cannot be read.
"""

import io
import pickle
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path, PurePosixPath
from typing import Any, Literal

import numpy as np
import orjson
import shapely
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError
from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from etl.extract.refusals import refused
from etl.extract.sheet import Cell, Sheet

FeatureKind = Literal["geopackage", "shapefile", "geojson"]
READER = Path(__file__).with_name("feature_reader.py")
GEOMETRY_COLUMN = "geometry (WGS 84)"
LARGEST_UNPACKED_BYTES = 500_000_000
_SQLITE = b"SQLite format 3\x00"
_ZIP = b"PK\x03\x04"
_PARTS = frozenset({".shp", ".shx", ".dbf", ".prj", ".cpg"})
_WGS84 = CRS.from_epsg(4326)


def feature_kind(content: bytes) -> FeatureKind | None:
    """Which geographic format the content is; None for a table or anything else."""
    if content.startswith(_SQLITE):
        return "geopackage" if content[68:72] in (b"GPKG", b"GP10", b"GP11") else None
    if content.startswith(_ZIP):
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                names = [name.lower() for name in archive.namelist()]
        except zipfile.BadZipFile:
            return None
        return "shapefile" if any(name.endswith((".shp", ".dbf")) for name in names) else None
    head = content[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    return "geojson" if head.startswith(b"{") and not head.startswith(b"{\\rtf") else None


def read_feature_sheets(path: Path, content: bytes, kind: FeatureKind) -> list[Sheet]:
    """The layers of a geographic file as sheets. Raises BadFileError."""
    if kind == "geojson":
        return [_geojson(path, content)]
    with tempfile.TemporaryDirectory() as folder:
        file = _unpacked(path, content, Path(folder)) if kind == "shapefile" else Path(folder) / "plan.gpkg"
        if kind == "geopackage":
            file.write_bytes(content)
        layers = _read(path, file)
    sheets = [_layer(path, *layer) for layer in layers if layer[3]]
    if not sheets:
        raise refused(path, "no_features")
    return sheets


def _unpacked(path: Path, content: bytes, folder: Path) -> Path:
    """The parts of the one Shapefile in an archive, under names of ours: those of the archive are never used."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if any(_leads_outside(entry.filename) for entry in entries):
                raise refused(path, "zip_paths")
            if any(entry.flag_bits & 1 for entry in entries):
                raise refused(path, "zip_password")
            if sum(entry.file_size for entry in entries) > LARGEST_UNPACKED_BYTES:
                raise refused(path, "zip_bomb")
            parts = [e for e in entries if PurePosixPath(e.filename).suffix.lower() in _PARTS]
            stems = {str(PurePosixPath(e.filename).with_suffix("")) for e in parts}
            if len(stems) > 1:
                raise refused(path, "several_shapefiles", number=len(stems))
            kinds = {PurePosixPath(e.filename).suffix.lower() for e in parts}
            for needed in (".shp", ".dbf", ".shx"):
                if needed not in kinds:
                    raise refused(path, "shapefile_part", part=needed)
            if ".prj" not in kinds:
                raise refused(path, "no_prj")
            for entry in parts:
                suffix = PurePosixPath(entry.filename).suffix.lower()
                (folder / f"plan{suffix}").write_bytes(archive.read(entry))
    except (zipfile.BadZipFile, EOFError, RuntimeError, NotImplementedError) as error:
        raise refused(path, "archive_damaged") from error
    return folder / "plan.shp"


def _leads_outside(name: str) -> bool:
    return name[:1] in "/\\" or ".." in PurePosixPath(name.replace("\\", "/")).parts


def _read(path: Path, file: Path) -> list[tuple[str, list[str], list[list[Any]], list[bytes | None], str | None]]:
    done = subprocess.run([sys.executable, "-P", str(READER), str(file)], capture_output=True, check=False)
    if done.returncode:
        raise refused(path, "features_damaged")
    kind, value = pickle.loads(done.stdout)  # noqa: S301 - written by our own program
    if kind == "damaged":
        raise refused(path, "features_damaged")
    layers: list[tuple[str, list[str], list[list[Any]], list[bytes | None], str | None]] = value
    return layers


def _layer(
    path: Path, name: str, fields: list[str], columns: list[list[Any]], shapes: list[bytes | None], crs: str | None
) -> Sheet:
    try:
        drawn = [None if wkb is None else shapely.from_wkb(wkb) for wkb in shapes]
    except ShapelyError as error:
        raise refused(path, "features_damaged") from error
    placed = _degrees(path, drawn, crs)
    empty: list[list[Cell]] = [[] for _ in shapes]
    rows = [[_cell(value) for value in values] for values in zip(*columns, strict=True)] if columns else empty
    return _sheet(name, fields, rows, placed)


def _geojson(path: Path, content: bytes) -> Sheet:
    try:
        document = orjson.loads(content.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise refused(path, "geojson_damaged", line=error.lineno) from error
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list):
        raise refused(path, "geojson_other")
    if not features:
        raise refused(path, "no_features")
    items = [one if isinstance(one, dict) else {} for one in features]
    properties: list[dict[str, Any]] = [dict(one.get("properties") or {}) for one in items]
    fields = list(dict.fromkeys(str(name) for one in properties for name in one))
    named = document.get("crs") if isinstance(document.get("crs"), dict) else None
    crs = ((named or {}).get("properties") or {}).get("name")
    rows = [[_cell(one.get(name)) for name in fields] for one in properties]
    return _sheet(path.name, fields, rows, _degrees(path, [_drawn(one.get("geometry")) for one in items], crs))


def _drawn(geometry: Any) -> BaseGeometry | str | None:
    """A geometry; the text of one that cannot be read, so that its row can say so."""
    if geometry is None:
        return None
    try:
        return shape(geometry)
    except (ShapelyError, ValueError, TypeError, KeyError, AttributeError, IndexError):
        return str(geometry)[:80]


def _degrees(path: Path, drawn: list[Any], crs: str | None) -> list[Any]:
    """Geometries in EPSG:4326; without a named CRS they are taken for degrees already."""
    if not crs or "CRS84" in crs:
        return drawn
    try:
        given = CRS.from_user_input(crs)
    except CRSError as error:
        raise refused(path, "unknown_crs", crs=str(crs)[:60]) from error
    if given == _WGS84:
        return drawn
    turn = Transformer.from_crs(given, _WGS84, always_xy=True)

    def to_degrees(points: np.ndarray[Any, np.dtype[np.float64]]) -> np.ndarray[Any, np.dtype[np.float64]]:
        return np.column_stack(turn.transform(points[:, 0], points[:, 1]))

    return [
        shapely.transform(shapely.force_2d(one), to_degrees) if isinstance(one, BaseGeometry) else one for one in drawn
    ]


def _sheet(name: str, fields: list[str], rows: list[list[Cell]], drawn: list[Any]) -> Sheet:
    words = [one.wkt if isinstance(one, BaseGeometry) else one or "" for one in drawn]
    table = [[*row, text] for row, text in zip(rows, words, strict=True)]
    return Sheet(name, [[*fields, GEOMETRY_COLUMN], *table], is_features=True)


def _cell(value: Any) -> Cell:
    if value is None or (isinstance(value, float) and value != value):
        return ""
    if isinstance(value, str | int | float | bool):
        return value
    return str(value)
