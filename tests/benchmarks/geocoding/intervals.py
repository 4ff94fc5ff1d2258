"""Shares with their 95 % bootstrap intervals, written for a table."""

from collections.abc import Sequence

import numpy as np

_RUNS = 2_000


def interval(hits: Sequence[bool], seed: int = 7) -> tuple[float, float]:
    """The 95 % percentile bootstrap interval of a share; (0, 1) for no cases."""
    if not hits:
        return 0.0, 1.0
    values = np.asarray(hits, dtype=float)
    drawn = np.random.default_rng(seed).integers(0, len(values), size=(_RUNS, len(values)))
    low, high = np.percentile(values[drawn].mean(axis=1), [2.5, 97.5])
    return float(low), float(high)


def share(hits: Sequence[bool]) -> str:
    """`82 % [74–89]`, or a dash when there is no case."""
    if not hits:
        return "–"
    low, high = interval(hits)
    return f"{100 * sum(hits) / len(hits):.1f} % [{100 * low:.0f}–{100 * high:.0f}]"


def table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(header) + " |", "|" + "--|" * len(header)]
    return "\n".join(lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows])
