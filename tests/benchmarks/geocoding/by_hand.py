"""The phrases written by hand: 120 places that meet in the raw roads, as a journalist or a press service writes them.

``python -m tests.benchmarks.geocoding --by-hand [--rows]``. They were written without asking the geocoder and without
the wordings of the written evaluation.
"""

from collections.abc import Sequence

from tests.benchmarks.geocoding.engines import Engine
from tests.benchmarks.geocoding.intervals import share, table
from tests.benchmarks.geocoding.judged import JUDGED, Phrase, parts_of, read_csv, script_of
from tests.benchmarks.geocoding.raw_city import RawCity
from tests.benchmarks.geocoding.results import Scored
from tests.benchmarks.geocoding.scoring import score

BY_HAND = JUDGED.with_name("written_by_hand.csv")
KINDS = ("segment", "crossing", "contour", "street", "microdistrict", "district")
LANGUAGES = ("ru", "kk", "kk-Latn", "en")
# What the first run gave, before any rule was looked at: the honest figures.
FIRST_RUN = """\
| kind | ru | kk | kk-Latn | en | all | inexact | wrong | missed |
|--|--|--|--|--|--|--|--|--|
| segment | 4 of 9 | 9 of 11 | 5 of 5 | 9 of 10 | 77.1 % [63–89] | 2 | 2 | 4 |
| crossing | 7 of 7 | 8 of 9 | 4 of 4 | 6 of 7 | 92.6 % [81–100] | 0 | 2 | 0 |
| contour | 6 of 10 | 13 of 14 | 7 of 8 | 8 of 9 | 82.9 % [71–93] | 0 | 5 | 2 |
| street | 1 of 1 | 2 of 2 | 2 of 2 | 2 of 2 | 100.0 % [100–100] | 0 | 0 | 0 |
| microdistrict | 2 of 2 | 2 of 2 | 1 of 1 | 1 of 1 | 100.0 % [100–100] | 0 | 0 | 0 |
| district | 1 of 1 | 2 of 2 | – | 1 of 1 | 100.0 % [100–100] | 0 | 0 | 0 |
| all | 21 of 30 | 36 of 40 | 19 of 20 | 27 of 30 | 85.8 % [79–92] | 2 | 9 | 6 |
"""


def read_by_hand() -> list[Phrase]:
    """The phrases; all their names are on the network, so each of them counts."""
    return [
        Phrase(row["id"], script_of(row["text"], row["language"]), row["text"], None, "by hand", (row["kind"],),
               parts_of(row["parts"]), True, True)
        for row in read_csv(BY_HAND)
    ]  # fmt: skip


def measure_by_hand(city: RawCity, engine: Engine) -> list[Scored]:
    """Ask the engine every phrase."""
    asked = ((phrase, engine.geocode(phrase.text)) for phrase in read_by_hand())
    return [Scored(phrase, answer, score(city, phrase, answer)) for phrase, answer in asked]


def table_of(rows: Sequence[Scored]) -> str:
    """Right answers by kind and language, and what became of the others."""
    lines = []
    for kind in (*KINDS, "all"):
        mine = [row for row in rows if kind in (row.phrase.kind, "all")]
        cells = [kind]
        for language in (*LANGUAGES, "all"):
            right = [row.verdict.outcome == "right" for row in mine if language in (row.phrase.language, "all")]
            cells.append(f"{sum(right)} of {len(right)}" if right and language != "all" else share(right))
        outcomes = [row.verdict.outcome for row in mine]
        lines.append([*cells, *(str(outcomes.count(name)) for name in ("inexact", "wrong", "missed"))])
    return table(["kind", *LANGUAGES, "all", "inexact", "wrong", "missed"], lines)
