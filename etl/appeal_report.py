"""What the loading of a register of appeals did: counts, and every issue with file, sheet, row, column and reason."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from etl.appeal_row import AppealRow
from gis_app.works.issue_texts import sentence, severity

OUTCOMES = ("new", "closed", "known", "duplicate", "rejected")
_SHOWN = 25
_LANGUAGES = ("ru", "kk", "en")


@dataclass(slots=True)
class AppealReport:
    """The report of one file. `without_place` counts the new ones that have no point, `unrouted` those of them that
    wait in the reception's queue because no body could be named."""

    file: str
    source: str
    dry_run: bool = False
    is_training: bool = False
    rows_total: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    without_place: int = 0
    unrouted: Counter[str] = field(default_factory=Counter)
    issues: list[tuple[str, int, str, str, str, str, str, str]] = field(default_factory=list)
    seconds: float = 0.0

    def take_rows(self, rows: Sequence[AppealRow]) -> None:
        """Count the rows, once every row has its outcome."""
        self.rows_total = len(rows)
        self.outcomes = Counter(row.outcome for row in rows)
        new = [row.registered for row in rows if row.registered is not None and row.registered.is_new]
        routed = [one.routed for one in new if one.routed is not None]
        self.unrouted = Counter(one.problem for one in routed if one.problem is not None)
        self.issues = [
            (
                row.sheet,
                row.number,
                row.headers.get(one.field_name or "", ""),
                severity(one),
                one.code,
                *(sentence(one, language) for language in _LANGUAGES),
            )  # type: ignore[misc]
            for row in rows
            for one in row.issues
        ]

    def write_csv(self, path: Path, rows: Sequence[AppealRow]) -> None:
        """Every row with its outcome and number, a line per issue; UTF-8 with a mark, so that spreadsheets read it."""
        of_row: dict[tuple[str, int], list[tuple[str, ...]]] = {}
        for sheet, number, *said in self.issues:
            of_row.setdefault((sheet, number), []).append(tuple(said))
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["file", "sheet", "row", "outcome", "appeal", "column", "severity", "code", *_LANGUAGES])
            for row in rows:
                registered = "" if row.registered is None else row.registered.number
                head = [self.file, row.sheet, row.number, row.outcome, registered]
                for tail in of_row.get((row.sheet, row.number), [("",) * 6]):
                    writer.writerow([*head, *tail])

    def __str__(self) -> str:
        training = ", training data" if self.is_training else ""
        dry = " — dry run, nothing was written" if self.dry_run else ""
        counted = ", ".join(f"{self.outcomes[name]:,} {name}" for name in OUTCOMES if self.outcomes[name]) or "none"
        lines = [
            f"{self.file}: appeals, source {self.source}{training}{dry}",
            f"  rows: {self.rows_total:,} ({counted})",
        ]
        if self.without_place:
            lines.append(f"  new ones without a place: {self.without_place:,}")
        if self.unrouted:
            told = ", ".join(f"{why} {number:,}" for why, number in self.unrouted.most_common())
            lines.append(f"  new ones for which no body was named: {told}")
        codes = Counter(one[4] for one in self.issues)
        if codes:
            lines.append("  issues: " + ", ".join(f"{code} {number:,}" for code, number in codes.most_common()))
        ordered = sorted(self.issues, key=lambda one: (one[3] != "error", one[1]))
        for sheet, number, column, grade, _, ru, _, en in ordered[:_SHOWN]:
            lines.append(f"    {sheet}, row {number}{', ' + column if column else ''} ({grade}): {en} / {ru}")
        if len(ordered) > _SHOWN:
            lines.append(f"    … and {len(ordered) - _SHOWN:,} more; --report OUT.csv writes all of them")
        rate = f", {self.rows_total / self.seconds:,.0f} rows/s" if self.seconds > 0.2 else ""
        return "\n".join([*lines, f"  took {self.seconds:.1f} s{rate}"])
