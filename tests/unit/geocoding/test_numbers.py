"""House numbers."""

import pytest

from gis_app.geocoding.numbers import HouseNumber, canonical, numbers_between, parse_number


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("12", "12"),
        ("д. 12 а", "12А"),
        ("12A", "12А"),
        ("№ 9а", "9А"),
        ("12 А/3", "12А/3"),
        ("65/76", "65/76"),
        ("7 корпус 2", "7К2"),
        ("206/2", "206/2"),
        ("2б", "2Б"),
    ],
)
def test_a_number_has_one_spelling(written: str, text: str) -> None:
    assert canonical(written) == text


def test_text_without_a_number_is_no_house_number() -> None:
    assert parse_number("б/н") is None
    assert parse_number("0") is None


def test_looser_forms_drop_the_fraction_then_the_letter() -> None:
    assert HouseNumber(12, "А", 3).looser() == ["12А", "12"]


@pytest.mark.parametrize(
    ("first", "last", "numbers"),
    [(93, 99, [93, 95, 97, 99]), (2, 6, [2, 4, 6]), (1, 4, [1, 2, 3, 4]), (9, 5, [5, 7, 9]), (5, 5, [5])],
)
def test_a_range_keeps_to_one_side_when_both_ends_do(first: int, last: int, numbers: list[int]) -> None:
    assert list(numbers_between(HouseNumber(first), HouseNumber(last))) == numbers


def test_a_huge_range_is_bounded() -> None:
    assert len(numbers_between(HouseNumber(1), HouseNumber(9999))) <= 201


def test_a_figure_of_a_script_too_new_for_python_is_no_number() -> None:
    assert parse_number("\U00016d70") is None
    assert parse_number("12/\U00016d70") in (None, parse_number("12"))
    assert canonical("١٢") == "12"


def test_a_block_after_a_second_number_is_no_letter_of_it() -> None:
    assert canonical("340/4 корпус 2") == "340/4К2"
    assert canonical("340/4а") == "340/4А"
