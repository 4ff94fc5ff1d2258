"""Dates and numbers in the language of a reader, ready to be put into a message as text.

The order of day, month and year is in the messages; month names are Babel's. The browser gets both from the page,
because Chromium does not know the Kazakh months.
"""

from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache

from babel.dates import get_month_names
from babel.numbers import format_compact_decimal, format_decimal

from gis_app.dependencies import Language
from gis_app.texts.fluent import get_texts

LOCALES: dict[Language, str] = {"kk": "kk_KZ", "ru": "ru_RU", "en": "en_GB"}


@cache
def month_names(lang: Language) -> tuple[str, ...]:
    """January to December as they stand beside a day («5 марта»)."""
    names = get_month_names("wide", "format", LOCALES[lang])
    return tuple(str(names[month]) for month in range(1, 13))


@cache
def lone_month_names(lang: Language) -> tuple[str, ...]:
    """January to December as they stand without a day («март», not «марта»)."""
    names = get_month_names("wide", "stand-alone", LOCALES[lang])
    return tuple(str(names[month]) if lang == "en" else str(names[month]).lower() for month in range(1, 13))


# A page of many rows says the same days and numbers again and again, and the library's formatting is slow.
_REMEMBERED = 4096


@lru_cache(_REMEMBERED)
def long_day(day: date, lang: Language) -> str:
    """A day with its month in words, e.g. «5 марта 2026 г.»."""
    month = month_names(lang)[day.month - 1]
    return get_texts().get(lang, "date-day", day=str(day.day), month=month, year=str(day.year))


def moment(at: datetime, lang: Language) -> str:
    """A day in words with the time of day. The database gives instants in the city's time zone."""
    return f"{long_day(at.date(), lang)}, {at:%H:%M}"


@lru_cache(_REMEMBERED)
def day_span(first: date | None, last: date | None, lang: Language) -> str:
    """The days of a work: one day, "first – last" with what they share written once, or the words for no dates."""
    texts = get_texts()
    begin, end = first or last, last or first
    if begin is None or end is None:
        return texts.get(lang, "no-dates")
    if begin == end:
        return long_day(begin, lang)
    if begin.year != end.year:
        return texts.get(lang, "date-span", first=long_day(begin, lang), last=long_day(end, lang))
    names = month_names(lang)
    days = {"first": str(begin.day), "last": str(end.day), "year": str(end.year), "month": names[begin.month - 1]}
    if begin.month == end.month:
        return texts.get(lang, "date-days-in-month", **days)
    return texts.get(lang, "date-days-in-year", **days, lastmonth=names[end.month - 1])


@lru_cache(_REMEMBERED)
def planned_days(first: date | None, last: date | None, lang: Language) -> str:
    """The days that a plan gives a work. A plan that names one end alone is not read as one day of work."""
    if first is None and last is not None:
        return get_texts().get(lang, "date-end-alone", day=long_day(last, lang))
    if first is not None and last is None:
        return get_texts().get(lang, "date-start-alone", day=long_day(first, lang))
    return day_span(first, last, lang)


@lru_cache(_REMEMBERED)
def number(value: float | int | Decimal, lang: Language) -> str:
    """A number with at most two decimals and the separators of the language."""
    return str(format_decimal(Decimal(str(value)), "#,##0.##", locale=LOCALES[lang]))


@lru_cache(_REMEMBERED)
def short_number(value: float | int | Decimal, lang: Language) -> str:
    """A number as it is said: from a million on with one decimal and the word for millions or milliards."""
    if -1_000_000 < value < 1_000_000:
        return number(round(value), lang)
    return str(format_compact_decimal(Decimal(str(value)), locale=LOCALES[lang], fraction_digits=1))


def percent(share: float, lang: Language) -> str:
    """A share (0 to 1) as whole per cent."""
    return get_texts().get(lang, "percent", number=str(round(share * 100)))
