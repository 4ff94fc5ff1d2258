"""Landmarks of the sketch: a CSV that `load-landmarks` reads."""

import csv
import json
from pathlib import Path

from shapely import Point, union_all
from shapely.geometry import shape

SKETCH = Path(__file__).parents[3] / "etl" / "demo" / "sketch"


def rows() -> list[dict[str, str]]:
    with (SKETCH / "landmarks.csv").open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def test_there_are_some_thirty_landmarks() -> None:
    assert len(rows()) >= 30


def test_the_columns_are_those_of_the_loader() -> None:
    assert list(rows()[0]) == ["name_ru", "name_kz", "name_en", "address", "lat", "lon"]


def test_every_landmark_is_named_in_three_languages_once() -> None:
    assert all(row[column].strip() for row in rows() for column in ("name_ru", "name_kz", "name_en", "address"))
    assert len({row["name_ru"] for row in rows()}) == len(rows())


def test_every_landmark_lies_in_the_city() -> None:
    districts = json.loads((SKETCH / "districts.geojson").read_text(encoding="utf-8"))["features"]
    city = union_all([shape(f["geometry"]) for f in districts])
    for row in rows():
        assert city.contains(Point(float(row["lon"]), float(row["lat"]))), row["name_ru"]
