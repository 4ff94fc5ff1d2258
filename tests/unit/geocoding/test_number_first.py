"""An English address has its number first; nothing else is turned round."""

import pytest

from gis_app.geocoding.number_first import number_last


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("33 Zharokov St.", "Zharokov St., 33"),
        ("57 Duysenov Street", "Duysenov Street, 57"),
        ("15A Abay ave", "Abay ave, 15A"),
        ("15/2, Al-Farabi Avenue, Almaty", "Al-Farabi Avenue, 15/2, Almaty"),
        ("yard of 14 Garshin street", "yard of Garshin street, 14"),
        ("9 May Street", "9 May Street"),
        ("28 Panfilov Guardsmen Park", "28 Panfilov Guardsmen Park"),
        ("Zharokov Street 33", "Zharokov Street 33"),
        ("Zharokov Street", "Zharokov Street"),
        ("33 Жарокова", "33 Жарокова"),
        ("", ""),
    ],
)
def test_the_number_comes_behind_the_street(written: str, read: str) -> None:
    assert number_last(written) == read
