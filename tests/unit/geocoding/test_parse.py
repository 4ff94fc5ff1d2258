"""The typed tree, before any place is looked up."""

import pytest

from gis_app.geocoding.parse import parse
from gis_app.geocoding.tree import Address, Contour, Corner, Crossing, HouseEnd, Name, Node, Segment, Whole
from tests.unit.geocoding.small_city import small_register


def nodes(text: str) -> list[Node]:
    return parse(text, small_register()).nodes


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Гоголя от Масанчи до Желтоксан", [Segment]),
        ("Гоголя – Желтоксан", [Crossing]),
        ("Гоголя – Масанчи – Абая – Желтоксан", [Contour]),
        ("Толе би, 10", [Address]),
        ("мкр. Карасу, д. 5, 7", [Address]),
        ("мкр. Карасу", [Whole]),
        ("Гоголя – Желтоксан; Толе би, 10", [Crossing, Address]),
        ("Саина – Гоголя, Масанчи – Абая", [Contour]),
        ("улица Гоголя, а также в микрорайоне Карасу", [Whole, Whole]),
        ("на Желтоксан от Гоголя до Абая, и на перекрёстке с Толе би", [Segment, Crossing]),
        ("ремонт 57 лифтов", []),
    ],
)
def test_each_location_of_a_text_becomes_a_node(text: str, kinds: list[type]) -> None:
    assert [type(node) for node in nodes(text)] == kinds


def test_a_segment_knows_its_street_ends_and_side() -> None:
    (node,) = nodes("по северной стороне ул. Гоголя от ул. Масанчи до дома № 12а")
    assert isinstance(node, Segment)
    assert node.street is not None and node.street.text == "Гоголя"
    assert isinstance(node.start, Name) and node.start.text == "Масанчи"
    assert isinstance(node.end, HouseEnd) and node.end.number.text == "12А"
    assert node.side == "north"


def test_an_open_end_is_a_direction() -> None:
    (node,) = nodes("Гоголя от Масанчи в сторону Желтоксан")
    assert isinstance(node, Segment) and node.toward


def test_an_end_of_two_streets_is_a_corner() -> None:
    (node,) = nodes("Абая от Гоголя-Масанчи до Желтоксан")
    assert isinstance(node, Segment) and isinstance(node.start, Corner)


def test_a_change_of_street_makes_two_segments() -> None:
    first, second = nodes("Гоголя с переходом на Желтоксан от Масанчи до Абая")
    assert isinstance(first, Segment) and isinstance(second, Segment)
    assert first.street is not None and second.street is not None
    assert (first.street.text, second.street.text) == ("Гоголя", "Желтоксан")


def test_a_district_beside_a_street_narrows_it() -> None:
    phrase = parse("Алмалинский район, улица Гоголя", small_register())
    assert [name.text for name in phrase.within] == ["Алмалинский"]
    assert len(phrase.nodes) == 1


def test_a_relation_in_brackets_is_no_place_of_its_own() -> None:
    assert len(nodes("мкр. Карасу (южнее проспекта Абая)")) == 1


def test_an_unknown_name_keeps_its_place_without_candidates() -> None:
    (node,) = nodes("Гоголя – ул. Неведомая")
    assert isinstance(node, Crossing)
    assert [bool(name.hits) for name in node.names] == [True, False]


@pytest.mark.parametrize("text", ["Гоголя 5, Караганда", "Нур-Султан, Гоголя"])
def test_another_city_is_noticed(text: str) -> None:
    assert parse(text, small_register()).cities


def test_words_nobody_needed_are_kept() -> None:
    assert "срочный" in parse("срочный ремонт улицы Гоголя", small_register()).unused
