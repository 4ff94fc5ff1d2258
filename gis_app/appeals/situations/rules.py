"""Life situations: ordered rules of who answers for a topic at a place. The first one that fits holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal

import jsonschema
import orjson
import yaml

from gis_app.appeals.topics import RULES, read_topics
from gis_app.organisations.tasks import read_tasks
from layers.work_types import Titles

SITUATIONS_PATH: Path = RULES / "situations.yaml"
SCHEMA_PATH: Path = RULES / "situations.schema.json"

Who = Literal["guarantor", "owners"]


@dataclass(frozen=True, slots=True)
class Situation:
    """A rule. An empty set fits all; `warranty` None fits surfaces with and without. Either `task` or `who` is set.

    `ask` is what an operator asks, `monitoring` how it is watched, `advice` the first answer.
    """

    code: str
    title: Titles
    topics: frozenset[str]
    settings: frozenset[str]
    districts: frozenset[int]
    warranty: bool | None
    task: str | None
    who: Who | None
    ask: Titles
    monitoring: Titles
    advice: Titles
    valid_from: date | None
    valid_to: date | None
    source: str

    def fits(self, topic: str, setting: str, district: int | None, *, in_warranty: bool, day: date) -> bool:
        """Whether the rule is for such an appeal on this day."""
        return (
            topic in self.topics
            and (not self.settings or setting in self.settings)
            and (not self.districts or district in self.districts)
            and self.warranty in (None, in_warranty)
            and (self.valid_from or date.min) <= day <= (self.valid_to or date.max)
        )


class RuleBook(tuple[Situation, ...]):
    """Situations in their order, found by topic: a city brings some two thousand, of which a topic has few."""

    @cached_property
    def by_topic(self) -> Mapping[str, Sequence[Situation]]:
        """The situations of each topic, in their order."""
        found: dict[str, list[Situation]] = {}
        for one in self:
            for topic in one.topics:
                found.setdefault(topic, []).append(one)
        return found


def find_situation(
    situations: Sequence[Situation], topic: str, setting: str, district: int | None, *, in_warranty: bool, day: date
) -> Situation | None:
    """The first situation that fits; None sends the appeal to the reception's own queue."""
    of_topic = situations.by_topic.get(topic, ()) if isinstance(situations, RuleBook) else situations
    fitting = (one for one in of_topic if one.fits(topic, setting, district, in_warranty=in_warranty, day=day))
    return next(fitting, None)


def parse_situations(document: Sequence[Mapping[str, Any]]) -> RuleBook:
    """The rules from a document of the shape of the schema. Raises jsonschema.ValidationError for any other.

    A code that stands twice, an unknown topic or an unknown task raises ValueError.
    """
    document = orjson.loads(orjson.dumps(document))
    jsonschema.validate(document, orjson.loads(SCHEMA_PATH.read_bytes()))
    situations = RuleBook(read_entry(entry) for entry in document)
    if len({one.code for one in situations}) != len(situations):
        raise ValueError("a code of a situation stands twice")
    for one in situations:
        problem = problem_of(one)
        if problem is not None:
            raise ValueError(f"{one.code} names {problem}")
    return situations


def problem_of(situation: Situation) -> str | None:
    """What a rule names that the program does not know (any more), in words of a log; such a rule cannot hold."""
    unknown = sorted(situation.topics - set(read_topics().by_code()))
    if unknown:
        return f"unknown topics: {', '.join(unknown)}"
    if situation.task is not None and situation.task not in read_tasks():
        return f"unknown tasks: {situation.task}"
    return None


@cache
def entry_validator() -> jsonschema.Draft202012Validator:
    """What a single rule must look like."""
    schema = orjson.loads(SCHEMA_PATH.read_bytes())
    return jsonschema.Draft202012Validator({"$defs": schema["$defs"], **schema["items"]})


@cache
def read_situations() -> RuleBook:
    """The situations that the program brings, read once per process."""
    return parse_situations(read_document())


def read_document() -> list[dict[str, Any]]:
    """The file of the program's situations, as JSON."""
    document: list[dict[str, Any]] = orjson.loads(
        orjson.dumps(yaml.safe_load(SITUATIONS_PATH.read_text(encoding="utf-8")))
    )
    return document


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def read_entry(entry: Mapping[str, Any]) -> Situation:
    """A rule from an entry of the shape of the schema."""
    return Situation(
        code=entry["code"],
        title=Titles(**entry["title"]),
        topics=frozenset(entry["topics"]),
        settings=frozenset(entry.get("settings", ())),
        districts=frozenset(entry.get("districts", ())),
        warranty=entry.get("warranty"),
        task=entry["body"].get("task"),
        who=entry["body"].get("who"),
        ask=Titles(**entry["ask"]),
        monitoring=Titles(**entry["monitoring"]),
        advice=Titles(**entry["advice"]),
        valid_from=_day(entry.get("valid_from")),
        valid_to=_day(entry.get("valid_to")),
        source=entry["source"],
    )
