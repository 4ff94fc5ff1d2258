"""From evidence to a confidence: how often answers of such evidence were right.

A logistic function whose numbers were fitted and are kept in ``rules/confidence.yaml``. Every doubt only lowers it.
"""

from functools import lru_cache
from math import exp

from gis_app.geocoding.evidence import DOUBTS, Evidence
from gis_app.geocoding.rules import load_rule

_TABLE = load_rule("confidence")
_BASE = {kind: float(value) for kind, value in _TABLE["base"].items()}
_WEIGHTS = tuple(float(_TABLE["doubts"][name]) for name in DOUBTS)
_HOUSES = {kind: float(value) for kind, value in _TABLE["houses"].items()}
_MOST = {name: float(value) for name, value in _TABLE["most"].items()}
_OF_WORDS = frozenset({"loose", "bare", "unjoined", "dropped"})
_SOFTER = 10.0  # houses are not fitted: words weigh a tenth on them of what they weigh elsewhere


@lru_cache(maxsize=20_000)
def confidence_of(evidence: Evidence) -> float:
    """0–1 with three decimals; an ambiguous answer and one known in part have a ceiling."""
    doubts = dict(zip(DOUBTS, evidence.doubts, strict=True))
    weighed = sum(weight * doubt for weight, doubt in zip(_WEIGHTS, evidence.doubts, strict=True))
    if evidence.match_type in _HOUSES:
        likeness = exp(-doubts["unlike"]) * max(1.0 - doubts["missing"] / 2, 0.0)
        words = sum(weight * doubts[name] for name, weight in zip(DOUBTS, _WEIGHTS, strict=True) if name in _OF_WORDS)
        value = _HOUSES[evidence.match_type] * likeness * exp(-words / _SOFTER)
        value = min(value, _MOST.get(evidence.match_type, 1.0))
    else:
        value = 1.0 / (1.0 + exp(weighed - _BASE[evidence.match_type]))
    if evidence.ceiling < 1.0:
        value = min(value, evidence.ceiling * _MOST["in_part"])
    if doubts["ambiguous"]:
        value = min(value, _MOST["ambiguous"])
    return round(min(value, _MOST["any"]), 3)
