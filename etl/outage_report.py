"""What the loading of notices did: counts, areas, and every issue with file, row, column and reason."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from etl.notice_row import NoticeRow
from gis_app.works.draft import RowIssue
from gis_app.works.issue_texts import sentence, severity

OUTCOMES = ("new", "extended", "retracted", "changed", "unchanged", "rejected")
_SHOWN = 25
_LANGUAGES = ("ru", "kk", "en")


@dataclass(slots=True)
class OutageReport:
    """The report of one file. `with_area` counts the notices taken that have one, `partial` those of which a part is
    missing from it; `confidence` is the mean of those with an area."""

    file: str
    source: str
    dry_run: bool = False
    is_training: bool = False
    rows_total: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    with_area: int = 0
    partial: int = 0
    confidence: float = 0.0
    issues: list[tuple[str, int, str, str, str, str, str, str]] = field(default_factory=list)
    seconds: float = 0.0

    def take_rows(self, rows: Sequence[NoticeRow]) -> None:
        """Count the rows, once every row has its outcome."""
        self.rows_total = len(rows)
        self.outcomes = Counter(row.outcome for row in rows)
        areas = [row.result.area for row in rows if row.result is not None and row.result.area is not None]
        located = [area for area in areas if area.geom is not None]
        self.with_area, self.partial = len(located), sum(area.is_partial for area in located)
        self.confidence = sum(area.confidence for area in located) / len(located) if located else 0.0
        self.issues = [
            (row.sheet, row.number, row.headers.get(one.field_name or "", ""), severity(one), one.code, *_said(one))
            for row in rows
            for one in row.issues
        ]

    def write_csv(self, path: Path, rows: Sequence[NoticeRow]) -> None:
        """Every row with its outcome and area, a line per issue; UTF-8 with a mark, so that spreadsheets read it."""
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(
                [
                    "file",
                    "sheet",
                    "row",
                    "outcome",
                    "outage_id",
                    "confidence",
                    "column",
                    "severity",
                    "code",
                    *_LANGUAGES,
                ]
            )
            for row in rows:
                area = row.result.area if row.result else None
                confidence = f"{area.confidence:.2f}" if area and area.geom is not None else ""
                head = [self.file, row.sheet, row.number, row.outcome, row.result.outage_id if row.result else ""]
                found = [
                    [row.headers.get(one.field_name or "", ""), severity(one), one.code, *_said(one)]
                    for one in row.issues
                ]
                for tail in found or [[""] * 6]:
                    writer.writerow([*head, confidence, *tail])

    def __str__(self) -> str:
        training = ", training data" if self.is_training else ""
        dry = " — dry run, nothing was written" if self.dry_run else ""
        counted = ", ".join(f"{self.outcomes[name]} {name}" for name in OUTCOMES if self.outcomes[name]) or "none"
        lines = [
            f"{self.file}: outages, source {self.source}{training}{dry}",
            f"  notices: {self.rows_total} ({counted})",
            f"  with an area: {self.with_area}, mean confidence {self.confidence:.2f}; {self.partial} in part",
        ]
        ordered = sorted(self.issues, key=lambda one: (one[3] != "error", one[1]))
        for sheet, row, column, grade, _, ru, _, en in ordered[:_SHOWN]:
            place = f"{sheet}, row {row}" if sheet else f"row {row}"
            lines.append(f"    {place}{', ' + column if column else ''} ({grade}): {en} / {ru}")
        if len(ordered) > _SHOWN:
            lines.append(f"    … and {len(ordered) - _SHOWN} more; --report OUT.csv writes all of them")
        lines.append(f"  took {self.seconds:.1f} s")
        return "\n".join(lines)


def _said(issue: RowIssue) -> tuple[str, str, str]:
    return sentence(issue, "ru"), sentence(issue, "kk"), sentence(issue, "en")
