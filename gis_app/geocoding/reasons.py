"""The steps of an answer in words of one language."""

from collections.abc import Iterable

from gis_app.geocoding.outcome import Step
from gis_app.geocoding.rules import load_rule

_WORDS = load_rule("reasons")
_FIRST = "ru"


def in_words(steps: Iterable[Step], language: str = _FIRST) -> str:
    """One sentence: the steps joined by semicolons. A language without a text falls back to Russian."""
    sentences = []
    for step in steps:
        values = dict(step.values)
        if "kind" in values:
            kinds = _WORDS["kinds"].get(values["kind"], {})
            values["kind"] = kinds.get(language, kinds.get(_FIRST, values["kind"]))
        if "side" in values:
            sides = _WORDS["sides"].get(values["side"], {})
            values["side"] = sides.get(language, sides.get(_FIRST, values["side"]))
        texts = _WORDS[step.key]
        sentences.append(str(texts.get(language, texts[_FIRST])).format(**values))
    return "; ".join(dict.fromkeys(sentences))
