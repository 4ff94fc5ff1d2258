"""The order of names in a printed list: that of the letters of Kazakh and Russian, with numbers by their value."""

import re

_LETTERS = "aбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя".replace("a", "аә")
_RANK = {letter: chr(0x400 + place) for place, letter in enumerate(_LETTERS)}
_NUMBER = re.compile(r"(\d+)")


def alphabetic(name: str) -> list[tuple[int, int, str]]:
    """The sort key of a name: «Ә» comes after «А», «2-я» before «10-я». Signs and blanks do not count."""
    parts = (part for part in _NUMBER.split(name.casefold()) if part)
    return [(0, int(part), "") if part.isdecimal() else (1, 0, _ranked(part)) for part in parts]


def _ranked(part: str) -> str:
    return "".join(_RANK.get(sign, sign) for sign in part if sign.isalpha())
