"""What places are called, in the language that was asked."""

import pytest

from gis_app.geocoding.autocomplete import Autocomplete
from gis_app.geocoding.latin import english_name, in_latin
from gis_app.geocoding.readings import readings
from gis_app.geocoding.reverse import reverse
from tests.unit.geocoding.small_city import grid, small_geocoder


@pytest.mark.parametrize(
    ("text", "language", "label"),
    [
        ("пр. Абая", "ru", "проспект Абая"),
        ("пр. Абая", "kk", "Абай даңғылы"),
        ("пр. Абая", "en", "Abay Avenue"),
        ("Tole bi 65", "kk", "Төле би көшесі, 65"),
        ("Төле би 65", "en", "Tole Bi Street, 65"),
        ("Гоголя – Желтоксан", "kk", "Гоголь көшесі × Желтоқсан көшесі"),
        ("Гоголя от Саина до пр. Достык", "en", "Gogol Street: Sain Street – Dostyk Avenue"),
        ("ул. Тургута Озала", "en", "Turgyt Ozal Street"),
        ("ул. Шокана Уалиханова", "kk", "улица Шокана Уалиханова"),  # the register has no Kazakh name of it
        ("ул. Шокана Уалиханова", "en", "Shokana Ualikhanova Street"),
        ("мкр. Карасу", "kk", "Қарасу"),
        ("мкр. Карасу", "en", "Karasu"),
        ("парк Гулдер", "en", "Gulder Park"),
        ("Турксибский район", "kk", "Түрксіб ауданы"),
    ],
)
def test_an_answer_calls_the_place_by_its_name_in_the_language_asked(text: str, language: str, label: str) -> None:
    assert small_geocoder().geocode(text, None, language).label.replace("bi", "Bi") == label


def test_nobody_asked_means_the_first_language_of_the_city() -> None:
    assert small_geocoder().geocode("Abay Avenue").label == "проспект Абая"


def test_alternatives_and_readings_are_called_so_too() -> None:
    answer = small_geocoder().geocode("ул. Ленина", None, "en")
    assert {answer.label, *(other.label for other in answer.alternatives)} == {"Lenina Street"}
    assert {one.label for one in readings(small_geocoder(), "Достык", None, "kk")} >= {"Достық даңғылы"}


def test_suggestions_and_what_is_at_a_point_are_called_so_too() -> None:
    assert Autocomplete(small_geocoder()).suggest("абая", "en")[0].label == "Abay Avenue"
    here = grid.point(7, 2)
    found = reverse(small_geocoder().register, here.x, here.y, "en")
    assert found.street is not None
    assert found.street.label == "Abay Avenue"


def test_the_answer_itself_does_not_depend_on_the_language() -> None:
    for text in ("Гоголя – Желтоксан", "ул. Ленина", "Толе би, 12", "Достык"):
        asked = [small_geocoder().geocode(text, None, language) for language in ("ru", "kk", "en")]
        assert len({(one.match_type, one.confidence, one.ambiguous, one.targets) for one in asked}) == 1


@pytest.mark.parametrize(
    ("name", "kind", "written"),
    [
        ("Абай даңғылы", "avenue", "Abay Avenue"),
        ("улица Абая", "street", "Abaya Street"),
        ("переулок Тихий", "lane", "Tikhiy Lane"),
        ("Озеро Сайран", None, "Lake Sayran"),
        ("Проезд", "passage", "Proezd Passage"),
        ("Қаскелең", None, "Kaskelen"),
    ],
)
def test_a_name_without_an_english_form_is_written_in_latin(name: str, kind: str | None, written: str) -> None:
    assert english_name(name, kind) == written


def test_signs_and_figures_stay_as_they_are() -> None:
    assert in_latin("Алтай-2 (12А)") == "Altay-2 (12A)"
