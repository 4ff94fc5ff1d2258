"""From a row of another register to an appeal as received: words, instants, place, contact, and what became of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final, cast
from zoneinfo import ZoneInfo

import numpy as np
import regex
from pyproj import Transformer

from etl.appeal_row import AppealRow
from etl.appeal_source import AppealSource
from gis_app.appeals.past import Past
from gis_app.appeals.received import MOST_TEXT, Channel, Contact, Kind, Received
from gis_app.dependencies import Language
from gis_app.settings import Settings
from gis_app.works.rules import fold_text

# Clocks of other systems are not ours.
_AHEAD: Final = timedelta(minutes=10)
_KAZAKH = regex.compile("[әғқңөұүһі]", regex.I)
_EMAIL = regex.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+")
_LONGEST_WORD: Final = 300


def read_appeals(rows: Sequence[AppealRow], source: AppealSource, settings: Settings, now: datetime) -> None:
    """Fill each row's appeal; what cannot be read becomes an issue, and an error leaves the row without one."""
    points = _points(rows, source, settings)
    zone = source.zone or ZoneInfo(settings.time_zone)
    seen: dict[str, int] = {}
    for row, point in zip(rows, points, strict=True):
        number = row.text("number")
        if not number:
            row.note("no_appeal_number", "number")
        elif number in seen:
            row.note("duplicate", "number", row=seen[number])
            row.outcome = "duplicate"
        else:
            seen[number] = row.number
        _read(row, source, zone, now, point)
        row.outcome = row.outcome or ("rejected" if row.appeal is None else "")


def _read(
    row: AppealRow, source: AppealSource, zone: ZoneInfo, now: datetime, point: tuple[float, float] | None
) -> None:
    words = "\n".join(filter(None, (row.text("text"), row.text("details"))))
    if not words:
        row.note("no_appeal_text", "text")
    elif len(words) > MOST_TEXT:
        row.note("long_appeal_text", "text", most=MOST_TEXT)
    received_at = _instant(row, "received_at", source, zone, now)
    if received_at is None and not row.has_error():
        row.note("no_received_at", "received_at")
    topic, kind, channel = _code(row, "topic", source), _code(row, "kind", source), _code(row, "channel", source)
    past = None if received_at is None else _past(row, source, zone, now, received_at)
    if received_at is None or row.has_error():
        return
    row.appeal = Received(
        channel=cast(Channel, channel or "import"),
        kind=cast(Kind, kind or "complaint"),
        language=_language(row, source, words),
        text=words[:MOST_TEXT],
        received_at=received_at,
        topic=topic,
        point=point,
        place_text=" ".join(row.text("place").split())[:_LONGEST_WORD] or None,
        contact=_contact(row),
        source=source.id,
        external_no=row.text("number"),
        past=past,
        is_training=source.training,
    )


def _code(row: AppealRow, target: str, source: AppealSource) -> str | None:
    """Our code of the row's word; the constant where it has none or one that nobody knows."""
    said = row.text(target)
    if not said:
        return source.constants.get(target)
    code = source.words[target].get(fold_text(said))
    if code is None:
        taken = source.constants.get(target) or "—"
        row.note("unknown_appeal_word", target, text=said[:100], taken=taken)
        return source.constants.get(target)
    return code


def _language(row: AppealRow, source: AppealSource, words: str) -> Language:
    said = _code(row, "language", source)
    if said is not None:
        return cast(Language, said)
    return "kk" if _KAZAKH.search(words) else "ru"


def _past(row: AppealRow, source: AppealSource, zone: ZoneInfo, now: datetime, received_at: datetime) -> Past | None:
    said = row.text("state")
    status = source.states.get(fold_text(said)) if said else None
    if said and fold_text(said) not in source.states:
        row.note("unknown_appeal_word", "state", text=said[:100], taken="registered")
    if status is None:
        return None
    at = _instant(row, "closed_at", source, zone, now) or received_at
    if at < received_at:
        row.note("closed_before_received", "closed_at")
        at = received_at
    return Past(status, at, row.text("answer")[:MOST_TEXT] or None)


def _instant(row: AppealRow, target: str, source: AppealSource, zone: ZoneInfo, now: datetime) -> datetime | None:
    cell = row.cell(target)
    if cell == "":
        return None
    found = cell if isinstance(cell, datetime) else None
    if found is None and isinstance(cell, date):
        found = datetime(cell.year, cell.month, cell.day)
    if found is None:
        found = _written(row.text(target), source.formats)
    if found is None:
        row.note("unreadable_date", target, text=row.text(target)[:100])
        return None
    instant = found if found.tzinfo else found.replace(tzinfo=zone)
    if instant > now + _AHEAD:
        row.note("received_in_future", target, text=row.text(target)[:100])
        return None
    return instant


def _written(text: str, formats: Sequence[str]) -> datetime | None:
    text = " ".join(text.split())
    for form in formats:
        try:
            return datetime.strptime(text, form)
        except ValueError:
            continue
    return None


def _points(rows: Sequence[AppealRow], source: AppealSource, settings: Settings) -> list[tuple[float, float] | None]:
    """Longitude and latitude of each row in WGS 84; None where it has none or where they are not in the city."""
    found = np.full((len(rows), 2), np.nan)
    for at, row in enumerate(rows):
        lon, lat = row.text("lon"), row.text("lat")
        if not lon and not lat:
            continue
        try:
            found[at] = float(lon.replace(",", ".")), float(lat.replace(",", "."))
        except ValueError:
            row.note("unreadable_geometry", "lon" if lat else "lat", text=f"{lon} {lat}"[:100])
    if source.crs != "EPSG:4326":
        turn = Transformer.from_crs(source.crs, "EPSG:4326", always_xy=True)
        found = np.column_stack(turn.transform(found[:, 0], found[:, 1]))
    west, south, east, north = settings.bounds
    points: list[tuple[float, float] | None] = []
    for row, (lon, lat) in zip(rows, found.tolist(), strict=True):
        inside = west <= lon <= east and south <= lat <= north
        if not inside and not math.isnan(lon):
            row.note("appeal_outside_city", "lon")
        points.append((lon, lat) if inside else None)
    return points


def _contact(row: AppealRow) -> Contact:
    said = {
        name: " ".join(row.text(name).split())[:_LONGEST_WORD] or None
        for name in ("name", "phone", "email", "address", "social_link", "social_handle")
    }
    if said["email"] and not _EMAIL.fullmatch(said["email"]):
        row.note("unreadable_email", "email")
        said["email"] = None
    return Contact(**said)
