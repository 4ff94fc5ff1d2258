"""Reader of `kinds.yaml`: what people are told about, to whom, and how when they have chosen nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import jsonschema
import orjson
import yaml

PATH = Path(__file__).with_name("kinds.yaml")
SCHEMA_PATH = Path(__file__).with_name("kinds.schema.json")
LANGUAGES = ("kk", "ru", "en")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind. `values` are the forms of its values by their names; `quote` names somebody's own words among them."""

    code: str
    topic: str
    to: tuple[str, ...]
    mail: str
    values: Mapping[str, str]
    quote: str | None = None
    urgent: bool = False

    @property
    def required(self) -> frozenset[str]:
        """The names under which the values are stored. Days of a span and a quote may be missing."""
        names: set[str] = set()
        for name, form in self.values.items():
            if form == "named":
                names.update(f"{name}_{lang}" for lang in LANGUAGES)
            elif form != "span":
                names.add(name)
        return frozenset(names)

    @property
    def allowed(self) -> frozenset[str]:
        """The names of values that may be stored."""
        spans = {f"{name}_{end}" for name, form in self.values.items() if form == "span" for end in ("first", "last")}
        return self.required | spans | ({self.quote} if self.quote else set())


@cache
def read_kinds() -> Mapping[str, Kind]:
    """All kinds by code, in the order of the file. A file that its schema refuses raises ValidationError."""
    document = yaml.safe_load(PATH.read_text(encoding="utf-8"))
    jsonschema.validate(document, orjson.loads(SCHEMA_PATH.read_bytes()))
    return {
        code: Kind(
            code,
            given["topic"],
            tuple(given["to"]),
            given["mail"],
            given["values"],
            given.get("quote"),
            given.get("urgent", False),
        )
        for code, given in document.items()
    }


def kind_of(code: str) -> Kind:
    """A kind by its code. Raises LookupError: a mistake of ours."""
    return read_kinds()[code]


def kinds_for(roles: frozenset[str]) -> list[Kind]:
    """The kinds that can reach somebody with these roles; plans are sent by contractors and planners."""
    being = set(roles)
    if roles & {"contractor", "planner"}:
        being.add("author")
    if "administrator" in roles:
        being.add("planner")  # of districts that have none
    return [kind for kind in read_kinds().values() if being.intersection(kind.to)]
