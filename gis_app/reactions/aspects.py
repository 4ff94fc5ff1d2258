"""Reader of `aspects.yaml`: what a reaction may be about."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import orjson
import yaml

from layers.work_types import Titles

ASPECTS_PATH = Path(__file__).with_name("aspects.yaml")
SCHEMA_PATH = Path(__file__).with_name("aspects.schema.json")


@dataclass(frozen=True, slots=True)
class Aspect:
    """Something that one can be satisfied with or not."""

    code: str
    title: Titles
    retired_on: date | None = None


def parse_aspects(document: Mapping[str, Any]) -> tuple[Aspect, ...]:
    """A document of the shape of the schema as aspects, in its order. A code that stands twice raises ValueError."""
    found = tuple(
        Aspect(
            entry["code"],
            Titles(**entry["title"]),
            date.fromisoformat(entry["retired_on"]) if "retired_on" in entry else None,
        )
        for entry in document["aspects"]
    )
    if len({one.code for one in found}) != len(found):
        raise ValueError("a code of an aspect stands twice")
    return found


@cache
def read_aspects() -> tuple[Aspect, ...]:
    """The aspects of the program, retired ones too, read and checked against their schema once per process."""
    document = yaml.safe_load(ASPECTS_PATH.read_text(encoding="utf-8"))
    jsonschema.validate(document, orjson.loads(SCHEMA_PATH.read_bytes()))
    return parse_aspects(document)


def aspects_in_use(today: date) -> tuple[Aspect, ...]:
    """The aspects that a new reaction may name."""
    return tuple(one for one in read_aspects() if one.retired_on is None or one.retired_on > today)
