"""One skeleton for every spelling of a name."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gis_app.geocoding.normalize import expand, fold, kazakh_stem, skeleton, split_kind, stem

ONE_NAME = [
    ("Абай", "улица Абая", "Абай даңғылы", "Abay Avenue", "Abai", "проспекту Абаю", "пр-т Абая", "Абaя"),
    ("Райымбек", "проспект Райымбека", "Raiymbek", "Rayimbek", "Raimbek Ave.", "Райымбек даңғылынан"),
    ("Шаляпин", "улица Шаляпина", "SHalápın kóshesi", "Shalyapin Street", "Шаляпину"),
    ("Валиханов", "Уалиханова", "Уәлиханов көшесіне", "Walikhanov"),
    ("Суюнбай", "проспект Суюнбая", "Suyunbay", "Суюнбаем"),
    ("Момышулы", "Б. Момышұлы көшесі", "Момыш-улы", "Momyshuly"),
    ("Қонаев", "улица Кунаева", "Кунаевым"),
    ("Өтеген батыр", "улица Утеген батыра"),
    ("Жамбыл", "Zhambyl Street", "Jambyl", "Жамбыла"),
    ("Қарғалы", "р. Каргалы", "Qarǵaly ózeni", "Qarghaly", "Qarğalı"),
    ("Мамыр-4", "мкр. Мамыр 4", "Mamyr-4 shaǵyn aýdany", "м-он Мамыр-4"),
    ("аль-Фараби", "Әл-Фараби даңғылы", "Al-Farabi Ave"),
    ("Ангарская", "ул. Ангарской", "Ангарскую"),
    ("Абдуллины", "улицы Абдуллиных"),
    ("Жубан Молдагалиев", "Молдагалиева Жубана", "Жұбан Молдағалиев көшесі"),
    ("Толе би", "Төле би көшесі", "Tole bi street", "ул.Толе би"),
    ("Байтурсынов", "Байтурсынулы", "улица Байтурсынова"),
    ("Желтоксан", "Желтоқсан көшесінен", "Jeltoqsan"),
]  # fmt: skip
DIFFERENT = [
    ("Абая", "Абдая"),
    ("Саина", "Малая Саина"),
    ("Аксай", "Аксу"),
    ("Мамыр-1", "Мамыр-2"),
    ("Пушкина", "Пушкинская"),
    ("Салем", "Саялы"),
]


@pytest.mark.parametrize("spellings", ONE_NAME, ids=lambda spellings: spellings[0])
def test_all_spellings_of_a_name_have_one_skeleton(spellings: tuple[str, ...]) -> None:
    assert {skeleton(spelling) for spelling in spellings} == {skeleton(spellings[0])}


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_names_have_different_skeletons(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@pytest.mark.parametrize(
    ("written", "kind", "bare"),
    [
        ("проспект Абая", "avenue", "Абая"),
        ("Абай даңғылы", "avenue", "Абай"),
        ("пер. Гагарина", "lane", "Гагарина"),
        ("Кульджинский тракт", "highway", "Кульджинский"),
        ("мкр.Дарын-1", "microdistrict", "Дарын 1"),
        ("р. Есентай", "river", "Есентай"),
        ("бульвар Бухар Жырау", "boulevard", "Бухар Жырау"),
        ("ш/а Кульджинское", "highway", "Кульджинское"),
        ("Abylai Khan Avenue", "avenue", "Abylai Khan"),
        ("Абая", "other", "Абая"),
        ("Проезд", "other", "Проезд"),
    ],
)
def test_the_kind_word_is_split_off_wherever_it_stands(written: str, kind: str, bare: str) -> None:
    assert split_kind(written) == (kind, bare)


def test_initials_and_titles_of_office_are_left_out() -> None:
    assert skeleton("улица им. Н. Назарбаева") == skeleton("Назарбаев")


def test_a_name_of_nothing_but_a_kind_word_keeps_it() -> None:
    assert skeleton("Проезд") != ""


def test_ordinals_lose_their_ending() -> None:
    assert skeleton("8-я Гражданская улица") == skeleton("8 Гражданская")


def test_abbreviations_are_written_out() -> None:
    assert "проспект" in expand("пр-т Абая")
    assert "микрорайон" in expand("м-он Алтай")
    assert "угол" in expand("пр.Рыскулова, уг.ул. Емцова")


@given(st.text(max_size=60))
def test_normalising_any_text_never_fails_and_gives_plain_latin(text: str) -> None:
    for key in (skeleton(text), fold(text)):
        assert key.replace("č", "").replace("š", "").isascii()


@given(st.text(alphabet="абвгдежзийклмнопрстуфхцчшщыэюяәғқңөұүһі", min_size=1, max_size=15))
def test_folding_a_folded_word_changes_little(word: str) -> None:
    assert stem(word) == stem(word.upper())


@pytest.mark.parametrize(
    ("word", "bare"), [("Шаляпинге", "Шаляпин"), ("Чайковскийден", "Чайковский"), ("Ешімге", "Ешім")]
)
def test_a_kazakh_case_ending_goes_whatever_letters_the_name_has(word: str, bare: str) -> None:
    assert kazakh_stem(word) == stem(bare)


@settings(max_examples=1000, deadline=None)
@given(st.one_of(st.text(), st.text(alphabet="абвгджзкхсцчшщьуюяңәіүabcdhgkstxyuzwáýşč'12")))
def test_folding_twice_changes_nothing(word: str) -> None:
    assert fold(fold(word)) == fold(word)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.characters(whitelist_categories=("Nd", "Lu", "Ll")), max_size=12))
def test_folding_keeps_every_figure_of_every_script(word: str) -> None:
    figures = [str(unicodedata.decimal(sign)) for sign in word if sign.isdecimal()]
    assert [sign for sign in fold(word) if sign.isdigit()] == figures


def test_a_short_name_in_ia_has_one_stem_in_all_its_cases() -> None:
    assert len({stem(word) for word in ("Әлия", "Алия", "Алии", "Алию", "Alıa")}) == 1
