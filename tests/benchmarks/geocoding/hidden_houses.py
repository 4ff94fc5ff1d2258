"""Each house of the register asked for twice: as it is written, and while it is hidden from the geocoder.

Asked as written, the house itself must come back. Hidden, its neighbours must tell where it stands; a twentieth of the
houses is hidden at a time, in a transaction that is rolled back.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from statistics import median

from shapely import Point
from sqlalchemy import Engine as Database
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.geocoding.geocoder import Geocoder
from gis_app.geocoding.holder import load_geocoder
from gis_app.settings import Settings
from tests.benchmarks.geocoding.intervals import share, table
from tests.benchmarks.geocoding.judged import read_csv
from tests.benchmarks.geocoding.raw_city import metres
from tests.benchmarks.geocoding.stage import CITY

_PARTS = 20
_SAMPLE = 3  # every third house is asked for
_HERE_M = 5.0
_EXACT = frozenset({"rooftop", "corner"})
_HOUSES = text("SELECT id, address, ST_X(geom), ST_Y(geom) FROM houses ORDER BY id")
_HIDE = text("DELETE FROM houses WHERE id % :parts = :part")

House = tuple[int, str, Point]
Asked = tuple[str, str, float | None]  # tier, match type, metres from the true point


def measure(database: Database, settings: Settings) -> str:
    """Two tables: houses asked as written, and hidden ones, by the quality of their points."""
    tiers = {" ".join(row["address"].split()): row["tier"] for row in read_csv(CITY / "house_points.csv")}
    with database.connect() as connection:
        houses = [
            (int(number), str(address), metres(Point(x, y))) for number, address, x, y in connection.execute(_HOUSES)
        ][::_SAMPLE]
    with Session(database) as session:
        plain = _ask(load_geocoder(session, settings), houses, tiers)
        hidden: list[Asked] = []
        for part in range(_PARTS):
            session.execute(_HIDE, {"parts": _PARTS, "part": part})
            mine = [house for house in houses if house[0] % _PARTS == part]
            hidden += _ask(load_geocoder(session, settings), mine, tiers)
            session.rollback()
    return f"{_as_written(plain)}\n\n{_when_hidden(hidden)}"


def _ask(geocoder: Geocoder, houses: Sequence[House], tiers: dict[str, str]) -> list[Asked]:
    asked = []
    for _, address, true in houses:
        answer = geocoder.geocode(address)
        away = None if answer.geom is None else float(metres(answer.geom).centroid.distance(true))
        asked.append((tiers.get(address, "?"), answer.match_type, away))
    return asked


def _as_written(rows: Sequence[Asked]) -> str:
    lines = []
    for name, mine in _groups(rows):
        found = [away for _, how, away in mine if how in _EXACT and away is not None]
        lines.append(
            [
                name,
                len(mine),
                share([how in _EXACT for _, how, _ in mine]),
                share([away <= _HERE_M for away in found]),
                share([away <= 50 for away in found]),
            ]
        )
    header = [
        "points",
        "houses",
        "found as that house",
        f"of these at its place (≤ {_HERE_M:.0f} m)",
        "within 50 m",
    ]
    return table(header, lines)


def _when_hidden(rows: Sequence[Asked]) -> str:
    lines = []
    for name, mine in _groups(row for row in rows if row[1] not in _EXACT):
        away = [far for _, _, far in mine if far is not None]
        within = [share([far is not None and far <= reach for _, _, far in mine]) for reach in (50, 100, 200)]
        lines.append([name, len(mine), len(mine) - len(away), *within, f"{median(away):.0f}"])
    header = ["points", "hidden houses", "no answer", "within 50 m", "within 100 m", "within 200 m", "median, m"]
    twice = [[name, len(mine), share([far is not None and far <= 50 for _, _, far in mine])]
             for name, mine in _groups(row for row in rows if row[1] in _EXACT)]  # fmt: skip
    return "\n\n".join(
        [
            table(header, lines),
            "Some hidden houses stand in the lists twice, so that the other entry answers as the exact house. How near"
            " the two entries are is the lists' own precision; no answer from these lists can be surer:",
            table(["points", "houses listed twice", "exact house found: within 50 m"], twice),
        ]
    )


def _groups(rows: Iterable[Asked]) -> list[tuple[str, list[Asked]]]:
    by_tier: dict[str, list[Asked]] = defaultdict(list)
    for row in rows:
        by_tier["all"].append(row)
        by_tier[f"tier {row[0]}"].append(row)
    return sorted(by_tier.items())
