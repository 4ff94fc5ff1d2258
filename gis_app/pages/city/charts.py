"""The charts of the city's pages as shares: a template draws them as SVG, and says them as a table beside it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar or column: where it begins and how long it is, 0 to 100, and what it looks like."""

    at: float
    size: float
    look: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a chart with its number; parts from below, in per cent of the highest column."""

    number: int
    parts: tuple[Part, ...]


def stack(counts: Iterable[tuple[str, int]]) -> tuple[Part, ...]:
    """A bar of all counts, each as long as its share; what has none is left out."""
    shown = [(look, count) for look, count in counts if count > 0]
    total = sum(count for _, count in shown)
    parts, at = [], 0.0
    for look, count in shown:
        size = 100 * count / total
        parts.append(Part(round(at, 3), round(size, 3), look))
        at += size
    return tuple(parts)


def columns(months: Sequence[Mapping[str, int]], looks: Sequence[str]) -> tuple[Column, ...]:
    """A column for each month, its parts in the order of `looks`; the highest reaches the top."""
    totals = [sum(month.get(look, 0) for look in looks) for month in months]
    highest = max(totals, default=0)
    return tuple(_column(month, looks, total, highest) for month, total in zip(months, totals, strict=True))


def _column(month: Mapping[str, int], looks: Sequence[str], total: int, highest: int) -> Column:
    parts, at = [], 0.0
    for look in looks:
        if count := month.get(look, 0):
            size = 100 * count / highest
            parts.append(Part(round(100 - at - size, 3), round(size, 3), look))
            at += size
    return Column(total, tuple(parts))


def share_of(count: int, most: int) -> float:
    """The length of a bar in per cent of the longest."""
    return round(100 * count / most, 2) if most else 0.0
