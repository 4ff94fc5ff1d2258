"""Other cities and the villages around ours are refused; what is only named like one is found."""

import pytest
from shapely import MultiLineString

from gis_app.geocoding.geocoder import Geocoder
from gis_app.geocoding.register import Register
from gis_app.geocoding.rules import load_rule
from gis_app.geocoding.targets import NameRow, PlaceRow, StreetRow
from tests.grid import Grid

grid = Grid()
STREETS = ("проспект Абая", "улица Алматинская", "улица Каскеленская", "улица Байсерке", "улица Утеген батыра",
           "улица Панфилова", "улица Астана")  # fmt: skip


@pytest.fixture(scope="module")
def geocoder() -> Geocoder:
    streets = [StreetRow(n, "street", MultiLineString([grid.line((0, n), (9, n))])) for n in range(len(STREETS))]
    names = [NameRow(n, name, "ru") for n, name in enumerate(STREETS)]
    places = [
        PlaceRow(1, "microdistrict", (("Актобе", "ru", "official"),), grid.box(20, 20, 22, 22)),
        PlaceRow(2, "microdistrict", (("Алатау", "ru", "official"),), grid.box(24, 20, 26, 22)),
    ]
    return Geocoder(Register.from_rows(streets, names, [], places, []), ("Алматы", "Almaty"))


@pytest.mark.parametrize(
    "text",
    [
        "г. Талгар, пр. Абая, 12",
        "Каскелен, пр. Абая 5",
        "Қаскелең қаласы, Абай даңғылы 5",
        "Kaskelen, Abay Avenue 5",
        "Shymkent, Abay Avenue 5",
        "г. Конаев, пр. Абая 5",
        "Қонаев қаласы, Абай даңғылы, 5",
        "пос. Боралдай, ул. Абая 5",
        "Боралдай, ул. Абая 5",
        "с. Бесагаш, ул. Абая 5",
        "Туздыбастау, Абая 3",
        "Иргели, ул. Абая, 4",
        "Шамалган, Абая 1",
        "п. Отеген батыра, ул. Абая 3",
        "село Байсерке, ул. Абая 1",
        "Байсерке ауылы, Абай даңғылы 1",
        "Байсерке ауылында, Абай даңғылы 1",
        "Panfilovo village, Abay Avenue 3",
        "Талгарский район, с. Панфилово, ул. Абая 3",
        "Семей, пр. Абая 107",
        "Косшы, ул. Абая 2",
        "Бишкек, ул. Абая 2",
    ],
)
def test_a_place_of_another_city_or_village_is_refused(geocoder: Geocoder, text: str) -> None:
    answer = geocoder.geocode(text)
    assert answer.match_type == "none"
    assert "другой город" in answer.reason()


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("ул. Алматинская", "улица Алматинская"),
        ("ул. Каскеленская", "улица Каскеленская"),
        ("улица Байсерке", "улица Байсерке"),
        ("Байсерке көшесі", "улица Байсерке"),
        ("ул. Утеген батыра", "улица Утеген батыра"),
        ("Утеген батыра", "улица Утеген батыра"),
        ("ул. Панфилова", "улица Панфилова"),
        ("улица Астана", "улица Астана"),
        ("г. Алматы, пр. Абая", "проспект Абая"),
        ("мкр. Актобе", "Актобе"),
        ("мкр. Алатау", "Алатау"),
        ("пос. Алатау", "Алатау"),
    ],
)
def test_a_street_or_microdistrict_named_like_a_city_is_found(geocoder: Geocoder, text: str, label: str) -> None:
    assert geocoder.geocode(text).label == label


def test_no_place_is_listed_as_a_city_and_as_a_village_of_a_common_name() -> None:
    rules = load_rule("cities")
    assert not set(rules["cities"]) & set(rules["settlements"])
    assert len(rules["cities"]) == len(set(rules["cities"]))
