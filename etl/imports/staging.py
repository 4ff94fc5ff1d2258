"""Rows of the pipeline as staged rows, and back."""

from __future__ import annotations

from collections.abc import Sequence

from etl.rows import PlanRow
from gis_app.works.imports.rows import StagedRow

# What the steps judge for good; everything else is judged anew when the plan is accepted.
_FINAL = frozenset({"rejected", "duplicate", "outage", "notice"})


def staged_rows(rows: Sequence[PlanRow]) -> list[StagedRow]:
    """Rows that went through the steps, to be compared with the works and stored."""
    position = {id(row): at for at, row in enumerate(rows)}
    return [
        StagedRow(
            position=at,
            sheet=row.sheet,
            number=row.number,
            data=row.as_received(),
            draft=row.draft,
            outcome=row.outcome or "new",
            headers=row.headers,
            twin_position=None if row.twin_of is None else position[id(row.twin_of)],
        )
        for at, row in enumerate(rows)
    ]


def plan_rows(staged: Sequence[StagedRow]) -> list[PlanRow]:
    """Staged rows as the loader takes them. What a person marked as no work is a rejected row that says so."""
    rows = []
    for one in staged:
        row = PlanRow(one.sheet, one.number, one.data, one.headers, one.draft)
        row.twin_text = one.data.get(one.headers.get("twin_of", "")) or None
        row.outcome = one.outcome if one.outcome in _FINAL else ""
        if one.outcome == "skipped":
            row.draft.note("not_a_work")
            row.outcome = "rejected"
        rows.append(row)
    by_position = {one.position: row for one, row in zip(staged, rows, strict=True)}
    for one, row in zip(staged, rows, strict=True):
        if one.twin_position is not None:
            row.outcome, row.twin_of = "", by_position[one.twin_position]
            row.twin_of.twins.append(row)
    return rows
