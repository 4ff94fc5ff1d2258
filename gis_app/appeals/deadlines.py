"""Until when an answer is owed: rules as versions of the law, counted in the city's days.

The clock is an argument everywhere. Overdue, due today and due soon are views of the due day, never stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, Literal

import jsonschema
import orjson
import yaml

from gis_app.appeals.topics import RULES
from gis_app.works.surface_terms import months_later
from gis_app.works.working_days import is_working_day, working_days_after
from layers.work_types import Titles

DEADLINES_PATH = RULES / "deadlines.yaml"
SCHEMA_PATH = RULES / "deadlines.schema.json"

Purpose = Literal["answer", "extension", "notice", "redirect"]
Unit = Literal["calendar_days", "working_days", "months"]
# From which day an extension is counted: of the decision, of the receipt, or the one on which the answer was due.
CountedFrom = Literal["decision", "receipt", "due"]
Standing = Literal["overdue", "due_today", "due_soon", "in_time", "no_term"]


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """A term in force from `valid_from` to `valid_to`, both inclusive. What is not named (None) fits all."""

    code: str
    purpose: Purpose
    amount: int
    unit: Unit
    valid_from: date
    valid_to: date | None
    certainty: str
    legal_basis: Titles
    source: str
    classes: frozenset[str] | None = None
    channels: frozenset[str] | None = None
    kinds: frozenset[str] | None = None
    counted_from: CountedFrom = "decision"

    def fits(self, purpose: Purpose, day: date, *, of_class: str, channel: str, kind: str) -> bool:
        """Whether the rule is for this purpose, in force on the day, and for such an appeal."""
        return (
            self.purpose == purpose
            and self.valid_from <= day <= (self.valid_to or date.max)
            and (self.classes is None or of_class in self.classes)
            and (self.channels is None or channel in self.channels)
            and (self.kinds is None or kind in self.kinds)
        )

    def due_on(self, from_day: date, country: str) -> date:
        """The last day of the term that begins on the day after `from_day`; `country` is the ISO code of holidays."""
        if self.unit == "working_days":
            return working_days_after(from_day, self.amount, country)
        last = months_later(from_day, self.amount) if self.unit == "months" else from_day + timedelta(days=self.amount)
        while not is_working_day(last, country):
            last += timedelta(days=1)
        return last


@dataclass(frozen=True, slots=True)
class Deadlines:
    """All rules in the order of the file, of which the first that fits holds."""

    rules: tuple[DeadlineRule, ...]
    soon_working_days: int

    def rule_for(self, purpose: Purpose, day: date, *, of_class: str, channel: str, kind: str) -> DeadlineRule | None:
        """The rule in force; None where nothing is owed (nobody answers thanks within a term)."""
        wanted = {"of_class": of_class, "channel": channel, "kind": kind}
        return next((rule for rule in self.rules if rule.fits(purpose, day, **wanted)), None)

    def by_code(self) -> Mapping[str, DeadlineRule]:
        """The rules by code, past ones too."""
        return {rule.code: rule for rule in self.rules}

    def standing(self, due_on: date | None, today: date, country: str) -> Standing:
        """How an unanswered appeal stands. `due_soon`: within the next working days that the file names."""
        if due_on is None:
            return "no_term"
        if due_on < today:
            return "overdue"
        if due_on == today:
            return "due_today"
        return "due_soon" if due_on <= self.soon_until(today, country) else "in_time"

    def soon_until(self, today: date, country: str) -> date:
        """The last day that counts as soon."""
        return working_days_after(today, self.soon_working_days, country)


def parse_deadlines(document: Mapping[str, Any]) -> Deadlines:
    """The rules from a document of the shape of the schema. Raises jsonschema.ValidationError for any other.

    A code that stands twice, or days in the wrong order, raise ValueError.
    """
    document = orjson.loads(orjson.dumps(document))
    jsonschema.validate(document, orjson.loads(SCHEMA_PATH.read_bytes()))
    rules = tuple(_rule(entry) for entry in document["rules"])
    if len({rule.code for rule in rules}) != len(rules):
        raise ValueError("a code of a deadline stands twice")
    for rule in rules:
        if rule.valid_to is not None and rule.valid_to < rule.valid_from:
            raise ValueError(f"{rule.code} ends before it begins")
    return Deadlines(rules, document["soon_working_days"])


@cache
def read_deadlines() -> Deadlines:
    """The rules of this program, read once per process."""
    return parse_deadlines(yaml.safe_load(DEADLINES_PATH.read_text(encoding="utf-8")))


def _rule(entry: Mapping[str, Any]) -> DeadlineRule:
    named = {name: frozenset(entry[name]) for name in ("classes", "channels", "kinds") if name in entry}
    return DeadlineRule(
        code=entry["code"],
        purpose=entry["purpose"],
        amount=entry["amount"],
        unit=entry["unit"],
        valid_from=date.fromisoformat(entry["valid_from"]),
        valid_to=None if entry["valid_to"] is None else date.fromisoformat(entry["valid_to"]),
        certainty=entry["certainty"],
        legal_basis=Titles(**entry["legal_basis"]),
        source=entry["source"],
        counted_from=entry.get("counted_from", "decision"),
        **named,
    )
