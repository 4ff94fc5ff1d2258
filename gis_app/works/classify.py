"""From a plan's free text to a work type, an outage or a notice, and the name of the rule that said so.

The rules are data in `classification/` (its README tells their form). An unknown text stays unknown: it becomes an
issue on its row and is never given a default type.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from gis_app.works.rules import Rule, RuleBook, fold_text, read_rule_book
from layers.work_types import Vocabulary, read_vocabulary

Kind = Literal["work", "outage", "notice", "unknown"]


@dataclass(frozen=True, slots=True)
class Classification:
    """What a text is about. `code` is set for a work only; `rule_id` is None when nothing matched.

    `text` is the one that decided, as it was given.
    """

    kind: Kind
    code: str | None = None
    rule_id: str | None = None
    text: str | None = None
    is_emergency: bool = False


def classify(texts: Iterable[str | None]) -> Classification:
    """The classification of a row by its texts, the most telling text first.

    The first text that says anything decides; the other texts only tell whether it is an emergency. Empty texts are
    passed over.
    """
    given = [text for text in texts if text and text.strip()]
    is_emergency = any(_mentions_emergency(fold_text(text)) for text in given)
    for text in given:
        found = _classify_text(text)
        if found is not None:
            result, rule_id = found
            if result in ("outage", "notice"):
                kind: Kind = "outage" if result == "outage" else "notice"
                return Classification(kind, None, rule_id, text, is_emergency)
            return Classification("work", result, rule_id, text, is_emergency)
    return Classification("unknown", is_emergency=is_emergency)


@lru_cache(maxsize=8192)
def _classify_text(text: str) -> tuple[str, str] | None:
    folded = fold_text(text)
    named = _named_types(read_vocabulary()).get(folded)
    if named is not None:
        return named
    for spelling in _spellings(folded):
        for rule in _book().rules:
            if rule_matches(rule, spelling):
                return rule.result, rule.id
    return None


def rule_matches(rule: Rule, folded: str) -> bool:
    """Whether a rule catches a text that `fold_text` has folded."""
    found = rule.any.search(folded)
    if found is None:
        return False
    if rule.never is not None and rule.never.search(folded):
        return False
    if rule.before is None:
        return True
    rival = rule.before.search(folded)
    return rival is None or found.start() <= rival.start()


def _spellings(folded: str) -> tuple[str, ...]:
    """The text itself and, when it holds letters of a Latin Kazakh alphabet, its Cyrillic spelling."""
    book = _book()
    if not book.latin_marks.search(folded):
        return (folded,)
    return folded, re.sub(book.latin_letters, lambda found: book.to_cyrillic[found.group()], folded)


@lru_cache(maxsize=8192)
def _mentions_emergency(folded: str) -> bool:
    return _book().emergency.search(folded) is not None


@cache
def _named_types(vocabulary: Vocabulary) -> dict[str, tuple[str, str]]:
    """Texts that are a type's own code, number or title: no spelling rule is needed for them."""
    named: dict[str, tuple[str, str]] = {}
    for work_type in vocabulary.types:
        for titles in (work_type.short, work_type.title):
            for title in (titles.kk, titles.ru, titles.en):
                named[fold_text(title)] = (work_type.code, "title")
    for work_type in vocabulary.types:
        named[str(work_type.number)] = (work_type.code, "number")
        named[fold_text(work_type.code)] = (work_type.code, "code")
    return named


def _book() -> RuleBook:
    return read_rule_book()
