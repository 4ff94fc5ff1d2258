"""A question as it stands in questions.csv: what is asked, where it truly is, what is laid there, what is expected."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

FILE = Path(__file__).with_name("questions.csv")
REGISTERS = ("sketch", "city")


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    `register` is the demo's sketch or the real city. `kind` is the kind of place: address, yard, corner, street, area,
    several (a name that several places have), nowhere (a name that none has). `lon` and `lat` are a point of the true
    place, empty where there is none; `street` is the street it is on, as the register names it. `laid` says what lies
    there (laying.py), `expected` is yes, no, which or unknown, and `group` of a yes how the work concerns the place.
    """

    number: int
    register: str
    kind: str
    language: str
    words: str
    lon: str
    lat: str
    street: str
    laid: str
    expected: str
    group: str


def read_questions(path: Path = FILE) -> list[Question]:
    """All questions, in the order of the file."""
    with path.open(encoding="utf-8", newline="") as file:
        return [Question(int(row.pop("number")), **row) for row in csv.DictReader(file)]


def write_questions(questions: Iterable[Question], path: Path = FILE) -> None:
    """Write the file anew."""
    names: Sequence[str] = [field.name for field in fields(Question)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(one) for one in questions)
