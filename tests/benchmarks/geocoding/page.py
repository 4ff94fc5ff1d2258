"""The page docs/geocoder_evaluation.md."""

import os
import platform
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from tests.benchmarks.geocoding import accuracy_tables as tables
from tests.benchmarks.geocoding import by_hand
from tests.benchmarks.geocoding.addresses import shares
from tests.benchmarks.geocoding.intervals import share, table
from tests.benchmarks.geocoding.judged import HALVES, LEARNT_FROM
from tests.benchmarks.geocoding.raw_city import RawCity
from tests.benchmarks.geocoding.results import Result, Scored

_HEAD = """# The geocoder, evaluated

`python -m tests.benchmarks.geocoding` measures everything anew and writes this page. It reads real city data from a
folder beside the checkout and skips, saying so, where they are absent.

The judged list (`tests/data/geocoding/judged.csv`) says for each of 471 announced works what its phrase names and
whether each name is in the register's files. It was made by reading the phrases and the raw files, with a folding of
names of its own, before any answer of the geocoder was looked at. Looking at the first answers led to four
corrections of the judge, which stand for all engines: «Кульжинский тракт» counts as «Кульджинский тракт»; «Терренкур»
is the street too; a microdistrict known from few houses reaches 250 m beyond them; a straight piece over a gap in a
street's raw name counts as on the street. Reference geometry is the raw line pieces and points of the names.

- **right**: every named part is within 150 m, and the place is the one meant: both ends of a stretch at the named
  streets and 90 % of the line on its street; the edge of an area along every side; a crossing where the streets meet;
- **inexact**: nothing named is far, but the place is not the one meant;
- **unchecked**: some of the names are not in the register, so only the others could be checked;
- **wrong**: a named part is farther than 150 m, or the answer is another kind of place;
- **missed**: no answer.

The tables of kinds count complete phrases whose names are all in the register. The announcements are split by a hash of
their source: rules are worked out on `dev` and `second`, `held` is reported and its texts are never looked at. `second`
was a part of the reported half until 2026-11-22; the figures on `dev` had run ahead of those on it, which means rules
fitted to phrases, so it was given up to learn from.
"""


def build_page(city: RawCity, results: Sequence[Result], facts: dict[str, Any]) -> str:
    """The whole page. `facts` are the register's counts and the timings (see __main__)."""
    ours = results[0]
    parts = [_HEAD, _measured(facts)]
    for half in reversed(HALVES):
        rows = [row for row in ours.phrases if row.phrase.half == half]
        parts.append(_half(city, half, rows))
    parts += [
        "## Confusion of kinds\n\nAll 471 phrases, also those with names the register does not hold.\n",
        tables.confusion(ours.phrases),
        _calibration(ours),
        _by_hand(facts["by_hand"]),
        _negatives(ours),
        _addresses(results, facts),
        _side_by_side(results, facts),
        _speed(facts),
        _wrong_answers(ours),
    ]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _measured(facts: dict[str, Any]) -> str:
    took = ", ".join(f"{name} {seconds} s" for name, seconds in facts["loading"].items())
    counts = ", ".join(f"{count} {kind}" for kind, count in facts["register"].items())
    return (
        f"Measured {datetime.now(UTC):%Y-%m-%d} on {os.cpu_count()} cores, Python {platform.python_version()}."
        f" Register: {counts}. Loaded by the ordinary commands: {took}."
    )


def _half(city: RawCity, half: str, rows: Sequence[Scored]) -> str:
    counting = sum(row.phrase.counts for row in rows)
    return "\n\n".join(
        [
            f"## The part `{half}`: {len(rows)} phrases, {counting} of them counting",
            "### By kind",
            tables.by_kind(rows),
            tables.apart_note(city, rows),
            "### By language",
            tables.by_language(rows),
            "### Wrong answers, all phrases",
            tables.wrong_share(rows),
        ]
    )


def _calibration(ours: Result) -> str:
    held = [row for row in ours.phrases if row.phrase.half == "held"]
    return "\n\n".join(
        [
            "## Calibration",
            f"Precision at confidence ≥ {tables.SURE}: {tables.sure_precision(held)} on `held`,"
            f" {tables.sure_precision(ours.phrases)} on all phrases; to reach: 97 %.",
            "The confidence is a logistic function of the doubts of an answer. Its numbers"
            " (`gis_app/geocoding/rules/confidence.yaml`) are fitted by"
            " `python -m tests.benchmarks.geocoding.calibrate`, which prints its precision out of sample, to `dev`,"
            " `second` and written phrases; `held` takes no part.",
            "`held`:",
            tables.calibration(held),
            "All phrases:",
            tables.calibration(ours.phrases),
        ]
    )


def _by_hand(rows: Sequence[Scored]) -> str:
    return "\n\n".join(
        [
            "## Phrases written by hand",
            f"{len(rows)} phrases (`tests/data/geocoding/written_by_hand.csv`) for places that meet in the raw roads,"
            " written without asking the geocoder. The first run, before any rule was looked at, is the honest figure:",
            by_hand.FIRST_RUN,
            "Now, after the causes were mended by general rules:",
            by_hand.table_of(rows),
        ]
    )


def _negatives(ours: Result) -> str:
    lines = []
    for why in dict.fromkeys(row.why for row in ours.negatives):
        mine = [row for row in ours.negatives if row.why == why]
        answered = sum(row.answer.geom is not None for row in mine)
        lines.append([why, len(mine), answered, share([row.accepted(ours.accepts_from) for row in mine])])
    accepted = [row.accepted(ours.accepts_from) for row in ours.negatives]
    answered = sum(row.answer.geom is not None for row in ours.negatives)
    lines.append(["all", len(accepted), answered, share(accepted)])
    fresh = [row.accepted(ours.accepts_from) for row in ours.fresh]
    answered_fresh = sum(row.answer.geom is not None for row in ours.fresh)
    lines.append(["fresh, of all these sorts", len(fresh), answered_fresh, share(fresh)])
    shown = [f"- «{row.text}» → {row.answer.match_type} {row.answer.confidence}" for row in ours.negatives
             if row.answer.geom is not None]  # fmt: skip
    return "\n\n".join(
        [
            "## Negatives",
            f"Strings that name no place of the register. Accepted: answered at confidence ≥ {ours.accepts_from};"
            " to reach: ≤ 2 %. Fresh ones were written without having asked the geocoder, and no rule was fitted to"
            " them: their texts are not shown.",
            table(["why", "strings", "answered at all", "accepted [95 %]"], lines),
            "Answered at all:",
            "\n".join(shown) or "none",
        ]
    )


def _addresses(results: Sequence[Result], facts: dict[str, Any]) -> str:
    measured = {result.name: shares(result.addresses) for result in results}
    aims = {"right street": "≥ 93 %", "within 100 m": "≥ 35 %", "exact house found: within 50 m": "≥ 85 %"}
    lines = []
    for name in measured[results[0].name]:
        cells = [f"{share(mine[name])} of {len(mine[name])}" for mine in measured.values()]
        lines.append([name, *cells, aims.get(name, "")])
    found = Counter(row.match_type for row in results[0].addresses)
    kinds = ", ".join(f"{kind} {count}" for kind, count in found.most_common())
    return "\n\n".join(
        [
            "## Addresses",
            f"{len(results[0].addresses)} address strings with trusted points, disjoint from the register, which"
            f" holds {facts['register']['houses']} houses: most of the asked houses are not in it. A whole street"
            " is measured at its middle. The right street: the answer bears the asked name (or its old or new one) and"
            " lies within 3 km of the true point.",
            table(["measure", *measured, "to reach"], lines),
            f"Match types of {results[0].name}: {kinds}.",
            "Too few of these addresses are in the register to judge the last line. So the register's own houses are"
            " asked for: every third one as it is written, and again while it is hidden (a twentieth at a time; the"
            " first table, then the second). Tier A are the city's lists, whose points stand in the yards; tier B was"
            " placed by a machine. Two houses written alike have one answer, so not every one is at its very place.",
            facts["hidden"],
        ]
    )


def _side_by_side(results: Sequence[Result], facts: dict[str, Any]) -> str:
    lines = []
    for result in results:
        counting = [row for row in result.phrases if row.phrase.counts]
        streets = [row for row in counting if row.phrase.kind == "street"]
        answered = [row for row in result.phrases if row.answered]
        lines.append(
            [
                result.name,
                share([row.verdict.first_near for row in counting]),
                share(tables.right(counting)),
                share(tables.right(streets)),
                share([row.verdict.outcome == "wrong" for row in answered]),
                share([row.accepted(result.accepts_from) for row in result.negatives]),
                f"{result.rate:.0f}",
            ]
        )
    header = ["engine", "first name within 150 m", "right, all kinds", "right, whole streets", "wrong, of answers",
              "negatives accepted", "strings/s"]  # fmt: skip
    notes = [note for note in facts["left_out"] if note]
    return "\n\n".join(
        [
            "## Side by side",
            "The same strings, register and core in one run; all phrases. The peers know no stretches, crossings or"
            " areas. Negatives accepted: at confidence "
            + ", ".join(f"≥ {result.accepts_from} ({result.name})" for result in results) + ".",
            table(header, lines),
            *notes,
            "Nominatim was left out: it needs its own import from OSM data with areas, which the network file is not.",
        ]
    )  # fmt: skip


def _speed(facts: dict[str, Any]) -> str:
    load, typing, made_up = facts["load"], facts["typing"], facts["fuzzed"]
    all_hits = [hit for hits in typing["hits"].values() for hit in hits]
    lines = [
        ["strings per second, one core, generated addresses (first pass)", load["strings_per_s_first"], ""],
        ["other such addresses, first pass, by processor time", load["strings_per_cpu_s_first"], ""],
        ["the same strings again, their words remembered (median of 3)", load["strings_per_s"], "≥ 4,000"],
        ["the same strings again, by processor time (median of 3)", load["strings_per_cpu_s"], ""],
        ["real phrases per second, one core (median of 3)", load["phrases_per_s"], ""],
        ["index build, s (median of 3)", load["build_s"], "≤ 2"],
        ["index build, s of processor time in Python", load["build_cpu_s"], ""],
        ["memory of the index, MB", load["memory_mb"], "≤ 200"],
        ["the whole process after three builds and all answers, MB", load["process_mb"], ""],
    ]
    ahead = [
        ["p50, ms", f"{typing['p50_ms']:.2f}", ""],
        ["p95, ms", f"{typing['p95_ms']:.2f}", "≤ 2"],
        ["p95, ms of processor time", f"{typing['p95_busy_ms']:.2f}", ""],
        ["among 8 after five letters, all", f"{share(all_hits)} of {len(all_hits)}", "≥ 85 %"],
        *[[f"among 8, {language}", f"{share(hits)} of {len(hits)}", ""] for language, hits in typing["hits"].items()],
    ]
    return "\n\n".join(
        [
            f"## Speed with {load['houses']} addresses",
            "The real streets with houses drawn along them; its own process. Other programs share the machine: its load"
            f" was {facts['machine_load']:.1f} on {os.cpu_count()} cores, so figures by the wall's clock are low.",
            table(["figure", "measured", "to reach"], lines),
            "## Autocomplete",
            "Names of the register, drawn by language (`latin`: Russian names in a common English spelling); the first"
            " five letters without the kind word are typed, no position is given. Any place of that very name counts.",
            table(["figure", "measured", "to reach"], ahead),
            "## Made-up texts",
            f"{made_up['texts']} texts of up to 2,000 signs of any Unicode, with pieces of real phrases between them."
            " An answer takes"
            f" {made_up['p50_ms']:.1f} ms of processor time in the middle, {made_up['p99_ms']:.1f} ms in 99 of 100,"
            f" {made_up['longest_ms']:.1f} ms at the longest; a text gave at most {made_up['tokens']:.0f} tokens and"
            f" {made_up['candidates']:.0f} candidates of all its names together.",
        ]
    )


def _wrong_answers(ours: Result) -> str:
    wrong = [row for row in ours.phrases if row.verdict.outcome in ("wrong", "inexact")]
    wrong.sort(key=lambda row: -row.answer.confidence)
    lines = [
        f"- {row.phrase.id} «{row.phrase.text}» → {row.answer.match_type} {row.answer.confidence}: {row.verdict.reason}"
        for row in wrong
        if row.phrase.half in LEARNT_FROM
    ]
    held = [
        f"{row.phrase.id} ({row.phrase.kind} → {row.answer.match_type} {row.answer.confidence})"
        for row in wrong
        if row.phrase.half == "held"
    ]
    missed = Counter(
        "some names are not in the register" if not row.phrase.all_names_known else "all names are known"
        for row in ours.phrases
        if row.verdict.outcome == "missed"
    )
    return "\n\n".join(
        [
            "## Wrong and inexact answers",
            "Of `dev` and `second`, surest first. Those of `held` are given without their texts, lest rules be fitted"
            " to them.",
            "\n".join(lines) or "none",
            "`held`: " + ("; ".join(held) or "none") + ".",
            "Missed: " + ", ".join(f"{count} where {why}" for why, count in missed.items()) + ".",
        ]
    )
