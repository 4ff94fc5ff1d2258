"""A row of a plan on its way through the pipeline: as received, and what has been made of it so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from etl.extract.sheets import Cell
from gis_app.works.draft import DraftWork, RowIssue
from gis_app.works.issue_texts import severity


@dataclass(slots=True)
class PlanRow:
    """One row. `number` is the row's number as the spreadsheet shows it; `received` maps the file's headers to cells.

    `headers` tells the file's header of each field of the draft, so that an issue can name the column. `twins` are
    rows that tell the same work in another language; `twin_of` is the row that this one is a twin of. `outcome` is
    empty until the row is judged: rejected, duplicate, outage or notice, or what the load made of it.
    """

    sheet: str
    number: int
    received: Mapping[str, Cell]
    headers: Mapping[str, str] = field(default_factory=dict)
    draft: DraftWork = field(default_factory=DraftWork)
    twin_text: str | None = None
    period_text: str | None = None
    twin_of: PlanRow | None = None
    twins: list[PlanRow] = field(default_factory=list)
    outcome: str = ""
    work_id: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether the row is still to be loaded as a work of its own."""
        return not self.outcome and self.twin_of is None

    def has_error(self) -> bool:
        """Whether an issue keeps the row out."""
        return any(severity(issue) == "error" for issue in self.draft.issues)

    def column_of(self, issue: RowIssue) -> str | None:
        """The file's own header of the column that the issue is about; None when it is about the whole row."""
        return self.headers.get(issue.field_name) if issue.field_name else None

    def as_received(self) -> dict[str, str]:
        """The row's filled cells as text, under the file's headers."""
        return {
            header: cell.strip() if isinstance(cell, str) else cell_text(cell)
            for header, cell in self.received.items()
            if cell != ""
        }


def cell_text(cell: Cell) -> str:
    """A cell as a person reads it: whole numbers without `.0`, days as ISO dates, trimmed text."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell)
