"""What a street's name says about itself."""

import pytest

from etl.transform.street_evidence import kinds_agree, names_agree, scopes_agree
from etl.transform.street_labels import is_gardens, language_of, name_key, read_label


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("улица Абая", "ru"),
        ("Абай даңғылы", "kk"),
        ("Манас көшесі", "kk"),
        ("улица Үстірт", "ru"),
        ("Қарасай Батыр", "kk"),
        ("Жадыра", "ru"),
        ("Azerbaev str.", "en"),
        ("BAKAD", "und"),
    ],
)
def test_the_language_is_told_by_kind_words_then_by_letters(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("улица Абая", "street"),
        ("Абай даңғылы", "avenue"),
        ("переулок Герцена", "lane"),
        ("Розыбакиева", "other"),
        ("Аврора СТ (Медеуский)", "other"),
        ("набережная Тажибаева", "other"),
    ],
)
def test_the_kind_of_a_street_is_one_that_the_register_knows(text: str, kind: str) -> None:
    assert read_label(text).kind == kind


def test_a_scope_in_brackets_is_read_apart_from_the_name() -> None:
    label = read_label("Абая (Акбулак)")
    assert (label.bare, label.scope, label.key) == ("Абая", "Акбулак", read_label("улица Абая").key)


def test_a_name_that_is_all_brackets_stays_whole() -> None:
    assert read_label("(Абая)").scope is None


@pytest.mark.parametrize(("one", "other"), [("1-я линия", "1 линия"), ("3-й микрорайон", "микрорайон 3")])
def test_case_endings_of_numbers_are_no_part_of_a_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_numbers_and_words_like_small_are_what_tells_streets_apart() -> None:
    assert read_label("2-я Гончарная").apart == {"2"}
    assert read_label("улица Малая Абая").apart


@pytest.mark.parametrize(
    ("text", "expected"),
    [("с/т Мир", True), ("Аврора СТ", True), ("Сад.общ. Алма", True), ("улица Мира", False), ("Сады Востока", False)],
)
def test_gardeners_communities_are_known_by_their_abbreviations(text: str, expected: bool) -> None:
    assert is_gardens(text) is expected


def test_a_gardeners_community_has_another_key_than_a_street_of_its_name() -> None:
    assert read_label("Мир СТ").key != read_label("улица Мир").key


@pytest.mark.parametrize(
    ("left", "right", "agree"),
    [
        ("street", "street", True),
        ("street", "avenue", True),
        ("other", "lane", True),
        ("street", "lane", False),
        ("square", "avenue", False),
        ("lane", "lane", True),
    ],
)
def test_kinds_that_may_be_one_street(left: str, right: str, agree: bool) -> None:
    assert kinds_agree(left, right) is agree


def test_scopes_disagree_only_when_both_are_written() -> None:
    assert scopes_agree(None, "akbulak")
    assert scopes_agree("akbulak", "akbulak")
    assert not scopes_agree("akbulak", "kalkaman")


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("улица Сатпаева", "Сәтбаев көшесі", True),
        ("улица Абишева", "улица Ораза Абишева", True),
        ("улица Мира", "улица Мир Алем", False),
        ("улица Саина", "улица Малая Саина", False),
        ("1-я Гончарная", "2-я Гончарная", False),
        ("улица Муканова", "улица Мукатаева", False),
        ("улица Абая", "улица", False),
    ],
)
def test_names_with_other_keys_agree_only_with_good_reason(one: str, other: str, agree: bool) -> None:
    assert names_agree(read_label(one), read_label(other)) is agree
