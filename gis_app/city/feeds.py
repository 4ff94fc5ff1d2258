"""Atom feeds of the plan (RFC 4287): what a feed reader shows, each entry with the address of its page."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from feedgen.feed import FeedGenerator

from gis_app.city.files import Terms

MOST_ENTRIES = 50
# What XML cannot hold: a spreadsheet's cell may.
_UNWRITABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of news; `path` is its page, which is what readers know it by. Each change is a new `updated`."""

    path: str
    title: str
    summary: str
    updated: datetime


def write_atom(site: str, path: str, page: str, title: str, lang: str, terms: Terms, entries: Iterable[Entry]) -> bytes:
    """The feed at `site` + `path`, about the page `page`; the latest entry first, at most `MOST_ENTRIES`."""
    latest = sorted(entries, key=lambda one: one.updated, reverse=True)[:MOST_ENTRIES]
    feed = FeedGenerator()
    feed.id(f"{site}{path}")
    feed.title(title)
    feed.language(lang)
    feed.author({"name": terms.attribution})
    feed.rights(f"{terms.licence} {terms.licence_url}")
    feed.link(href=f"{site}{path}", rel="self", type="application/atom+xml")
    feed.link(href=f"{site}{page}", rel="alternate", type="text/html")
    # A feed without entries has not changed since ever: the time of asking would make each answer a new one.
    feed.updated(latest[0].updated if latest else datetime(2000, 1, 1, tzinfo=UTC))
    for one in latest:
        entry = feed.add_entry(order="append")
        entry.id(f"{site}{one.path}")
        entry.title(_UNWRITABLE.sub("", one.title))
        entry.link(href=f"{site}{one.path}?lang={lang}", rel="alternate", type="text/html")
        entry.summary(_UNWRITABLE.sub("", one.summary))
        entry.updated(one.updated)
    return bytes(feed.atom_str(pretty=True))
