"""What speaks for and against an answer, as a few numbers of which none grows smaller when words are added."""

from collections.abc import Sequence
from math import log
from typing import NamedTuple

from gis_app.geocoding.outcome import Outcome
from gis_app.geocoding.tree import Phrase, Whole

DOUBTS = (
    "unlike",
    "missing",
    "unmatched",
    "several",
    "ambiguous",
    "jog",
    "slip",
    "loose",
    "bare",
    "unjoined",
    "dropped",
    "outside",
)
_LEAST_SCORE = 0.05
_MOST_LOOSE = 3
_MOST_UNMATCHED = 2
_MOST_SEVERAL = 4  # places of one text; a longer list is no worse
_MOST_BARE = 4
# A whole street for an unknown house, an open stretch: known to be a part of the truth at best.
_IN_PART = frozenset({"no_house", "segment_open", "segment_one_way", "contour_straight"})


class Words(NamedTuple):
    """What the words of a text leave open, beside the places that were found.

    `loose` words name something and were not used, `bare` ones say nothing known and stand in a text whose name has no
    kind word, `unjoined` names stand side by side with nothing between them, `dropped` ones are known, not used. What
    was found lies `outside` the districts that were named or given, by its share of the places.
    """

    loose: int = 0
    bare: int = 0
    unjoined: int = 0
    dropped: int = 0
    outside: float = 0.0


class Evidence(NamedTuple):
    """The kind of answer, its doubts (by the names in DOUBTS, 0 for none) and a ceiling for answers known in part."""

    match_type: str
    doubts: tuple[float, ...]
    ceiling: float = 1.0


def words_of(phrase: Phrase, *, outside: float = 0.0) -> Words:
    """The words of a phrase as they weigh on its answer."""
    nameless = any(isinstance(node, Whole) and node.name.kind is None for node in phrase.nodes)
    return Words(
        len(phrase.loose), len(phrase.unused) if nameless else 0, phrase.unjoined, len(phrase.dropped), outside
    )


def evidence_of(merged: Outcome, outcomes: Sequence[Outcome], words: Words | None = None) -> Evidence:
    """The evidence of one answer: `merged` is what is given, `outcomes` are the places of the text."""
    words = words or Words()
    located = [outcome for outcome in outcomes if outcome.geom is not None]
    scores = [max(outcome.score, _LEAST_SCORE) for outcome in located]
    steps = [step.key for outcome in located for step in outcome.steps]
    doubts = {
        "unlike": -log(min(scores, default=_LEAST_SCORE)),
        "missing": 1.0 - len(located) / max(len(outcomes), 1),
        "unmatched": float(min(_unmatched(located), _MOST_UNMATCHED)),
        "several": log(min(max(len(outcomes), 1), _MOST_SEVERAL)),
        "ambiguous": float(merged.ambiguous),
        "jog": float("jog" in steps or "gap" in steps),
        "slip": float("slip" in steps),
        "loose": float(min(words.loose, _MOST_LOOSE)),
        "bare": float(min(words.bare, _MOST_BARE)),
        "unjoined": float(min(words.unjoined, 1)),
        "dropped": float(min(words.dropped, 1)),
        "outside": words.outside,
    }
    in_part = [outcome.score for outcome in located if any(step.key in _IN_PART for step in outcome.steps)]
    return Evidence(merged.match_type, tuple(doubts[name] for name in DOUBTS), min(in_part, default=1.0))


def _unmatched(located: Sequence[Outcome]) -> int:
    """How many named parts of the places that were found are not in the register: an end, a side, a third street."""
    return sum(part.matched is None and part.role != "house" for outcome in located for part in outcome.parts)
