"""What the sketch offers to name: crossings in their order, areas with their districts."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from shapely import Point

from etl.demo.houses import in_metres
from etl.demo.sketch_places import APART_M, Line, SketchPlaces


@pytest.fixture(scope="module")
def sketch() -> SketchPlaces:
    return SketchPlaces()


def street(sketch: SketchPlaces, name: str) -> Line:
    return next(line for line in sketch.streets if line.name.ru == name)


def test_crossings_come_in_the_order_of_the_street(sketch: SketchPlaces) -> None:
    names = [crossing.other.ru for crossing in street(sketch, "проспект Абылай хана").crossings]
    walk = [names.index(name) for name in ("улица Шевченко", "улица Толе би", "улица Гоголя", "проспект Райымбека")]
    assert walk == sorted(walk)


def test_crossings_of_one_junction_count_once(sketch: SketchPlaces) -> None:
    for line in sketch.streets:
        along = [crossing.along_m for crossing in line.crossings]
        assert all(after - before >= APART_M for before, after in pairwise(along)), line.name.ru


def test_a_street_whose_name_would_need_declension_is_not_offered(sketch: SketchPlaces) -> None:
    offered = {line.name.ru for line in sketch.streets}
    assert "улица Бухтарминская" not in offered
    assert "улица Строительная" not in offered
    assert "проспект Абая" in offered


def test_rivers_know_the_streets_that_cross_them(sketch: SketchPlaces) -> None:
    yesentai = next(line for line in sketch.rivers if line.name.ru == "река Есентай")
    assert {"улица Сатпаева", "проспект Аль-Фараби"} <= {crossing.other.ru for crossing in yesentai.crossings}


@pytest.mark.parametrize(
    ("lon", "lat", "district"),
    [
        (76.930, 43.250, "Алмалинский район"),
        (76.955, 43.236, "Медеуский район"),
        (76.900, 43.215, "Бостандыкский район"),
        (76.840, 43.225, "Ауэзовский район"),
        (76.980, 43.330, "Турксибский район"),
    ],
)
def test_a_point_lies_in_its_district(sketch: SketchPlaces, lon: float, lat: float, district: str) -> None:
    found = sketch.district_of(in_metres(Point(lon, lat)))
    assert found is not None
    assert found.ru == district


def test_a_point_outside_the_city_has_no_district(sketch: SketchPlaces) -> None:
    assert sketch.district_of(in_metres(Point(77.5, 43.9))) is None


def test_every_microdistrict_belongs_to_a_district(sketch: SketchPlaces) -> None:
    assert sum(len(areas) for areas in sketch.microdistricts_by_district.values()) == len(sketch.microdistricts)


def test_two_drawn_lines_cross_where_they_meet(tmp_path: Path) -> None:
    def drawn(name: str, line: list[list[float]]) -> dict[str, Any]:
        names = {"name_ru": f"улица {name}", "name_kk": f"{name} көшесі", "name_en": name, "fclass": "residential"}
        return {"properties": names, "geometry": {"type": "LineString", "coordinates": line}}

    across = [drawn(str(lon), [[lon, 43.24], [lon, 43.26]]) for lon in (76.91, 76.93)]
    along = drawn("Абая", [[76.90, 43.25], [76.94, 43.25]])
    (tmp_path / "streets.geojson").write_text(json.dumps({"features": [along, *across]}), encoding="utf-8")
    (line,) = SketchPlaces(tmp_path).streets
    assert [crossing.other.en for crossing in line.crossings] == ["76.91", "76.93"]
    assert line.crossings[0].along_m == pytest.approx(812, abs=5)
