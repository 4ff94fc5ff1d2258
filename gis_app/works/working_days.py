"""Working days: Monday to Friday without public holidays, as moved by the government.

Holidays, days off in exchange and the Saturdays or Sundays worked for them come from the library `holidays`; what a
decree moved that the library does not know stands in `terms/decreed_days.yaml`, and wins.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import holidays
import yaml

DECREED_PATH = Path(__file__).with_name("terms") / "decreed_days.yaml"


@dataclass(frozen=True, slots=True)
class DecreedDay:
    """A day that a decree made a day off (`works` is false) or a working day."""

    country: str
    day: date
    works: bool
    source: str


def parse_decreed(document: list[dict[str, object]]) -> tuple[DecreedDay, ...]:
    """The days of a decree table. A day without a source, or one that stands twice, raises ValueError."""
    days = tuple(
        DecreedDay(
            str(entry["country"]), date.fromisoformat(str(entry["day"])), bool(entry["works"]), str(entry["source"])
        )
        for entry in document
    )
    if any(len(one.source) < 10 for one in days):
        raise ValueError("each decreed day names its source")
    if len({(one.country, one.day) for one in days}) != len(days):
        raise ValueError("a decreed day stands twice")
    return days


@cache
def _decreed(country: str) -> Mapping[date, bool]:
    document = yaml.safe_load(DECREED_PATH.read_text(encoding="utf-8")) or []
    return {one.day: one.works for one in parse_decreed(document) if one.country == country}


@cache
def _holidays(country: str) -> holidays.HolidayBase:
    # Years are filled in as they are asked for.
    return holidays.country_holidays(country)


def is_working_day(day: date, country: str) -> bool:
    """Whether offices work; `country` is an ISO code. An unknown country raises NotImplementedError."""
    decreed = _decreed(country).get(day)
    return _holidays(country).is_working_day(day) if decreed is None else decreed


def working_days_after(day: date, number: int, country: str) -> date:
    """The last of `number` working days that follow `day`; `day` itself does not count."""
    for _ in range(number):
        day += timedelta(days=1)
        while not is_working_day(day, country):
            day += timedelta(days=1)
    return day


def working_day_before(day: date, country: str) -> date:
    """The nearest working day before `day`."""
    day -= timedelta(days=1)
    while not is_working_day(day, country):
        day -= timedelta(days=1)
    return day
