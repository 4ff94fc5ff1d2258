"""Phrases of every kind, located in the small city (small_city.py)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Point
from shapely.geometry.base import BaseGeometry

from gis_app.geocoding.answer import Answer
from gis_app.geocoding.geocoder import Geocoder
from gis_app.geocoding.register import Register
from gis_app.geocoding.targets import PlaceRow
from tests.grid import in_metres
from tests.unit.geocoding.small_city import grid, small_geocoder


def locate(text: str, district: str | None = None) -> Answer:
    return small_geocoder().geocode(text, district)


def shape(answer: Answer) -> BaseGeometry:
    assert answer.geom is not None, answer.reason()
    return in_metres(answer.geom)


def metres(x: float, y: float) -> Point:
    point = in_metres(grid.point(x, y))
    assert isinstance(point, Point)
    return point


def is_at(answer: Answer, x: float, y: float, within_m: float = 40.0) -> bool:
    return bool(shape(answer).centroid.distance(metres(x, y)) <= within_m)


SEGMENTS = [
    "Гоголя (от улицы Масанчи до улицы Желтоксан)",
    "по улице Гоголя от улицы Масанчи до улицы Желтоксан",
    "улицы Гоголя — от Масанчи до Желтоксан",
    "по улице Гоголя, от Масанчи до Желтоксан",
    "по улице Гоголя между улицей Масанчи и Желтоксан в восточном направлении",
    "по Гоголя, на отрезке от Масанчи до Желтоксан",
    "на участке улицы Гоголя от ул. Масанчи до ул. Желтоксан протяжённостью 600 метров",
    "по северной стороне ул. Гоголя от ул. Масанчи до ул. Желтоксан",
    "Гоголя, северная сторона от улицы Масанчи до улицы Желтоксан",
    "севернее Гоголя от улицы Масанчи до улицы Желтоксан",
    "Гоголя от Масанчи в сторону Желтоксан",
    "Гоголя от Масанчи до пересечения с улицей Желтоксан",
    "Гоголь көшесі (Масанчи көшесінен Желтоқсан көшесіне дейін)",
    "Гоголь көшесінің Масанчи көшесінен Желтоқсан көшесіне дейінгі бөлігінде",
    "along Gogol Street from Masanchi Street to Zheltoksan Street",
    "down Gogol streetfrom Masanchi to Jeltoqsan",
]


@pytest.mark.parametrize("text", SEGMENTS)
def test_a_stretch_runs_along_the_street_between_its_ends(text: str) -> None:
    answer = locate(text)
    assert answer.match_type == "segment"
    assert shape(answer).length == pytest.approx(600, abs=5)
    assert is_at(answer, 5, 8)
    assert answer.confidence >= 0.8


def test_two_carriageways_give_one_line() -> None:
    answer = locate("пр. Абая от ул. Саина до пр. Достык")
    assert answer.match_type == "segment"
    assert shape(answer).geom_type == "LineString"
    assert shape(answer).length == pytest.approx(1000, abs=70)


def test_a_stretch_goes_on_over_a_gap_of_the_drawn_street() -> None:
    answer = locate("Римского-Корсакова от Саина до Достык")
    assert answer.match_type == "segment"
    assert shape(answer).length == pytest.approx(1000, abs=5)


def test_an_end_may_be_a_river() -> None:
    answer = locate("Гоголя от реки Есентай до Достык")
    assert answer.match_type == "segment"
    assert shape(answer).length == pytest.approx(500, abs=5)


def test_an_end_may_be_a_house() -> None:
    answer = locate("Толе би от улицы Саина до дома № 20")
    assert answer.match_type == "segment"
    assert shape(answer).length == pytest.approx(300, abs=5)


def test_an_end_may_be_a_crossing() -> None:
    answer = locate("Гоголя от Гоголя-Масанчи до Желтоксан")
    assert answer.match_type == "segment"


def test_an_end_may_be_a_park_beside_the_street() -> None:
    answer = locate("Райымбека от Масанчи до парка Гулдер")
    assert answer.match_type == "segment"
    assert shape(answer).length == pytest.approx(650, abs=10)


def test_two_stretches_of_one_street_are_both_given() -> None:
    answer = locate("Гоголя от Саина до Масанчи / от Желтоксан до Достык (южная сторона)")
    assert answer.match_type == "segment"
    assert shape(answer).length == pytest.approx(400, abs=5)


def test_two_streets_share_the_ends_of_one_phrase() -> None:
    answer = locate("улицах Масанчи и Желтоксан от проспекта Абая до проспекта Райымбека")
    assert shape(answer).length == pytest.approx(1600, abs=40)


def test_homonyms_are_decided_by_the_ends() -> None:
    answer = locate("Абая от улицы Ленина до Уалиханова")
    assert answer.confidence < 0.45, "no Abay street meets both"
    there = locate("Ленина и Уалиханова, на пересечении")
    assert is_at(there, 42, 44)


def test_a_street_is_no_answer_for_a_stretch_whose_end_is_not_in_the_register() -> None:
    answer = locate("Гоголя от Масанчи до ЦТРП")
    assert answer.match_type == "none"
    assert [other.label for other in answer.alternatives] == ["улица Гоголя"]
    assert ("to", "ЦТРП", None) in {tuple(part) for part in answer.parts}
    assert "ЦТРП" in answer.reason() and "улица Гоголя" in answer.reason()


def test_an_end_that_is_not_said_gives_the_whole_street_below_acceptance() -> None:
    answer = locate("по улице Гоголя от улицы Масанчи")
    assert answer.match_type == "segment"
    assert shape(answer).length == pytest.approx(1200, abs=5)
    assert answer.confidence < 0.5


def test_a_stretch_without_a_street_is_not_guessed() -> None:
    answer = locate("от улицы Масанчи до улицы Желтоксан")
    assert answer.match_type == "none"


CROSSINGS = [
    "на пересечении улиц Гоголя и Желтоксан",
    "Гоголя угол Желтоксан",
    "угол Гоголя и Желтоксан",
    "ул. Гоголя, уг.ул. Желтоксан",
    "ул. Гоголя — ул. Желтоксан",
    "Гоголя-Желтоксан",
    "Гоголь мен Желтоқсан көшелерінің қиылысында",
    "Гоголь – Желтоқсан көшелерінің қиылысы (400 мм құбыр желісі)",
    "at the intersection of Gogol and Zheltoksan streets",
    "Гоголя на углу с Желтоксан",
    "по улице Гоголя восточнее улицы Желтоксан",
    "ул. Гоголя - ул. Мира",
]


@pytest.mark.parametrize("text", CROSSINGS)
def test_streets_meet_at_a_point(text: str) -> None:
    answer = locate(text)
    assert answer.match_type == "intersection"
    assert is_at(answer, 8, 8)
    assert answer.confidence >= 0.8


def test_several_crossings_of_one_text_are_all_given() -> None:
    answer = locate("развязок на пересечении Саина-Гоголя и Саина-Абая")
    assert answer.match_type == "intersection"
    assert shape(answer).geom_type == "MultiPoint"


def test_streets_that_jog_still_meet_at_less_confidence() -> None:
    answer = locate("Райымбека - Тургута Озала")
    assert answer.match_type == "intersection"
    assert answer.confidence < locate("Райымбека - Масанчи").confidence


def test_a_street_meets_a_river() -> None:
    answer = locate("пр.Райымбека — р. Есентай")
    assert is_at(answer, 5, 10)


def test_streets_that_do_not_meet_give_nothing() -> None:
    answer = locate("на пересечении улиц Гоголя и Сатпаева")
    assert answer.match_type == "none"
    assert "не пересекаются" in answer.reason("ru")
    assert "do not meet" in answer.reason("en")


CONTOURS = [
    "в квадрате улиц Гоголя — Масанчи — Абая — Желтоксан",
    "в контуре улиц Гоголя, Масанчи, Абая и Желтоксан",
    "ул. Гоголя – ул. Масанчи – пр. Абая – ул. Желтоксан",
    "Гоголя − Масанчи − Абая − Желтоксан",
    "Гоголь – Масанчи – Абай – Желтоқсан көшелері аумағында",
    "Gogol-Masanchi-Abaı-Jeltoqsan kósheleriniń aýmaǵynda",
    "в границах улиц Гоголя, Абая, Масанчи, Желтоксан",
]


@pytest.mark.parametrize("text", CONTOURS)
def test_a_contour_is_the_polygon_between_its_streets(text: str) -> None:
    answer = locate(text)
    assert answer.match_type == "contour"
    assert shape(answer).area == pytest.approx(600 * 600, rel=0.06)


def test_a_river_may_be_a_side_of_a_contour() -> None:
    answer = locate("Гоголя – р. Есентай – Абая – Желтоксан")
    assert answer.match_type == "contour"
    assert shape(answer).area == pytest.approx(300 * 600, rel=0.06)


def test_where_a_contour_begins_makes_no_difference() -> None:
    sides = ["Гоголя", "Масанчи", "Абая", "Желтоксан"]
    areas = {round(shape(locate(" – ".join(sides[at:] + sides[:at]))).area, -2) for at in range(4)}
    assert len(areas) == 1


def test_an_open_contour_is_no_polygon() -> None:
    answer = locate("в контуре Гоголя – Масанчи – Несуществующая – Желтоксан")
    assert answer.match_type != "contour"
    assert answer.confidence <= 0.5


def test_a_list_that_encloses_nothing_is_a_list_of_streets() -> None:
    answer = locate("на улицах Гоголя, Сатпаева и Толе би")
    assert answer.match_type == "street"


@pytest.mark.parametrize(
    ("text", "match_type", "x", "y"),
    [
        ("ул. Толе би, 10", "rooftop", 1, 6.2),
        ("Толе би д. 12а/3", "rooftop", 1.4, 6.2),
        ("Толе би 12A/3", "rooftop", 1.4, 6.2),
        ("Төле би көшесі, 10-үй", "rooftop", 1, 6.2),
        ("Tole bi street 10", "rooftop", 1, 6.2),
        ("Толе би, 10, кв. 5", "rooftop", 1, 6.2),
        ("Толе би 65/76", "corner", 4.2, 5.8),
        ("Толе би 20А", "rooftop_base", 3, 6.2),
        ("Толе би, 16", "interpolated", 2.2, 6.2),
        ("мкр Карасу, 3/7", "rooftop", 26, 20.5),
        ("Мамыр-1, дом 5", "rooftop", 20.7, 20.7),
        ("улица Абая, 5", "rooftop", 41, 40.2),
    ],
)
def test_an_address_is_a_house(text: str, match_type: str, x: float, y: float) -> None:
    answer = locate(text)
    assert answer.match_type == match_type, answer.reason()
    assert is_at(answer, x, y, 60)


def test_a_house_between_two_known_houses_is_interpolated_and_says_so() -> None:
    answer = locate("Толе би, 16")
    assert answer.match_type == "interpolated"
    assert answer.confidence <= 0.6
    assert "placed by its neighbours" in answer.reason("en")


@pytest.mark.parametrize(
    "text",
    ["дома №65, 67 и 69 на улице Толе би", "Толе би, 65, 67, 69", "Толе би 65 – 67 – 69", "Толе би с д. 65 по д. 69"],
)
def test_a_list_of_houses_gives_all_of_them(text: str) -> None:
    answer = locate(text)
    assert answer.match_type in ("multi", "segment")
    if answer.match_type == "multi":
        assert shape(answer).geom_type == "MultiPoint"


def test_a_range_takes_the_houses_of_one_side() -> None:
    answer = locate("Толе би, 65 - 69")
    assert answer.match_type == "multi"
    assert len(answer.geom.geoms) >= 3  # type: ignore[union-attr]


def test_an_unknown_house_gives_the_street_at_low_confidence() -> None:
    answer = locate("Гоголя, 500")
    assert answer.match_type == "street"
    assert answer.confidence <= 0.45
    assert "not in the register" in answer.reason("en")


@pytest.mark.parametrize(
    ("text", "match_type"),
    [
        ("улица Гоголя", "street"),
        ("по магистральным проспектам Достык и Райымбека", "street"),
        ("Карасу шағынауданында", "microdistrict"),
        ("в микрорайоне «Мамыр-2»", "microdistrict"),
        ("Mamyr-1 shaǵyn aýdanynda", "microdistrict"),
        ("парк Гулдер", "landmark"),
        ("Гүлдер саябағы", "landmark"),
        ("русло реки Есентай", "landmark"),
        ("Алмалинский район", "district"),
        ("Түрксіб ауданында", "district"),
    ],
)
def test_a_place_is_given_as_a_whole(text: str, match_type: str) -> None:
    answer = locate(text)
    assert answer.match_type == match_type, answer.reason()
    assert answer.confidence >= 0.7


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ('"Мамыр 1–3"', 3),
        ("Мамыр-1,2", 2),
        ("в микрорайонах 6 и 7", 2),
        ("микрорайоны Карасу, Мамыр-1", 2),
        ("мкр.Мамыр -1,2", 2),
    ],
)
def test_numbered_groups_of_microdistricts_are_all_found(text: str, count: int) -> None:
    answer = locate(text)
    assert answer.match_type == "microdistrict"
    assert sum(part.matched is not None for part in answer.parts) == count


def test_homonyms_of_one_weight_are_ambiguous_and_named() -> None:
    answer = locate("улица Ленина")
    assert answer.ambiguous
    assert [other.label for other in answer.alternatives] == ["улица Ленина"]
    assert answer.confidence <= 0.5


def test_a_district_decides_between_homonyms() -> None:
    assert not locate("улица Ленина", "Турксибский").ambiguous
    assert is_at(locate("улица Ленина", "Турксибский"), 42, 44)
    assert is_at(locate("Алмалинский район, улица Ленина"), 2, 30)


def test_an_old_name_is_an_alias_and_says_so() -> None:
    answer = locate("улица Мира")
    assert answer.label == "улица Желтоксан"
    assert 'formerly "Мира"' in answer.reason("en")


@pytest.mark.parametrize("text", ["Гогаля - Желтоксан", "Розыбакыева - Гоголя", "Жельтоксан - Гоголя"])
def test_a_slip_of_the_pen_is_forgiven(text: str) -> None:
    assert locate(text).match_type == "intersection"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "согласно приложению",
        "улица Несуществующая, 5",
        "Кабанбай батыра 53 Нур-Султан",
        "Гоголя 5, Караганда",
        "в 57 домах проведена замена 102 лифтов",
        "Планируется установить пять общественных туалетов",
        "!!! ??? ---",
        "12345",
    ],
)
def test_what_is_not_in_the_city_is_none(text: str) -> None:
    answer = locate(text)
    assert answer.match_type == "none"
    assert answer.geom is None
    assert answer.confidence == 0
    assert answer.reason("ru") and answer.reason("kk") and answer.reason("en")


def test_the_citys_own_name_does_no_harm() -> None:
    assert locate("г. Алматы, улица Толе би, 10").match_type == "rooftop"


def test_the_json_is_the_interfaces_object() -> None:
    body = locate("Гоголя – Желтоксан").as_json("17", "en")
    first = ["id", "match_type", "confidence", "ambiguous", "label", "geometry", "parts", "reason"]
    assert list(body) == [*first, "alternatives", "unused", "register_version", "rules_version"]
    assert body["register_version"] == 7
    assert body["id"] == "17"
    assert body["geometry"]["type"] == "Point"
    assert body["parts"][0] == {"role": "cross", "text": "Гоголя", "matched": "улица Гоголя"}


def test_an_answer_carries_the_registers_version_and_permanent_ids() -> None:
    answer = locate("Гоголя – Желтоксан")
    assert answer.version == 7
    assert answer.targets == (("street", 2), ("street", 10))


def test_words_that_were_not_used_never_raise_the_confidence() -> None:
    plain = locate("Гоголя – Желтоксан").confidence
    assert locate("ремонт дороги возле дороги Гоголя – Желтоксан срочно").confidence <= plain


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_no_text_makes_the_geocoder_raise(text: str) -> None:
    answer = locate(text)
    assert 0 <= answer.confidence <= 1


PIECES = ["улица", "Гоголя", "Абая", "от", "до", "-", ",", "(", ")", "угол", "и", "12", "65/76", "мкр", "Мамыр", "№"]
PIECES += [
    "в",
    "контуре",
    "көшесінен",
    "дейін",
    "/",
    ";",
    "Неведомая",
    "район",
    "станция",
    "7",
    "Достык",
    "микрорайоны",
]


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=24))
def test_no_order_of_its_own_words_makes_the_geocoder_raise_or_hang(words: list[str]) -> None:
    answer = locate(" ".join(words))
    assert (answer.geom is None) == (answer.match_type == "none")


def test_an_adjective_that_begins_a_name_is_no_mere_word() -> None:
    places = [PlaceRow(1, "landmark", (("Главный ботанический сад", "ru", "official"),), grid.box(0, 0, 5, 5))]
    answer = Geocoder(Register.from_rows([], [], [], places, [])).geocode("Главный ботанический сад")
    assert answer.label == "Главный ботанический сад"
