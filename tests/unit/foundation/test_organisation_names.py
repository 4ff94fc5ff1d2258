"""One organisation written in many ways has one key."""

import pytest

from gis_app.organisations.queries import name_key


@pytest.mark.parametrize("name", ['ТОО "Алматы Су"', "«Алматы су» МКК", "Алматы  СУ", "ГКП на ПХВ «Алматы Су»"])
def test_quotes_case_and_legal_form_do_not_make_another_organisation(name: str) -> None:
    assert name_key(name) == "алматы су"


def test_a_name_that_is_only_a_legal_form_keeps_its_words() -> None:
    assert name_key("ТОО") == "тоо"


def test_different_names_stay_apart() -> None:
    assert name_key("ТОО «Демо-Жол»") != name_key("ТОО «Демо-Құрылыс»")
