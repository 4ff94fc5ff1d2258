"""Reader of `rules/topics.yaml`: what residents write about and which works answer it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import orjson
import yaml

from layers.work_types import Titles, read_vocabulary

RULES = Path(__file__).with_name("rules")
TOPICS_PATH = RULES / "topics.yaml"
SCHEMA_PATH = RULES / "topics.schema.json"
# What an appeal is about when nobody can tell.
OTHER = "other"


@dataclass(frozen=True, slots=True)
class TopicGroup:
    """One of the reception's own groups."""

    code: str
    title: Titles


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic with the kinds of work and shut-off that explain or solve it; fits are 0 to 1.

    `words` are beginnings of words by language; one that begins with `!` speaks against the topic. For `reach_m`,
    `own_yard`, `causes` and `passes` see the head of the file.
    """

    number: int
    code: str
    group: str
    title: Titles
    works: Mapping[str, float]
    outages: frozenset[str]
    urgent: bool
    deadline: str
    words: Mapping[str, tuple[str, ...]]
    retired_on: date | None
    reach_m: float | None = None
    own_yard: bool = False
    causes: frozenset[str] = frozenset()
    passes: bool = False

    def fits(self, type_code: str) -> float:
        """How well works of a type explain the topic; 0 when they do not."""
        return self.works.get(type_code, 0.0)

    def brings(self, type_code: str) -> bool:
        """Whether works of a type bring the trouble, so that they explain nothing before they begin."""
        return type_code in self.causes


@dataclass(frozen=True, slots=True)
class Topics:
    """All groups and topics in the order of the file."""

    groups: tuple[TopicGroup, ...]
    topics: tuple[Topic, ...]

    def by_code(self) -> Mapping[str, Topic]:
        """The topics by their permanent code, retired ones too."""
        return {topic.code: topic for topic in self.topics}

    def in_use(self, today: date) -> tuple[Topic, ...]:
        """The topics that a new appeal may have."""
        return tuple(topic for topic in self.topics if topic.retired_on is None or topic.retired_on > today)


def parse_topics(document: Mapping[str, Any]) -> Topics:
    """Turn a document of the shape of `topics.schema.json` into topics.

    A code or number that stands twice, an undeclared group or an unknown work type raises ValueError.
    """
    groups = tuple(TopicGroup(entry["code"], Titles(**entry["title"])) for entry in document["groups"])
    topics = tuple(_topic(entry) for entry in document["topics"])
    for values in ([topic.code for topic in topics], [topic.number for topic in topics]):
        if len(set(values)) != len(values):
            raise ValueError("a code or number of a topic stands twice")
    undeclared = {topic.group for topic in topics} - {group.code for group in groups}
    if undeclared:
        raise ValueError(f"topics name undeclared groups: {sorted(undeclared)}")
    unknown = {code for topic in topics for code in (*topic.works, *topic.causes)} - set(read_vocabulary().by_code())
    if unknown:
        raise ValueError(f"topics name unknown work types: {sorted(unknown)}")
    return Topics(groups, topics)


@cache
def read_topics() -> Topics:
    """The topics of the program, read and checked against their schema once per process."""
    document = yaml.safe_load(TOPICS_PATH.read_text(encoding="utf-8"))
    jsonschema.validate(document, orjson.loads(SCHEMA_PATH.read_bytes()))
    return parse_topics(document)


def _topic(entry: Mapping[str, Any]) -> Topic:
    retired = entry.get("retired_on")
    return Topic(
        number=entry["number"],
        code=entry["code"],
        group=entry["group"],
        title=Titles(**entry["title"]),
        works=dict(entry["works"]),
        outages=frozenset(entry["outages"]),
        urgent=entry["urgent"],
        deadline=entry["deadline"],
        words={language: tuple(words) for language, words in entry["words"].items()},
        retired_on=date.fromisoformat(retired) if retired else None,
        reach_m=entry.get("reach_m"),
        own_yard=entry.get("own_yard", False),
        causes=frozenset(entry.get("causes", ())),
        passes=entry.get("passes", False),
    )
