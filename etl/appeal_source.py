"""Declarations of other registers of appeals: one YAML file per source in `etl/sources/appeals`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from etl.source import DEFAULT_WITHIN_ROWS, HeaderPlace
from gis_app.appeals.past import PastStatus
from gis_app.appeals.received import CHANNELS, KINDS
from gis_app.appeals.topics import read_topics
from gis_app.errors import UnknownSourceError, UsageError
from gis_app.works.rules import fold_text

SOURCES_FOLDER = Path(__file__).with_name("sources") / "appeals"
SCHEMA_PATH = SOURCES_FOLDER / "appeal_source.schema.json"
ALWAYS_REQUIRED = ("number", "text", "received_at")
DEFAULT_FORMATS = ("%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%d.%m.%Y %H:%M", "%Y-%m-%d", "%d.%m.%Y")


@dataclass(frozen=True, slots=True)
class AppealSource:
    """A checked declaration. `columns` maps our name of a column to the spellings of its header.

    `words` maps a column (topic, kind, channel, language) and a folded word of theirs to our code; `states` likewise,
    where None is an open appeal. `zone` is None for the city's own clock.
    """

    id: str
    title: str
    columns: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]
    constants: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]]
    states: Mapping[str, PastStatus | None]
    zone: ZoneInfo | None
    formats: tuple[str, ...]
    crs: str
    training: bool
    sheet: str | int | None
    header: HeaderPlace


def read_appeal_source(source_id: str, folder: Path = SOURCES_FOLDER) -> AppealSource:
    """The declaration of a source. Raises UnknownSourceError, or UsageError when the declaration is wrong."""
    path = folder / f"{source_id}.yaml"
    if not re.fullmatch(r"[a-z][a-z0-9_]*", source_id) or not path.is_file():
        known = ", ".join(sorted(one.stem for one in folder.glob("*.yaml"))) or "none"
        raise UnknownSourceError(f"no source of appeals is called {source_id!r}; declared are: {known}")
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise UsageError(f"{path.name} is not YAML: {error}") from error
    source = parse_appeal_source(document, path.name)
    if source.id != source_id:
        raise UsageError(f"{path.name} declares the id {source.id!r}: file and id must have one name")
    return source


def parse_appeal_source(document: Any, name: str = "source") -> AppealSource:
    """A declaration from its document. Raises UsageError that names the place which is wrong."""
    problem = best_match(_validator().iter_errors(document))
    if problem is not None:
        place = ".".join(str(part) for part in problem.absolute_path) or "the whole"
        raise UsageError(f"{name}, {place}: {problem.message}")
    columns = {target: (one,) if isinstance(one, str) else tuple(one) for target, one in document["columns"].items()}
    constants = document.get("constants", {})
    required = tuple(dict.fromkeys((*ALWAYS_REQUIRED, *document.get("required", ()))))
    _check(document, columns, constants, required, name)
    instants = document.get("instants", {})
    return AppealSource(
        id=document["id"],
        title=document["title"],
        columns=columns,
        required=required,
        constants=constants,
        words=_words(document),
        states=_states(document),
        zone=_zone(instants.get("zone"), name),
        formats=tuple(instants.get("formats", DEFAULT_FORMATS)),
        crs=document.get("geometry", {}).get("crs", "EPSG:4326"),
        training=document.get("training", False),
        sheet=document.get("sheet"),
        header=HeaderPlace(None, tuple(columns[target] for target in required), DEFAULT_WITHIN_ROWS),
    )


def _check(
    document: Mapping[str, Any],
    columns: Mapping[str, Any],
    constants: Mapping[str, str],
    required: tuple[str, ...],
    name: str,
) -> None:
    for target in required:
        if target not in columns:
            raise UsageError(f"{name}: {target!r} is required but is not one of the columns")
    if ("lon" in columns) != ("lat" in columns):
        raise UsageError(f"{name}: lon and lat belong together")
    topics = read_topics().by_code()
    for code in [*document.get("topics", {}).values(), *filter(None, [constants.get("topic")])]:
        if code not in topics:
            raise UsageError(f"{name}, topics: no topic has the code {code!r}")


def _words(document: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    own: dict[str, Sequence[str]] = {
        "topic": [topic.code for topic in read_topics().topics],
        "kind": KINDS,
        "channel": CHANNELS,
        "language": ["kk", "ru", "en"],
    }
    return {
        column: {fold_text(code): code for code in codes}
        | {fold_text(str(word)): code for word, code in document.get(f"{column}s", {}).items()}
        for column, codes in own.items()
    }


def _states(document: Mapping[str, Any]) -> dict[str, PastStatus | None]:
    own = {"registered": "registered", "consulted": "consulted", "answered": "answered", "confirmed": "confirmed"}
    own |= {"refused": "refused", "withdrawn": "withdrawn"}
    named = {**own, **document.get("states", {})}
    return {fold_text(str(word)): None if state == "registered" else state for word, state in named.items()}


def _zone(named: str | None, name: str) -> ZoneInfo | None:
    if named is None:
        return None
    try:
        return ZoneInfo(named)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise UsageError(f"{name}, instants.zone: no time zone is called {named!r}") from error


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA_PATH.read_text(encoding="utf-8")))
