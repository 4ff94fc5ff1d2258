"""How far the sketch is off, measured beside the real network where its file is at hand.

Metres are of EPSG:32643. A street is measured every 100 m against all pieces that bear its name; a crossing against
the middle of the nearest junction where pieces of the two names come within 30 m.
"""

import gzip
import json
import re
import statistics
from functools import cache
from pathlib import Path

import pytest
import shapely
from shapely import Geometry, LineString, Point, union_all
from shapely.geometry import shape

from etl.demo.houses import SKETCH, in_metres

ROADS = Path(__file__).parents[4] / "shared" / "data" / "almaty" / "roads_osm_2024-10.geojson.gz"
pytestmark = pytest.mark.skipif(not ROADS.exists(), reason="the real street network is not beside this checkout")

STEP_M = 100.0
NEAR_M = 1500.0
"""Pieces farther than this from a drawn street belong to another street of the same name."""

KIND_WORDS = re.compile(r"\b(улица|проспект|бульвар|тракт|көшесі|даңғылы|бульвары)\b")
NETWORK_NAMES = {
    "улица Абдуллиных": ("Абдулинных",),
    "проспект Серкебаева": ("Гагарина", "Гагарин"),
    "улица Омаровой": ("Жамал Омаровой",),
    "улица Майбороды": ("Майбороды Михаила",),
    "улица Сауранбаева": ("Сауранбаева Тлеуберды",),
    "улица Кекилбайулы": ("Абиша Кекилбайулы",),
    "Кульджинский тракт": ("Кульжинский", "Кульджинский"),
    "улица Габдуллина": ("Габдулина",),
    "улица Шашкина": ("Зеин Шашкина",),
    "улица Байтурсынулы": ("Байтурсынова",),
}
"""How the network of 2024 spells a street, where it is not as the sketch does."""

CROSSINGS = [
    ("Абая", "Достык"), ("Абая", "Назарбаева"), ("Абая", "Сейфуллина"), ("Абая", "Байтурсынулы"), ("Абая", "Ауэзова"),
    ("Абая", "Розыбакиева"), ("Абая", "Жарокова"), ("Абая", "Момышулы"), ("Абая", "Саина"), ("Абая", "Алтынсарина"),
    ("Толе би", "Назарбаева"), ("Толе би", "Сейфуллина"), ("Толе би", "Байзакова"), ("Толе би", "Розыбакиева"),
    ("Толе би", "Тлендиева"), ("Толе би", "Саина"), ("Толе би", "Момышулы"), ("Гоголя", "Назарбаева"),
    ("Гоголя", "Сейфуллина"), ("Гоголя", "Кунаева"), ("Гоголя", "Байтурсынулы"), ("Райымбека", "Сейфуллина"),
    ("Райымбека", "Назарбаева"), ("Райымбека", "Розыбакиева"), ("Райымбека", "Саина"), ("Райымбека", "Момышулы"),
    ("Сатпаева", "Байтурсынулы"), ("Сатпаева", "Ауэзова"), ("Сатпаева", "Жарокова"), ("Тимирязева", "Ауэзова"),
    ("Тимирязева", "Жарокова"), ("Жандосова", "Розыбакиева"), ("Жандосова", "Саина"), ("Шаляпина", "Саина"),
    ("Аль-Фараби", "Достык"), ("Аль-Фараби", "Розыбакиева"), ("Аль-Фараби", "Навои"), ("Рыскулова", "Сейфуллина"),
    ("Рыскулова", "Саина"), ("Рыскулова", "Момышулы"), ("Макатаева", "Пушкина"), ("Кабанбай батыра", "Панфилова"),
    ("Богенбай батыра", "Желтоксан"), ("Жибек жолы", "Абылай хана"),
]  # fmt: skip


def folded(name: str) -> str:
    words = re.sub(r"[^\w]+", " ", KIND_WORDS.sub(" ", name.lower().replace("ё", "е").replace("\u200e", "")))
    return " ".join(sorted(words.split()))


@cache
def network() -> dict[str, list[Geometry]]:
    """Pieces of the real network in metres by folded name."""
    with gzip.open(ROADS, "rt", encoding="utf-8") as source:
        found = json.load(source)["features"]
    pieces: dict[str, list[Geometry]] = {}
    for feature in found:
        name = feature["properties"].get("name")
        if name:
            pieces.setdefault(folded(name), []).append(in_metres(shape(feature["geometry"])))
    return pieces


@cache
def sketch() -> dict[str, tuple[LineString, Geometry]]:
    """Drawn line and real pieces by Russian name of the street; streets unknown to the network are left out."""
    pairs = {}
    for feature in json.loads((SKETCH / "streets.geojson").read_text(encoding="utf-8"))["features"]:
        properties = feature["properties"]
        line = in_metres(shape(feature["geometry"]))
        assert isinstance(line, LineString)
        name = properties["name_ru"]
        keys = {folded(n) for n in (name, properties["name_kk"], *NETWORK_NAMES.get(name, ()))}
        pieces = [piece for key in keys for piece in network().get(key, []) if shapely.distance(piece, line) < NEAR_M]
        if pieces:
            pairs[name] = (line, union_all(pieces))
    return pairs


def named(short: str) -> tuple[LineString, Geometry]:
    return next(pair for name, pair in sketch().items() if name.partition(" ")[2] == short)


def offsets_m(line: LineString, real: Geometry) -> list[float]:
    count = max(2, round(line.length / STEP_M))
    return [shapely.distance(line.interpolate(i / count, normalized=True), real) for i in range(count + 1)]


def test_nearly_every_drawn_street_is_known_to_the_real_network() -> None:
    assert len(sketch()) >= 145


def test_the_median_offset_of_streets_is_under_sixty_metres() -> None:
    medians = sorted(statistics.median(offsets_m(line, real)) for line, real in sketch().values())
    nine_of_ten = medians[int(len(medians) * 0.9)]
    print(f"streets: median {statistics.median(medians):.0f} m, nine of ten under {nine_of_ten:.0f} m")
    assert statistics.median(medians) < 60
    assert nine_of_ten < 120


def test_the_median_offset_of_forty_main_crossings_is_under_a_hundred_metres() -> None:
    offsets = []
    for first, second in CROSSINGS:
        (line_a, real_a), (line_b, real_b) = named(first), named(second)
        drawn = line_a.intersection(line_b)
        assert isinstance(drawn, Point) and not drawn.is_empty, (first, second)
        met = shapely.intersection(shapely.buffer(real_a, 15.0), shapely.buffer(real_b, 15.0))
        if not met.is_empty:
            offsets.append(min(shapely.distance(drawn, junction.centroid) for junction in shapely.get_parts(met)))
    print(
        f"crossings: median {statistics.median(offsets):.0f} m, largest {max(offsets):.0f} m, {len(offsets)} measured"
    )
    assert len(offsets) >= 40
    assert statistics.median(offsets) < 100
