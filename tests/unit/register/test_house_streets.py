"""A house finds its street by name first, then by nearness."""

import pytest
import shapely
from shapely import Point

from etl.transform.house_streets import MicrodistrictFinder, NamedShape, StreetFinder
from etl.transform.street_labels import read_label


def street(number: int, name: str, y: float, old: str | None = None) -> NamedShape:
    """A street of 1 km along y (metres)."""
    line = shapely.LineString([(0, y), (1000, y)])
    return NamedShape(number, line, (read_label(name),), (read_label(old),) if old else ())


FINDER = StreetFinder(
    [
        street(1, "улица Абая", 0),
        street(2, "Абай көшесі", 900),
        street(3, "переулок Абая", 100),
        street(4, "проспект Назарбаева", 2000, old="Фурманова"),
        street(5, "улица Ораза Абишева", 3000),
    ]
)


@pytest.mark.parametrize(
    ("name", "y", "found"),
    [
        ("ул. Абая", 20, 1),
        ("ул. Абая", 460, 2),  # the nearer of two homonyms
        ("ул. Абая", 440, 1),
        ("ул. Абая", 1399, 2),
        ("ул. Абая", 1401, None),  # farther than 500 m from any
        ("пер. Абая", 20, 3),  # the kind decides between neighbours
        ("ул. Фурманова", 2010, 4),  # an old name
        ("ул. Фурманова", 20, None),
        ("ул. Абишева", 3010, 5),  # a part of the name, nearby
        ("ул. Несуществующая", 20, None),
        ("улица", 20, None),
    ],
)
def test_the_street_of_a_house(name: str, y: float, found: int | None) -> None:
    assert FINDER.find(name, Point(500, y)) == found


def test_a_register_without_streets_finds_none() -> None:
    assert StreetFinder([]).find("ул. Абая", Point(0, 0)) is None


def test_the_nearest_microdistrict_of_a_name_within_1500_m_is_found() -> None:
    box = shapely.box(0, 0, 100, 100)
    finder = MicrodistrictFinder(
        [(1, box, frozenset({"samal"})), (2, shapely.affinity.translate(box, 3000), frozenset({"samal"}))]
    )
    assert finder.find("samal", Point(50, 50)) == 1
    assert finder.find("samal", Point(2900, 50)) == 2
    assert finder.find("samal", Point(-1501, 50)) is None
    assert finder.find("orbita", Point(50, 50)) is None
