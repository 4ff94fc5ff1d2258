"""Classes of wording that phrases written for drawn places brought up, each on the grid's city; and what they must not
be taken for."""

import pytest

from gis_app.geocoding.lexer import lex
from tests.grid import in_metres
from tests.unit.geocoding.pattern_city import pattern_geocoder

# class, text, match type, length in steps of 100 m
STRETCHES: list[tuple[str, str, float]] = [
    ("from and until by endings alone", "Абай Тілендиевтен Розыбакиевке дейін", 6),
    ("in the genitive", "Абайдың Тілендиевтен Розыбакиевке дейінгі бөлігінде", 6),
    ("ends first", "Тілендиев көшесінен Розыбакиев көшесіне дейін Абай даңғылында", 6),
    ("ends first", "Тілендиевтен Розыбакиевке дейінгі Абай даңғылы бойында", 6),
    ("beginning from", "Абай даңғылы: Тілендиев көшесінен бастап Розыбакиев көшесіне дейін", 6),
    ("told twice", "Абай даңғылының Тілендиев көшесінен Розыбакиев көшесіне дейінгі аралығында", 6),
    ("a title with an ending", "Саин көшесінің Төле биден Айтеке биге дейінгі учаскесі", 2),
    ("Kazakh Latin", "Abaı dańǵylynyń Tilendıev kóshesinen Rozybakıev kóshesine deıingi bóliginde", 6),
    ("within two streets", "по улице Абая в границах улиц Саина и Тлендиева", 4),
    ("within two streets", "в границах Саина и Тлендиева по проспекту Абая", 4),
    ("within two streets", "по Абая в квадрате улиц Саина – Тлендиева", 4),
    ("slashes", "проспект Абая /от улицы Саина до улицы Тлендиева/", 4),
    ("a colon and a dash", "отрезок проспекта Абая: улица Саина – улица Тлендиева", 4),
    ("a comma and a dash", "проспект Абая, Саина – Тлендиева", 4),
    ("from and along", "Абая с улицы Саина по улицу Тлендиева", 4),
    ("a date", "Абая от Саина до Тлендиева до 15 октября", 4),
    ("a date", "Абая от Саина до Тлендиева (с 5 по 20 августа 2024 года)", 4),
    ("an adjective before a common word", "Средний ремонт дороги по проспекту Абая от Саина до Тлендиева", 4),
    ("and until", "проспект Абая, от Саина и до Тлендиева", 4),
    ("beginning and ending", "Абая начиная от Саина и заканчивая Тлендиева", 4),
    ("down to", "on Abay avenue from Sain street down to Tlendiev street", 4),
    ("within from and until", "проспект Абая в границах от Саина до Тлендиева", 4),
    ("on a section with a dash", "Абая на участке Саина – Тлендиева", 4),
    ("the street last", "с Саина по Тлендиева на проспекте Абая", 4),
    ("between said last in Kazakh", "Абай даңғылы, Саин мен Тілендиев көшелерінің арасы", 4),
    ("an old name in brackets", "Абая (бывшая Неведомая) от Саина до Тлендиева", 4),
    ("an initial like an abbreviation", "по Г. Абая от Р. Саина до Г. Тлендиева", 4),
]
OTHERS: list[tuple[str, str, str]] = [
    ("multiplied", "Абая × Саина", "intersection"),
    ("multiplied", "Абая х Саина", "intersection"),
    ("multiplied", "Abay x Sain", "intersection"),
    ("multiplied", "Абай×Саин 15 қазанға дейін", "intersection"),
    ("a stroke", "Абая/Саина", "intersection"),
    ("a stroke", "проспект Абая / улица Саина", "intersection"),
    ("a pair in English", "Abay and Sain", "intersection"),
    ("a pair in English", "Abay Avenue & Sain Street", "intersection"),
    ("the corner said last", "Абай даңғылы мен Саин көшесінің бұрышында", "intersection"),
    ("several pairs", "на пересечении улиц Абая и Саина, Гоголя и Тлендиева", "intersection"),
    ("several pairs", "на пересечении проспекта Абая с улицей Саина и улицы Гоголя с улицей Тлендиева", "intersection"),
    ("what encloses", "территория, ограниченная улицами Абая, Саина, Шаляпина и Тлендиева", "contour"),
    ("what encloses", "между улицами Абая, Саина, Шаляпина и Тлендиева", "contour"),
    ("what encloses", "квартал улиц Абая – Саина – Шаляпина – Тлендиева", "contour"),
    ("said last", "улицы Абая, Саина, Шаляпина, Тлендиева (контур)", "contour"),
    ("said last in Kazakh", "Абай, Саин, Шаляпин және Тілендиев көшелерінің шекарасында", "contour"),
    ("said last in Kazakh", "Абай – Саин – Шаляпин – Тілендиев көшелері шаршысында", "contour"),
    ("said last in Kazakh", "Абай, Саин, Шаляпин және Тілендиев көшелерінің ауданында", "contour"),
    ("said last in Kazakh", "Абай, Саин, Шаляпин және Тілендиев көшелерімен шектелген аумақ", "contour"),
    ("said last in Kazakh", "Абай даңғылы мен Саин, Шаляпин, Тілендиев көшелері аралығында", "contour"),
    ("said last in Kazakh", "Абай – Саин – Шаляпин – Тілендиев көшелері бойынша", "contour"),
    ("by the compass", "на юге Абая, на севере Шаляпина, на западе Саина, на востоке Тлендиева", "contour"),
    (
        "by the compass",
        "солтүстігінде Абай, оңтүстігінде Шаляпин, батысында Саин, шығысында Тілендиев көшесі",
        "contour",
    ),
    (
        "by the compass",
        "Северная граница – ул. Шаляпина, южная – пр. Абая, западная – Саина, восточная – Тлендиева",
        "contour",
    ),
    ("from and until in two ways", "от Абая до Шаляпина и от Саина до Тлендиева", "contour"),
    ("from and until in two ways", "Абайдан Шаляпинге дейін, Саиннан Тілендиевке дейінгі аумақта", "contour"),
    ("strokes", "в пределах ул. Абая/Саина/Шаляпина/Тлендиева", "contour"),
    ("strokes", "Абая/Саина/Шаляпина/Тлендиева", "contour"),
    ("dashes and a comma", "Абай – Саин – Шаляпин, Тілендиев көшелері", "contour"),
    ("pairs that do not meet", "Абай даңғылы – Шаляпин көшесі, Саин көшесі – Тілендиев көшесі", "contour"),
    ("pairs that meet", "Абая – Саина, Шаляпина – Тлендиева", "intersection"),
    ("a meeting in words", "where Abay Avenue meets Sain Street", "intersection"),
    ("a meeting in words", "там, где Абая пересекается с Саина", "intersection"),
    ("an old name in brackets", "Абай даңғылы (бұрынғы Неведомая) – Саин көшесі", "intersection"),
    ("a side of it all", "в квадрате улиц Абая – Саина – Шаляпина – Тлендиева, южная сторона", "contour"),
    (
        "a side that is no street",
        "в контуре Абая – Саина – Шаляпина – Тлендиева, территория завода «Неизвестный»",
        "contour",
    ),
    ("shortened after its name", "Алтай-2 ш/а", "microdistrict"),
    ("another Kazakh word", "Карасу мөлтек ауданы", "microdistrict"),
    ("a microdistrict by its number", "6-й микрорайон", "microdistrict"),
    ("a microdistrict by its number", "6 микрорайон", "microdistrict"),
]


@pytest.mark.parametrize(("wording", "text", "steps"), STRETCHES)
def test_a_stretch_in_many_wordings(wording: str, text: str, steps: float) -> None:
    answer = pattern_geocoder().geocode(text)
    assert answer.match_type == "segment", answer.reason()
    assert answer.confidence >= 0.8
    assert answer.geom is not None
    assert in_metres(answer.geom).length == pytest.approx(100 * steps, abs=30)


@pytest.mark.parametrize(("wording", "text", "match_type"), OTHERS)
def test_a_place_in_many_wordings(wording: str, text: str, match_type: str) -> None:
    assert pattern_geocoder().geocode(text).match_type == match_type


@pytest.mark.parametrize(
    ("text", "match_type"),
    [
        ("по улицам Абая и Саина", "street"),  # two streets, not their crossing
        ("Абая / Жандосова", "street"),  # they never meet
        ("в контуре Абая – Саина – Неизвестная – Розыбакиева", "none"),  # an unknown side closes nothing
        ("Абая с Саина", "street"),
    ],
)
def test_a_wording_is_not_stretched(text: str, match_type: str) -> None:
    assert pattern_geocoder().geocode(text).match_type == match_type


@pytest.mark.parametrize("text", ["улица 8 Марта", "ул. 28 Панфиловцев", "5 мая 10"])
def test_a_number_in_a_name_is_no_date(text: str) -> None:
    numbers = [token.text for token in lex(text) if token.what == "number"]
    assert numbers == ([text.split()[-2]] if "мая" not in text else ["10"])


def test_two_vowels_may_differ() -> None:
    answer = pattern_geocoder().geocode("Ұлықбек даңғылы")
    assert answer.label == "проспект Улугбека"
    assert answer.confidence < 0.9
