"""Reader of `concerns.yaml`: yards, streets, networks, as residents tell works apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import orjson
import yaml

from layers.work_types import Titles, read_vocabulary

CONCERNS_PATH = Path(__file__).with_name("concerns.yaml")
SCHEMA_PATH = Path(__file__).with_name("concerns.schema.json")


@dataclass(frozen=True, slots=True)
class Concern:
    """What a resident asks about, and the codes of the work types that it means."""

    code: str
    title: Titles
    icon: str
    types: tuple[str, ...]


def parse_concerns(document: Mapping[str, Any]) -> tuple[Concern, ...]:
    """A document of the shape of the schema, in its order.

    An unknown work type, or one of two concerns, raises ValueError: a press would show what was not asked for.
    """
    found = tuple(
        Concern(entry["code"], Titles(**entry["title"]), entry["icon"], tuple(entry["types"]))
        for entry in document["concerns"]
    )
    named = [code for one in found for code in one.types]
    if unknown := set(named) - set(read_vocabulary().by_code()):
        raise ValueError(f"concerns name unknown work types: {sorted(unknown)}")
    if len(set(named)) != len(named):
        raise ValueError("a work type stands in two concerns")
    return found


@cache
def read_concerns() -> tuple[Concern, ...]:
    """The concerns of the program, read and checked against their schema once per process."""
    document = yaml.safe_load(CONCERNS_PATH.read_text(encoding="utf-8"))
    jsonschema.validate(document, orjson.loads(SCHEMA_PATH.read_bytes()))
    return parse_concerns(document)
