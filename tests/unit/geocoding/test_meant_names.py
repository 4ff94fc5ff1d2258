"""What a name stands for: a quoted name, a dedication, an object of a sort, a list of one kind."""

import pytest

from gis_app.geocoding.answer import Answer
from gis_app.geocoding.geocoder import Geocoder
from gis_app.geocoding.lexer import lex
from gis_app.geocoding.names import NameIndex, name_tokens
from gis_app.geocoding.parse import parse
from gis_app.geocoding.register import Register
from gis_app.geocoding.targets import PlaceRow
from gis_app.geocoding.tree import Name, Whole
from tests.grid import Grid
from tests.unit.geocoding.small_city import small_geocoder, small_register

BOX = Grid().box(0, 0, 2, 2)


def locate(text: str) -> Answer:
    return small_geocoder().geocode(text)


def whole(text: str) -> list[Name]:
    return [node.name for node in parse(text, small_register()).nodes if isinstance(node, Whole)]


def test_words_know_the_quotes_they_stand_in() -> None:
    quotes = [(token.text, token.quote) for token in lex('рынок «Алтын Орда» и ТРЦ "Мега", улица Гоголя')]
    assert [quote for _, quote in quotes] == [0, 1, 1, 0, 0, 2, 0, 0, 0]


@pytest.mark.parametrize("text", ['"улица Гоголя от Саина до Масанчи"', "«в районе рынка, Гоголя, 5»"])
def test_quotes_around_a_phrase_are_no_name(text: str) -> None:
    assert not any(token.quote for token in lex(text))


def test_a_quoted_name_without_a_kind_word_is_no_street() -> None:
    assert locate("демонтаж «Гоголя»").match_type == "none"
    assert locate("демонтаж «Карасу»").match_type == "microdistrict"
    assert locate("улица «Гоголя»").match_type == "street"


def test_a_part_of_a_quoted_name_is_another_place() -> None:
    assert locate("фонд «Фонд Гоголя»").match_type == "none"


@pytest.mark.parametrize(
    "text", ["у театра драмы им. Гоголя", "мечети им. Гоголя", "в доме культуры имени Гоголя", "Гоголь атындағы театр"]
)
def test_an_object_called_after_a_person_is_not_the_street_of_that_name(text: str) -> None:
    assert locate(text).match_type == "none"


@pytest.mark.parametrize("text", ["улица имени Гоголя", "Гоголь атындағы көше"])
def test_a_street_may_be_called_after_a_person(text: str) -> None:
    assert locate(text).match_type == "street"


@pytest.mark.parametrize(
    ("text", "match_type"),
    [("парк Гулдер", "landmark"), ("сквер Гулдер", "landmark"), ("рынок Гулдер", "none"), ("ЖК «Гулдер»", "none")],
)
def test_an_object_of_another_sort_is_another_place(text: str, match_type: str) -> None:
    assert locate(text).match_type == match_type


def test_a_plural_kind_word_of_objects_holds_for_its_list() -> None:
    names = whole("со станциями «Гоголя» и «Сатпаева»")
    assert [name.kind for name in names] == ["landmark", "landmark"]
    assert locate("со станциями «Гоголя» и «Сатпаева»").match_type == "none"


def test_an_adjective_with_a_common_word_may_be_a_name() -> None:
    register = Register.from_rows([], [], [], [PlaceRow(1, "park", (("Ботанический сад", "ru", "official"),), BOX)], [])
    assert Geocoder(register).geocode("Ботанический сад").match_type == "landmark"
    assert Geocoder(register).geocode("Ботанический ремонт").match_type == "none"


def test_in_a_list_a_name_is_of_the_kind_before_it() -> None:
    assert locate("мкр. Карасу и Достык").match_type == "microdistrict"
    assert locate("мкр. Карасу и Достык").confidence > locate("Карасу и Достык").confidence - 0.1


def test_an_abbreviation_is_not_read_as_a_like_name() -> None:
    assert locate("перед САТПЕВ").match_type == "none"
    assert locate("перед Сатпева").match_type == "street"
    assert locate("УЛИЦА ГОГОЛЯ").match_type == "street"


def test_a_capitalised_side_before_a_name_makes_another_name() -> None:
    assert locate("по улице Западная Саина").match_type == "none"
    assert [name.text for name in whole("и улицей Западный Желтоксан")] == ["Западный Желтоксан"]


@pytest.mark.parametrize("text", ["поворот с Гоголя на Масанчи", "по ул. Гоголя – севернее Масанчи"])
def test_a_turn_or_a_side_of_a_crossing_street_is_a_crossing(text: str) -> None:
    assert locate(text).match_type == "intersection"


@pytest.mark.parametrize("text", ["на 141 улицах", "на 23 перекрестках"])
def test_an_amount_is_no_house(text: str) -> None:
    assert locate(f"мкр. Карасу {text}").match_type == "microdistrict"


def test_the_kazakh_word_for_a_microdistrict_is_not_in_the_ablative() -> None:
    assert locate("Карасу ш/а, Гоголь көшесінде саябақ").match_type != "segment"
    assert locate("«Карасу» ш/а").match_type == "microdistrict"


@pytest.mark.parametrize("text", ["между Гоголя и Неведомой, улица Саина", "в контуре Гоголя – Саина"])
def test_what_is_meant_as_a_stretch_or_an_area_is_not_a_whole_street(text: str) -> None:
    assert locate(text).match_type == "none"


@pytest.mark.parametrize(
    "text", ["от Гоголя бастап, улица Саина", "Гоголь көшесінен Саин көшесіне дейін Неведомский көшесі, Масанчи"]
)
def test_an_end_of_a_stretch_that_was_not_read_is_not_passed_over(text: str) -> None:
    assert locate(text).match_type == "none"


def test_a_number_twice_is_not_the_number() -> None:
    names = NameIndex()
    names.add("Аксай-1", 1)
    assert [hit.target for hit in names.exact(name_tokens(["Аксай", "1"]))] == [1]
    assert not names.exact(name_tokens(["Аксай", "11"]))
