"""``python -m tests.benchmarks.geocoding``: evaluate the geocoder and write docs/geocoder_evaluation.md.

``--quick`` leaves out the peers, the speed and the page: only the accuracy tables are printed. ``--half dev`` shows
part; ``--rows`` lists what was wrong, inexact or missed on `dev` and `second`, never on `held`. ``--written`` asks
phrases drawn from the raw roads instead, ``--by-hand`` those that a person wrote.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Engine as Database
from sqlalchemy import text

from gis_app.db.session import make_engine
from gis_app.settings import Settings
from tests.benchmarks.geocoding import accuracy_tables as tables
from tests.benchmarks.geocoding import fuzzed, hidden_houses, typing_ahead
from tests.benchmarks.geocoding.addok import running_addok
from tests.benchmarks.geocoding.addresses import shares
from tests.benchmarks.geocoding.by_hand import measure_by_hand, table_of
from tests.benchmarks.geocoding.engines import Ours
from tests.benchmarks.geocoding.intervals import share
from tests.benchmarks.geocoding.judged import HALVES, LEARNT_FROM, read_phrases
from tests.benchmarks.geocoding.page import build_page
from tests.benchmarks.geocoding.raw_city import RawCity
from tests.benchmarks.geocoding.results import Result, Scored, measure
from tests.benchmarks.geocoding.stage import ROOT, loaded_register, missing_data
from tests.benchmarks.geocoding.trigram import Trigram
from tests.benchmarks.geocoding.written import DEVELOPMENT_SEED, measure_written, tables_of

PAGE = ROOT / "docs" / "geocoder_evaluation.md"
_COUNTS = {
    "streets": "SELECT count(*) FROM streets",
    "street names": "SELECT count(*) FROM street_names",
    "houses": "SELECT count(*) FROM houses",
    "microdistricts": "SELECT count(*) FROM places WHERE kind = 'microdistrict'",
    "parks and landmarks": "SELECT count(*) FROM places WHERE kind IN ('park', 'landmark')",
    "districts": "SELECT count(*) FROM districts",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the evaluation; 0 also when the data are absent, with the reason."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.geocoding", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="accuracy only, on the terminal")
    parser.add_argument("--half", choices=(*HALVES, "all"), default="all", help="with --quick")
    parser.add_argument("--rows", action="store_true", help="with --quick: list what went wrong on dev, second")
    parser.add_argument(
        "--written", nargs="?", type=int, const=1500, metavar="N", help="N phrases drawn from the roads"
    )
    parser.add_argument("--by-hand", action="store_true", help="the phrases written by hand")
    parser.add_argument("--seed", type=int, default=DEVELOPMENT_SEED, help="with --written")
    options = parser.parse_args(arguments)
    reason = missing_data()
    if reason:
        print(f"skipped: {reason}")
        return 0
    with loaded_register() as (settings, loading):
        database = make_engine(settings)
        try:
            if options.written:
                written(database, settings, options.written, options.seed, rows=options.rows)
            elif options.by_hand:
                by_hand(database, settings, rows=options.rows)
            elif options.quick:
                quick(database, settings, options.half, rows=options.rows)
            else:
                page = whole(database, settings, loading)
                PAGE.write_text(page, encoding="utf-8")
                print(page)
        finally:
            database.dispose()
    return 0


def quick(database: Database, settings: Settings, half: str, *, rows: bool) -> None:
    """The accuracy of the geocoder alone, in seconds."""
    result = measure(RawCity(), read_phrases(), Ours(database, settings))
    for name in HALVES if half == "all" else (half,):
        mine = [row for row in result.phrases if row.phrase.half == name]
        print(f"\n{name}\n{tables.by_kind(mine)}\n{tables.by_language(mine)}\n{tables.wrong_share(mine)}")
        print(f"precision at >= {tables.SURE}: {tables.sure_precision(mine)}")
        if rows and name in LEARNT_FROM:
            print_rows(mine)
    accepted = [row.accepted(result.accepts_from) for row in result.negatives]
    print(f"\nnegatives accepted: {share(accepted)} of {len(accepted)}")
    fresh = [row.accepted(result.accepts_from) for row in result.fresh]
    print(f"fresh negatives accepted: {share(fresh)} of {len(fresh)}")
    for measure_name, hits in shares(result.addresses).items():
        print(f"addresses, {measure_name}: {share(hits)} of {len(hits)}")


def written(database: Database, settings: Settings, count: int, seed: int, *, rows: bool) -> None:
    """The accuracy on phrases written for places that were drawn."""
    scored = measure_written(RawCity(), Ours(database, settings), count, seed)
    print(f"seed {seed}, {count} phrases\n\n{tables_of(scored)}\n\n{tables.wrong_share(scored)}")
    print(f"precision at >= {tables.SURE}: {tables.sure_precision(scored)}")
    if rows:
        print_rows(scored)


def by_hand(database: Database, settings: Settings, *, rows: bool) -> None:
    """The accuracy on phrases written by hand."""
    scored = measure_by_hand(RawCity(), Ours(database, settings))
    print(f"{table_of(scored)}\n\n{tables.wrong_share(scored)}")
    print(f"precision at >= {tables.SURE}: {tables.sure_precision(scored)}")
    if rows:
        print_rows(scored)


def print_rows(rows: Sequence[Scored]) -> None:
    """What was not right, surest first."""
    for row in sorted(rows, key=lambda row: (row.verdict.outcome, -row.answer.confidence)):
        if row.verdict.outcome in ("wrong", "inexact") or (row.verdict.outcome == "missed" and row.phrase.counts):
            answer = f"{row.answer.match_type} {row.answer.confidence}"
            print(f"{row.verdict.outcome} {row.phrase.id} [{row.phrase.kind}] «{row.phrase.text}» → {answer}: "
                  f"{row.verdict.reason}")  # fmt: skip


def whole(database: Database, settings: Settings, loading: dict[str, float]) -> str:
    """All measurements, as the page."""
    city, phrases = RawCity(), read_phrases()
    with database.connect() as connection:
        counts = {name: int(connection.execute(text(query)).scalar_one()) for name, query in _COUNTS.items()}
    ours = Ours(database, settings)
    results: list[Result] = [measure(city, phrases, ours)]
    trigram = Trigram(database)
    results.append(measure(city, phrases, trigram))
    trigram.close()
    left_out = []
    with running_addok(database) as addok:
        if isinstance(addok, str):
            left_out.append(addok)
        else:
            results.append(measure(city, phrases, addok))
    facts: dict[str, Any] = {
        "loading": loading,
        "register": counts,
        "left_out": left_out,
        "typing": typing_ahead.measure(database, ours.geocoder),
        "fuzzed": fuzzed.measure(ours.geocoder, [phrase.text for phrase in phrases]),
        "hidden": hidden_houses.measure(database, settings),
        "by_hand": measure_by_hand(city, ours),
        "load": _full_register(settings),
        "machine_load": os.getloadavg()[0],
    }
    return build_page(city, results, facts)


def _full_register(settings: Settings) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.geocoding.full_register", str(settings.database_url)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"the full register failed: {done.stderr[-2000:]}")
    measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return measured


if __name__ == "__main__":
    sys.exit(main())
