"""A row of another register of appeals on its way: as received, what has been read of it, what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from etl.extract.sheets import Cell
from etl.rows import cell_text
from gis_app.appeals.intake import Registered
from gis_app.appeals.received import Received
from gis_app.works.draft import RowIssue
from gis_app.works.issue_texts import severity


@dataclass(slots=True)
class AppealRow:
    """`number` is the row as the spreadsheet shows it; `headers` tells the file's name of each of our columns.

    `outcome` is empty until the row is judged: new, known, closed (known and ended since), duplicate or rejected.
    """

    sheet: str
    number: int
    received: Mapping[str, Cell]
    headers: Mapping[str, str]
    appeal: Received | None = None
    registered: Registered | None = None
    outcome: str = ""
    issues: list[RowIssue] = field(default_factory=list)

    def cell(self, target: str) -> Cell:
        """The cell of one of our columns; empty when the file has none."""
        header = self.headers.get(target)
        return "" if header is None else self.received.get(header, "")

    def text(self, target: str) -> str:
        """The cell as trimmed text; line breaks stay."""
        return cell_text(self.cell(target))

    def note(self, code: str, field_name: str | None = None, **values: Any) -> None:
        """Add an issue; `values` are what its sentences speak of. Personal data are never among them."""
        self.issues.append(RowIssue(code, field_name, {name: str(value) for name, value in values.items()}))

    def has_error(self) -> bool:
        """Whether an issue keeps the row out."""
        return any(severity(issue) == "error" for issue in self.issues)
