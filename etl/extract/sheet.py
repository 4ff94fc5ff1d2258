"""A sheet of cells, as every reader of tables gives it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | date | datetime | time | timedelta


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet; `rows[0]` is row 1 as the spreadsheet shows it. An empty cell is the empty string.

    `covered` tells, for each empty cell below the first of a merged one, the row where that begins. The key is row and
    column; all three count from 0. `is_features` says that the rows are features of a geographic file, whose last
    column is their geometry. `formulas` are cells (counted from 0) whose formula has no value.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    covered: Mapping[tuple[int, int], int] = field(default_factory=dict)
    is_features: bool = False
    formulas: frozenset[tuple[int, int]] = frozenset()
