"""Reader of `terms/time.yaml`: how far ahead a day may be promised, reasons for more time, by when an answer is due."""

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

_FOLDER = Path(__file__).with_name("terms")
TERMS_PATH = _FOLDER / "time.yaml"
SCHEMA_PATH = _FOLDER / "time.schema.json"


@dataclass(frozen=True, slots=True)
class Cause:
    """A reason for more time; one with `needs_words` says nothing without them."""

    code: str
    title: Titles
    needs_words: bool


@dataclass(frozen=True, slots=True)
class TimeTerms:
    """The whole file. `assumed` names the figures that no source confirms yet."""

    years_ahead: int
    answer_working_days: int
    follower_margin_days: int
    causes: tuple[Cause, ...]
    assumed: frozenset[str]

    def cause(self, code: str) -> Cause | None:
        """A reason by its code."""
        return next((one for one in self.causes if one.code == code), None)

    def last_day(self, today: date) -> date:
        """The last day that may be promised today."""
        return date(today.year + self.years_ahead, today.month, min(today.day, 28))


def parse_time_terms(document: Mapping[str, Any]) -> TimeTerms:
    """The terms from a document of the shape of the schema; any other raises jsonschema.ValidationError.

    A code that stands twice raises ValueError.
    """
    jsonschema.validate(document, orjson.loads(SCHEMA_PATH.read_bytes()))
    causes = tuple(Cause(one["code"], Titles(**one["title"]), one["needs_words"]) for one in document["causes"])
    if len({cause.code for cause in causes}) != len(causes):
        raise ValueError("a code of a cause stands twice")
    figures = {name: entry for name, entry in document.items() if name != "causes"}
    return TimeTerms(
        **{name: entry["value"] for name, entry in figures.items()},
        causes=causes,
        assumed=frozenset(name for name, entry in figures.items() if entry["certainty"] == "assumed"),
    )


@cache
def read_time_terms() -> TimeTerms:
    """The terms of this program, read once per process."""
    return parse_time_terms(yaml.safe_load(TERMS_PATH.read_text(encoding="utf-8")))
