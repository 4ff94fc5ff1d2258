"""Geographic files as people send them, good and broken, made on the spot."""

import io
import json
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import geopandas
from shapely.geometry import Point, Polygon, mapping
from shapely.geometry.base import BaseGeometry

CITY = Point(76.93, 43.24)
BOW_TIE = Polygon([(76.93, 43.24), (76.94, 43.25), (76.94, 43.24), (76.93, 43.25)])
FIELDS: dict[str, Any] = {"type": "Ремонт тротуара", "address": "ул. Абая, 1"}


def frame(shapes: Sequence[BaseGeometry | None], crs: str | None = "EPSG:4326") -> geopandas.GeoDataFrame:
    """A layer with a kind of work and a place for each shape."""
    rows = [{**FIELDS, "address": f"ул. Абая, {number}"} for number in range(1, len(shapes) + 1)]
    return geopandas.GeoDataFrame(rows, geometry=list(shapes), crs=crs)


def geopackage(shapes: Sequence[BaseGeometry | None] = (CITY,), crs: str | None = "EPSG:4326") -> bytes:
    """A GeoPackage of one layer."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.gpkg"
        frame(shapes, crs).to_file(path, driver="GPKG", engine="pyogrio")
        return path.read_bytes()


def shapefile(
    shapes: Sequence[BaseGeometry | None] = (CITY,),
    crs: str | None = "EPSG:4326",
    *,
    without: Sequence[str] = (),
    prefix: str = "план/",
    times: int = 1,
) -> bytes:
    """A zipped Shapefile; `without` are suffixes left out, `prefix` stands before the names in the archive."""
    out = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        path = Path(folder) / "plan.shp"
        frame(shapes, crs).to_file(path, driver="ESRI Shapefile", engine="pyogrio", encoding="UTF-8")
        for number in range(times):
            for part in sorted(path.parent.glob("plan.*")):
                if part.suffix not in without:
                    archive.writestr(f"{prefix}{number or ''}plan{part.suffix}", part.read_bytes())
    return out.getvalue()


def geojson(shapes: Sequence[BaseGeometry | dict[str, Any] | None] = (CITY,), **more: Any) -> bytes:
    """A FeatureCollection; a shape may be a geometry object that is none."""
    features = [
        {
            "type": "Feature",
            "properties": {**FIELDS, "address": f"ул. Абая, {number}"},
            "geometry": mapping(shape) if isinstance(shape, BaseGeometry) else shape,
        }
        for number, shape in enumerate(shapes, start=1)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features, **more}).encode()


def zip_of(files: dict[str, bytes]) -> bytes:
    """An archive of files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()
