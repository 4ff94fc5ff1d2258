"""Geometry given by a person is read from GeoJSON or WKT and must lie in the city."""

import json
from pathlib import Path

import pytest
from shapely.geometry import mapping

from gis_app.geocoding.given_geometry import (
    MATCH_TYPE_OF_SHAPE,
    BadGeometryError,
    read_geometry,
    read_geometry_file,
)
from gis_app.geocoding.schemas import GeocodeOut
from tests.grid import Grid

BOUNDS = (76.70, 43.03, 77.20, 43.46)
grid = Grid()
YARD = grid.box(0, 0, 2, 1)


@pytest.mark.parametrize(
    "text",
    [
        YARD.wkt,
        json.dumps(mapping(YARD)),
        json.dumps({"type": "Feature", "properties": {}, "geometry": mapping(YARD)}),
        json.dumps(
            {
                "type": "FeatureCollection",
                "features": [{"type": "Feature", "geometry": mapping(YARD), "properties": {}}],
            }
        ),
    ],
)
def test_every_written_form_gives_the_same_place(text: str) -> None:
    assert read_geometry(text, BOUNDS).equals_exact(YARD, 1e-9)


def test_heights_are_left_out() -> None:
    assert read_geometry("POINT Z (76.9 43.2 850)", BOUNDS).wkt == "POINT (76.9 43.2)"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "neither GeoJSON nor WKT"),
        ("somewhere", "neither GeoJSON nor WKT"),
        ('{"type": "Point"}', "neither GeoJSON nor WKT"),
        ('{"type": "FeatureCollection", "features": []}', "0 features"),
        ('{"type": "Point", "coordinates":' + "[" * 100_000 + "]" * 100_000 + "}", "neither GeoJSON nor WKT"),
        ("CIRCULARSTRING (76.9 43.2, 76.91 43.21, 76.92 43.2)", "neither GeoJSON nor WKT"),
        ("LINESTRING (" + ", ".join(f"76.9 {43.2 + at / 1e6:.6f}" for at in range(20_001)) + ")", "20,000 points"),
        (" " * 2_000_001, "2,000,000 letters"),
        ("POINT EMPTY", "empty"),
        ("POINT (43.2 76.9)", "exchanged"),
        ("POINT (30 50)", "outside the city"),
        ("POLYGON ((76.9 43.2, 76.91 43.21, 76.91 43.2, 76.9 43.21, 76.9 43.2))", "not valid"),
        ("GEOMETRYCOLLECTION (POINT (76.9 43.2))", "GeometryCollection"),
    ],
)
def test_what_is_no_place_of_the_city_is_refused_with_a_reason(text: str, told: str) -> None:
    with pytest.raises(BadGeometryError, match=told):
        read_geometry(text, BOUNDS)


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadGeometryError, match="cannot be read"):
        read_geometry_file(tmp_path / "missing.json", BOUNDS)
    (tmp_path / "latin.wkt").write_bytes(b"\xff\xfe\x00POINT")
    with pytest.raises(BadGeometryError, match="UTF-8"):
        read_geometry_file(tmp_path / "latin.wkt", BOUNDS)


def test_a_shape_stands_for_a_match_type_of_the_interface() -> None:
    known = GeocodeOut.model_fields["match_type"].annotation.__args__  # type: ignore[union-attr]
    assert set(MATCH_TYPE_OF_SHAPE.values()) <= set(known)
