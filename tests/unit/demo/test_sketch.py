"""The sketch: how much is drawn, in three languages, and that its shapes are sound."""

import json
from pathlib import Path
from typing import Any

import pytest
from shapely import union_all
from shapely.geometry import shape

SKETCH = Path(__file__).parents[3] / "etl" / "demo" / "sketch"
FILES = ("streets.geojson", "areas.geojson", "districts.geojson")
CLASSES = {"trunk", "primary", "secondary", "tertiary", "residential", "pedestrian"}


def features(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((SKETCH / name).read_text(encoding="utf-8"))["features"]
    return found


def areas(kind: str) -> list[dict[str, Any]]:
    return [f for f in features("areas.geojson") if f["properties"]["kind"] == kind]


def positions(coordinates: Any) -> list[list[float]]:
    if isinstance(coordinates[0], (int, float)):
        return [coordinates]
    return [position for part in coordinates for position in positions(part)]


def test_the_main_streets_are_drawn() -> None:
    assert 120 <= len(features("streets.geojson")) <= 160


def test_a_street_has_two_to_eight_vertices() -> None:
    for street in features("streets.geojson"):
        assert 2 <= len(street["geometry"]["coordinates"]) <= 8, street["properties"]["name_ru"]


@pytest.mark.parametrize(("kind", "least"), [("microdistrict", 40), ("river", 4), ("park", 12), ("city", 15)])
def test_areas_of_each_kind_are_drawn(kind: str, least: int) -> None:
    assert len(areas(kind)) >= least


@pytest.mark.parametrize("file", FILES)
def test_every_name_is_given_in_three_languages(file: str) -> None:
    for feature in features(file):
        properties = feature["properties"]
        assert all(properties[f"name_{language}"].strip() for language in ("ru", "kk", "en")), properties


@pytest.mark.parametrize("file", FILES)
def test_no_name_stands_twice(file: str) -> None:
    names = [f["properties"]["name_ru"] for f in features(file)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("file", FILES)
def test_a_hand_does_not_draw_finer_than_four_decimals(file: str) -> None:
    for feature in features(file):
        for lon, lat in positions(feature["geometry"]["coordinates"]):
            assert (lon, lat) == (round(lon, 4), round(lat, 4))


def test_a_street_has_a_known_class() -> None:
    assert {street["properties"]["fclass"] for street in features("streets.geojson")} <= CLASSES


def test_a_kazakh_street_name_ends_in_its_kind_word() -> None:
    endings = ("көшесі", "даңғылы", "бульвары", "тас жолы")
    for street in features("streets.geojson"):
        assert street["properties"]["name_kk"].endswith(endings)


@pytest.mark.parametrize("file", FILES)
def test_every_shape_is_valid(file: str) -> None:
    for feature in features(file):
        assert shape(feature["geometry"]).is_valid, feature["properties"]["name_ru"]


def test_the_districts_keep_their_numbers() -> None:
    by_id = {f["properties"]["id"]: f["properties"]["name_ru"] for f in features("districts.geojson")}
    assert by_id == {
        1: "Алатауский район",
        2: "Алмалинский район",
        3: "Ауэзовский район",
        4: "Бостандыкский район",
        5: "Жетысуский район",
        6: "Медеуский район",
        7: "Наурызбайский район",
        8: "Турксибский район",
    }


def test_the_districts_tile_the_city_without_gap_or_overlap() -> None:
    outlines = [shape(f["geometry"]) for f in features("districts.geojson")]
    city = union_all(outlines)
    assert city.geom_type == "Polygon"
    assert not city.interiors
    assert city.area == pytest.approx(sum(outline.area for outline in outlines), rel=1e-9)


def test_microdistricts_do_not_cover_each_other() -> None:
    outlines = [(f["properties"]["name_ru"], shape(f["geometry"])) for f in areas("microdistrict")]
    for i, (name, outline) in enumerate(outlines):
        for other_name, other in outlines[:i]:
            assert outline.intersection(other).area < 0.1 * outline.area, (name, other_name)


def test_other_cities_lie_outside_this_one() -> None:
    city = union_all([shape(f["geometry"]) for f in features("districts.geojson")])
    assert not any(city.contains(shape(f["geometry"])) for f in areas("city"))
