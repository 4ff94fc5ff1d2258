"""What a text is about is not in the register: no other kind of place is given for it, only offered."""

import pytest

from gis_app.geocoding.answer import Answer
from tests.unit.geocoding.small_city import small_geocoder


def locate(text: str) -> Answer:
    return small_geocoder().geocode(text)


@pytest.mark.parametrize(
    "text",
    [
        "рынок Барлык, улица Гоголя",  # an object that is not known, and a street that is
        "у театра Лермонтова по улице Гоголя",
        "станции «Сарыарка» и улица Гоголя",
        "Сквер по ул. Гоголя от ул. Несуществующей до ул. Масанчи",  # a stretch with an unknown end
        "улица Гоголя в мкр. Неизвестном",
        "Есентай: пересечение Саина и Достык",  # streets that do not meet
    ],
)
def test_a_place_of_another_kind_is_only_offered(text: str) -> None:
    answer = locate(text)
    assert answer.match_type == "none", (answer.label, answer.confidence)
    assert answer.confidence == 0.0
    assert answer.alternatives
    assert answer.alternatives[0].label in answer.reason()


def test_a_list_of_one_kind_stays_a_list_when_one_of_it_is_unknown() -> None:
    answer = locate("в микрорайонах Карасу, Неведомый и Достык")
    assert answer.match_type == "microdistrict"
    assert 0 < answer.confidence < 0.9


def test_what_stands_in_brackets_only_says_more() -> None:
    answer = locate("мкр. Карасу (у станции Неведомой)")
    assert answer.match_type == "microdistrict"


def test_a_name_that_lies_elsewhere_speaks_against_the_answer() -> None:
    answer = locate("по улице Гоголя от Масанчи до Розыбакиева, затем до улицы Ленина")
    assert answer.match_type == "none"
    assert "Ленина" in answer.reason()


def test_an_end_that_lies_beyond_the_street_is_no_end_of_it() -> None:
    answer = locate("улица Римского-Корсакова от Саина до границы города")
    assert answer.match_type == "none"
