"""Dates and numbers in the language of a page, ready to be put into a message as text."""

from datetime import date
from decimal import Decimal

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, format_percent

from gis_app.dependencies import Language
from gis_app.texts.fluent import get_texts

LOCALES: dict[Language, str] = {"kk": "kk_KZ", "ru": "ru_RU", "en": "en_GB"}


def long_day(day: date, lang: Language) -> str:
    """A day with its month in words, e.g. «5 марта 2026 г.»."""
    return str(format_date(day, "long", LOCALES[lang]))


def day_span(first: date | None, last: date | None, lang: Language) -> str:
    """The days of a work: one day, "first – last", or the words for no dates."""
    texts = get_texts()
    begin, end = first or last, last or first
    if begin is None or end is None:
        return texts.get(lang, "no-dates")
    if begin == end:
        return long_day(begin, lang)
    first_words, last_words = long_day(begin, lang), long_day(end, lang)
    if begin.year == end.year:
        # What both share is written once: Kazakh begins with the year, Russian and English end with it.
        if lang == "kk":
            last_words = str(format_skeleton("MMMMd", end, locale=LOCALES[lang]))
        else:
            first_words = str(format_skeleton("MMMMd", begin, locale=LOCALES[lang]))
    return texts.get(lang, "date-span", first=first_words, last=last_words)


def number(value: float | int | Decimal, lang: Language) -> str:
    """A number with at most two decimals and the separators of the language."""
    return str(format_decimal(Decimal(str(value)), "#,##0.##", locale=LOCALES[lang]))


def percent(share: float, lang: Language) -> str:
    """A share (0 to 1) as whole per cent."""
    return str(format_percent(share, "#,##0%" if lang == "en" else None, locale=LOCALES[lang]))
