"""A notice about a shut-off as a file's row tells it, before it is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Literal

from shapely.geometry.base import BaseGeometry

Kind = Literal["water", "hot_water", "heat", "power", "gas", "unknown"]
State = Literal["published", "extended", "retracted"]
KINDS: tuple[Kind, ...] = ("water", "hot_water", "heat", "power", "gas", "unknown")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a notice came from; `row` as the file shows it, `sheet` empty for a file without sheets."""

    file: str
    sheet: str
    row: int


@dataclass(slots=True)
class Notice:
    """What one notice says. Days are inclusive days of the city; geometry is EPSG:4326, longitude first.

    `key` is the publisher's own number of the shut-off, None when it has none. `text` is all that was received,
    `place_text` the words about the place. `geometry` is taken as the area instead of the words' one, so it is set
    only where a source is trusted with its geometry.
    """

    kind: Kind
    publisher: str
    source: str
    text: str
    place_text: str
    origin: Origin
    key: str | None = None
    district: str | None = None
    state: State = "published"
    first_day: date | None = None
    last_day: date | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    daily_from: time | None = None
    daily_to: time | None = None
    reason: str | None = None
    source_url: str | None = None
    data: Mapping[str, str] = field(default_factory=dict)
    geometry: BaseGeometry | None = None
    is_training: bool = False
