"""Places in three languages: cases of the few words that the sketch needs."""

import pytest

from etl.demo.place_words import (
    Named,
    address_title,
    crossing_title,
    kk_case,
    microdistrict_title,
    park_title,
    ru_dative,
    ru_genitive,
    ru_in_microdistrict,
    ru_short,
    segment_title,
    street_title,
)

GOGOL = Named("улица Гоголя", "Гоголь көшесі", "Gogol Street")
ABAY = Named("проспект Абая", "Абай даңғылы", "Abay Avenue")
DOSTYK = Named("проспект Достык", "Достық даңғылы", "Dostyk Avenue")
YESENTAI = Named("река Есентай", "Есентай өзені", "Yesentai River")
AKSAI = Named("микрорайон Аксай-4", "Ақсай-4 ықшам ауданы", "Aksai-4 microdistrict")
REPAIR = ("Ремонт", "жөндеу", "Repair")


@pytest.mark.parametrize(
    ("name", "genitive", "dative", "short"),
    [
        ("улица Гоголя", "улицы Гоголя", "улице Гоголя", "ул. Гоголя"),
        ("проспект Абая", "проспекта Абая", "проспекту Абая", "пр. Абая"),
        ("бульвар Бухар жырау", "бульвара Бухар жырау", "бульвару Бухар жырау", "бул. Бухар жырау"),
        ("река Есентай", "реки Есентай", "реке Есентай", "р. Есентай"),
        ("Кульджинский тракт", "Кульджинский тракт", "Кульджинский тракт", "Кульджинский тракт"),
    ],
)
def test_only_the_kind_word_is_declined_in_russian(name: str, genitive: str, dative: str, short: str) -> None:
    assert (ru_genitive(name), ru_dative(name), ru_short(name)) == (genitive, dative, short)


@pytest.mark.parametrize(
    ("name", "phrase"),
    [("микрорайон Аксай-4", "в микрорайоне Аксай-4"), ("12-й микрорайон", "в 12-м микрорайоне")],
)
def test_a_microdistrict_is_said_with_its_preposition(name: str, phrase: str) -> None:
    assert ru_in_microdistrict(name) == phrase


@pytest.mark.parametrize(
    ("name", "case", "said"),
    [
        ("Гоголь көшесі", "accusative", "Гоголь көшесін"),
        ("Гоголь көшесі", "ablative", "Гоголь көшесінен"),
        ("Гоголь көшесі", "dative", "Гоголь көшесіне"),
        ("Гоголь көшесі", "locative", "Гоголь көшесінде"),
        ("Гоголь көшесі", "genitive", "Гоголь көшесінің"),
        ("Абай даңғылы", "ablative", "Абай даңғылынан"),
        ("Абай даңғылы", "dative", "Абай даңғылына"),
        ("Баум тоғайы", "locative", "Баум тоғайында"),
        ("Сайран көлі", "locative", "Сайран көлінде"),
    ],
)
def test_a_kazakh_name_takes_the_case_by_its_last_vowel(name: str, case: str, said: str) -> None:
    assert kk_case(name, case) == said


def test_a_kazakh_name_without_a_possessive_is_refused() -> None:
    with pytest.raises(ValueError, match="Орталық саябақ"):
        kk_case("Орталық саябақ", "locative")


def test_a_stretch_of_a_street_is_said_from_crossing_to_crossing() -> None:
    assert segment_title(GOGOL, ABAY, DOSTYK, REPAIR) == (
        "Ремонт по улице Гоголя от проспекта Абая до проспекта Достык",
        "Гоголь көшесінде Абай даңғылынан Достық даңғылына дейін жөндеу",
        "Repair on Gogol Street from Abay Avenue to Dostyk Avenue",
    )


def test_a_stretch_of_a_river_is_not_said_like_a_street() -> None:
    ru, _, en = segment_title(YESENTAI, ABAY, GOGOL, REPAIR)
    assert ru == "Ремонт реки Есентай от проспекта Абая до улицы Гоголя"
    assert en == "Repair on the Yesentai River from Abay Avenue to Gogol Street"


def test_a_crossing_names_both_streets() -> None:
    assert crossing_title(GOGOL, DOSTYK, REPAIR) == (
        "Ремонт на пересечении улицы Гоголя и проспекта Достык",
        "Гоголь көшесі мен Достық даңғылының қиылысында жөндеу",
        "Repair at Gogol Street and Dostyk Avenue",
    )


def test_an_address_a_street_a_microdistrict_and_a_park_are_said() -> None:
    assert address_title(GOGOL, 5, REPAIR)[0] == "Ремонт: улица Гоголя, 5"
    assert street_title(GOGOL, REPAIR)[1] == "Гоголь көшесінде жөндеу"
    assert microdistrict_title(AKSAI, 12, REPAIR)[0] == "Ремонт в микрорайоне Аксай-4, дом 12"
    assert microdistrict_title(AKSAI, None, REPAIR)[1] == "Ақсай-4 ықшам ауданында жөндеу"
    assert park_title(Named("Роща Баума", "Баум тоғайы", "Baum Grove"), REPAIR)[0] == "Ремонт: роща Баума"
