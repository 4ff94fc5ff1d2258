"""What the loading of a plan did: counts, reasons, and every issue with file, sheet, row and column."""

from __future__ import annotations

import csv
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from etl.rows import PlanRow
from gis_app.errors import UsageError
from gis_app.works.issue_texts import sentence, severity

OUTCOMES = ("new", "changed", "unchanged", "outage", "notice", "duplicate", "rejected")
OUTAGE_OUTCOMES = ("new", "extended", "retracted", "changed", "unchanged")
_SHOWN_ISSUES = 25


@dataclass(frozen=True, slots=True)
class ReportedIssue:
    """One issue of a row, said in three languages; `column` is the file's own header."""

    sheet: str
    row: int
    column: str | None
    code: str
    severity: str
    message_ru: str
    message_en: str
    message_kk: str


@dataclass(frozen=True, slots=True)
class MissingWork:
    """A work of the series that the newer file does not hold any more; it stays as it is."""

    work_id: int
    title: str
    identity_key: str


@dataclass(slots=True)
class PlanReport:
    """The report of one file. `outcomes` counts rows, `works` counts works, `match_types` counts works by place,
    `outages` counts the shut-offs that were passed on by what became of them, `outages_with_area` those placed.

    `already_loaded` is the id of the plan that holds the very same bytes; then nothing was done. `superseded` says that
    a newer file of the series has been loaded after that plan.
    """

    file: str
    source: str
    period: str = ""
    sha256: str = ""
    dry_run: bool = False
    is_training: bool = False
    plan_id: int | None = None
    already_loaded: int | None = None
    superseded: bool = False
    rows_total: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    works: Counter[str] = field(default_factory=Counter)
    match_types: Counter[str] = field(default_factory=Counter)
    twins: int = 0
    outages: Counter[str] = field(default_factory=Counter)
    outages_with_area: int = 0
    issues: list[ReportedIssue] = field(default_factory=list)
    missing: list[MissingWork] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def located(self) -> int:
        """Works of this file whose place is on the map."""
        return sum(number for kind, number in self.match_types.items() if kind != "not located")

    @property
    def reasons(self) -> Counter[str]:
        """How many rows have each issue, by its code."""
        return Counter(issue.code for issue in self.issues)

    def take_rows(self, rows: Sequence[PlanRow]) -> None:
        """Count the rows and collect their issues, once every row has its outcome."""
        self.rows_total = len(rows)
        self.outcomes = Counter(row.outcome for row in rows)
        self.twins = sum(row.twin_of is not None for row in rows)
        for row in rows:
            if row.twin_of is None and row.outcome in ("new", "changed", "unchanged"):
                self.works[row.outcome] += 1
                draft = row.draft
                self.match_types[draft.match_type if draft.geometry is not None else "not located"] += 1
        self.issues = [issue for row in rows for issue in issues_of(row)]

    def as_json(self) -> dict[str, Any]:
        """The counts, as they are stored with the plan."""
        return {
            "rows": self.rows_total,
            "outcomes": dict(self.outcomes),
            "works": dict(self.works),
            "match_types": dict(self.match_types),
            "twins": self.twins,
            "reasons": dict(self.reasons),
            "missing": [one.work_id for one in self.missing],
        }

    def write_csv(self, path: Path, rows: Sequence[PlanRow]) -> None:
        """Every row with its outcome, a line per issue; UTF-8 with a mark, so that spreadsheets read it right."""
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(
                ["file", "sheet", "row", "outcome", "work_id", "column", "severity", "code", "ru", "en", "kk"]
            )
            for row in rows:
                place = [self.file, row.sheet, row.number, row.outcome, row.work_id or ""]
                found = list(issues_of(row))
                for one in found:
                    said = [one.message_ru, one.message_en, one.message_kk]
                    writer.writerow([*place, one.column or "", one.severity, one.code, *said])
                if not found:
                    writer.writerow([*place, "", "", "", "", "", ""])

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def lines(self) -> list[str]:
        """The report for a terminal, in English, with the Russian sentence of each issue beside the English one."""
        training = ", training data" if self.is_training else ""
        head = f"{self.file}: source {self.source}, period {self.period}{training}"
        if self.already_loaded is not None:
            line = f"{head}: this very file was loaded before (plan {self.already_loaded}); nothing changed"
            if self.superseded:
                line += (
                    ". A newer file of the series has been loaded since: if this one is to be valid again, save it anew"
                )
            return [line]
        if self.dry_run:
            head += " — dry run, nothing was written"
        lines = [head, f"  rows: {self.rows_total} ({_counted(self.outcomes, OUTCOMES)})"]
        works = f"  works: {_counted(self.works, OUTCOMES)}"
        if self.twins:
            works += f"; {self.twins} rows tell the same works in another language"
        lines.append(works)
        total = sum(self.works.values())
        if total:
            kinds = [kind for kind, _ in self.match_types.most_common()]
            lines.append(f"  located: {self.located} of {total} ({_counted(self.match_types, kinds)})")
        if self.outages:
            told = _counted(self.outages, OUTAGE_OUTCOMES)
            lines.append(f"  outages: {told}; {self.outages_with_area} of those taken have an area")
        if self.missing:
            lines.append(f"  not in this file any more, left as they are: {len(self.missing)} works")
            lines += [f"    work {one.work_id}: {one.title}" for one in self.missing[:10]]
        if self.reasons:
            lines.append("  issues: " + ", ".join(f"{code} {number}" for code, number in self.reasons.most_common()))
            lines += [f"    {_place(one)}: {one.message_en} / {one.message_ru}" for one in self._most_grave()]
            if len(self.issues) > _SHOWN_ISSUES:
                lines.append(f"    … and {len(self.issues) - _SHOWN_ISSUES} more; --report OUT.csv writes all of them")
        rate = f", {self.rows_total / self.seconds:,.0f} rows/s" if self.seconds > 0.2 else ""
        lines.append(f"  took {self.seconds:.1f} s{rate}")
        return lines

    def _most_grave(self) -> list[ReportedIssue]:
        return sorted(self.issues, key=lambda issue: (issue.severity != "error", issue.row))[:_SHOWN_ISSUES]


def check_report_path(path: Path | None) -> None:
    """Raise UsageError when a report could not be written there: it is written last, and must not fail then."""
    if path is None:
        return
    if not path.parent.is_dir():
        raise UsageError(f"there is no folder {path.parent} to write the report to")
    if path.is_dir() or not os.access(path if path.exists() else path.parent, os.W_OK):
        raise UsageError(f"the report cannot be written to {path}")


def issues_of(row: PlanRow) -> Iterator[ReportedIssue]:
    """The issues of a row in words."""
    for issue in row.draft.issues:
        said = {language: sentence(issue, language) for language in ("ru", "en", "kk")}
        yield ReportedIssue(
            row.sheet, row.number, row.column_of(issue), issue.code, severity(issue), said["ru"], said["en"], said["kk"]
        )


def _place(issue: ReportedIssue) -> str:
    column = f", {issue.column}" if issue.column else ""
    return f"{issue.sheet}, row {issue.row}{column} ({issue.severity})"


def _counted(counts: Counter[str], order: Sequence[str]) -> str:
    return ", ".join(f"{counts[name]} {name}" for name in order if counts[name]) or "none"
