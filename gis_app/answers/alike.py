"""Names of the register that are nearly what was typed, for who wrote one letter wrong: offered, never assumed.

Asked only when nobody knows the place, so that it costs no other question anything.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple
from weakref import WeakKeyDictionary

import regex
from rapidfuzz import process
from rapidfuzz.distance import OSA

from gis_app.dependencies import Language
from gis_app.geocoding.answer import Other
from gis_app.geocoding.name_beginnings import telling_words
from gis_app.geocoding.number_first import number_last
from gis_app.geocoding.numbers import parse_number
from gis_app.geocoding.register import Register
from gis_app.geocoding.sights import place_id, point_of_target

MOST_OFFERED: Final = 5
# A slip is one letter put in, left out, changed, or changed about with its neighbour. Of a short name another letter
# makes another name.
_SLIPS: Final = ((10, 3), (6, 2), (4, 1))  # from so many letters on, so many slips
_MOST_LOOKED_AT: Final = 60
_KINDS: Final = ("street", "microdistrict")
_HOUSE: Final = regex.compile(r"^(.*?\p{L}.*?)[\s,]+(?:дом\s*|д\.?\s*|үй\s*|№\s*)?(\d+\s?\p{L}?(?:/\d*\p{L}?)?)\s*$")


class _Name(NamedTuple):
    """A name of a target as it is written; `is_old`: it is called otherwise now."""

    target: int
    written: str
    is_old: bool


class _Names:
    """The names of streets and microdistricts as they sound, from each of their words on."""

    def __init__(self, register: Register) -> None:
        found: dict[str, list[_Name]] = {}
        for name, target in register.names.written():
            place = register.targets[target]
            if place.kind in _KINDS and place.id:
                words = telling_words(name)
                one = _Name(target, name, name not in place.names.values())
                for at in range(len(words)):
                    found.setdefault(" ".join(words[at:]), []).append(one)
        self._keys = list(found)
        self._names = list(found.values())

    def near(self, wanted: str, slips: int) -> Iterator[tuple[int, _Name]]:
        """Names at most so many slips away, with how many, the nearest first."""
        found = process.extract(
            wanted, self._keys, scorer=OSA.distance, processor=None, score_cutoff=slips, limit=_MOST_LOOKED_AT
        )
        for _, away, at in found:
            yield from ((int(away), one) for one in self._names[at])


_known: WeakKeyDictionary[Register, _Names] = WeakKeyDictionary()


def alike(register: Register, words: str, lang: Language) -> list[Other]:
    """Up to five places whose names are nearly these words, the most alike first; of a house its number is kept."""
    typed = number_last(words)
    house = _HOUSE.match(typed)
    wanted = " ".join(telling_words(house[1] if house else typed))
    slips = next((most for letters, most in _SLIPS if len(wanted) >= letters), 0)
    if not slips:
        return []
    names = _known.get(register)
    if names is None:
        names = _known[register] = _Names(register)
    best: dict[int, tuple[int, _Name]] = {}
    for away, one in names.near(wanted, slips):
        known = best.get(one.target)
        if known is None or (away, one.is_old) < (known[0], known[1].is_old):
            best[one.target] = (away, one)
    ranked = sorted(
        best.values(),
        key=lambda found: (found[0], found[1].is_old, -register.targets[found[1].target].geom.length, found[1].target),
    )
    return _offered(register, [one for _, one in ranked], house[2] if house else "", lang)


def _offered(register: Register, ranked: Sequence[_Name], number: str, lang: Language) -> list[Other]:
    """Houses of that number first: it tells which of the names is meant. An old name stands beside the new one."""
    houses = {one.target: found for one in ranked if (found := _house(register, one, number, lang)) is not None}
    whole = [
        Other(_label(register, one, lang), point_of_target(register, one.target), place_id(register, one.target))
        for one in ranked[:MOST_OFFERED]
        if one.target not in houses
    ]
    return [*houses.values(), *whole][:MOST_OFFERED]


def _label(register: Register, one: _Name, lang: Language, number: str = "") -> str:
    label = register.targets[one.target].label(lang) + (f", {number}" if number else "")
    return f"{label} ({one.written})" if one.is_old else label


def _house(register: Register, one: _Name, number: str, lang: Language) -> Other | None:
    parsed = parse_number(number) if number else None
    row = None if parsed is None else register.houses.numbers(one.target).get(parsed.text)
    if row is None:
        return None
    houses = register.houses
    point = register.frame.point_to_degrees(float(houses.x[row]), float(houses.y[row]))
    return Other(_label(register, one, lang, houses.texts[row]), point, f"house:{houses.ids[row]}")
