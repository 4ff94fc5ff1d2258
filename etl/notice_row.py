"""A row of a file of notices on its way: as received, what has been read of it, what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from shapely.geometry.base import BaseGeometry

from etl.extract.sheets import Cell
from etl.rows import cell_text
from gis_app.outages.notice import Notice
from gis_app.outages.receiving import Received
from gis_app.works.draft import RowIssue
from gis_app.works.issue_texts import severity


@dataclass(slots=True)
class NoticeRow:
    """`number` is the row as the spreadsheet shows it, or the feature counted from 1.

    `headers` tells the file's name of each of our columns; `geometry` is the file's own outline (EPSG:4326). `outcome`
    is empty until the row is judged.
    """

    sheet: str
    number: int
    received: Mapping[str, Cell]
    headers: Mapping[str, str]
    geometry: BaseGeometry | None = None
    notice: Notice | None = None
    result: Received | None = None
    outcome: str = ""
    issues: list[RowIssue] = field(default_factory=list)

    def cell(self, target: str) -> Cell:
        """The cell of one of our columns; empty when the file has none."""
        header = self.headers.get(target)
        return "" if header is None else self.received.get(header, "")

    def text(self, target: str) -> str:
        """The cell as text with single spaces."""
        return " ".join(cell_text(self.cell(target)).split())

    def note(self, code: str, field_name: str | None = None, **values: Any) -> None:
        """Add an issue; `values` are what its sentences speak of."""
        self.issues.append(RowIssue(code, field_name, {name: str(value) for name, value in values.items()}))

    def has_error(self) -> bool:
        """Whether an issue keeps the row out."""
        return any(severity(issue) == "error" for issue in self.issues)

    def as_received(self) -> dict[str, str]:
        """The filled cells as text under the file's own names."""
        return {name: cell_text(cell) for name, cell in self.received.items() if cell != ""}
