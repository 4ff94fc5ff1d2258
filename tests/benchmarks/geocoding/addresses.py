"""Address strings with trusted points: is the street right, how near is the point."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from shapely import Point

from tests.benchmarks.geocoding.engines import Engine
from tests.benchmarks.geocoding.folding import key_of
from tests.benchmarks.geocoding.judged import JudgedPart, read_csv
from tests.benchmarks.geocoding.raw_city import RawCity, metres
from tests.benchmarks.geocoding.stage import SHARED

_STREET_NEAR_M = 60.0
_EXACT = frozenset({"rooftop", "corner"})
_ALIASES = {"baitursinul": "baitursinov", "baitursin": "baitursinov", "buhar jira": "buhar jira"}


@dataclass(frozen=True, slots=True)
class AddressScore:
    """One address. `street_right` is None when the raw data hold no street or microdistrict of that name."""

    address: str
    match_type: str
    confidence: float
    street_right: bool | None
    distance_m: float | None

    @property
    def exact(self) -> bool:
        """True when the answer says that it found the very house."""
        return self.match_type in _EXACT


def area_name_of(address: str) -> tuple[str, str]:
    """The sort (`m` microdistrict, `s` street) and the name of an address such as ``ул.Абая, 10``."""
    name = address.rsplit(",", 1)[0]
    area = re.match(r"(?:мкр\.?|микрорайон)\s*(.+)", name, re.IGNORECASE)
    return ("m", area[1]) if area else ("s", re.sub(r"^(?:бульв\.?|пл\.?)", "", name))


def score_addresses(city: RawCity, engine: Engine) -> list[AddressScore]:
    """All rows of ``eval/addresses_dev.csv``.

    The right street: the answer lies within 60 m of a raw street of that name or, for a microdistrict, within 150 m
    of it. Names the raw data do not hold at all are told apart.
    """
    return [_one(city, engine, row) for row in read_csv(SHARED / "eval" / "addresses_dev.csv")]


def _one(city: RawCity, engine: Engine, row: dict[str, str]) -> AddressScore:
    answer = engine.geocode(row["address"])
    sort, name = area_name_of(row["address"])
    keys = _keys(city, sort, name)
    where = city.geometry(JudgedPart("street", name, f"{sort}:{'+'.join(keys)}")) if keys else None
    place = None if answer.geom is None else metres(answer.geom)
    right: bool | None = None
    if where is not None:
        right = place is not None and place.distance(where) <= (_STREET_NEAR_M if sort == "s" else 150.0)
    true = metres(Point(float(row["lon"]), float(row["lat"])))
    distance = None if place is None else float(place.distance(true))
    if place is not None and place.length > 0 and answer.match_type not in _EXACT:
        distance = float(place.centroid.distance(true))  # a whole street is no address
    return AddressScore(row["address"], answer.match_type, answer.confidence, right, distance)


def _keys(city: RawCity, sort: str, name: str) -> list[str]:
    key = key_of(name)
    wanted = [_ALIASES.get(key, key)]
    if sort == "s" and not city.has_street(wanted[0]):
        # «Жангелдина Ахмета», «Омарова Ильяса»: the surname stands first in the city's list
        wanted = [word for word in key.split()[:1] if city.has_street(word)]
    elif sort == "m" and not city.has_area(wanted[0]):
        wanted = []
    return wanted


def shares(scores: Iterable[AddressScore]) -> dict[str, list[bool]]:
    """The measures of the table as lists of hits."""
    rows = list(scores)
    return {
        "right street, of all": [bool(row.street_right) for row in rows],
        "right street, of those whose name the raw data hold": [
            row.street_right for row in rows if row.street_right is not None
        ],
        "within 100 m": [row.distance_m is not None and row.distance_m <= 100 for row in rows],
        "exact house found: within 50 m": [
            row.distance_m is not None and row.distance_m <= 50 for row in rows if row.exact
        ],
    }
