"""The signs of a printed map and the order of a printed list."""

from itertools import combinations
from math import hypot

import pytest

from gis_app.pages.prints.plan_signs import ink_on, stand_signs
from gis_app.planning.alphabet import alphabetic
from layers.work_types import read_vocabulary


def test_a_sign_alone_stands_at_its_work() -> None:
    assert stand_signs([(50, 50)], 8, 100, 100) == [(50, 50)]


def test_signs_of_one_place_step_aside_and_never_overlap() -> None:
    stands = [one for one in stand_signs([(100, 100)] * 40, 8, 400, 400) if one]
    assert len(stands) > 20
    assert min(hypot(a[0] - b[0], a[1] - b[1]) for a, b in combinations(stands, 2)) >= 16


def test_a_sign_at_the_edge_stands_inside() -> None:
    (stand,) = stand_signs([(0, 0)], 8, 100, 100)
    assert stand is not None
    assert 8 <= stand[0] <= 92
    assert 8 <= stand[1] <= 92


def test_where_all_around_is_taken_there_is_no_sign() -> None:
    assert stand_signs([(20, 20)] * 30, 8, 40, 40).count(None) > 20


@pytest.mark.parametrize(("color", "ink"), [("#000000", "#ffffff"), ("#ffffff", "#14202b"), ("#0a6377", "#ffffff"),
                                            ("#ffd500", "#14202b")])  # fmt: skip
def test_ink_is_the_one_that_can_be_read(color: str, ink: str) -> None:
    assert ink_on(color) == ink


def test_every_type_has_a_colour_that_carries_a_number() -> None:
    for kind in read_vocabulary().types:
        assert ink_on(kind.color) in ("#ffffff", "#14202b")


def test_names_are_in_the_order_of_the_kazakh_alphabet_and_of_numbers() -> None:
    names = [
        "10-я улица",
        "Яблочная",
        "Әуезов",
        "Абай",
        "2-я улица",
        "Қабанбай",
        "Көктем",
        "Ұлан",
        "Уалиханов",
        "Ёлочная",
    ]
    assert sorted(names, key=alphabetic) == [
        "2-я улица", "10-я улица", "Абай", "Әуезов", "Ёлочная", "Көктем", "Қабанбай", "Уалиханов", "Ұлан", "Яблочная"
    ]  # fmt: skip
