"""Old names: aliases with a scope and a time, never a replacement across the city."""

from datetime import date
from functools import cache

import pytest
from shapely import MultiLineString

from gis_app.geocoding.answer import Answer
from gis_app.geocoding.geocoder import Geocoder
from gis_app.geocoding.register import Register
from gis_app.geocoding.targets import DistrictRow, NameRow, PlaceRow, StreetRow
from tests.grid import Grid

grid = Grid()
SUCCESSORS = ("Каблукова", "Садыкова", "Бенберина", "Жандосова", "Ауэзова")


@cache
def geocoder() -> Geocoder:
    """Five streets that were once «Ленина», each in a district of its own; one street renamed twice."""
    streets = [StreetRow(n, "street", MultiLineString([grid.line((0, 20 * n), (9, 20 * n))])) for n in range(1, 7)]
    names = [NameRow(n, f"улица {name}", "ru") for n, name in enumerate(SUCCESSORS, 1)]
    names += [NameRow(n, "улица Ленина", "ru", "old", n, date(1990 + n, 5, 1)) for n in range(1, 6)]
    names += [
        NameRow(6, "проспект Назарбаева", "ru"),
        NameRow(6, "Назарбаев даңғылы", "kk"),
        NameRow(6, "улица Фурманова", "ru", "old", None, date(2017, 11, 30)),
        NameRow(6, "улица Максима Граничного", "ru", "old"),
    ]
    places = [
        PlaceRow(
            1,
            "microdistrict",
            (("Шапагат", "ru", "official"), ("Заря Востока", "ru", "old")),
            grid.box(40, 40, 50, 50),
            until={"Заря Востока": date(2019, 1, 9)},
        )
    ]
    districts = [
        DistrictRow(n, f"{name}ский район", "", "", grid.box(-5, 20 * n - 5, 20, 20 * n + 5))
        for n, name in enumerate(("Алмалин", "Медеу", "Турксиб", "Жетысу", "Алатау"), 1)
    ]
    return Geocoder(Register.from_rows(streets, names, [], places, districts))


def locate(text: str, district: str | None = None) -> Answer:
    return geocoder().geocode(text, district)


def test_an_old_name_of_five_successors_is_ambiguous_and_names_them_all() -> None:
    answer = locate("улица Ленина")
    assert answer.ambiguous
    assert {answer.label, *(other.label for other in answer.alternatives)} == {f"улица {name}" for name in SUCCESSORS}


@pytest.mark.parametrize(("district", "successor"), [("Алмалинский", "Каблукова"), ("Турксибский", "Бенберина")])
def test_its_scope_decides_which_successor_is_meant(district: str, successor: str) -> None:
    for answer in (locate("улица Ленина", district), locate(f"{district} район, ул. Ленина")):
        assert answer.label == f"улица {successor}"
        assert not answer.ambiguous


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("ул. Фурманова", "ru", "«проспект Назарбаева», бывшая «Фурманова» (до 2017)"),
        ("ул. Фурманова", "en", "until 2017"),
        ("ул. Фурманова", "kk", "2017 жылға дейін"),
        ("Фурмановa", "ru", "до 2017"),
        ("ул. Максима Граничного", "ru", "бывшая «Максима Граничного»"),
        ("ул. Граничного", "ru", "бывшая «Граничного»"),
        ("мкр. Заря Востока", "ru", "(до 2019)"),
    ],
)
def test_the_reason_says_what_a_place_was_called_and_until_when(text: str, language: str, words: str) -> None:
    assert words in locate(text).reason(language)


def test_a_name_in_use_is_not_called_a_former_one() -> None:
    assert "бывшая" not in locate("проспект Назарбаева").reason()


def test_an_undated_old_name_gives_no_year() -> None:
    assert "(до" not in locate("ул. Максима Граничного").reason()
