"""A piece of news in the language of who reads it, from the facts that are stored. Needs no database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gis_app.appeals.draft_words import short_title
from gis_app.dependencies import Language
from gis_app.texts.fluent import get_texts
from gis_app.texts.formats import day_span, long_day
from gis_app.works.extensions.causes import told_reason
from gis_app.works.queries import says_place


@dataclass(frozen=True, slots=True)
class Worded:
    """A piece of news as it is read."""

    title: str
    body: str


def worded(kind: str, values: Mapping[str, Any], lang: Language) -> Worded:
    """The words of a piece of news."""
    texts, key = get_texts(), f"follow-news-{kind.replace('_', '-')}"
    if "what" in values:
        subject = texts.get(lang, f"outage-kind-{values['what'].replace('_', '-')}").lower()
        days = _span(values, "", lang)
        if "from" in values:
            days += ", " + texts.get(lang, "outage-hours", first=values["from"], last=values["to"])
    else:
        # In the reader's language; a work whose own title is in another one is told by its kind.
        subject = values.get(f"title_{lang}") or short_title(values["type"], lang)
        days = _span(values, "", lang)
    given = {"subject": subject, "place": values["place"], "days": days}
    if "was_first" in values or "was_last" in values:
        given["before"] = _span(values, "was_", lang)
    elif kind in ("moved", "undated", "outage_moved"):
        given["before"] = texts.get(lang, "no-dates")
    if kind == "soon":
        given["day"] = long_day(date.fromisoformat(values["first"]), lang)
    if kind in ("started", "finished"):
        key += "-on" if "day" in values else ""
        given |= {"day": long_day(date.fromisoformat(values["day"]), lang)} if "day" in values else {}
    body = texts.get(lang, f"{key}-body", **given).strip()
    if says_place(subject, values["place"]):
        body = body.removeprefix(f"{values['place']}.").strip()
    if "reason" in values:
        reason = " ".join(told_reason(values["reason"], lang).split()).rstrip(".")
        body += " " + texts.get(lang, "follow-news-reason", reason=reason)
    # A Russian day ends with a full stop of its own.
    return Worded(texts.get(lang, f"follow-news-{kind.replace('_', '-')}", subject=subject), body.replace("г..", "г."))


def _span(values: Mapping[str, Any], name: str, lang: Language) -> str:
    first, last = (values.get(f"{name}{end}") for end in ("first", "last"))
    return day_span(date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None, lang)
