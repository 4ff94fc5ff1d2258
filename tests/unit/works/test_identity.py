"""What makes two rows one work."""

import pytest

from gis_app.works.identity import fold_place, key_from_columns, key_from_place


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("ул. Абая, 12", "улица  АБАЯ 12"),
        ("пр-т Достык", "проспект Достык"),
        ("мкр. Самал-2", "микрорайон Самал-2"),
        ("м-он «Алтай-1»", 'мкр "Алтай-1"'),
        ("Артёма – Гоголя", "Артема - Гоголя"),
    ],
)
def test_one_place_in_two_spellings_gives_one_identity(first: str, second: str) -> None:
    assert fold_place(first) == fold_place(second)
    assert key_from_place("sewer", first, None) == key_from_place("sewer", second, None)


@pytest.mark.parametrize(
    ("first", "second"),
    [("ул. Алатау", "мкр. Алатау"), ("ул. Абая, 12/3", "ул. Абая, 123"), ("ул. Абая, 1", "ул. Абая, 11")],
)
def test_different_places_stay_apart(first: str, second: str) -> None:
    assert fold_place(first) != fold_place(second)


def test_type_and_program_are_part_of_the_identity() -> None:
    keys = {
        key_from_place("sewer", "ул. Абая", None),
        key_from_place("water_supply", "ул. Абая", None),
        key_from_place("sewer", "ул. Абая", "Бюджет участия"),
    }
    assert len(keys) == 3


def test_a_row_without_a_place_or_key_has_no_identity() -> None:
    assert key_from_place("sewer", " – ", None) is None
    assert key_from_columns([]) is None
    assert key_from_columns(["A-1", ""]) is None


def test_key_columns_are_joined_and_cannot_run_into_each_other() -> None:
    assert key_from_columns(["A", "B"]) == "key:A|B"
    assert key_from_columns(["A|B"]) != key_from_columns(["A", "B"])
    assert key_from_columns([" A  1 "]) == "key:A 1"


def test_a_long_place_gives_a_short_key_that_still_tells_places_apart() -> None:
    long = "улицы " + ", ".join(f"Улица-{number}" for number in range(400))
    first, second = key_from_place("sewer", long, None), key_from_place("sewer", long + " и Последняя", None)
    assert first is not None
    assert len(first) < 200
    assert first != second
    assert first == key_from_place("sewer", long, None)
