"""A small city drawn on the grid (one step is 100 m), with every kind of place the geocoder knows.

y=10 Райымбека (avenue)      x=0 Саина        x=8 Желтоксан (formerly Мира)
y=8  Гоголя                  x=2 Масанчи      x=10 Достык (avenue)
y=6  Толе би                 x=4 Розыбакиева  x=12 Пушкина, from y=6 to y=10 only
y=2  Абая (two carriageways) x=6 Байзакова    x=5 the river Есентай
y=0  Сатпаева                x=2, y=10.8…14 Тургут Озала: 80 m short of Райымбека
"""

from functools import cache

from shapely import MultiLineString

from gis_app.geocoding.geocoder import Geocoder
from gis_app.geocoding.register import Register
from gis_app.geocoding.targets import DistrictRow, HouseRow, NameRow, PlaceRow, StreetRow
from tests.grid import Grid

grid = Grid()

_STREETS = {
    1: ("avenue", [((0, 10), (12, 10))], [("проспект Райымбека", "ru"), ("Райымбек даңғылы", "kk")]),
    2: ("street", [((0, 8), (12, 8))], [("улица Гоголя", "ru"), ("Гоголь көшесі", "kk")]),
    3: ("street", [((0, 6), (12, 6))], [("улица Толе би", "ru"), ("Төле би көшесі", "kk")]),
    4: ("avenue", [((0, 2), (12, 2)), ((12, 2.3), (0, 2.3))], [("проспект Абая", "ru"), ("Абай даңғылы", "kk")]),
    5: ("street", [((0, 0), (12, 0))], [("улица Сатпаева", "ru"), ("Сәтпаев көшесі", "kk")]),
    6: ("street", [((0, 0), (0, 10))], [("улица Саина", "ru"), ("Саин көшесі", "kk")]),
    7: ("street", [((2, 0), (2, 10))], [("улица Масанчи", "ru"), ("Масанчи көшесі", "kk")]),
    8: ("street", [((4, 0), (4, 6)), ((4, 6), (4, 10))], [("улица Розыбакиева", "ru"), ("Розыбакиев көшесі", "kk")]),
    9: ("street", [((6, 0), (6, 10))], [("улица Байзакова", "ru"), ("Байзақов көшесі", "kk")]),
    10: ("street", [((8, 0), (8, 10))], [("улица Желтоксан", "ru"), ("Желтоқсан көшесі", "kk")]),
    11: ("avenue", [((10, 0), (10, 10))], [("проспект Достык", "ru"), ("Достық даңғылы", "kk")]),
    12: ("street", [((12, 6), (12, 10))], [("улица Пушкина", "ru"), ("Пушкин көшесі", "kk")]),
    13: ("street", [((2, 10.8), (2, 14))], [("улица Тургута Озала", "ru"), ("Тұрғыт Озал көшесі", "kk")]),
    14: ("street", [((40, 40), (45, 40))], [("улица Абая", "ru")]),
    15: ("street", [((0, 30), (4, 30))], [("улица Ленина", "ru")]),
    16: ("street", [((40, 44), (44, 44))], [("улица Ленина", "ru")]),
    17: ("street", [((42, 38), (42, 46))], [("улица Шокана Уалиханова", "ru")]),
    18: ("street", [((0, 4), (2, 4)), ((6, 4), (12, 4))], [("улица Римского-Корсакова", "ru")]),
}
_HOUSES = {
    3: {"10": (1, 6.2), "20": (3, 6.2), "12А/3": (1.4, 6.2), "65": (4.2, 5.8), "67": (5, 5.8), "69": (5.5, 5.8)},
    8: {"76": (3.8, 6.4), "80": (3.8, 7)},
    14: {"5": (41, 40.2)},
}
_MICRO_HOUSES = {1: {"3": (20.5, 20.5), "5": (20.7, 20.7)}, 4: {"3/7": (26, 20.5)}}


@cache
def small_register() -> Register:
    """The register of the small city."""
    streets = [
        StreetRow(number, kind, MultiLineString([grid.line(*line) for line in lines]))
        for number, (kind, lines, _) in _STREETS.items()
    ]
    names = [NameRow(number, name, language) for number, row in _STREETS.items() for name, language in row[2]]
    names.append(NameRow(10, "улица Мира", "ru", "old"))
    houses = [
        HouseRow(street, None, number, *grid.point(*place).coords[0], id=100 * street + len(number))
        for street, numbers in _HOUSES.items()
        for number, place in numbers.items()
    ]
    houses += [
        HouseRow(None, micro, number, *grid.point(*place).coords[0])
        for micro, numbers in _MICRO_HOUSES.items()
        for number, place in numbers.items()
    ]
    return Register.from_rows(streets, names, houses, _places(), _districts(), version=7)


def _places() -> list[PlaceRow]:
    def named(ru: str, kk: str = "") -> tuple[tuple[str, str, str], ...]:
        return tuple((name, language, "official") for name, language in ((ru, "ru"), (kk, "kk")) if name)

    return [
        PlaceRow(1, "microdistrict", named("Мамыр-1", "Мамыр-1"), grid.box(20, 20, 21, 21)),
        PlaceRow(2, "microdistrict", named("Мамыр-2"), grid.box(21, 20, 22, 21)),
        PlaceRow(3, "microdistrict", named("Мамыр-3"), grid.box(22, 20, 23, 21)),
        PlaceRow(4, "microdistrict", named("Карасу", "Қарасу"), grid.box(25, 20, 27, 21)),
        PlaceRow(5, "microdistrict", named("6 микрорайон"), grid.box(28, 20, 29, 21)),
        PlaceRow(6, "microdistrict", named("7 микрорайон"), grid.box(29, 20, 30, 21)),
        PlaceRow(7, "river", named("Есентай", "Есентай"), grid.line((5, -5), (5, 15))),
        PlaceRow(8, "park", named("Парк Гулдер", "Гүлдер саябағы"), grid.box(8.5, 10.3, 9.5, 11)),
        PlaceRow(9, "landmark", named("площадь Республики"), grid.point(7, 1)),
        PlaceRow(10, "microdistrict", named("Достык"), grid.box(32, 20, 33, 21)),
    ]


def _districts() -> list[DistrictRow]:
    return [
        DistrictRow(1, "Алмалинский район", "Алмалы ауданы", "Almaly district", grid.box(-10, -10, 20, 35)),
        DistrictRow(2, "Турксибский район", "Түрксіб ауданы", "Turksib district", grid.box(20.5, -10, 60, 60)),
    ]


@cache
def small_geocoder() -> Geocoder:
    """A geocoder of the small city."""
    return Geocoder(small_register(), ("Алматы", "Almaty"))
