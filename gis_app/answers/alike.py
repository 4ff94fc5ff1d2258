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
    target: int
    slips: int


class _Names:
    """The names of streets and microdistricts as they sound, from each of their words on."""

    def __init__(self, register: Register) -> None:
        found: dict[str, set[int]] = {}
        for name, target in register.names.written():
            place = register.targets[target]
            if place.kind in _KINDS and place.id:
                words = telling_words(name)
                for at in range(len(words)):
                    found.setdefault(" ".join(words[at:]), set()).add(target)
        self._keys = list(found)
        self._targets = [sorted(targets) for targets in found.values()]

    def near(self, wanted: str, slips: int) -> Iterator[_Name]:
        """Targets of which a name is at most so many slips away, the nearest first; of the same name all."""
        found = process.extract(
            wanted, self._keys, scorer=OSA.distance, processor=None, score_cutoff=slips, limit=_MOST_LOOKED_AT
        )
        for _, away, at in found:
            yield from (_Name(target, int(away)) for target in self._targets[at])


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
    best: dict[int, int] = {}
    for one in names.near(wanted, slips):
        best[one.target] = min(best.get(one.target, slips), one.slips)
    ranked = sorted(best, key=lambda target: (best[target], -register.targets[target].geom.length, target))
    return _offered(register, ranked, house[2] if house else "", lang)


def _offered(register: Register, ranked: Sequence[int], number: str, lang: Language) -> list[Other]:
    houses = [one for target in ranked if (one := _house(register, target, number, lang)) is not None]
    whole = [
        Other(register.targets[target].label(lang), point_of_target(register, target), place_id(register, target))
        for target in ranked[:MOST_OFFERED]
    ]
    # A number that only one of the names has tells which is meant.
    found = [*houses, *(one for one in whole if not any(house.label.startswith(f"{one.label},") for house in houses))]
    return found[:MOST_OFFERED]


def _house(register: Register, target: int, number: str, lang: Language) -> Other | None:
    parsed = parse_number(number) if number else None
    row = None if parsed is None else register.houses.numbers(target).get(parsed.text)
    if row is None:
        return None
    houses = register.houses
    point = register.frame.point_to_degrees(float(houses.x[row]), float(houses.y[row]))
    return Other(f"{register.targets[target].label(lang)}, {houses.texts[row]}", point, f"house:{houses.ids[row]}")
