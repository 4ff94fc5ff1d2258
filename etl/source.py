"""Declarations of sources: how the plans of one sender are read. One YAML file per source in `etl/sources`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from gis_app.errors import UnknownSourceError, UsageError

SOURCES_FOLDER = Path(__file__).with_name("sources")
SCHEMA_PATH = SOURCES_FOLDER / "source.schema.json"

DEFAULT_DATE_FORMATS = ("%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y", "%d/%m/%Y")
DEFAULT_WITHIN_ROWS = 30


@dataclass(frozen=True, slots=True)
class HeaderPlace:
    """Where the header stands: `row` (from 1), or the first row within `within_rows` that has all of `find`."""

    row: int | None
    find: tuple[tuple[str, ...], ...]
    within_rows: int


@dataclass(frozen=True, slots=True)
class Period:
    """How the series of a file is told: exactly one of the three is set."""

    constant: str | None = None
    column: str | None = None
    from_dates: str | None = None


@dataclass(frozen=True, slots=True)
class SkipRule:
    """Rows whose text matches are no works; without `column` the row's first filled cell is looked at."""

    column: str | None
    matches: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Source:
    """A checked declaration. `columns` maps our name of a column to the spellings of its header."""

    id: str
    title: str
    format: Literal["any", "workbook", "csv"]
    sheet: str | int | None
    header: HeaderPlace
    columns: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]
    constants: Mapping[str, Any]
    training: bool
    date_formats: tuple[str, ...]
    decimal: Literal["auto", ",", "."]
    multiply: Mapping[str, float]
    crs: str
    classify: tuple[str, ...]
    key: tuple[str, ...]
    titles: Mapping[str, str]
    period: Period
    skip: tuple[SkipRule, ...]


def read_source(source_id: str, folder: Path = SOURCES_FOLDER) -> Source:
    """The declaration of a source. Raises UnknownSourceError, or UsageError when the declaration is wrong."""
    path = folder / f"{source_id}.yaml"
    if not re.fullmatch(r"[a-z][a-z0-9_]*", source_id) or not path.is_file():
        known = ", ".join(source_ids(folder)) or "none"
        raise UnknownSourceError(f"no source is called {source_id!r}; declared are: {known}")
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise UsageError(f"{path.name} is not YAML: {error}") from error
    source = parse_source(document, path.name)
    if source.id != source_id:
        raise UsageError(f"{path.name} declares the id {source.id!r}: file and id must have one name")
    return source


def source_ids(folder: Path = SOURCES_FOLDER) -> list[str]:
    """The ids of all declared sources, in order of the alphabet."""
    return sorted(path.stem for path in folder.glob("*.yaml"))


def parse_source(document: Any, name: str = "source") -> Source:
    """A declaration from its document. Raises UsageError that names the place which is wrong."""
    problem = best_match(_validator().iter_errors(document))
    if problem is not None:
        place = ".".join(str(part) for part in problem.absolute_path) or "the whole"
        raise UsageError(f"{name}, {place}: {problem.message}")
    columns = {target: _spellings(headers) for target, headers in document["columns"].items()}
    constants = document.get("constants", {})
    _check_names(document, columns, constants, name)
    header = document.get("header", {})
    wanted = tuple(_spellings(one) for one in header.get("find", ()))
    required = tuple(document.get("required", ()))
    if not wanted and "row" not in header:
        wanted = tuple(columns[target] for target in required) or tuple(columns.values())
    return Source(
        id=document["id"],
        title=document["title"],
        format=document.get("format", "any"),
        sheet=document.get("sheet"),
        header=HeaderPlace(header.get("row"), wanted, header.get("within_rows", DEFAULT_WITHIN_ROWS)),
        columns=columns,
        required=required,
        constants=constants,
        training=document.get("training", False),
        date_formats=tuple(document.get("dates", {}).get("formats", DEFAULT_DATE_FORMATS)),
        decimal=document.get("numbers", {}).get("decimal", "auto"),
        multiply=document.get("numbers", {}).get("multiply", {}),
        crs=document.get("geometry", {}).get("crs", "EPSG:4326"),
        classify=tuple(document.get("classify", ("type",))),
        key=tuple(document.get("key", ())),
        titles=document.get("titles", {}),
        period=Period(**document["period"]),
        skip=tuple(
            SkipRule(rule.get("column"), re.compile(rule["matches"], re.IGNORECASE))
            for rule in document.get("skip", ())
        ),
    )


def _check_names(
    document: Mapping[str, Any], columns: Mapping[str, Any], constants: Mapping[str, Any], name: str
) -> None:
    """What is named elsewhere in a declaration must be one of its columns or constants."""
    named = [*document.get("required", ()), *document.get("key", ())]
    named += [rule["column"] for rule in document.get("skip", ()) if "column" in rule]
    if "column" in document["period"]:
        named.append(document["period"]["column"])
    for target in named:
        if target not in columns:
            raise UsageError(f"{name}: {target!r} is named but is not one of the columns")
    for target in document.get("classify", ("type",)):
        if target not in columns and target not in constants:
            raise UsageError(f"{name}: {target!r} should tell the kind of work but is neither column nor constant")
    if "location" not in columns and not {"wkt", "lon"} & set(columns):
        raise UsageError(f"{name}: no column says where (location, lon and lat, or wkt)")
    if ("lon" in columns) != ("lat" in columns):
        raise UsageError(f"{name}: lon and lat belong together")
    if "twin_of" in columns and not document.get("key"):
        raise UsageError(f"{name}: twin_of needs key columns, as it names the key of another row")


def _spellings(headers: str | list[str]) -> tuple[str, ...]:
    return (headers,) if isinstance(headers, str) else tuple(headers)


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA_PATH.read_text(encoding="utf-8")))
