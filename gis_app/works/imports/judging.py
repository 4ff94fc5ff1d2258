"""What the rows of an upload would do to the works of their series, before anything is done.

The same rule as when a plan is loaded (`plans.change_by`); here nothing is written and no organisation is made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from gis_app.organisations.queries import known_organisations, names_of
from gis_app.works.draft import DraftWork
from gis_app.works.imports.rows import StagedRow
from gis_app.works.plans import COMPARED_FIELDS, Change, KnownWork, change_by, missing_from
from gis_app.works.series import works_of_series

# An organisation that is not known yet: no stored id is 0, so a work that named another one is changed.
_UNKNOWN = 0
_PARTIES = {"customer_id": "customer", "contractor_id": "contractor"}


@dataclass(frozen=True, slots=True)
class Series:
    """What an upload is compared with."""

    source: str
    period: str
    is_training: bool = False


def judge_rows(
    session: Session, series: Series, rows: Sequence[StagedRow], keys: list[str] | None = None
) -> list[dict[str, Any]]:
    """Give every open row its outcome, and what it changes; the works of the series that are in no row any more.

    With `keys` only the works of these identities are looked at, and none is told to be gone.
    """
    known = works_of_series(session, series.source, series.period, keys)
    open_rows = [row for row in rows if row.is_open]
    drafts = [row.draft for row in open_rows]
    named = {name for draft in drafts for name in (draft.customer, draft.contractor) if name}
    ids = known_organisations(session, named, is_training=series.is_training)
    parties = names_of(session, {work.fields[name] for work in known.values() for name in _PARTIES})
    for row in open_rows:
        work = known.get(row.draft.identity_key or "")
        change = change_by(work, row.draft, _stored(row.draft, ids))
        row.outcome, row.work_id = change.outcome, None if work is None else work.id
        row.changes = kinds_of(change) if work is not None else []
        row.difference = [] if work is None else difference(work, row.draft, change, parties)
    by_position = {row.position: row for row in rows}
    for row in rows:
        if row.twin_position is not None:
            first = by_position[row.twin_position]
            row.outcome, row.work_id = first.outcome, first.work_id
    if keys is not None:
        return []
    seen = {row.draft.identity_key for row in rows if row.draft.identity_key and row.outcome != "skipped"}
    return [_gone(work) for work in missing_from(known.values(), seen)]


def gone_works(session: Session, series: Series, seen: set[str]) -> list[dict[str, Any]]:
    """The works of a series of whose identities none is among those seen."""
    known = works_of_series(session, series.source, series.period)
    return [_gone(work) for work in missing_from(known.values(), seen)]


def kinds_of(change: Change) -> list[str]:
    """The kinds of what a change does: dates, place, fields, reported."""
    kinds = {
        "dates": change.new_schedule,
        "place": change.moves,
        "fields": bool(set(change.fields) - {"location_raw"}),
        "reported": bool(change.events),
    }
    return [kind for kind, is_so in kinds.items() if is_so]


def difference(work: KnownWork, draft: DraftWork, change: Change, parties: Mapping[int, str]) -> list[dict[str, Any]]:
    """Each changed value before and after, as text; organisations by their names."""
    told: list[dict[str, Any]] = []
    if change.new_schedule:
        for name in ("planned_start", "planned_end"):
            before, after = getattr(work, name), getattr(draft, name)
            if before != after:
                told.append({"field": name, "before": _text(before), "after": _text(after)})
    for event in change.events:
        name = "actual_start" if event.kind == "started" else "actual_end"
        told.append({"field": name, "before": None, "after": _text(event.on_day)})
    for name in change.fields:
        before = work.fields[name]
        if name in _PARTIES:
            told.append(
                {"field": _PARTIES[name], "before": parties.get(before), "after": getattr(draft, _PARTIES[name])}
            )
        else:
            told.append({"field": name, "before": _text(before), "after": _text(getattr(draft, name))})
    return told


def _stored(draft: DraftWork, ids: Mapping[str, int]) -> Mapping[str, Any]:
    found = {
        "customer_id": ids.get(draft.customer, _UNKNOWN) if draft.customer else None,
        "contractor_id": ids.get(draft.contractor, _UNKNOWN) if draft.contractor else None,
    }
    return {name: found[name] if name in found else getattr(draft, name) for name in COMPARED_FIELDS}


def _gone(work: KnownWork) -> dict[str, Any]:
    title = work.fields["title_ru"] or work.fields["title_kk"] or work.fields["title_en"] or ""
    return {
        "id": work.id,
        "title": title,
        "type": work.fields["type_code"],
        "place": work.fields["location_raw"],
        "planned_start": _text(work.planned_start),
        "planned_end": _text(work.planned_end),
    }


def _text(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else str(value)
