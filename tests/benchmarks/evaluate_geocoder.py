"""Evaluates the geocoder on real announcements: ``python -m tests.benchmarks.evaluate_geocoder [--half dev|held|all]``.

Reads ``../shared/data/almaty`` (left out of the project; the script says so and ends when it is absent). The
register is loaded into the database of the settings by the ordinary commands before; see docs/benchmarks.md. The 471
announcements are split in two by their source's address: rules are worked out on `dev`, figures are reported on `held`.
"""

import argparse
import csv
import hashlib
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from gis_app.db.embedded import ensure_database
from gis_app.db.session import make_engine, session_scope
from gis_app.geocoding.answer import Answer
from gis_app.geocoding.geocoder import Geocoder
from gis_app.geocoding.load import load_register
from gis_app.settings import get_settings

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"
ANNOUNCEMENTS = SHARED / "almaty" / "announcements.csv"
ADDRESSES = SHARED / "eval" / "addresses_dev.csv"
SAME_KIND = {
    "segment": {"segment"},
    "intersection": {"intersection"},
    "contour": {"contour"},
    "street": {"street"},
    "microdistrict": {"microdistrict"},
    "landmark": {"landmark"},
    "address": {"rooftop", "corner", "rooftop_base", "interpolated", "multi"},
    "addresses": {"rooftop", "corner", "rooftop_base", "interpolated", "multi"},
    "district": {"district"},
}


def half_of(url: str) -> str:
    """`dev` or `held`: rows of one source stay together."""
    return "dev" if int(hashlib.md5(url.encode(), usedforsecurity=False).hexdigest(), 16) % 2 == 0 else "held"


def read_csv(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file as dictionaries."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def evaluate(geocoder: Geocoder, rows: Iterable[dict[str, str]]) -> dict[str, list[tuple[dict[str, str], Answer]]]:
    """Answers by the kind that a person gave the text."""
    by_kind: dict[str, list[tuple[dict[str, str], Answer]]] = defaultdict(list)
    for row in rows:
        by_kind[row["location_kind"]].append((row, geocoder.geocode(row["location_raw"], row["district"] or None)))
    return by_kind


def print_table(by_kind: dict[str, list[tuple[dict[str, str], Answer]]]) -> None:
    """One line per kind: located, of the same kind, confident, ambiguous."""
    print(f"{'kind':14}{'n':>5}{'located':>9}{'%':>5}{'same kind':>11}{'%':>5}{'>=0.8':>7}{'ambig.':>8}")
    total: Counter[str] = Counter()
    for kind, answers in sorted(by_kind.items(), key=lambda item: -len(item[1])):
        counts = Counter[str]()
        counts["n"] = len(answers)
        for _, answer in answers:
            counts["located"] += answer.geom is not None
            counts["same"] += answer.match_type in SAME_KIND.get(kind, {answer.match_type} - {"none"})
            counts["confident"] += answer.confidence >= 0.8
            counts["ambiguous"] += answer.ambiguous
        total += counts
        print_line(kind, counts)
    print_line("all", total)


def print_line(kind: str, counts: Counter[str]) -> None:
    """A line of the table."""
    n = max(counts["n"], 1)
    print(
        f"{kind:14}{counts['n']:>5}{counts['located']:>9}{100 * counts['located'] // n:>5}{counts['same']:>11}"
        f"{100 * counts['same'] // n:>5}{counts['confident']:>7}{counts['ambiguous']:>8}"
    )


def print_rows(by_kind: dict[str, list[tuple[dict[str, str], Answer]]], *, everything: bool) -> None:
    """The unlocated texts with their reasons; all answers when `everything`."""
    for kind, answers in by_kind.items():
        for row, answer in answers:
            same = answer.match_type in SAME_KIND.get(kind, {answer.match_type})
            if everything or answer.geom is None or not same:
                print(f"\n[{kind}] {row['location_raw']}  ({row['district']})\n    person: {row['parsed']}")
                doubt = "AMBIGUOUS " if answer.ambiguous else ""
                print(f"    {answer.match_type} {answer.confidence} {doubt}{answer.reason()}")
                print(f"    {[tuple(part) for part in answer.parts]} unused: {' '.join(answer.unused)}")


def evaluate_addresses(geocoder: Geocoder) -> None:
    """The address strings with trusted points: found by type, within 50 and 100 m."""
    to_metric = geocoder.register.frame.point_to_metric
    found: dict[str, list[float]] = defaultdict(list)
    rows = read_csv(ADDRESSES)
    for row in rows:
        answer = geocoder.geocode(row["address"])
        distance = -1.0
        if answer.geom is not None:
            from shapely import Point

            true = Point(to_metric(float(row["lon"]), float(row["lat"])))
            distance = geocoder.register.frame.metric(answer.geom).distance(true)
        found[answer.match_type].append(distance)
    print(f"\naddresses: {len(rows)}")
    for match_type, distances in sorted(found.items(), key=lambda item: -len(item[1])):
        near = sum(0 <= distance <= 50 for distance in distances)
        less_near = sum(0 <= distance <= 100 for distance in distances)
        print(f"  {match_type:14}{len(distances):>5}   within 50 m {near:>4}   within 100 m {less_near:>4}")


def main() -> int:
    """Print the evaluation; 0 also when the data is absent, with the reason."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("dev", "held", "all"), default="held")
    parser.add_argument("--rows", choices=("none", "misses", "all"), default="none")
    parser.add_argument("--jsonl", type=Path, help="write the answers there")
    options = parser.parse_args()
    if not ANNOUNCEMENTS.exists():
        print(f"skipped: {ANNOUNCEMENTS} is not there; the evaluation needs the shared data beside the checkout")
        return 0
    settings = get_settings()
    with ensure_database(settings) as url:
        engine = make_engine(settings, url)
        with session_scope(engine) as session:
            begin = time.perf_counter()
            register = load_register(session, settings.metric_srid)
            took = time.perf_counter() - begin
        engine.dispose()
    kinds = Counter(target.kind for target in register.targets)
    print(f"register: {dict(kinds)}, {len(register.houses)} houses, built in {took:.2f} s")
    geocoder = Geocoder(register, {settings.city_name_ru, settings.city_name_kk, settings.city_name_en})
    rows = [row for row in read_csv(ANNOUNCEMENTS) if options.half in ("all", half_of(row["source_url"]))]
    begin = time.perf_counter()
    by_kind = evaluate(geocoder, rows)
    first = time.perf_counter() - begin
    begin = time.perf_counter()
    evaluate(geocoder, rows)
    again = time.perf_counter() - begin
    print(f"{len(rows)} texts: first {len(rows) / first:.0f}/s, again {len(rows) / again:.0f}/s")
    print_table(by_kind)
    if options.rows != "none":
        print_rows(by_kind, everything=options.rows == "all")
    if options.jsonl:
        options.jsonl.write_text(
            "".join(
                json.dumps(_line(row, answer), ensure_ascii=False) + "\n" for a in by_kind.values() for row, answer in a
            )
        )
    evaluate_addresses(geocoder)
    return 0


def _line(row: dict[str, str], answer: Answer) -> dict[str, Any]:
    return {"kind": row["location_kind"], "text": row["location_raw"], **answer.as_json(row["id"])}


if __name__ == "__main__":
    sys.exit(main())
