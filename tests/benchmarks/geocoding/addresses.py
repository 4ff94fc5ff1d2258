"""Address strings with trusted points: is the street right, how near is the point."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from shapely import Point

from tests.benchmarks.geocoding.engines import Engine
from tests.benchmarks.geocoding.folding import words_of
from tests.benchmarks.geocoding.judged import read_csv
from tests.benchmarks.geocoding.raw_city import metres
from tests.benchmarks.geocoding.stage import CITY, SHARED

_ELSEWHERE_M = 3_000.0  # a street of the same name farther from the true point is another one
_EXACT = frozenset({"rooftop", "corner"})

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class AddressScore:
    """One address: what was answered and how far, in metres, the answer is from the true point (None: no answer)."""

    address: str
    label: str
    match_type: str
    confidence: float
    street_right: bool
    distance_m: float | None

    @property
    def exact(self) -> bool:
        """True when the answer says that it found the very house."""
        return self.match_type in _EXACT


def asked_name(address: str) -> Words:
    """The folded words of the street or microdistrict of an address such as ``ул.Абая, 10``."""
    name = address.rsplit(",", 1)[0]
    return frozenset(words_of(re.sub(r"^(?:бульв|пл)\.", " ", name.replace(".", ". "))))


def other_names() -> dict[Words, set[Words]]:
    """Old and new names of renamed streets, both ways, as folded words."""
    others: dict[Words, set[Words]] = defaultdict(set)
    for row in read_csv(CITY / "renamed_streets.csv"):
        old = frozenset(words_of(re.sub(r"\([^)]*\)", " ", row["old_ru"])))
        for name in filter(None, (row["new_ru"], row["new_kk"])):
            new = frozenset(words_of(name))
            others[old].add(new)
            others[new].add(old)
            for word in new:
                others[frozenset({word})].add(old)  # «Озтюрка» alone stands for «Озтюрка Мустафы»
    return others


def same_name(asked: Words, label: str, others: dict[Words, set[Words]]) -> bool:
    """True when the label has all words of the asked name, or the asked name all of the label's, or by renaming."""
    told = frozenset(words_of(label.split(",")[0]))
    return any(
        bool(wanted and told) and (_within(wanted, told) or _within(told, wanted))
        for wanted in (asked, *others.get(asked, ()))
    )


def _within(some: Words, all_of: Words) -> bool:
    return all(any(_alike(word, other) for other in all_of) for word in some)


def _alike(one: str, other: str) -> bool:
    """The same word but for its ending: «Байтурсынулы» and «Байтурсынова»."""
    shorter, longer = sorted((one, other), key=len)
    return one == other or (len(shorter) >= 6 and longer.startswith(shorter) and len(longer) - len(shorter) <= 2)


def score_addresses(engine: Engine) -> list[AddressScore]:
    """All rows of ``eval/addresses_dev.csv``.

    The right street: the answer's label is the asked name, and the answer lies within 3 km of the true point, so
    that a street of the same name elsewhere is wrong. A whole street or microdistrict is measured at its middle.
    """
    others = other_names()
    scores = []
    for row in read_csv(SHARED / "eval" / "addresses_dev.csv"):
        answer = engine.geocode(row["address"])
        true = metres(Point(float(row["lon"]), float(row["lat"])))
        near = middle = None
        if answer.geom is not None:
            place = metres(answer.geom)
            near = float(place.distance(true))
            middle = float(place.centroid.distance(true)) if place.length else near
        right = (
            near is not None and near <= _ELSEWHERE_M and same_name(asked_name(row["address"]), answer.label, others)
        )
        scores.append(AddressScore(row["address"], answer.label, answer.match_type, answer.confidence, right, middle))
    return scores


def shares(scores: Iterable[AddressScore]) -> dict[str, list[bool]]:
    """The measures of the table as lists of hits."""
    rows = list(scores)
    return {
        "right street": [row.street_right for row in rows],
        "within 100 m": [row.distance_m is not None and row.distance_m <= 100 for row in rows],
        "within 50 m": [row.distance_m is not None and row.distance_m <= 50 for row in rows],
        "exact house found: within 50 m": [
            row.distance_m is not None and row.distance_m <= 50 for row in rows if row.exact
        ],
    }
