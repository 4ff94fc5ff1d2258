"""The invented plan: works that never were, by contractors that do not exist, for trying the program out.

Places and works are always the same; only their days follow the day of loading. Every contractor has «Демо» in its
name and the source that reads the file badges all of it as training data.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from etl.demo.sketch_places import SketchPlaces
from etl.demo.training_places import Place, PlaceDraw, customer_akimat, weighted_shapes
from etl.demo.training_schedule import Schedule, phases_for, schedule
from etl.demo.training_workbook import write_workbook

KINDS_FILE = Path(__file__).parent / "training_kinds.yaml"
SEED = 20250601
"""Any number: it fixes the places, so that a plan of another day speaks of the same works."""

PROGRAM_SHARE = 0.25


@dataclass(frozen=True)
class TrainingWork:
    """One invented work as its row will say it; ``budget`` in tenge, ``code`` is the type the row means."""

    number: int
    code: str
    kind: str
    place: Place
    customer: str
    contractor: str
    quantity: float
    unit: str
    budget: int
    program: str | None
    excavates: bool
    closes_road: bool
    schedule: Schedule


@cache
def read_kinds() -> dict[str, Any]:
    """What may be planned: contractors, customers, programs and one entry per work type."""
    kinds: dict[str, Any] = yaml.safe_load(KINDS_FILE.read_text(encoding="utf-8"))
    return kinds


def training_works(today: date) -> list[TrainingWork]:
    """All invented works, in the mixed order of a real spreadsheet; the same ``today`` gives the same list."""
    kinds = read_kinds()
    dice = random.Random(SEED)  # noqa: S311 - places of a demo, no secret
    drawn = list(_drawn_works(kinds, PlaceDraw(SketchPlaces(), dice), dice))
    dice.shuffle(drawn)
    phases = phases_for(len(drawn), dice)
    works = []
    for number, ((entry, kind, place), phase) in enumerate(zip(drawn, phases, strict=True), start=1):
        days = schedule(phase, today, dice.randint(*entry["days"]), dice)
        works.append(_work(number, entry, kind, place, days, kinds, dice))
    return works


def write_training_plan(path: Path, today: date) -> int:
    """Write the plan as the XLSX a contractor would send; returns the number of works.

    ``today`` is the city's day. Written twice for one day, the two files are equal byte for byte.
    """
    works = training_works(today)
    write_workbook(path, works, today)
    return len(works)


def _drawn_works(
    kinds: dict[str, Any], places: PlaceDraw, dice: random.Random
) -> Iterator[tuple[dict[str, Any], str, Place]]:
    for entry in kinds["types"]:
        for position in range(entry["count"]):
            works = entry["works"][position % len(entry["works"])]
            own_kind = works[3] if len(works) > 3 else None
            own_places = works[4] if len(works) > 4 else entry["places"]
            shape = weighted_shapes(own_places, position // len(entry["works"]))
            ru, kk, en = works[:3]
            yield entry, own_kind or dice.choice(entry["kind"]), places.draw(shape, (ru, kk, en))


def _work(
    number: int,
    entry: dict[str, Any],
    kind: str,
    place: Place,
    days: Schedule,
    kinds: dict[str, Any],
    dice: random.Random,
) -> TrainingWork:
    quantity = _quantity(entry, place, dice)
    customer = kinds["customers"][entry["customer"]] or customer_akimat(place.district or "")
    return TrainingWork(
        number=number,
        code=entry["code"],
        kind=kind,
        place=place,
        customer=customer,
        contractor=kinds["contractors"][dice.choice(entry["by"])],
        quantity=quantity,
        unit=entry["unit"],
        budget=round(quantity * entry["price"] * dice.uniform(0.85, 1.2) / 10_000) * 10_000,
        program=dice.choice(kinds["programs"]) if dice.random() < PROGRAM_SHARE else None,
        excavates=dice.random() < entry.get("excavates", 0),
        closes_road=dice.random() < entry.get("closes", 0),
        schedule=days,
    )


def _quantity(entry: dict[str, Any], place: Place, dice: random.Random) -> float:
    """Metres of the drawn stretch rounded to ten, or a number from the declared range."""
    if entry["quantity"] == "length":
        metres = place.length_m if place.length_m is not None else dice.uniform(120, 900)
        return max(10, round(metres / 10) * 10)
    low, high = entry["quantity"]
    return dice.randint(low, high) if isinstance(low, int) else round(dice.uniform(low, high), 1)
