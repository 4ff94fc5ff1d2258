"""The shut-offs among the rows of a plan become notices: plans hold them too, and they are no works."""

from __future__ import annotations

from collections.abc import Sequence

from etl.rows import PlanRow
from etl.source import Source
from gis_app.outages.kinds import kind_of
from gis_app.outages.notice import Notice, Origin
from gis_app.works.identity import fold_place, key_from_columns


def plan_notices(rows: Sequence[PlanRow], source: Source, file: str) -> list[tuple[PlanRow, Notice]]:
    """The notices of all rows classified as outages, each with its row.

    A row that tells another one in a second language is left out. One without a place, or whose end is before its
    start, gets an issue and is rejected.
    """
    outages = [row for row in rows if row.outcome == "outage"]
    keys = {row.draft.keys for row in outages}
    found: list[tuple[PlanRow, Notice]] = []
    for row in outages:
        if row.twin_text and (row.twin_text,) in keys:
            continue
        if not _is_sound(row):
            row.outcome = "rejected"
            continue
        found.append((row, _notice(row, source, file)))
    return found


def _is_sound(row: PlanRow) -> bool:
    draft = row.draft
    if not fold_place(draft.location_raw) and draft.geometry is None:
        draft.note("no_location", "location")
    start, end = draft.planned_start, draft.planned_end
    if start is not None and end is not None and end < start:
        draft.note("end_before_start", "planned_end", start=start, end=end)
    return not row.has_error()


def _notice(row: PlanRow, source: Source, file: str) -> Notice:
    draft = row.draft
    told = [draft.title_ru, draft.title_kk, draft.title_en, draft.description]
    is_area = draft.geometry is not None and draft.geometry.area > 0
    return Notice(
        kind=kind_of(draft.type_texts),
        publisher=draft.customer or draft.contractor or source.title,
        source=source.id,
        text=draft.location_raw,
        place_text=draft.location_raw,
        origin=Origin(file, row.sheet, row.number),
        key=key_from_columns(draft.keys) if source.key else None,
        district=draft.district,
        first_day=draft.planned_start or draft.planned_end,
        last_day=draft.planned_end or draft.planned_start,
        reason=next(filter(None, told), None),
        source_url=draft.source_url,
        data=row.as_received(),
        geometry=draft.geometry if is_area else None,
        is_training=source.training,
    )
