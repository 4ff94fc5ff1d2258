"""The real street network of the city, where it is at hand: what is one street there, and what is not."""

from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
import shapely

from etl.extract.geo import read_features
from etl.transform.build_streets import StreetRow, build_streets
from etl.transform.road_pieces import pieces_of
from etl.transform.street_ends import to_metric

NETWORK = Path(__file__).parents[4] / "shared" / "data" / "almaty" / "roads_osm_2024-10.geojson.gz"
pytestmark = pytest.mark.skipif(not NETWORK.exists(), reason="the real network is not at hand")
METRIC_SRID = 32643


@cache
def streets() -> list[StreetRow]:
    """The streets that the 25,028 features make."""
    pieces, problems = pieces_of(read_features(NETWORK).features)
    assert problems == []
    return build_streets(pieces, METRIC_SRID)


def named(*names: str) -> list[StreetRow]:
    """The streets that carry any of the names."""
    return [street for street in streets() if {name.text for name in street.names} & set(names)]


@pytest.mark.parametrize(
    ("russian", "kazakh", "least_km"),
    [
        ("проспект Абая", "Абай даңғылы", 25),
        ("улица Сатпаева", "Сәтбаев көшесі", 10),
        ("улица Толе Би", "Төле би көшесі", 20),
        ("проспект Райымбека", "Райымбек даңғылы", 20),
        ("проспект Достык", "Достық даңғылы", 6),
        ("улица Байтурсынова", "Ахмет Байтұрсынұлы көшесі", 3),
        ("улица Жандосова", "Жандосов көшесі", 10),
    ],
)
def test_an_avenue_named_in_two_languages_is_one_street(russian: str, kazakh: str, least_km: float) -> None:
    longest = max(named(russian), key=lambda street: street.length_m)
    assert longest == max(named(kazakh), key=lambda street: street.length_m)
    assert longest.length_m > 1000 * least_km


def test_the_streets_called_abay_stay_apart() -> None:
    found = named("проспект Абая", "Абай даңғылы", "улица Абая", "Абая улица", "Абая", "улица малая Абая", "Малая Абая")
    assert len(found) == 6
    assert sorted(round(street.length_m, -2) for street in found) == [100, 100, 500, 700, 700, 29_800]


def test_some_hundreds_of_streets_share_their_name_with_another_and_stay_apart() -> None:
    sharing: dict[str, int] = defaultdict(int)
    for street in streets():
        for key in street.keys:
            sharing[key] += 1
    assert 200 <= sum(1 for number in sharing.values() if number > 1) <= 450


def test_the_network_becomes_some_three_thousand_streets() -> None:
    assert 2_800 <= len(streets()) <= 3_100
    pieces = [index for street in streets() for index in street.pieces]
    assert len(pieces) == len(set(pieces)) == 7_088


def test_no_street_has_a_part_farther_than_600_m_from_the_rest() -> None:
    for street in streets():
        [shape] = to_metric([street.geom], METRIC_SRID)
        reach = shapely.buffer(shape, 301, quad_segs=2)
        assert reach.geom_type == "Polygon", [name.text for name in street.names]
