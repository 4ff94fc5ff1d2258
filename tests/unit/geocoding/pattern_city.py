"""A city drawn on the grid in which the phrases of every pattern can be located.

Streets running east–west and north–south stand 200 m apart in the order of the lists below, so every street of one
list crosses every street of the other. Three rivers run north–south between them; microdistricts, a park, a market
and a lake lie beyond the streets or beside one.
"""

from functools import cache

from shapely import MultiLineString

from gis_app.geocoding.geocoder import Geocoder
from gis_app.geocoding.register import Register
from gis_app.geocoding.targets import DistrictRow, HouseRow, NameRow, PlaceRow, StreetRow
from tests.grid import Grid

grid = Grid()

# From south to north.
EAST_WEST = [
    "проспект Аль-Фараби", "улица Жандосова", "улица Тимирязева", "улица Ескараева", "улица Кажымукана",
    "улица Торайгырова",
    "улица Шаляпина", "проспект Улугбека", "улица Жубанова", "проспект Абая", "улица Курмангазы", "улица Шевченко",
    "улица Кабанбай батыра", "улица Богенбай батыра", "улица Карасай батыра", "улица Казыбек би", "улица Айтеке би",
    "улица Толе би", "улица Гоголя", "улица Макатаева", "улица Бурундайская", "проспект Райымбека", "улица Дунентаева",
    "улица Мусоргского", "улица Нусупбекова", "улица Дегдар", "проспект Рыскулова", "улица Баянаульская",
]  # fmt: skip
# From west to east.
NORTH_SOUTH = [
    "улица Ашимова", "улица Яссауи", "улица Момышулы", "улица Саина", "улица Утеген батыра", "улица Тлендиева",
    "улица Брусиловского", "улица Тургута Озала", "улица Розыбакиева", "проспект Гагарина", "улица Байзакова",
    "улица Ауэзова", "улица Жарокова", "улица Аносова", "улица Байтурсынова", "улица Масанчи", "проспект Сейфуллина",
    "улица Наурызбай батыра", "проспект Абылай хана", "улица Желтоксан", "улица Панфилова", "улица Чайковского",
    "улица Байкадамова", "улица Пушкина", "улица Валиханова", "проспект Достык", "улица Зенкова", "улица Абдуллиных",
    "улица Галилея", "улица Казакова", "улица Бродского", "улица Калдаякова", "улица Жангельдина", "улица Мендикулова",
    "улица Грибоедова", "улица Есенова", "улица Суюнбая", "улица Шемякина", "улица Хмельницкого", "улица Онгарсыновой",
    "улица Мустафина", "улица Остроумова", "улица Красногорская", "улица Малахова", "улица Кожабекова",
]  # fmt: skip
KAZAKH = {
    "улица Богенбай батыра": "Бөгенбай батыр көшесі", "улица Байтурсынова": "Байтұрсынов көшесі",
    "улица Наурызбай батыра": "Наурызбай батыр көшесі", "проспект Абая": "Абай даңғылы",
    "улица Тлендиева": "Тілендиев көшесі",
    "улица Розыбакиева": "Розыбакиев көшесі", "проспект Райымбека": "Райымбек даңғылы", "улица Саина": "Саин көшесі",
    "улица Шаляпина": "Шаляпин көшесі", "проспект Достык": "Достық даңғылы", "улица Байкадамова": "Байқадамов көшесі",
}  # fmt: skip
STEP = 2
_ACROSS, _IN_AKZHAR = 200, 201  # a third street through a crossing; a street of a microdistrict
EAST, NORTH = STEP * len(NORTH_SOUTH), STEP * len(EAST_WEST)
AREAS = [
    "Айнабулак-3", "Мамыр-1", "Мамыр-2", "Мамыр-3", "Мамыр-4", "Мамыр-5", "Мамыр-6", "Мамыр-7", "Калкаман-1",
    "Калкаман-2",
    "Акжар", "Алтай-2", "Карасу", "Саялы", "Шапагат", "6 микрорайон", "7 микрорайон", "10 А микрорайон",
    "12 микрорайон",
    "Шугыла",
]  # fmt: skip


def x_of(street: str) -> float:
    """The column of a north–south street, in grid steps."""
    return STEP * NORTH_SOUTH.index(street)


def y_of(street: str) -> float:
    """The row of an east–west street, in grid steps."""
    return STEP * EAST_WEST.index(street)


def kind_of(name: str) -> str:
    """The kind of a street by its kind word."""
    return "avenue" if name.startswith("проспект") else "street"


@cache
def pattern_register() -> Register:
    """The register of this city."""
    lines = [((-STEP, y_of(name)), (EAST, y_of(name))) for name in EAST_WEST]
    lines += [((x_of(name), -STEP), (x_of(name), NORTH)) for name in NORTH_SOUTH]
    streets, names = [], []
    for number, (name, line) in enumerate(zip([*EAST_WEST, *NORTH_SOUTH], lines, strict=True), start=1):
        streets.append(StreetRow(number, kind_of(name), MultiLineString([grid.line(*line)])))
        names.append(NameRow(number, name, "ru"))
        if name in KAZAKH:
            names.append(NameRow(number, KAZAKH[name], "kk"))
        if name == "улица Толе би":
            names.append(NameRow(number, "улица Машана", "ru", "old"))
    corner = (x_of("улица Жангельдина"), y_of("улица Макатаева"))
    across = grid.line((corner[0] - 0.8, corner[1] - 0.8), (corner[0] + 0.8, corner[1] + 0.8))
    streets.append(StreetRow(_ACROSS, "street", MultiLineString([across])))
    names.append(NameRow(_ACROSS, "улица Ушкемпирова", "ru"))
    akzhar = 4 * AREAS.index("Акжар")
    streets.append(StreetRow(_IN_AKZHAR, "street", MultiLineString([grid.line((-20, akzhar + 1), (-18, akzhar + 1))])))
    names.append(NameRow(_IN_AKZHAR, "улица Даулеткерея", "ru"))
    return Register.from_rows(streets, names, _houses(), _places(), _districts(), version=3)


def _houses() -> list[HouseRow]:
    def on(street: str, numbers: dict[str, tuple[float, float]]) -> list[HouseRow]:
        owner = [*EAST_WEST, *NORTH_SOUTH].index(street) + 1
        return [HouseRow(owner, None, number, *grid.point(*at).coords[0]) for number, at in numbers.items()]

    rayimbek, burunday, zenkov = y_of("проспект Райымбека"), y_of("улица Бурундайская"), x_of("улица Зенкова")
    rows = on("проспект Райымбека", {"206": (4, rayimbek + 0.3), "206/2": (5, rayimbek + 0.3),
                                     "348/1": (9, rayimbek + 0.3),
                                     "350": (9.5, rayimbek + 0.3), "451А": (12, rayimbek - 0.3)})  # fmt: skip
    rows += on("улица Бурундайская", {str(n): (n / 10, burunday - 0.3) for n in range(93, 190, 8)})
    rows += on("улица Бурундайская", {"2А": (0.2, burunday + 0.3)})
    rows += on("улица Зенкова", {str(n): (zenkov + 0.3, n / 4) for n in (31, 33, 47, 52, 59, 66)})
    rows += on("улица Кабанбай батыра", {"137": (20, y_of("улица Кабанбай батыра") + 0.3)})
    rows += on(
        "улица Толе би",
        {"65": (x_of("улица Масанчи") + 0.4, y_of("улица Толе би") - 0.3), "308/54": (3, y_of("улица Толе би") + 0.3)},
    )
    rows += on("улица Масанчи", {"76": (x_of("улица Масанчи") + 0.3, y_of("улица Толе би") - 0.5)})
    rows += on("улица Шемякина", {str(n): (x_of("улица Шемякина") + 0.3, n / 4) for n in (73, 92, 102, 134, 142)})
    rows += on(
        "улица Дунентаева", {"53": (10, y_of("улица Дунентаева") + 0.3), "2Б": (1, y_of("улица Дунентаева") + 0.3)}
    )
    rows += on("улица Богенбай батыра", {"103": (x_of("улица Пушкина") - 0.4, y_of("улица Богенбай батыра") + 0.3)})
    akzhar = 4 * AREAS.index("Акжар")
    rows += [
        HouseRow(_IN_AKZHAR, None, number, *grid.point(-20 + place, akzhar + 1.2).coords[0])
        for place, number in enumerate(("7", "162", "166"))
    ]
    rows += [HouseRow(None, area, number, *grid.point(*at).coords[0]) for area, number, at in _area_houses()]
    return rows


def _area_houses() -> list[tuple[int, str, tuple[float, float]]]:
    def at(area: str, dx: float) -> tuple[float, float]:
        return (-20 + dx, 4.0 * AREAS.index(area) + 1)

    number = {area: place for place, area in enumerate(AREAS, start=1)}
    rows = [
        (number["Алтай-2"], text, at("Алтай-2", 0.2 * place))
        for place, text in enumerate(("5", "6", "12", "56", "56А"))
    ]
    return [*rows, (number["Карасу"], "3/7", at("Карасу", 1)), (number["Акжар"], "162", at("Акжар", 1))]


def _places() -> list[PlaceRow]:
    def named(name: str, *old: str) -> tuple[tuple[str, str, str], ...]:
        return ((name, "ru", "official"), *((other, "ru", "old") for other in old))

    boxes = [
        PlaceRow(place, "microdistrict", named(area), grid.box(-20, 4 * (place - 1), -18, 4 * (place - 1) + 2))
        for place, area in enumerate(AREAS, start=1)
    ]
    rayimbek, abay = y_of("проспект Райымбека"), y_of("проспект Абая")
    return [
        *boxes,
        PlaceRow(40, "microdistrict", named("Достык"), grid.box(-10, abay - 6, -3, abay + 6)),
        PlaceRow(41, "microdistrict", named("Таугуль"), grid.box(EAST + 1, 0, EAST + 3, 4)),
        PlaceRow(50, "river", named("Есентай"), grid.line((13, -4), (13, NORTH))),
        PlaceRow(51, "river", named("Большая Алматинка", "Улкен Алматы"), grid.line((19, -4), (19, NORTH))),
        PlaceRow(52, "river", named("Каргалы"), grid.line((5, -4), (5, NORTH))),
        PlaceRow(60, "park", named("Парк Гулдер"), grid.box(15, rayimbek + 0.3, 16, rayimbek + 1)),
        PlaceRow(61, "landmark", named("рынок Барлык"), grid.point(9, y_of("проспект Абая") + 0.5)),
        PlaceRow(62, "landmark", named("озеро Сайран"), grid.point(-6, -6)),
        PlaceRow(63, "landmark", named("мечеть имени Д. Кунаева"), grid.point(-6, -8)),
        PlaceRow(64, "park", named("Ботанический сад"), grid.box(-9, -9, -8, -8)),
    ]  # fmt: skip


def _districts() -> list[DistrictRow]:
    middle = EAST / 2
    return [
        DistrictRow(1, "Ауэзовский район", "Әуезов ауданы", "Auezov district", grid.box(-30, -12, middle, NORTH + 40)),
        DistrictRow(
            2, "Медеуский район", "Медеу ауданы", "Medeu district", grid.box(middle, -12, EAST + 1, NORTH + 40)
        ),
    ]


@cache
def pattern_geocoder() -> Geocoder:
    """A geocoder of this city."""
    return Geocoder(pattern_register(), ("Алматы", "Almaty"))
