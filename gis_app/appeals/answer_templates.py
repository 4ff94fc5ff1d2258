"""Beginnings of answers that operators use most, as data: filled in with what is known of the appeal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from string import Formatter
from typing import Any, Final

import jsonschema
import orjson
import yaml

from gis_app.appeals.topics import RULES
from gis_app.dependencies import Language
from layers.work_types import Titles

TEMPLATES_PATH = RULES / "answer_templates.yaml"
SCHEMA_PATH = RULES / "answer_templates.schema.json"
VALUES: Final = frozenset({"number", "topic", "body", "due"})


@dataclass(frozen=True, slots=True)
class Template:
    """A beginning of an answer; its text names values of `VALUES` in braces."""

    code: str
    title: Titles
    text: Titles
    retired_on: date | None

    def needs(self, lang: Language) -> frozenset[str]:
        """The values that the text names."""
        return frozenset(name for _, name, _, _ in Formatter().parse(self.text.in_language(lang)) if name)

    def fill(self, lang: Language, values: Mapping[str, str | None]) -> str | None:
        """The text; None where a value that it names is not known."""
        if any(not values.get(name) for name in self.needs(lang)):
            return None
        return self.text.in_language(lang).format_map(dict(values))


def parse_templates(document: Mapping[str, Any]) -> tuple[Template, ...]:
    """The templates of a document of the schema's shape. jsonschema.ValidationError for any other, ValueError for a
    code that stands twice or a value that nobody fills in.
    """
    document = orjson.loads(orjson.dumps(document))
    jsonschema.validate(document, orjson.loads(SCHEMA_PATH.read_bytes()))
    found = tuple(
        Template(
            entry["code"], Titles(**entry["title"]), Titles(**entry["text"]),
            date.fromisoformat(entry["retired_on"]) if "retired_on" in entry else None,
        )
        for entry in document["templates"]
    )  # fmt: skip
    if len({one.code for one in found}) != len(found):
        raise ValueError("a code of a template stands twice")
    for one in found:
        for lang in ("ru", "kk", "en"):
            if unknown := one.needs(lang) - VALUES:
                raise ValueError(f"{one.code}: nobody fills in {', '.join(sorted(unknown))}")
    return found


@cache
def read_templates() -> tuple[Template, ...]:
    """The templates of this program, read once per process."""
    return parse_templates(yaml.safe_load(TEMPLATES_PATH.read_text(encoding="utf-8")))
