"""Reader of the spelling rules in `classification/*.yaml`: patterns become regular expressions once per process."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

RULES_FOLDER = Path(__file__).with_name("classification")
_NEXT_WORD = r"(?:\w*\W+)"
_WORDS_BETWEEN = r"\w*(?:\W+\w+){0,4}?\W+"
_WHOLE_WORD = re.compile(r"(?<!\?)!")  # but not the one of a look-ahead


@dataclass(frozen=True, slots=True)
class Rule:
    """One spelling rule; `result` is a work type code, "outage" or "notice"."""

    id: str
    result: str
    any: re.Pattern[str]
    never: re.Pattern[str] | None
    before: re.Pattern[str] | None
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All rules in the order in which they are tried, and the letters of Latin Kazakh."""

    rules: tuple[Rule, ...]
    emergency: re.Pattern[str]
    latin_marks: re.Pattern[str]
    latin_letters: re.Pattern[str]
    to_cyrillic: Mapping[str, str]


def fold_text(text: str) -> str:
    """Small letters, ё as е, underscores and runs of spaces as one space."""
    return " ".join(text.casefold().replace("ё", "е").replace("_", " ").split())


def compile_patterns(patterns: Sequence[str]) -> re.Pattern[str]:
    """One expression for a list of patterns of word beginnings (the form is told in `classification/README.md`)."""
    return re.compile("|".join(f"(?:{_expression(pattern)})" for pattern in patterns))


def _expression(pattern: str) -> str:
    spaced = pattern.replace(" .. ", _WORDS_BETWEEN).replace(" ", _NEXT_WORD)
    return r"(?<!\w)(?:" + _WHOLE_WORD.sub(r"(?!\\w)", spaced) + ")"


@cache
def read_rule_book(folder: Path = RULES_FOLDER) -> RuleBook:
    """The rules of a folder. A rule id that stands twice or an undeclared named list raises ValueError."""
    order = _yaml(folder / "order.yaml")
    rules = tuple(_rule(entry, order["lists"]) for name in order["files"] for entry in _yaml(folder / name))
    ids = [rule.id for rule in rules]
    if len(set(ids)) != len(ids):
        raise ValueError(f"a spelling rule stands twice in {folder.name}")
    letters: dict[str, str] = order["latin_kazakh"]
    return RuleBook(
        rules=rules,
        emergency=compile_patterns(order["emergency"]),
        latin_marks=re.compile("[" + "".join(key for key in letters if not key.isascii()) + "]"),
        latin_letters=re.compile("|".join(sorted(map(re.escape, letters), key=len, reverse=True))),
        to_cyrillic=letters,
    )


def _rule(entry: Mapping[str, Any], lists: Mapping[str, Sequence[str]]) -> Rule:
    unknown = set(entry) - {"id", "result", "any", "not", "before", "examples"}
    if unknown:
        raise ValueError(f"rule {entry.get('id')} has unknown fields {sorted(unknown)}")
    return Rule(
        id=entry["id"],
        result=entry["result"],
        any=compile_patterns(_expanded(entry["any"], lists)),
        never=_optional(entry.get("not"), lists),
        before=_optional(entry.get("before"), lists),
        examples=tuple(entry["examples"]),
    )


def _optional(patterns: Sequence[str] | None, lists: Mapping[str, Sequence[str]]) -> re.Pattern[str] | None:
    return compile_patterns(_expanded(patterns, lists)) if patterns else None


def _expanded(patterns: Sequence[str], lists: Mapping[str, Sequence[str]]) -> list[str]:
    expanded: list[str] = []
    for pattern in patterns:
        if pattern.startswith("$"):
            if pattern[1:] not in lists:
                raise ValueError(f"the list {pattern} of spelling rules is not declared")
            expanded.extend(lists[pattern[1:]])
        else:
            expanded.append(pattern)
    return expanded


def _yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))
