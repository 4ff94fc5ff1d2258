"""What a loader did, in numbers and reasons, for the person who ran it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from etl.extract.features import RowProblem


@dataclass
class LoadOutcome:
    """Counts by word, in the order they were noted; the rows not taken or mended; remarks on the whole file."""

    file: str
    counts: dict[str, int] = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    changed: bool = False

    def count(self, what: str, number: int = 1, *, change: bool = False) -> None:
        """Add to a count. `change` says that this number means the register is not as it was before."""
        self.counts[what] = self.counts.get(what, 0) + number
        if change and number:
            self.changed = True

    def refuse(self, row: int, column: str, reason: str) -> None:
        """Note that a row was not taken, and why."""
        self.problems.append(RowProblem(row, column, reason))

    def extend(self, problems: Iterable[RowProblem]) -> Self:
        """Take over problems that a reader found."""
        self.problems.extend(problems)
        return self

    def lines(self, most_problems: int = 20) -> list[str]:
        """The report as lines of plain text; at most `most_problems` rows are told in full."""
        told = ", ".join(f"{number:,} {what}" for what, number in self.counts.items() if number)
        lines = [f"{self.file}: {told or 'nothing'}" + ("" if self.changed else " (nothing changed)")]
        lines += [f"  {remark}" for remark in self.remarks]
        ordered = sorted(self.problems, key=lambda problem: (problem.row, problem.column))
        lines += [f"  {problem}" for problem in ordered[:most_problems]]
        if len(ordered) > most_problems:
            lines.append(f"  … and {len(ordered) - most_problems:,} more rows with problems (--report writes all)")
        return lines
