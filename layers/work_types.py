"""Reader of `work_types.yaml`, the vocabulary of the kinds of work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

VOCABULARY_PATH = Path(__file__).with_name("work_types.yaml")
SCHEMA_PATH = Path(__file__).with_name("work_types.schema.json")


@dataclass(frozen=True, slots=True)
class Titles:
    """One wording in the three languages of the data."""

    kk: str
    ru: str
    en: str

    def in_language(self, language: str) -> str:
        """The wording in `language` (kk, ru or en). Any other language raises KeyError."""
        return {"kk": self.kk, "ru": self.ru, "en": self.en}[language]


@dataclass(frozen=True, slots=True)
class WorkGroup:
    """A group of work types that share a colour; `color` is "#rrggbb"."""

    code: str
    title: Titles
    color: str


@dataclass(frozen=True, slots=True)
class WorkType:
    """A kind of work. `geometry` is P, L or A; `influence_m` is in metres from the work's own geometry."""

    number: int
    code: str
    group: str
    title: Titles
    short: Titles
    geometry: str
    color: str
    icon: str
    influence_m: int
    influence_reason: str
    customer: str
    answers: tuple[str, ...]
    retired_on: date | None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All groups and types, in the order of the file."""

    groups: tuple[WorkGroup, ...]
    types: tuple[WorkType, ...]

    def by_code(self) -> Mapping[str, WorkType]:
        """The types by their permanent code, retired ones too."""
        return {work_type.code: work_type for work_type in self.types}


def parse_vocabulary(document: Mapping[str, Any]) -> Vocabulary:
    """Turn a document of the shape of `work_types.schema.json` into a vocabulary.

    A code or number that stands twice, or a group that is not declared, raises ValueError.
    """
    groups = tuple(
        WorkGroup(code=entry["code"], title=Titles(**entry["title"]), color=entry["color"])
        for entry in document["groups"]
    )
    types = tuple(_work_type(entry) for entry in document["types"])
    for label, values in (
        ("group code", [group.code for group in groups]),
        ("type code", [work_type.code for work_type in types]),
        ("type number", [work_type.number for work_type in types]),
    ):
        if len(set(values)) != len(values):
            raise ValueError(f"a {label} stands twice in the vocabulary of work types")
    unknown = {work_type.group for work_type in types} - {group.code for group in groups}
    if unknown:
        raise ValueError(f"work types name undeclared groups: {sorted(unknown)}")
    return Vocabulary(groups=groups, types=types)


@cache
def read_vocabulary() -> Vocabulary:
    """The vocabulary of the program, read once per process."""
    return parse_vocabulary(yaml.safe_load(VOCABULARY_PATH.read_text(encoding="utf-8")))


def _work_type(entry: Mapping[str, Any]) -> WorkType:
    retired_on = entry["retired_on"]
    if isinstance(retired_on, str):
        retired_on = date.fromisoformat(retired_on)
    return WorkType(
        number=entry["number"],
        code=entry["code"],
        group=entry["group"],
        title=Titles(**entry["title"]),
        short=Titles(**entry["short"]),
        geometry=entry["geometry"],
        color=entry["color"],
        icon=entry["icon"],
        influence_m=entry["influence_m"],
        influence_reason=entry["influence_reason"],
        customer=entry["customer"],
        answers=tuple(entry["answers"]),
        retired_on=retired_on,
    )
