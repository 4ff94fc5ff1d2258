"""The tables of accuracy: kinds, languages, wrong answers, confusion, calibration."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from gis_app.geocoding.review import ACCEPTED_FROM
from tests.benchmarks.geocoding.intervals import share, table
from tests.benchmarks.geocoding.judged import KINDS
from tests.benchmarks.geocoding.raw_city import RawCity
from tests.benchmarks.geocoding.results import Scored
from tests.benchmarks.geocoding.scoring import MATCH_TYPES, apart

_TARGETS = {"segment": "≥ 80 %", "crossing": "≥ 88 %", "contour": "≥ 80 %", "named place": "≥ 92 %"}
_NAMED = ("street", "microdistrict", "landmark", "district")
_BINS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 1.01)
SURE = 0.9


def right(rows: Iterable[Scored]) -> list[bool]:
    """One hit per phrase."""
    return [row.verdict.outcome == "right" for row in rows]


def by_kind(rows: Sequence[Scored]) -> str:
    """Phrases that count, by judged kind: right with interval, and what became of the others."""
    lines = []
    groups = [*((kind, (kind,)) for kind in KINDS), ("named place", _NAMED), ("all", KINDS)]
    for name, kinds in groups:
        mine = [row for row in rows if row.phrase.counts and row.phrase.kind in kinds]
        counts = Counter(row.verdict.outcome for row in mine)
        lines.append(
            [name, len(mine), share(right(mine)), _TARGETS.get(name, ""), counts["inexact"], counts["wrong"],
             counts["missed"]]
        )  # fmt: skip
    return table(["judged kind", "phrases", "right [95 %]", "to reach", "inexact", "wrong", "missed"], lines)


def apart_note(city: RawCity, rows: Sequence[Scored]) -> str:
    """How many counting phrases name streets that do not meet in the raw data, and the share without them."""
    mine = [row for row in rows if row.phrase.counts]
    kept = [row for row in mine if not apart(city, row.phrase)]
    return (
        f"{len(mine) - len(kept)} of these phrases name streets that do not come within 150 m of each other in the raw"
        f" data. They are counted above; without them {share(right(kept))} are right."
    )


def by_language(rows: Sequence[Scored]) -> str:
    """Phrases that count, by language and kind."""
    languages = ("ru", "kk", "kk-Latn", "en")
    lines = []
    for name, kinds in (("segment", ("segment",)), ("crossing", ("crossing",)), ("contour", ("contour",)),
                        ("named place", _NAMED), ("address", ("address", "addresses")), ("all", KINDS)):  # fmt: skip
        cells = []
        for language in languages:
            mine = [r for r in rows if r.phrase.counts and r.phrase.kind in kinds and r.phrase.language == language]
            cells.append(f"{share(right(mine))} of {len(mine)}" if mine else "–")
        lines.append([name, *cells])
    return table(["judged kind", *languages], lines)


def wrong_share(rows: Sequence[Scored]) -> str:
    """Wrong answers among all answers and among sure ones, and of what sort they are."""
    lines = []
    for name, least, most in (
        ("all answers", 0.0, "≤ 8 %"),
        (f"accepted (≥ {ACCEPTED_FROM})", ACCEPTED_FROM, ""),
        (f"confidence ≥ {SURE}", SURE, "≤ 3 %"),
    ):
        mine = [row for row in rows if row.answered and row.answer.confidence >= least]
        wrong = [row for row in mine if row.verdict.outcome == "wrong"]
        other = sum(row.verdict.reason.startswith("answered") for row in wrong)
        lines.append(
            [name, len(mine), share([row.verdict.outcome == "wrong" for row in mine]), most, other, len(wrong) - other]
        )
    return table(["of", "answers", "wrong [95 %]", "to reach", "another kind", "a name too far"], lines)


def confusion(rows: Sequence[Scored]) -> str:
    """Judged kinds against answered match types, all phrases."""
    answered = sorted({row.answer.match_type for row in rows}, key=lambda kind: (kind == "none", kind))
    counts = Counter((row.phrase.kind, row.answer.match_type) for row in rows)
    lines = []
    for kind in (*KINDS, "none"):
        right_types = MATCH_TYPES[kind] or {"none"}
        cells = [f"**{counts[kind, t]}**" if t in right_types else counts[kind, t] or "" for t in answered]
        lines.append([kind, *cells])
    return table(["judged \\ answered", *answered], lines)


def calibration(rows: Sequence[Scored]) -> str:
    """By bins of confidence: what became of the answers; precision leaves unchecked ones out."""
    lines = []
    for low, high in pairwise(_BINS):
        mine = [row for row in rows if row.answered and low <= row.answer.confidence < high]
        counts = Counter(row.verdict.outcome for row in mine)
        checked = [row for row in mine if row.verdict.outcome != "unchecked"]
        name = f"{low:.1f}–{min(high, 1.0):.1f}"
        lines.append(
            [name, len(mine), counts["right"], counts["inexact"], counts["unchecked"], counts["wrong"],
             share(right(checked))]
        )  # fmt: skip
    return table(["confidence", "answers", "right", "inexact", "unchecked", "wrong", "precision [95 %]"], lines)


def sure_precision(rows: Sequence[Scored]) -> str:
    """Precision of the answers at 0.9 and above."""
    return share(
        right(r for r in rows if r.answered and r.answer.confidence >= SURE and r.verdict.outcome != "unchecked")
    )
