"""Suggestions while someone types: streets, their houses, microdistricts, landmarks, in any script, with a typo."""

from collections.abc import Sequence
from typing import NamedTuple

import regex
import shapely

from gis_app.geocoding.geocoder import Geocoder
from gis_app.geocoding.name_beginnings import Found, NameBeginnings
from gis_app.geocoding.numbers import canonical
from gis_app.geocoding.sights import box_of_target, detail_of_target, place_id, point_of_target

LEAST_SIGNS = 3
_HOUSE = regex.compile(r"^(.*?\p{L}.*?)[\s,]+(?:д\.?\s*|№\s*)?(\d+\s?[\p{L}]?(?:/\d*\p{L}?)?)\s*$")
_TWO_PLACES = regex.compile(r"\s[-–—×/]\s|\sи\s|\sугол\s|\sмен\s|\sпен\s|\sand\s")
_ORDER = {"street": 0, "microdistrict": 2, "park": 3, "landmark": 3, "river": 4, "district": 5, "city": 9}
_MOST_ORDERED = 60  # more places never fit a list, and each costs a look at its name


class Suggestion(NamedTuple):
    """One line of the list. `point` is longitude, latitude; `bbox` west, south, east, north."""

    id: str
    kind: str
    label: str
    detail: str
    point: tuple[float, float]
    bbox: tuple[float, float, float, float]


class Autocomplete:
    """Suggestions from one register."""

    def __init__(self, geocoder: Geocoder) -> None:
        self._geocoder = geocoder
        self._register = geocoder.register
        self._names = NameBeginnings(self._register.names.written())

    def suggest(
        self, text: str, language: str = "ru", near: tuple[float, float] | None = None, limit: int = 8
    ) -> list[Suggestion]:
        """Up to `limit` suggestions for what was typed so far; none below three letters.

        `near` is longitude and latitude: places of one sort are then ordered by distance.
        """
        house = _HOUSE.match(text)
        if len(text.strip()) < LEAST_SIGNS:
            return []
        suggestions: list[Suggestion] = []
        if _TWO_PLACES.search(text):
            suggestions += self._crossing(text, language)
        found = self._ordered(self._names.find(house[1] if house else text), near)
        if house:
            suggestions += self._houses(found, house[2], language, limit)
            found = self._ordered(self._names.find(text), near) + found  # «Мамыр 4» may be a name with a number
        for target in self._told_apart(found, language):
            if len(suggestions) >= limit:
                break
            suggestions.append(self._of_target(target, language))
        return suggestions[:limit]

    def _told_apart(self, found: Sequence[Found], language: str) -> list[int]:
        """Targets in their order, each once; the second of one name and kind comes after all other names."""
        first: dict[tuple[str, str], int] = {}
        again: list[int] = []
        for target in list(dict.fromkeys(item.target for item in found))[:_MOST_ORDERED]:
            place = self._register.targets[target]
            key = (place.kind, place.label(language))
            if first.setdefault(key, target) != target:
                again.append(target)
        return [*first.values(), *again]

    def _ordered(self, found: list[Found], near: tuple[float, float] | None) -> list[Found]:
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

    def _houses(self, found: Sequence[Found], typed: str, language: str, limit: int) -> list[Suggestion]:
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
