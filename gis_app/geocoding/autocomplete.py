"""Suggestions while someone types: streets, their houses, microdistricts, landmarks, in any script, with a typo."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import regex
import shapely
from rapidfuzz.distance import DamerauLevenshtein

from gis_app.geocoding.geocoder import Geocoder
from gis_app.geocoding.normalize import expand, fold, kind_of_word
from gis_app.geocoding.numbers import canonical
from gis_app.geocoding.register import Register
from gis_app.geocoding.sights import box_of_target, detail_of_target, place_id, point_of_target

LEAST_LETTERS = 3
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}'/]+")
_HOUSE = regex.compile(r"^(.*?\p{L}.*?)[\s,]+(?:д\.?\s*|№\s*)?(\d+\s?[\p{L}]?(?:/\d*\p{L}?)?)\s*$")
_TWO_PLACES = regex.compile(r"\s[-–—×/]\s|\sи\s|\sугол\s|\sмен\s|\sпен\s|\sand\s")
_ORDER = {"street": 0, "microdistrict": 2, "park": 3, "landmark": 3, "river": 4, "district": 5, "city": 9}
_MOST_LOOKED_AT = 400


class Suggestion(NamedTuple):
    """One line of the list. `point` is longitude, latitude; `bbox` west, south, east, north."""

    id: str
    kind: str
    label: str
    detail: str
    point: tuple[float, float]
    bbox: tuple[float, float, float, float]


class _Found(NamedTuple):
    target: int
    badness: int  # 0 begins the name, 1 begins a later word, 2 with a typo


class Autocomplete:
    """An index of the beginnings of all names of one register."""

    def __init__(self, geocoder: Geocoder) -> None:
        self._geocoder = geocoder
        self._register = geocoder.register
        entries: set[tuple[str, int, int]] = set()
        for target, names in enumerate(_all_names(self._register)):
            for name in names:
                words = _folded(name)
                entries.update((" ".join(words[at:]), target, min(at, 1)) for at in range(len(words)))
        self._entries = sorted(entries)
        self._keys = [entry[0] for entry in self._entries]

    def suggest(
        self, text: str, language: str = "ru", near: tuple[float, float] | None = None, limit: int = 8
    ) -> list[Suggestion]:
        """Up to `limit` suggestions for what was typed so far; none below three letters.

        `near` is longitude and latitude: places of one sort are then ordered by distance.
        """
        house = _HOUSE.match(text)
        words = _folded(house[1] if house else text)
        query = " ".join(words)
        if len(query) < LEAST_LETTERS:
            return []
        suggestions: list[Suggestion] = []
        if _TWO_PLACES.search(text):
            suggestions += self._crossing(text, language)
        found = self._ordered(self._lookup(query), near)
        if house:
            suggestions += self._houses(found, house[2], language, limit)
            whole = self._lookup(" ".join(_folded(text)))  # «Мамыр 4» may be a name with a number
            found = self._ordered(whole, near) + found
        seen: set[str] = set()
        for item in found:
            suggestion = self._of_target(item.target, language)
            if suggestion.id not in seen:
                seen.add(suggestion.id)
                suggestions.append(suggestion)
            if len(suggestions) >= limit:
                break
        return suggestions[:limit]

    def _lookup(self, query: str) -> list[_Found]:
        best: dict[int, int] = {}
        place = bisect_left(self._keys, query)
        for key, target, badness in self._entries[place : place + _MOST_LOOKED_AT]:
            if not key.startswith(query):
                break
            best[target] = min(best.get(target, 9), badness)
        if not best and len(query) > LEAST_LETTERS:
            best = self._with_typo(query)
        return [_Found(target, badness) for target, badness in best.items()]

    def _with_typo(self, query: str) -> dict[int, int]:
        """Names whose beginning is one slip from the query and shares its first letter."""
        start = bisect_left(self._keys, query[0])
        stop = bisect_left(self._keys, query[0] + "~")
        most = 1 if len(query) < 8 else 2
        best: dict[int, int] = {}
        for key, target, _ in self._entries[start:stop]:
            beginnings = (key[: len(query)], key[: len(query) + 1], key[: len(query) - 1])
            if any(DamerauLevenshtein.distance(query, b, score_cutoff=most) <= most for b in beginnings):
                best[target] = 2
        return best

    def _ordered(self, found: list[_Found], near: tuple[float, float] | None) -> list[_Found]:
        targets = self._register.targets
        if near is None:
            return sorted(
                found, key=lambda f: (f.badness, _ORDER.get(targets[f.target].kind, 8), -targets[f.target].geom.length)
            )
        point = shapely.Point(self._register.frame.point_to_metric(*near))
        return sorted(
            found,
            key=lambda f: (
                f.badness,
                _ORDER.get(targets[f.target].kind, 8),
                float(shapely.distance(targets[f.target].geom, point)),
            ),
        )

    def _houses(self, found: Sequence[_Found], typed: str, language: str, limit: int) -> list[Suggestion]:
        wanted = canonical(typed)
        register = self._register
        suggestions: list[Suggestion] = []
        for item in found[:6]:
            numbers = register.houses.numbers(item.target)
            fitting = sorted((n for n in numbers if n.startswith(wanted)), key=lambda n: (n != wanted, len(n), n))
            for number in fitting[: limit - 2]:
                row = numbers[number]
                point = register.frame.point_to_degrees(float(register.houses.x[row]), float(register.houses.y[row]))
                label = f"{register.targets[item.target].label(language)}, {number}"
                identifier = f"house:{register.houses.ids[row]}"
                detail = detail_of_target(register, item.target, language)
                suggestions.append(Suggestion(identifier, "house", label, detail, point, (*point, *point)))
        return suggestions[: limit - 1]

    def _crossing(self, text: str, language: str) -> list[Suggestion]:
        answer = self._geocoder.geocode(text, None, language)
        if answer.match_type != "intersection" or answer.geom is None or answer.confidence < 0.6:
            return []
        middle = answer.geom.centroid
        point = (round(middle.x, 6), round(middle.y, 6))
        keys = [self._register.by_key[target] for target in answer.targets]
        label = " × ".join(self._register.targets[key].label(language) for key in keys)
        identifier = "crossing:" + "-".join(str(number) for _, number in answer.targets)
        return [Suggestion(identifier, "crossing", label, "", point, (*point, *point))]

    def _of_target(self, target: int, language: str) -> Suggestion:
        register = self._register
        place = register.targets[target]
        return Suggestion(
            place_id(register, target),
            place.kind,
            place.label(language),
            detail_of_target(register, target, language),
            point_of_target(register, target),
            box_of_target(register, target),
        )


def _all_names(register: Register) -> list[list[str]]:
    names: list[list[str]] = [[] for _ in register.targets]
    for name, target in register.names.written():
        names[target].append(name)
    return names


@lru_cache(maxsize=50_000)
def _folded_word(word: str) -> str:
    return fold(word).replace("o", "u")


def _folded(text: str) -> list[str]:
    """Words of a name as they sound, kind words and bare letters left out unless nothing else is there."""
    words = [word for word in _WORD.findall(expand(text)) if len(word) > 1 or word.isdigit()]
    bare = [word for word in words if kind_of_word(word) is None] or words
    return [folded for word in bare if (folded := _folded_word(word))]
