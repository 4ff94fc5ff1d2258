"""From a row of a file to a notice: kind, days, hours, state and the words about the place."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import regex

from etl.notice_row import NoticeRow
from etl.outage_source import OutageSource
from etl.rows import cell_text
from etl.transform.dates import read_day
from gis_app.outages.kinds import kind_of
from gis_app.outages.notice import Kind, Notice, Origin, State
from gis_app.works.identity import fold_place
from gis_app.works.rules import fold_text

_CLOCK = r"([01]?\d|2[0-4])(?:[:.\-]([0-5]\d))?(?:\s*ч(?:ас(?:ов|а)?)?\.?)?"
_HOURS = regex.compile(rf"^(?:[сc]\s+|from\s+|сағат\s+)?{_CLOCK}\s*(?:[–—−-]|до|по|to|ден|дан)\s*{_CLOCK}\b", regex.I)
_INSTANT_FORMATS = ("%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%d.%m.%Y %H:%M", "%d.%m.%Y, %H:%M")


def read_hours(text: str) -> tuple[time, time] | None:
    """The hours of «09:00–17:00» or «с 9 до 17 часов»; None for an empty text. 24 is midnight, told as 23:59.

    Raises ValueError for anything else.
    """
    if not text.strip():
        return None
    found = _HOURS.match(" ".join(text.split()))
    if found is None:
        raise ValueError(f"{text} are no hours")
    hour, minute, last_hour, last_minute = (int(part or 0) for part in found.groups())
    return _clock(hour, minute), _clock(last_hour, last_minute)


def _clock(hour: int, minute: int) -> time:
    return time(23, 59) if hour == 24 else time(hour, minute)


def read_notice(row: NoticeRow, source: OutageSource, file: str, zone: str) -> None:
    """Fill the row's notice; what cannot be read becomes an issue, and an error leaves the row without one."""
    state = _state(row, source)
    first, last = _day(row, "first_day", source), _day(row, "last_day", source)
    starts, ends = _instant(row, "starts_at", zone), _instant(row, "ends_at", zone)
    first = first or (starts.date() if starts else None)
    last = last or (ends.date() if ends else None) or first
    if first is not None and last is not None and last < first:
        row.note("end_before_start", "last_day", start=first, end=last)
    place = row.text("place") or row.text("text")
    if not fold_place(place) and row.geometry is None and state != "retracted":
        row.note("no_location", "place")
    kind = _kind(row, source)
    hours = _hours(row)
    if row.has_error():
        return
    told = [row.text("text"), row.text("place")]
    row.notice = Notice(
        kind=kind,
        publisher=row.text("publisher") or source.constants.get("publisher") or source.title,
        source=source.id,
        text=next(filter(None, told), ""),
        place_text=place,
        origin=Origin(file, row.sheet, row.number),
        key=row.text("key") or None,
        district=row.text("district") or None,
        state=state,
        first_day=first,
        last_day=last,
        starts_at=starts,
        ends_at=ends,
        daily_from=hours[0] if hours else None,
        daily_to=hours[1] if hours else None,
        reason="; ".join(filter(None, (row.text("reason"), row.text("equipment")))) or None,
        source_url=row.text("source_url") or None,
        data=row.as_received(),
        geometry=row.geometry,
        is_training=source.training,
    )


def _kind(row: NoticeRow, source: OutageSource) -> Kind:
    said = [row.text("kind"), row.text("text"), source.constants.get("kind")]
    kind = kind_of(said)
    if kind == "unknown":
        row.note("unknown_outage_kind", "kind", text=" · ".join(filter(None, said))[:200])
    return kind


def _state(row: NoticeRow, source: OutageSource) -> State:
    said = row.text("state")
    known: dict[str, State] = {"published": "published", "extended": "extended", "retracted": "retracted"}
    state = {"": "published", **known, **source.states}.get(fold_text(said))
    if state is None:
        row.note("unknown_outage_state", "state", text=said)
        return "published"
    return state


def _day(row: NoticeRow, target: str, source: OutageSource) -> date | None:
    try:
        return read_day(row.cell(target), source.date_formats)
    except ValueError:
        row.note("unreadable_date", target, text=row.text(target))
        return None


def _instant(row: NoticeRow, target: str, zone: str) -> datetime | None:
    """An instant of the city's clock."""
    cell = row.cell(target)
    if cell == "":
        return None
    if isinstance(cell, datetime):
        return cell if cell.tzinfo else cell.replace(tzinfo=ZoneInfo(zone))
    text = " ".join(cell_text(cell).split())
    for form in _INSTANT_FORMATS:
        try:
            return datetime.strptime(text, form).replace(tzinfo=ZoneInfo(zone))
        except ValueError:
            continue
    row.note("unreadable_date", target, text=text)
    return None


def _hours(row: NoticeRow) -> tuple[time, time] | None:
    cell = row.cell("hours")
    try:
        return read_hours(row.text("hours") if not isinstance(cell, time) else "")
    except ValueError:
        row.note("unreadable_hours", "hours", text=row.text("hours"))
        return None
