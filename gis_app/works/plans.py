"""A newer plan of a series supersedes the earlier one: what changes, what is appended, what is only reported.

A series is a source and its declared period. Work ids are permanent: a row of the same identity in the same series
speaks of the same work. Changed days become a new schedule version, reported days become events, a work whose row
is missing from the newer file stays as it is and is reported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from shapely.geometry.base import BaseGeometry

from gis_app.works.draft import DraftWork

Outcome = Literal["new", "changed", "unchanged"]

# Fields of a work that a newer row may change; days and the place are judged apart.
COMPARED_FIELDS = (
    "type_code",
    "title_ru",
    "title_kk",
    "title_en",
    "program",
    "customer_id",
    "contractor_id",
    "location_raw",
    "district_id",
    "quantity",
    "unit",
    "budget",
    "excavates",
    "closes_road",
    "is_emergency",
    "source_url",
)


@dataclass(frozen=True, slots=True)
class KnownWork:
    """A work of the series as it is stored; `fields` are those of `COMPARED_FIELDS`.

    `given` is its geometry (EPSG:4326) when an earlier file gave the coordinates, else None.
    """

    id: int
    identity_key: str
    fields: Mapping[str, Any]
    planned_start: date | None
    planned_end: date | None
    actual_start: date | None
    actual_end: date | None
    state: str
    has_geometry: bool
    schedule_version: int
    given: BaseGeometry | None = None


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event to append: `kind` is started or finished, `on_day` a day of the city."""

    kind: Literal["started", "finished"]
    on_day: date


@dataclass(frozen=True, slots=True)
class Change:
    """What a row does to a work. `new_schedule` and `events` are appended, `fields` overwrite, the place moves."""

    outcome: Outcome
    new_schedule: bool = False
    events: Sequence[NewEvent] = ()
    fields: Mapping[str, Any] = field(default_factory=dict)
    moves: bool = False


def change_by(known: KnownWork | None, draft: DraftWork, stored: Mapping[str, Any]) -> Change:
    """What a row changes. `stored` are the draft's values of `COMPARED_FIELDS` as they would be stored.

    An actual day that contradicts the reported one is noted on the draft as a warning; the reported one stays.
    """
    if known is None:
        dated = draft.planned_start is not None or draft.planned_end is not None
        return Change("new", new_schedule=dated, events=_events(None, draft), moves=draft.geometry is not None)
    fields = {name: stored[name] for name in COMPARED_FIELDS if stored[name] != known.fields[name]}
    days_before = (known.planned_start, known.planned_end)
    new_schedule = (draft.planned_start, draft.planned_end) != days_before
    events = _events(known, draft)
    moves = draft.geometry is not None and (
        not known.has_geometry or "location_raw" in fields or _is_given_elsewhere(known, draft)
    )
    if draft.geometry is None and "location_raw" in fields:
        moves = known.has_geometry  # the place of the old words is not the place of the new ones
    changed = bool(fields or new_schedule or events or moves)
    return Change("changed" if changed else "unchanged", new_schedule, events, fields, moves)


def _is_given_elsewhere(known: KnownWork, draft: DraftWork) -> bool:
    """Whether the newer row gives coordinates, and not those that the earlier one gave (to a tenth of a millimetre)."""
    if draft.match_type != "given" or draft.geometry is None:
        return False
    return known.given is None or not draft.geometry.equals_exact(known.given, 1e-9)


def _events(known: KnownWork | None, draft: DraftWork) -> tuple[NewEvent, ...]:
    events: list[NewEvent] = []
    pairs: tuple[tuple[Literal["started", "finished"], str], ...] = (
        ("started", "actual_start"),
        ("finished", "actual_end"),
    )
    for kind, name in pairs:
        day = getattr(draft, name)
        reported = getattr(known, name) if known is not None else None
        if day is None or day == reported:
            continue
        if reported is not None:
            draft.note("actual_differs", name, day=day, known=reported)
            continue
        events.append(NewEvent(kind, day))
    return tuple(events)


def state_after(events: Sequence[NewEvent], state: str = "planned") -> str:
    """The state that the last of the appended events leaves; `state` when there are none."""
    if not events:
        return state
    return "finished" if events[-1].kind == "finished" else "in_progress"


def missing_from(known: Iterable[KnownWork], seen: set[str]) -> list[KnownWork]:
    """Works of the series whose identity the newer file does not hold, and which nobody reported as ended."""
    ended = {"finished", "accepted", "cancelled"}
    return [work for work in known if work.identity_key not in seen and work.state not in ended]


def year_of_plan(drafts: Iterable[DraftWork], today: date) -> str:
    """The period of a file whose source says "from the dates": the year in which most of its works start.

    Of equally frequent years the earliest; the end counts where there is no start; today's year when no row is dated.
    """
    years = Counter(day.year for draft in drafts if (day := draft.planned_start or draft.planned_end) is not None)
    if not years:
        return str(today.year)
    most = max(years.values())
    return str(min(year for year, number in years.items() if number == most))
