"""What a link of the city's pages asks for. Nothing asked is the usual; what cannot be read is refused (400), and what
is of a time or kind of which nothing is known is not found (404)."""

from collections.abc import Container
from datetime import date
from typing import Annotated, Literal

from fastapi import Query

from gis_app.city.plan import WHENS, When
from gis_app.city.shutoffs import Month
from gis_app.errors import InvalidParameterError, NotFoundError
from gis_app.outages.notice import KINDS, Kind
from gis_app.works.status import STATUSES, Status
from layers.work_types import read_vocabulary

Form = Literal["csv", "geojson", "atom"]
Asked = Annotated[str, Query(max_length=40)]
_MOST_DIGITS = 6


def year_of(words: str, today: date, known: Container[int]) -> int | None:
    """The year of a link; this one when none is asked, None for "all"."""
    if words in ("", "all"):
        return None if words else today.year
    if not (words.isascii() and words.isdecimal() and len(words) == 4):
        raise InvalidParameterError("year", "a year as 2026 is wanted, or all")
    if int(words) not in known:
        raise NotFoundError(f"nothing is known of the year {words}")
    return int(words)


def month_of(words: str, today: date, known: Container[Month]) -> Month:
    """The month of a link, as "2026-06"; this one when none is asked."""
    if not words:
        return Month(today.replace(day=1))
    try:
        month = Month(date.fromisoformat(f"{words}-01").replace(day=1))
    except ValueError:
        raise InvalidParameterError("month", "a month as 2026-06 is wanted") from None
    if month not in known:
        raise NotFoundError(f"nothing is known of the month {words}")
    return month


def day_of(words: str, month: Month) -> date | None:
    """The day of a link within its month, as "2026-06-12"."""
    if not words:
        return None
    try:
        day = date.fromisoformat(words)
    except ValueError:
        raise InvalidParameterError("day", "a day as 2026-06-12 is wanted") from None
    if not month.first <= day <= month.last:
        raise InvalidParameterError("day", "a day of the month is wanted")
    return day


def when_of(words: str) -> When | None:
    """What a list is narrowed to."""
    found = next((when for when in WHENS if when == words), None)
    if words and found is None:
        raise InvalidParameterError("when", f"one of {', '.join(WHENS)} is wanted")
    return found


def type_of(words: str) -> str | None:
    """The type of works whose list is asked for."""
    if words and words not in read_vocabulary().by_code():
        raise InvalidParameterError("type", "a code of a type of works is wanted")
    return words or None


def status_of(words: str) -> Status | None:
    """The status of works whose list is asked for."""
    found = next((status for status in STATUSES if status == words), None)
    if words and found is None:
        raise InvalidParameterError("status", f"one of {', '.join(STATUSES)} is wanted")
    return found


def kind_of(words: str) -> Kind | None:
    """The kind of shut-off that is asked for."""
    found = next((kind for kind in KINDS if kind == words), None)
    if words and found is None:
        raise InvalidParameterError("kind", f"one of {', '.join(KINDS)} is wanted")
    return found


def district_of(words: str) -> int | None:
    """The id of a district; None for the whole city."""
    return _number("district", words) if words else None


def page_of(words: str) -> int:
    """The number of a page, from 1."""
    return max(1, _number("page", words)) if words else 1


def _number(name: str, words: str) -> int:
    if not (words.isascii() and words.isdecimal() and len(words) <= _MOST_DIGITS):
        raise InvalidParameterError(name, "a whole number is wanted")
    return int(words)
