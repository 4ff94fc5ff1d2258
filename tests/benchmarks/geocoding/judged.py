"""Reads the judged list: what a person says each announcement's phrase names, made without the geocoder."""

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.geocoding.stage import CITY, ROOT

JUDGED = ROOT / "tests" / "data" / "geocoding" / "judged.csv"
NEGATIVES = ROOT / "tests" / "data" / "geocoding" / "negatives.csv"
FRESH_NEGATIVES = NEGATIVES.with_name("negatives_fresh.csv")
KINDS = ("segment", "crossing", "contour", "street", "microdistrict", "landmark", "district", "address", "addresses")
HALVES = ("dev", "second", "held")
LEARNT_FROM = ("dev", "second")  # the others are never read by who writes the rules
UNKNOWN = "-"


@dataclass(frozen=True, slots=True)
class JudgedPart:
    """A name in a phrase. `reference` says where the raw data have it (see tests/data/geocoding/README.md)."""

    role: str
    text: str
    reference: str

    @property
    def known(self) -> bool:
        """True when the raw data hold the name."""
        return self.reference != UNKNOWN


@dataclass(frozen=True, slots=True)
class Phrase:
    """A location phrase and its judgement. `kinds` are all that are right, the judged one first.

    `complete` is false when the phrase lacks what its kind needs (a segment without its street, or with one end).
    """

    id: str
    language: str
    text: str
    district: str | None
    half: str
    kinds: tuple[str, ...]
    parts: tuple[JudgedPart, ...]
    all_names_known: bool
    complete: bool
    source: str = ""

    @property
    def kind(self) -> str:
        """The judged kind."""
        return self.kinds[0]

    @property
    def counts(self) -> bool:
        """True when the phrase belongs to the headline: complete, and all its names are in the register."""
        return self.all_names_known and self.complete


def half_of(url: str) -> str:
    """`dev`, or of the other half `second` or `held`: rows of one source stay together."""
    number = int(hashlib.md5(url.encode(), usedforsecurity=False).hexdigest(), 16)
    if number % 2 == 0:
        return "dev"
    return "second" if number // 2 % 2 == 0 else "held"


def read_csv(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file as dictionaries."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def parts_of(written: str) -> tuple[JudgedPart, ...]:
    """The named parts of one cell: ``role=text > reference | …``."""
    parts = []
    for piece in filter(None, written.split(" | ")):
        named, reference = piece.rsplit(" > ", 1)
        role, text = named.split("=", 1)
        parts.append(JudgedPart(role, text, reference))
    return tuple(parts)


def script_of(text: str, language: str) -> str:
    """`kk-Latn` for Kazakh in a Latin alphabet, else the language as stated."""
    latin = sum("a" <= letter.lower() <= "z" for letter in text)
    return "kk-Latn" if language == "kk" and latin > len(text) / 3 else language


def read_phrases() -> list[Phrase]:
    """The judged phrases with their texts, which are read from the shared announcements by their ids."""
    texts = {row["id"]: row for row in read_csv(CITY / "announcements.csv")}
    phrases = []
    for row in read_csv(JUDGED):
        source = texts[row["id"]]
        phrases.append(
            Phrase(
                row["id"],
                script_of(source["location_raw"], row["language"]),
                source["location_raw"],
                source["district"] or None,
                half_of(source["source_url"]),
                (row["kind"], *filter(None, row["also"].split("/"))),
                parts_of(row["parts"]),
                row["all_names_known"] == "yes",
                row["complete"] == "yes",
                source["source_url"],
            )
        )
    return phrases
