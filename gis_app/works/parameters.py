"""The filter of works as it stands in a query string, the same for the API and for the pages."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from gis_app.errors import InvalidParameterError
from gis_app.works.filters import AT_PLACE_M, PlaceOfRegister, WorkFilter
from gis_app.works.schemas import Bounds
from gis_app.works.status import STATUSES
from layers.work_types import read_vocabulary

LARGEST_ID = 2**31 - 1


def read_bbox(values: Sequence[str]) -> Bounds | None:
    """`west,south,east,north` in degrees. Anything else raises InvalidParameterError."""
    if not values or not values[-1]:
        return None
    try:
        west, south, east, north = (float(part) for part in values[-1].split(","))
    except ValueError:
        raise InvalidParameterError("bbox", "four numbers are wanted: west,south,east,north") from None
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise InvalidParameterError("bbox", "west,south,east,north in degrees are wanted, in this order")
    return west, south, east, north


def read_day(parameter: str, values: Sequence[str]) -> date | None:
    """A day as YYYY-MM-DD; nothing or an empty string is no day. Anything else raises InvalidParameterError."""
    if not values or not values[-1]:
        return None
    try:
        return date.fromisoformat(values[-1])
    except ValueError:
        raise InvalidParameterError(parameter, "a day is wanted as YYYY-MM-DD") from None


def read_id(parameter: str, values: Sequence[str]) -> int | None:
    """A whole positive number; a form sends an empty string for none. Anything else raises InvalidParameterError."""
    if not values or not values[-1]:
        return None
    text = values[-1]
    if not (text.isascii() and text.isdecimal() and len(text) < 11 and 0 < int(text) <= LARGEST_ID):
        raise InvalidParameterError(parameter, "an id is wanted")
    return int(text)


def read_codes(parameter: str, values: Sequence[str], known: Mapping[str, str]) -> tuple[str, ...]:
    """Codes of a repeated or comma-separated parameter, each once. `known` gives the code meant by each spelling.

    An unknown one raises InvalidParameterError.
    """
    asked = [part.strip() for value in values for part in value.split(",") if part.strip()]
    for spelling in asked:
        if spelling not in known:
            raise InvalidParameterError(parameter, f"unknown: {spelling[:40]}")
    return tuple(dict.fromkeys(known[spelling] for spelling in asked))


def read_place(values: Sequence[str]) -> PlaceOfRegister | None:
    """A place of the register as `kind:id`, e.g. `street:12`. Anything else raises InvalidParameterError."""
    if not values or not values[-1]:
        return None
    kind, _, text = values[-1].partition(":")
    number = read_id("place", [text])
    if kind not in AT_PLACE_M or number is None:
        raise InvalidParameterError("place", f"kind:id is wanted, the kind being one of {', '.join(AT_PLACE_M)}")
    return PlaceOfRegister(kind, number)


def _readers() -> dict[str, tuple[str, Callable[[Sequence[str]], Any]]]:
    """By parameter, the field of `WorkFilter` it fills and how it is read."""
    vocabulary = read_vocabulary()
    types = {str(kind.number): kind.code for kind in vocabulary.types} | {
        kind.code: kind.code for kind in vocabulary.types
    }
    groups = {group.code: group.code for group in vocabulary.groups}
    statuses: dict[str, str] = {code: code for code in STATUSES}
    return {
        "bbox": ("bbox", read_bbox),
        "type": ("types", lambda values: read_codes("type", values, types)),
        "group": ("groups", lambda values: read_codes("group", values, groups)),
        "status": ("statuses", lambda values: read_codes("status", values, statuses)),
        "from": ("first_day", lambda values: read_day("from", values)),
        "to": ("last_day", lambda values: read_day("to", values)),
        "contractor": ("contractor", lambda values: read_id("contractor", values)),
        "place": ("place", read_place),
        "district": ("district", lambda values: read_id("district", values)),
    }


def read_leniently(given: Mapping[str, Sequence[str]]) -> tuple[WorkFilter, tuple[str, ...]]:
    """The filter of a query string, and the parameters that could not be read and were left out."""
    read: dict[str, Any] = {}
    left_out: list[str] = []
    for parameter, (field, reader) in _readers().items():
        try:
            read[field] = reader(given.get(parameter, ()))
        except InvalidParameterError:
            left_out.append(parameter)
    return WorkFilter(**read), tuple(left_out)


def read_filter(given: Mapping[str, Sequence[str]], *, lenient: bool = False) -> WorkFilter:
    """The filter of a query string: each parameter with all its values.

    A value that cannot be read raises InvalidParameterError; with `lenient` it is left out, because a broken link
    to a page still opens the page.
    """
    if lenient:
        return read_leniently(given)[0]
    return WorkFilter(**{field: reader(given.get(parameter, ())) for parameter, (field, reader) in _readers().items()})
