"""GeoJSON and GeoPackage in any CRS; broken files are refused with a reason."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas
import pytest
import shapely

from etl.extract.features import text_of
from etl.extract.geo import read_features
from gis_app.errors import BadFileError
from tests.grid import Grid

grid = Grid()
LINE = grid.line((0, 0), (3, 0))


def collection(*geometries: Any, **properties: Any) -> dict[str, Any]:
    """A FeatureCollection of geometries with the same properties."""
    return {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": properties, "geometry": shapely.geometry.mapping(geometry)}
            for geometry in geometries
        ],
    }


def write(path: Path, document: dict[str, Any]) -> Path:
    """Write a JSON document."""
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_plain_and_gzipped_geojson_are_told_by_content_not_by_name(tmp_path: Path) -> None:
    plain = write(tmp_path / "roads.dat", collection(LINE, name="улица Абая"))
    packed = tmp_path / "roads.json"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    for path in (plain, packed):
        features = read_features(path).features
        assert [feature.properties["name"] for feature in features] == ["улица Абая"]
        assert features[0].geometry.equals_exact(LINE, 1e-12)


def test_a_geopackage_in_metres_comes_out_in_degrees(tmp_path: Path) -> None:
    path = tmp_path / "roads.gpkg"
    frame = geopandas.GeoDataFrame({"name": ["улица Абая"], "lanes": [4]}, geometry=[LINE], crs=4326)
    frame.to_crs(32643).to_file(path, layer="roads", driver="GPKG")
    feature = read_features(path).features[0]
    assert feature.geometry.equals_exact(LINE, 1e-8)
    assert text_of(feature.properties, "name") == "улица Абая"


def test_geojson_with_a_named_crs_comes_out_in_degrees(tmp_path: Path) -> None:
    frame = geopandas.GeoSeries([LINE], crs=4326).to_crs(3857)
    document = collection(frame.iloc[0])
    document["crs"] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}
    feature = read_features(write(tmp_path / "roads.geojson", document)).features[0]
    assert feature.geometry.equals_exact(LINE, 1e-8)


def test_a_height_is_dropped(tmp_path: Path) -> None:
    raised = shapely.force_3d(LINE, 800.0)
    feature = read_features(write(tmp_path / "roads.geojson", collection(raised))).features[0]
    assert not feature.geometry.has_z


def test_bad_features_are_told_by_row_while_the_good_ones_load(tmp_path: Path) -> None:
    document = collection(LINE, LINE, LINE, LINE)
    document["features"][0]["geometry"] = None
    document["features"][1]["geometry"]["type"] = "Spiral"
    document["features"][2]["geometry"]["coordinates"] = [[655_000.0, 4_789_000.0], [656_000.0, 4_789_000.0]]
    file = read_features(write(tmp_path / "roads.geojson", document))
    assert [problem.row for problem in file.problems] == [1, 2, 3]
    assert "degrees" in file.problems[2].reason
    assert [feature.row for feature in file.features] == [4]


def test_an_empty_geometry_is_told(tmp_path: Path) -> None:
    document = collection(LINE)
    document["features"][0]["geometry"]["coordinates"] = []
    assert "empty" in read_features(write(tmp_path / "roads.geojson", document)).problems[0].reason


BROKEN: dict[str, tuple[Callable[[], bytes], str]] = {
    "0 bytes": (lambda: b"", "empty"),
    "only spaces": (lambda: b" \n ", "empty"),
    "a renamed PNG": (lambda: b"\x89PNG\r\n\x1a\n....", "PNG"),
    "a spreadsheet": (lambda: b"PK\x03\x04....", "Office"),
    "a web page": (lambda: b"<!doctype html>", "HTML"),
    "truncated JSON": (lambda: json.dumps(collection(LINE)).encode()[:-40], "truncated"),
    "truncated gzip": (lambda: gzip.compress(json.dumps(collection(LINE)).encode())[:-20], "gzip"),
    "a list": (lambda: b"[1, 2]", "FeatureCollection"),
    "one feature": (lambda: json.dumps(collection(LINE)["features"][0]).encode(), "FeatureCollection"),
    "no features": (lambda: b'{"type": "FeatureCollection", "features": []}', "no features"),
    "a table": (lambda: "address,lon,lat\nАбая 1,76.9,43.2".encode(), "not GeoJSON"),
    "a broken GeoPackage": (lambda: b"SQLite format 3\x00" + b"\x00" * 200, "GeoPackage"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_with_its_reason(tmp_path: Path, name: str) -> None:
    content, reason = BROKEN[name]
    path = tmp_path / "roads.geojson"
    path.write_bytes(content())
    with pytest.raises(BadFileError, match=reason):
        read_features(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFileError, match="no such file"):
        read_features(tmp_path / "nothing.geojson")


def test_a_truncated_geopackage_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "roads.gpkg"
    geopandas.GeoDataFrame({"name": ["a"] * 500}, geometry=[LINE] * 500, crs=4326).to_file(path, driver="GPKG")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])
    with pytest.raises(BadFileError):
        read_features(path)


def test_an_unknown_crs_is_refused(tmp_path: Path) -> None:
    document = collection(LINE)
    document["crs"] = {"type": "name", "properties": {"name": "our own grid"}}
    with pytest.raises(BadFileError, match="coordinate system"):
        read_features(write(tmp_path / "roads.geojson", document))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("  улица   Абая ", "улица Абая"),
        (None, None),
        (float("nan"), None),
        (3.0, "3"),
        ("", None),
        ([1], None),
        (7, "7"),
    ],
)
def test_properties_are_read_as_trimmed_text(value: object, expected: str | None) -> None:
    assert text_of({"name": value}, "name") == expected


def test_the_first_of_several_property_names_that_has_text_wins() -> None:
    assert text_of({"name_kk": " ", "name_kz": "Абай"}, "name_kk", "name_kz") == "Абай"
