"""``python -m tests.benchmarks.geocoding.calibrate [--write]``: fit the numbers of rules/confidence.yaml.

A logistic function of the doubts of an answer (gis_app/geocoding/evidence.py), each with a weight that is never below
zero, and a base by match type that is drawn to the mean of all. It is fitted to the judged announcements of `dev` and
`second` and to written phrases of the development seed; the announcements have two thirds of the weight, as written
phrases name only what the register has. Answers whose names could not be checked are left out.

What is printed first is measured out of sample: every source of announcements, and every tenth of the written
phrases, judged by numbers fitted without it. `held` is not read here.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gis_app.db.session import make_engine
from gis_app.geocoding.evidence import DOUBTS
from gis_app.geocoding.rules import load_rule
from tests.benchmarks.geocoding.engines import Ours
from tests.benchmarks.geocoding.intervals import share
from tests.benchmarks.geocoding.judged import LEARNT_FROM, read_phrases
from tests.benchmarks.geocoding.raw_city import RawCity
from tests.benchmarks.geocoding.results import Scored
from tests.benchmarks.geocoding.scoring import score
from tests.benchmarks.geocoding.stage import ROOT, loaded_register, missing_data
from tests.benchmarks.geocoding.written import DEVELOPMENT_SEED, measure_written

TABLE = ROOT / "gis_app" / "geocoding" / "rules" / "confidence.yaml"
_WRITTEN = 3000
_FOLDS = 10
_ANNOUNCEMENTS_SHARE = 2 / 3  # of the whole weight; there are many more written phrases
_PRUDENCE = 0.75  # taken off every base: rules were worked out on these very phrases, so new ones do a little worse
_TO_THE_MEAN = 3.0  # strength with which the base of a rare match type is drawn to the mean
_SMALL = 1.0  # strength with which weights are drawn to zero
_STEPS = 4000
# Written phrases name only what the register holds, so that there a like name is always the name that was meant; and
# where a part is not in the register, its place cannot be checked. The others are too rare to be found harmless.
_LEAST = np.array([{"slip": 1.0, "unmatched": 3.0, "unjoined": 1.0, "jog": 0.5}.get(name, 0.0) for name in DOUBTS])
_SURE = 0.9
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rows:
    """One row per answer: doubts, match type, whether it was right, its weight, its source."""

    doubts: Numbers
    kinds: NDArray[np.int64]
    right: Numbers
    weights: Numbers
    sources: NDArray[np.str_]

    def where(self, chosen: NDArray[np.bool_]) -> "Rows":
        """Some of the rows."""
        return Rows(*(column[chosen] for column in
                      (self.doubts, self.kinds, self.right, self.weights, self.sources)))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fitted:
    """The base of each match type and the weight of each doubt."""

    bases: Numbers
    weights: Numbers

    def confidence(self, rows: Rows) -> Numbers:
        """What the answers are worth."""
        worth: Numbers = 1.0 / (1.0 + np.exp(rows.doubts @ self.weights - self.bases[rows.kinds]))
        return worth


def fit(rows: Rows, kinds: int, least: Numbers | float = 0.0) -> Fitted:
    """The likeliest numbers with weights of doubts at or above `least`: gradient steps, each projected."""
    bases, weights = np.full(kinds, 2.0), np.ones(rows.doubts.shape[1])
    total = rows.weights.sum()
    speed = 4.0 / (rows.weights @ (1.0 + (rows.doubts**2).sum(axis=1)) / total)
    for _ in range(_STEPS):
        error = rows.weights * (Fitted(bases, weights).confidence(rows) - rows.right) / total
        down_bases = np.bincount(rows.kinds, error, kinds) + _TO_THE_MEAN / total * (bases - bases.mean())
        down_weights = -(rows.doubts.T @ error) + _SMALL / total * weights
        bases = bases - speed * down_bases
        weights = np.maximum(weights - speed * down_weights, least)
    return Fitted(bases, weights)


def prudent(fitted: Fitted) -> Fitted:
    """The numbers with every base taken down a little."""
    return Fitted(fitted.bases - _PRUDENCE, fitted.weights)


def out_of_sample(rows: Rows, kinds: int, least: Numbers | float = 0.0) -> Numbers:
    """The confidence of every row by numbers that were fitted without its source."""
    found = np.zeros(len(rows.right))
    for source in dict.fromkeys(rows.sources.tolist()):
        mine = rows.sources == source
        found[mine] = prudent(fit(rows.where(~mine), kinds, least)).confidence(rows.where(mine))
    return found


def collect(engine: Ours, names: Sequence[str]) -> Rows:
    """Ask everything; the weakest answers count too."""
    engine.geocoder.least_confidence = 0.0
    city = RawCity()
    columns: list[tuple[tuple[float, ...], int, float, str]] = []
    for source, row in _asked(city, engine):
        evidence = getattr(row.answer, "evidence", None)
        if evidence is None or evidence.match_type not in names or evidence.ceiling < 1.0:
            continue
        if row.verdict.outcome != "unchecked":
            right = float(row.verdict.outcome == "right")
            columns.append((evidence.doubts, names.index(evidence.match_type), right, source))
    doubts, kinds, hits, sources = zip(*columns, strict=True)
    written = np.char.startswith(np.array(sources), "written")
    weight = _ANNOUNCEMENTS_SHARE / (1.0 - _ANNOUNCEMENTS_SHARE) * written.sum() / max((~written).sum(), 1)
    weights = np.where(written, 1.0, weight)
    return Rows(np.array(doubts), np.array(kinds), np.array(hits), weights, np.array(sources))


def _asked(city: RawCity, engine: Ours) -> Iterator[tuple[str, Scored]]:
    for phrase in read_phrases():
        if phrase.half in LEARNT_FROM:
            answer = engine.geocode(phrase.text, phrase.district)
            yield phrase.source, Scored(phrase, answer, score(city, phrase, answer))
    for number, row in enumerate(measure_written(city, engine, _WRITTEN, DEVELOPMENT_SEED)):
        yield f"written {number % _FOLDS}", row


def report(rows: Rows, found: Numbers) -> None:
    """Precision and calibration out of sample, announcements and written phrases apart."""
    written = np.char.startswith(rows.sources, "written")
    for name, chosen in (("announcements", ~written), ("written phrases", written)):
        sure = chosen & (found >= _SURE)
        hits = [bool(hit) for hit in rows.right[sure]]
        print(f"{name}: {share(hits)} right of {sure.sum()} at >= {_SURE}, of {chosen.sum()} checked answers")
        for low, high in ((0, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.01)):
            inside = chosen & (found >= low) & (found < high)
            if inside.any():
                print(f"  {low:.2f}-{min(high, 1):.2f}: {inside.sum():5d} answers, said {found[inside].mean():.3f},"
                      f" were right {rows.right[inside].mean():.3f}")  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, report and, when asked, write."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.geocoding.calibrate", description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the numbers into rules/confidence.yaml")
    options = parser.parse_args(arguments)
    if reason := missing_data():
        print(f"skipped: {reason}")
        return 0
    names = list(load_rule("confidence")["base"])
    with loaded_register() as (settings, _):
        database = make_engine(settings)
        rows = collect(Ours(database, settings), names)
        database.dispose()
    report(rows, out_of_sample(rows, len(names), _LEAST))
    fitted = prudent(fit(rows, len(names), _LEAST))
    lines = {
        "base": "{" + ", ".join(f"{name}: {value:.2f}" for name, value in zip(names, fitted.bases, strict=True)) + "}",
        "doubts": "{" + ", ".join(f"{n}: {v:.2f}" for n, v in zip(DOUBTS, fitted.weights, strict=True)) + "}",
    }
    for key, line in lines.items():
        print(f"{key}: {line}")
    if options.write:
        old = TABLE.read_text(encoding="utf-8").splitlines()
        new = [f"{key}: {lines[key]}" if (key := line.split(":")[0]) in lines else line for line in old]
        TABLE.write_text("\n".join(new) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
