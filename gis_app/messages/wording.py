"""A message in the language of who reads it, from the values that are stored. Needs no database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gis_app.dependencies import Language
from gis_app.messages.kinds import LANGUAGES, kind_of
from gis_app.texts.fluent import get_texts
from gis_app.texts.formats import day_span, long_day, number


@dataclass(frozen=True, slots=True)
class Worded:
    """A message as it is read; `quote` are somebody's own words and may be empty."""

    title: str
    body: str
    quote: str


def text_key(kind: str, part: str = "") -> str:
    """The name of a kind's text: the title, or its `part` (body, many)."""
    return f"message-{kind.replace('_', '-')}" + (f"-{part}" if part else "")


def worded(kind: str, values: Mapping[str, Any], lang: Language) -> Worded:
    """The message of a kind. Raises MissingTextError or LookupError: mistakes of ours that tests find."""
    known, texts = kind_of(kind), get_texts()
    given: dict[str, object] = {}
    for name, form in known.values.items():
        if form == "count":
            given[name], given[f"{name}shown"] = values[name], number(values[name], lang)
        else:
            given[name] = _shown(name, form, values, lang)
    quote = str(values.get(known.quote, "")) if known.quote else ""
    body = texts.get(lang, text_key(kind, "body"), **given)
    # A Russian day ends with a full stop of its own.
    return Worded(texts.get(lang, text_key(kind), **given), body.strip().replace("г..", "г."), quote)


def pile_title(kind: str, count: int, lang: Language) -> str:
    """The words for so many messages of one kind."""
    return get_texts().get(lang, text_key(kind, "many"), count=count, shown=number(count, lang))


def _shown(name: str, form: str, values: Mapping[str, Any], lang: Language) -> str:
    if form == "named":
        return str(next(filter(None, (values[f"{name}_{one}"] for one in (lang, *LANGUAGES))), ""))
    if form == "day":
        return long_day(date.fromisoformat(values[name]), lang)
    if form == "span":
        first, last = (_day(values.get(f"{name}_{end}")) for end in ("first", "last"))
        return day_span(first, last, lang)
    return str(values[name])


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
