"""Draws places of the sketch for invented works: how the contractor writes them, their titles, their length."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from shapely import Geometry
from shapely.ops import substring

from etl.demo import place_words as words
from etl.demo.place_words import Named, kk_case, ru_short
from etl.demo.sketch_places import Area, Line, SketchPlaces

Works = tuple[str, str, str]

KAZAKH_SHARE = 0.12
"""Share of locations written in Kazakh: 109 of 723 announced ones are."""

LONGEST_STRETCH_M = 2600.0
LONGEST_STREET_M = 3500.0
"""A whole street longer than this is not the object of one small work."""


@dataclass(frozen=True)
class Place:
    """Where an invented work is; ``length_m`` is None where the place is no line."""

    location: str
    titles: tuple[str, str, str]
    district: str | None
    length_m: float | None = None


class PlaceDraw:
    """Draws places without naming the same one twice; the same generator gives the same places."""

    def __init__(self, sketch: SketchPlaces, dice: random.Random) -> None:
        self._sketch = sketch
        self._dice = dice
        self._used: set[str] = set()

    def draw(self, shape: str, works: Works) -> Place:
        """A place of the given shape (see ``training_kinds.yaml``) that was not drawn for the same works before."""
        makers = {
            "segment": self._segment,
            "river_segment": self._river_segment,
            "street": self._street,
            "crossing": self._crossing,
            "river_crossing": self._river_crossing,
            "address": self._address,
            "microhouse": self._microhouse,
            "microdistrict": self._microdistrict,
            "park": self._park,
        }
        for _ in range(200):
            place = makers[shape](works)
            if place.district and place.titles[0] not in self._used:
                self._used.add(place.titles[0])
                return place
        raise ValueError(f"the sketch has no more places of shape {shape} for {works[0]}")

    def _pick_street(self) -> Line:
        streets = self._sketch.streets
        return self._dice.choices(streets, weights=[len(s.crossings) ** 0.5 for s in streets])[0]

    def _segment(self, works: Works) -> Place:
        return self._stretch(self._pick_street(), works)

    def _river_segment(self, works: Works) -> Place:
        return self._stretch(self._dice.choice([r for r in self._sketch.rivers if len(r.crossings) > 3]), works)

    def _stretch(self, line: Line, works: Works) -> Place:
        first = self._dice.randrange(len(line.crossings) - 1)
        start = line.crossings[first]
        reachable = [c for c in line.crossings[first + 1 :] if c.along_m - start.along_m <= LONGEST_STRETCH_M]
        end = self._dice.choice(reachable[:6]) if reachable else line.crossings[first + 1]
        if self._dice.random() < 0.5:
            start, end = end, start
        length_m = abs(end.along_m - start.along_m)
        place = substring(line.axis, start.along_m, end.along_m)
        location = self._written_segment(line.name, start.other, end.other)
        titles = words.segment_title(line.name, start.other, end.other, works)
        return self._place(location, titles, place, length_m)

    def _street(self, works: Works) -> Place:
        short = [s for s in self._sketch.streets if s.axis.length < LONGEST_STREET_M]
        street = self._dice.choice(short)
        location = street.name.kk if self._in_kazakh() else ru_short(street.name.ru)
        return self._place(location, words.street_title(street.name, works), street.axis, street.axis.length)

    def _crossing(self, works: Works) -> Place:
        street = self._pick_street()
        crossing = self._dice.choice(street.crossings)
        location = self._written_crossing(street.name, crossing.other)
        return self._place(location, words.crossing_title(street.name, crossing.other, works), crossing.point)

    def _river_crossing(self, works: Works) -> Place:
        river = self._dice.choice(self._sketch.rivers)
        crossing = self._dice.choice(river.crossings)
        location = f"{ru_short(crossing.other.ru)} — {ru_short(river.name.ru)}"
        return self._place(location, words.crossing_title(crossing.other, river.name, works), crossing.point)

    def _address(self, works: Works) -> Place:
        street = self._pick_street()
        number = self._dice.choice(self._sketch.numbers[street.name.ru])
        written = (
            f"{street.name.kk}, {number}"
            if self._in_kazakh()
            else self._dice.choice(("{}, {}", "{}, д. {}", "{} {}")).format(ru_short(street.name.ru), number)
        )
        middle = street.axis.interpolate(0.5, normalized=True)
        return self._place(written, words.address_title(street.name, number, works), middle)

    def _pick_microdistrict(self) -> Area:
        """Each district in turn has the same chance: the outer ones have few streets in the sketch."""
        by_district = self._sketch.microdistricts_by_district
        return self._dice.choice(by_district[self._dice.choice(sorted(by_district))])

    def _microhouse(self, works: Works) -> Place:
        area = self._pick_microdistrict()
        number = self._dice.choice(self._sketch.numbers[area.name.ru])
        short = _short_microdistrict(area.name.ru)
        written = (
            f"{area.name.kk}, {number}-үй"
            if self._in_kazakh()
            else self._dice.choice(("{}, д. {}", "{}, дом {}", "{}, {}")).format(short, number)
        )
        return self._place(written, words.microdistrict_title(area.name, number, works), area.outline)

    def _microdistrict(self, works: Works) -> Place:
        area = self._pick_microdistrict()
        written = area.name.kk if self._in_kazakh() else _short_microdistrict(area.name.ru)
        return self._place(written, words.microdistrict_title(area.name, None, works), area.outline)

    def _park(self, works: Works) -> Place:
        area: Area = self._dice.choice(self._sketch.parks)
        return self._place(area.name.ru, words.park_title(area.name, works), area.outline)

    def _written_segment(self, street: Named, start: Named, end: Named) -> str:
        if self._in_kazakh():
            return f"{street.kk} ({kk_case(start.kk, 'ablative')} {kk_case(end.kk, 'dative')} дейін)"
        name, a, b = ru_short(street.ru), ru_short(start.ru), ru_short(end.ru)
        long_a, long_b = words.ru_genitive(start.ru), words.ru_genitive(end.ru)
        return self._dice.choice(
            (
                f"{name} от {a} до {b}",
                f"{name} (от {a} до {b})",
                f"{name}, от {a} до {b}",
                f"{name} — от {long_a} до {long_b}",
                f"по {words.ru_dative(street.ru)} от {long_a} до {long_b}",
                f"{name} на участке от {a} до {b}",
            )
        )

    def _written_crossing(self, first: Named, second: Named) -> str:
        if self._in_kazakh():
            return f"{first.kk} мен {kk_case(second.kk, 'genitive')} қиылысы"
        a, b = ru_short(first.ru), ru_short(second.ru)
        genitive = f"{words.ru_genitive(first.ru)} и {words.ru_genitive(second.ru)}"
        return self._dice.choice((f"пересечение {genitive}", f"{a} уг. {b}", f"{a} — {b}", f"угол {a} и {b}"))

    def _in_kazakh(self) -> bool:
        return self._dice.random() < KAZAKH_SHARE

    def _place(
        self, location: str, titles: tuple[str, str, str], place: Geometry, length_m: float | None = None
    ) -> Place:
        district = self._sketch.district_of(place)
        return Place(location, titles, district.ru if district else None, length_m)


def _short_microdistrict(name_ru: str) -> str:
    return name_ru if name_ru.endswith("микрорайон") else ru_short(name_ru)


def customer_akimat(district_ru: str) -> str:
    """«Бостандыкский район» → «акимат Бостандыкского района»."""
    return f"акимат {district_ru.split()[0].removesuffix('ий')}ого района"


def weighted_shapes(places: Sequence[str], position: int) -> str:
    """Shapes are drawn in turn, so that their declared proportion holds exactly."""
    return places[position % len(places)]
