"""The calendar of a place (RFC 5545): works and shut-offs as events of whole days that a program keeps up to date.

An event's UID follows from the work or shut-off and its SEQUENCE from the version: moved days move the event, and what
is called off is told as such instead of vanishing. The same facts give the same bytes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from icalendar import Calendar, Event, vText
from sqlalchemy import Row
from sqlalchemy.orm import Session

from gis_app.dependencies import Language
from gis_app.outages.queries import read_lines as read_outages
from gis_app.settings import Settings
from gis_app.subscriptions.concerned import outages_at, works_at
from gis_app.subscriptions.following import Wish
from gis_app.subscriptions.watched import Watched
from gis_app.texts.fluent import get_texts
from gis_app.works.queries import read_lines

REFRESH: Final = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose calendar or feed: a place with its label, what is wanted of it, in which language, on which day.

    `base` is scheme and host for links.
    """

    watched: Watched
    wish: Wish
    label: str
    lang: Language
    today: date
    base: str
    is_training: bool


@dataclass(frozen=True, slots=True)
class Reader:
    """To whom events are told: in which language, on which day, with which scheme and host before the links."""

    settings: Settings
    lang: Language
    today: date
    base: str


def write_calendar(session: Session, settings: Settings, asked: Asked) -> bytes:
    """The calendar of a place."""
    to = Reader(settings, asked.lang, asked.today, asked.base)
    outages = outages_at(session, asked.watched, asked.wish, asked.today, is_training=asked.is_training)
    events = [*_works(session, to, asked), *outage_events(session, to, outages)]
    return write_events(to, get_texts().get(asked.lang, "follow-feed-title", place=asked.label), events)


def write_events(to: Reader, name: str, events: Iterable[Event]) -> bytes:
    """A calendar of this name that programs ask for anew every few hours."""
    calendar = Calendar()
    calendar.add("prodid", f"-//gis_app//{to.settings.city_id}//{to.lang.upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    # The library writes the commas of these two as separators when it is not told that they are text.
    calendar.add("name", vText(name))
    calendar.add("x-wr-calname", vText(name))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _works(session: Session, to: Reader, asked: Asked) -> list[Event]:
    rows = works_at(session, asked.watched, asked.wish, asked.today, is_training=asked.is_training)
    lines = read_lines(session, [row.id for row in rows], asked.lang, asked.today)
    say, found = get_texts().get, []
    for row in rows:
        line = lines[row.id]
        event = _event(
            to, f"work-{row.id}", f"/works/{row.id}", line.title, row.version, row.updated_at,
            row.first_day, row.last_day, off=_off(row),
        )  # fmt: skip
        event.add("location", line.location)
        status = say(asked.lang, f"status-{line.status.replace('_', '-')}")
        parts = [status, line.contractor.name if line.contractor else None]
        parts += [say(asked.lang, "follow-mail-training")] if line.is_training else []
        event.add("description", "\n".join(filter(None, parts)))
        event.add("categories", [line.type.title])
        if line.point is not None:
            event.add("geo", (round(line.point[1], 6), round(line.point[0], 6)))
        found.append(event)
    return found


def _off(row: Row[Any]) -> str | None:
    if row.state == "cancelled":
        return "follow-calendar-cancelled"
    return "follow-calendar-undated" if row.is_undated else None


def outage_events(session: Session, to: Reader, rows: Sequence[Row[Any]]) -> list[Event]:
    """Shut-offs as events; a row has `id`, `version`, `state` and `updated_at`. A retracted one is called off."""
    lines = read_outages(session, [row.id for row in rows], to.lang, to.today)
    say, found = get_texts().get, []
    for row in rows:
        line = lines[row.id]
        title = say(to.lang, "follow-news-outage", subject=line.kind_title.lower())
        event = _event(
            to, f"outage-{row.id}", f"/outages/{row.id}", title, row.version, row.updated_at,
            line.first_day, line.last_day, off="follow-calendar-cancelled" if row.state == "retracted" else None,
        )  # fmt: skip
        event.add("location", line.place)
        parts = [line.publisher]
        if line.daily_from and line.daily_to:
            hours = {"first": f"{line.daily_from:%H:%M}", "last": f"{line.daily_to:%H:%M}"}
            parts.append(say(to.lang, "outage-hours", **hours))
        parts += [say(to.lang, "outage-training")] if line.is_training else []
        event.add("description", "\n".join(parts))
        found.append(event)
    return found


def _event(
    to: Reader,
    name: str,
    path: str,
    title: str,
    version: int,
    changed_at: datetime,
    first: date | None,
    last: date | None,
    *,
    off: str | None,
) -> Event:
    """`off` names the words of what does not take place."""
    event = Event()
    event.add("uid", f"{name}@{to.settings.schema_name}.{to.settings.city_id}")
    # Whole days end before the day after the last one.
    begin = first or last or to.today
    event.add("dtstart", begin)
    event.add("dtend", (last or begin) + timedelta(days=1))
    event.add("dtstamp", changed_at)
    event.add("last-modified", changed_at)
    event.add("sequence", version)
    event.add("status", "CANCELLED" if off else "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # nobody is busy because a street is repaired
    event.add("summary", get_texts().get(to.lang, off, title=title) if off else title)
    event.add("url", f"{to.base}{path}?lang={to.lang}")
    return event
