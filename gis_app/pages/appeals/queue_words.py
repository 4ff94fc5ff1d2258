"""What the reception's pages offer and say: views with their numbers, choices of the filter, filters in words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from sqlalchemy.orm import Session

from gis_app.accounts import listing
from gis_app.accounts.user import CurrentUser
from gis_app.appeals.choices import find_bodies
from gis_app.appeals.queue import MOST_COUNTED, Asker
from gis_app.appeals.queue_filter import QueueFilter, View
from gis_app.appeals.received import CHANNELS, KINDS
from gis_app.appeals.scope import of_the_reception
from gis_app.appeals.topics import read_topics
from gis_app.appeals.transitions import STATUSES
from gis_app.dependencies import Language
from gis_app.pages import formats
from gis_app.settings import Settings
from gis_app.texts.fluent import get_texts

Choice = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Tab:
    """A view with the number of its appeals (None where nobody counted) and the link that opens it."""

    view: View
    words: str
    count: int | None
    query: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter in words, and the link without it."""

    words: str
    without: str


def asker_of(user: CurrentUser, settings: Settings, lang: Language, today: date) -> Asker:
    """The person as the reception's queue takes it."""
    return Asker(user.id, today, settings.holiday_country, lang, of_the_reception(user))


_TABS: Final[tuple[View, ...]] = (
    "waiting", "overdue", "today", "soon", "urgent", "mine", "executors", "open", "closed", "all",
)  # fmt: skip


def tabs(asked: QueueFilter, counts: Mapping[View, int], lang: Language, order: tuple[View, ...] = _TABS) -> list[Tab]:
    """The views in the order of what is to be done first; the other filters of the link travel along."""
    found = []
    for view in order:
        query = replace(asked, view=view).to_query(lang=lang, **({"view": view} if view == "waiting" else {}))
        found.append(
            Tab(view, get_texts().get(lang, f"reception-view-{view}"), counts.get(view), query, asked.view == view)
        )
    return found


def topic_choices(lang: Language, today: date) -> list[tuple[str, list[Choice]]]:
    """The topics of today by group, in the order of the reception's groups."""
    known = read_topics()
    in_use = known.in_use(today)
    return [
        (group.title.in_language(lang),
         [(topic.code, topic.title.in_language(lang)) for topic in in_use if topic.group == group.code])
        for group in known.groups
    ]  # fmt: skip


def titled(prefix: str, codes: tuple[str, ...], lang: Language) -> list[Choice]:
    """Codes with their titles, from messages `<prefix>-<code>`."""
    return [(code, get_texts().get(lang, f"{prefix}-{code.replace('_', '-')}")) for code in codes]


def choices(session: Session, user: CurrentUser, lang: Language, today: date) -> dict[str, Any]:
    """What the filter's fields offer."""
    return {
        "kinds": titled("reception-kind", KINDS, lang),
        "channels": titled("reception-channel", CHANNELS, lang),
        "statuses": titled("appeal-status", STATUSES, lang),
        "topics": topic_choices(lang, today),
        "districts": [(one.id, one.name) for one in listing.districts(session, lang)],
        "bodies": [(one.id, one.name) for one in find_bodies(session, lang, today, is_training=user.is_demo)],
    }


def chips(asked: QueueFilter, offered: Mapping[str, Any], lang: Language) -> list[Chip]:
    """The filters of a link in words, each with the link without it."""
    topics = {code: title for _, of_group in offered["topics"] for code, title in of_group}
    titles = {name: dict(offered[f"{name}s"]) for name in ("kind", "channel", "district")}
    found = []

    def add(words: str | None, without: QueueFilter) -> None:
        if words:
            found.append(Chip(words, without.to_query(lang=lang, view=asked.view)))

    if asked.words:
        add(f"«{asked.words}»", replace(asked, words=""))
    for status in asked.statuses:
        rest = tuple(one for one in asked.statuses if one != status)
        add(dict(offered["statuses"])[status], replace(asked, statuses=rest))
    add(titles["kind"].get(asked.kind), replace(asked, kind=""))
    add(titles["channel"].get(asked.channel), replace(asked, channel=""))
    add(topics.get(asked.topic), replace(asked, topic=""))
    add(titles["district"].get(asked.district), replace(asked, district=None))
    add(dict(offered["bodies"]).get(asked.body), replace(asked, body=None))
    return found


def total_words(total: int, lang: Language) -> str:
    """How many were found; beyond `MOST_COUNTED` nobody counts on."""
    shown = formats.number(total, lang) + ("+" if total >= MOST_COUNTED else "")
    return get_texts().get(lang, "reception-found", count=total, shown=shown)
