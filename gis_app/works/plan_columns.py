"""The columns of a plan by their words in three languages, from `plan_columns.yaml`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

COLUMNS_PATH = Path(__file__).with_name("plan_columns.yaml")
Kind = Literal["text", "type", "district", "day", "number", "flag"]
# The id of the declaration of files that were made from the template or have its words as headers.
TEMPLATE_SOURCE = "template"


@dataclass(frozen=True, slots=True)
class PlanColumn:
    """One column; `name` is the draft's name of it, `spellings` every known header, the titles first."""

    name: str
    kind: Kind
    title: Mapping[str, str]
    spellings: tuple[str, ...]
    in_template: bool


@cache
def plan_columns() -> Mapping[str, PlanColumn]:
    """All columns by name, in the order of the template."""
    document = yaml.safe_load(COLUMNS_PATH.read_text(encoding="utf-8"))
    return {name: _column(name, entry) for name, entry in document.items()}


def _column(name: str, entry: Mapping[str, Any]) -> PlanColumn:
    spellings = (*entry["title"].values(), *map(str, entry["also"]))
    return PlanColumn(name, entry["kind"], entry["title"], spellings, entry.get("in_template", True))


def fold_header(header: object) -> str:
    """A header for comparison: small letters, ё as е, line breaks and runs of spaces as one space, № as n."""
    text = str(header).casefold().replace("ё", "е").replace("№", "n")
    return " ".join(text.split()).strip(" .:*")


@cache
def _by_spelling() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for column in plan_columns().values():
        for spelling in column.spellings:
            found.setdefault(fold_header(spelling), column.name)
    return found


def suggest(headers: Iterable[object]) -> dict[str, int]:
    """Which header (by its position) seems to be which column. A whole header wins over one that begins alike."""
    folded = [fold_header(header) for header in headers]
    suggested: dict[str, int] = {}
    for at, header in enumerate(folded):
        name = _by_spelling().get(header)
        if name is not None:
            suggested.setdefault(name, at)
    for at, header in enumerate(folded):
        if at in suggested.values() or not header:
            continue
        alike = [
            (len(spelling), name)
            for spelling, name in _by_spelling().items()
            if name not in suggested and len(spelling) > 3 and header.startswith(spelling)
        ]
        if alike:
            suggested[max(alike)[1]] = at
    return suggested


def template_declaration() -> dict[str, Any]:
    """The declaration of the template, in the form of `etl/sources/source.schema.json`."""
    columns = {name: list(dict.fromkeys(column.spellings)) for name, column in plan_columns().items()}
    return {
        "id": TEMPLATE_SOURCE,
        "title": "Files made from the template",
        "columns": columns,
        "required": ["type"],
        "header": {"find": [columns["type"]]},
        "classify": ["type", "title_ru", "title_kk", "description"],
        "titles": {"row": "{type}: {location}"},
        "constants": {"language": "ru"},
        "period": {"from_dates": "year"},
    }
