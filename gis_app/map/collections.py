"""What is asked of a collection: the query string read into a question, each parameter checked.

A parameter that the collection does not declare is refused: a misspelt filter must not give the whole city.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from math import isfinite
from typing import Any
from zoneinfo import ZoneInfo

from gis_app.errors import InvalidParameterError, NotFoundError
from layers.catalog import Collection, Filter, Layer, read_catalog
from layers.features import Question

LARGEST_LIMIT = 10_000
USUAL_LIMIT = 10
LARGEST_RADIUS_M = 50_000.0
USUAL_RADIUS_M = 1_000.0
LARGEST_ID = 2**63 - 1
FIRST_DAY, LAST_DAY = date(1, 1, 1), date(9999, 12, 31)
ALWAYS = ("limit", "offset", "after", "bbox", "near", "radius_m", "f", "lang", "crs", "bbox-crs")
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"


@dataclass(frozen=True)
class Context:
    """What the SQL needs beside the query: the city's day, time zone and metric CRS."""

    today: date
    time_zone: str
    metric_srid: int

    @property
    def values(self) -> dict[str, Any]:
        """Bound parameters that every question may use."""
        return {"today": self.today, "metric_srid": self.metric_srid}


@dataclass
class _Reading:
    conditions: set[str] = field(default_factory=set)
    values: dict[str, Any] = field(default_factory=dict)


def find_collection(collection_id: str) -> tuple[Layer, Collection]:
    """The layer and its collection. Raises NotFoundError when there is none of that id."""
    layer = read_catalog().get(collection_id)
    if layer is None or layer.collection is None:
        raise NotFoundError(f"there is no collection {collection_id!r}")
    return layer, layer.collection


def collection_layers() -> list[Layer]:
    """Every layer that is a collection."""
    return [layer for layer in read_catalog().values() if layer.collection is not None]


def read_question(query: Mapping[str, Sequence[str]], collection: Collection, context: Context) -> Question:
    """The question of a query string. Raises InvalidParameterError naming the parameter that is wrong."""
    filters = {one.name: one for one in collection.filters}
    known = {*ALWAYS, *filters, *(("datetime",) if collection.datetime else ())}
    given: dict[str, str] = {}
    for name, values in query.items():
        if name not in known:
            raise InvalidParameterError(name, f"unknown parameter; this collection knows {', '.join(sorted(known))}")
        # a repeated filter means what one with commas means
        given[name] = ",".join(values) if name in filters else values[-1]
    if given.get("f", "json") not in ("json", "geojson"):
        raise InvalidParameterError("f", "only json is given")
    # Clients name the one CRS there is, longitude first, though they need not.
    for name in ("crs", "bbox-crs"):
        if given.get(name, CRS84) != CRS84:
            raise InvalidParameterError(name, f"only {CRS84} is given")
    reading = _Reading(values=dict(context.values))
    for name, reader in _READERS.items():
        if name in given:
            reader(given, reading, context)
    for name, one in filters.items():
        if name in given:
            reading.conditions.add(name)
            reading.values[name] = _values(one, given[name])
    if "radius_m" in given and "near" not in given:
        raise InvalidParameterError("radius_m", "goes with near=lon,lat only")
    if "after" in given and "near" in given:
        raise InvalidParameterError("after", "does not go with near; use offset")
    return Question(
        conditions=frozenset(reading.conditions),
        values=reading.values,
        limit=min(_integer("limit", given.get("limit", str(USUAL_LIMIT)), least=1), LARGEST_LIMIT),
        offset=_integer("offset", given.get("offset", "0"), least=0),
        after=_integer("after", given["after"], least=0) if "after" in given else None,
    )


def _bbox(given: Mapping[str, str], reading: _Reading, _: Context) -> None:
    numbers = _numbers("bbox", given["bbox"])
    if len(numbers) == 6:  # with heights, which nothing here has
        numbers = [numbers[0], numbers[1], numbers[3], numbers[4]]
    if len(numbers) != 4:
        raise InvalidParameterError("bbox", "west,south,east,north in degrees")
    west, south, east, north = numbers
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90 and west <= east):
        raise InvalidParameterError("bbox", "west,south,east,north in degrees, west before east, south before north")
    reading.conditions.add("bbox")
    reading.values |= {"west": west, "south": south, "east": east, "north": north}


def _near(given: Mapping[str, str], reading: _Reading, _: Context) -> None:
    numbers = _numbers("near", given["near"])
    if len(numbers) != 2 or not (-180 <= numbers[0] <= 180 and -90 <= numbers[1] <= 90):
        raise InvalidParameterError("near", "lon,lat in degrees")
    radius = _numbers("radius_m", given.get("radius_m", str(USUAL_RADIUS_M)))
    if len(radius) != 1 or not 0 < radius[0] <= LARGEST_RADIUS_M:
        raise InvalidParameterError("radius_m", f"metres, above 0 and at most {LARGEST_RADIUS_M:.0f}")
    reading.conditions.add("near")
    reading.values |= {"lon": numbers[0], "lat": numbers[1], "radius_m": radius[0]}


def _datetime(given: Mapping[str, str], reading: _Reading, context: Context) -> None:
    first, last = read_interval(given["datetime"], context.time_zone)
    reading.conditions.add("datetime")
    reading.values |= {"first_day": first, "last_day": last}


_READERS: dict[str, Callable[[Mapping[str, str], _Reading, Context], None]] = {
    "bbox": _bbox,
    "near": _near,
    "datetime": _datetime,
}


def read_interval(text: str, time_zone: str) -> tuple[date, date]:
    """First and last day of ``2026-05-01``, ``2026-05-01T00:00:00Z``, ``a/b``, ``../b`` or ``a/..``.

    An instant means the day it falls on in `time_zone`. Raises InvalidParameterError.
    """
    parts = text.split("/")
    if len(parts) > 2 or not text or parts in (["", ""], ["..", ".."], ["", ".."], ["..", ""], [".."]):
        raise InvalidParameterError("datetime", "a day, an instant, or an interval first/last; one end may be ..")
    first = FIRST_DAY if parts[0] in ("", "..") else _day(parts[0], time_zone)
    last = LAST_DAY if parts[-1] in ("", "..") else _day(parts[-1], time_zone)
    if first > last:
        raise InvalidParameterError("datetime", "the interval ends before it begins")
    return first, last


def _day(text: str, time_zone: str) -> date:
    try:
        if "T" not in text.upper():
            return date.fromisoformat(text)
        # a plus sign in an address that was not escaped arrives as a space
        instant = datetime.fromisoformat(text.upper().replace(" ", "+"))
        return instant.astimezone(ZoneInfo(time_zone)).date() if instant.tzinfo else instant.date()
    except (ValueError, OverflowError) as error:
        raise InvalidParameterError("datetime", f"{text!r} is neither a day nor an instant (RFC 3339)") from error


def _numbers(name: str, text: str) -> list[float]:
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError as error:
        raise InvalidParameterError(name, "numbers separated by commas") from error
    if not all(isfinite(number) for number in numbers):
        raise InvalidParameterError(name, "numbers separated by commas")
    return numbers


def _integer(name: str, text: str, least: int) -> int:
    if not (text.isascii() and text.isdigit()) or not least <= int(text) <= LARGEST_ID:
        raise InvalidParameterError(name, f"a whole number from {least}")
    return int(text)


def _values(one: Filter, text: str) -> list[Any]:
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not parts:
        raise InvalidParameterError(one.name, "a value is missing")
    if one.type == "integer":
        return [_integer(one.name, part, least=0) for part in parts]
    unknown = [part for part in parts if one.values and part not in one.values]
    if unknown:
        raise InvalidParameterError(one.name, f"{unknown[0]!r} is none of {', '.join(one.values)}")
    return parts
