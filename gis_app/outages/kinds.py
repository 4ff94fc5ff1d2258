"""Which resource a text says is shut off, and which kinds of work cause that; data in ``kinds.yaml``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from gis_app.outages.notice import KINDS, Kind
from gis_app.works.classify import classify
from gis_app.works.rules import fold_text

PATH = Path(__file__).with_name("kinds.yaml")


@dataclass(frozen=True, slots=True)
class KindOfOutage:
    """`rules` are ids of spelling rules, `words` folded names, `causes` work types with their fit from 0 to 1."""

    rules: frozenset[str]
    words: frozenset[str]
    causes: Mapping[str, float]


@cache
def read_kinds() -> Mapping[Kind, KindOfOutage]:
    """All kinds by their code. A code that is not of `KINDS`, or one left out, raises ValueError."""
    document = yaml.safe_load(PATH.read_text(encoding="utf-8"))
    if set(document) != set(KINDS):
        raise ValueError(f"{PATH.name} must tell of {', '.join(KINDS)}")
    return {
        kind: KindOfOutage(
            frozenset(document[kind]["rules"]),
            frozenset(map(fold_text, document[kind]["words"])),
            document[kind]["causes"],
        )
        for kind in KINDS
    }


def kind_of(texts: Iterable[str | None]) -> Kind:
    """The kind that the first telling text names, by a source's own word or by the rules of spelling."""
    given = [text for text in texts if text and text.strip()]
    kinds = read_kinds()
    for text in given:
        for kind, known in kinds.items():
            if fold_text(text) in known.words:
                return kind
    rule = classify(given).rule_id
    return next((kind for kind, known in kinds.items() if rule in known.rules), "unknown")
