"""The kinds of shut-offs as the map draws them, from ``layers/outages/kinds.yaml``; their place is their number."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

PATH = Path(__file__).parent / "outages" / "kinds.yaml"


@dataclass(frozen=True, slots=True)
class OutageKind:
    """A kind; `color` is "#rrggbb", `icon` the name of a sign of the front end."""

    number: int
    code: str
    color: str
    icon: str


@cache
def read_outage_kinds() -> tuple[OutageKind, ...]:
    """All kinds in the order of their numbers."""
    document = yaml.safe_load(PATH.read_text(encoding="utf-8"))
    return tuple(OutageKind(number, one["code"], one["color"], one["icon"]) for number, one in enumerate(document))
