"""Declarations of sources of notices about shut-offs: one YAML file per source in `etl/sources/outages`."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from etl.source import DEFAULT_DATE_FORMATS, DEFAULT_WITHIN_ROWS, HeaderPlace
from gis_app.errors import UnknownSourceError, UsageError
from gis_app.outages.notice import State
from gis_app.works.plan_columns import fold_header
from gis_app.works.rules import fold_text

SOURCES_FOLDER = Path(__file__).with_name("sources") / "outages"
SCHEMA_PATH = SOURCES_FOLDER / "outage_source.schema.json"


@dataclass(frozen=True, slots=True)
class OutageSource:
    """A checked declaration. `columns` maps our name of a column to the spellings of its header.

    `area` tells whether outlines of the file are taken (`given`) or the words are located (`located`). `sheet` and
    `header` are those of every table: the first sheet with the required columns.
    """

    id: str
    title: str
    area: Literal["located", "given"]
    columns: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]
    constants: Mapping[str, str]
    states: Mapping[str, State]
    training: bool
    date_formats: tuple[str, ...]
    sheet: str | int | None
    header: HeaderPlace

    def fits(self, names: Collection[str]) -> bool:
        """Whether a file with columns of these names has all that is required."""
        folded = set(map(fold_header, names))
        return all(any(fold_header(one) in folded for one in self.columns[target]) for target in self.required)


def read_outage_source(source_id: str, folder: Path = SOURCES_FOLDER) -> OutageSource:
    """The declaration of a source. Raises UnknownSourceError, or UsageError when the declaration is wrong."""
    path = folder / f"{source_id}.yaml"
    if not re.fullmatch(r"[a-z][a-z0-9_]*", source_id) or not path.is_file():
        known = ", ".join(outage_source_ids(folder)) or "none"
        raise UnknownSourceError(f"no source of outages is called {source_id!r}; declared are: {known}")
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise UsageError(f"{path.name} is not YAML: {error}") from error
    return parse_outage_source(document, path.name)


def outage_source_ids(folder: Path = SOURCES_FOLDER) -> list[str]:
    """The ids of all declared sources, in order of the alphabet."""
    return sorted(path.stem for path in folder.glob("*.yaml"))


def parse_outage_source(document: Any, name: str = "source") -> OutageSource:
    """A declaration from its document. Raises UsageError that names the place which is wrong."""
    problem = best_match(_validator().iter_errors(document))
    if problem is not None:
        place = ".".join(str(part) for part in problem.absolute_path) or "the whole"
        raise UsageError(f"{name}, {place}: {problem.message}")
    columns = {
        target: (headers,) if isinstance(headers, str) else tuple(headers)
        for target, headers in document["columns"].items()
    }
    constants = document.get("constants", {})
    required = tuple(document.get("required", ("place",)))
    for target in required:
        if target not in columns:
            raise UsageError(f"{name}: {target!r} is required but is not one of the columns")
    if "kind" not in columns and "kind" not in constants and "text" not in columns:
        raise UsageError(f"{name}: nothing tells what is shut off (kind or text)")
    return OutageSource(
        id=document["id"],
        title=document["title"],
        area=document.get("area", "located"),
        columns=columns,
        required=required,
        constants=constants,
        states={fold_text(word): state for word, state in document.get("states", {}).items()},
        training=document.get("training", False),
        date_formats=tuple(document.get("dates", {}).get("formats", DEFAULT_DATE_FORMATS)),
        sheet=None,
        header=HeaderPlace(None, tuple(columns[target] for target in required), DEFAULT_WITHIN_ROWS),
    )


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA_PATH.read_text(encoding="utf-8")))
