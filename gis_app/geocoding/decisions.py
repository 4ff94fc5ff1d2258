"""What people decided about texts: asked before anything is looked up in the register.

A decision is an alias with a scope: it holds for one text, in one district hint or in the whole city. Texts that
differ only in spelling (case, abbreviations, endings, punctuation) are one text; see `text_key`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

import regex
import shapely
from shapely.geometry.base import BaseGeometry

from gis_app.geocoding.answer import Answer
from gis_app.geocoding.normalize import expand, kind_of_word, stem
from gis_app.geocoding.outcome import Part, Step

# A longer key keeps its beginning and a hash: an entry of an index may not exceed 2.7 kB.
_LONGEST_PLAIN = 200
# A place decided for the whole city answers a question about a district only when it lies there, or this near.
_NEAR_DEG = 0.002

_PIECE = regex.compile(r"\d+|[\p{L}\p{M}'’]{1,60}|[-–—−‒‑‐/]")
# Kind words that say the same in all their forms and languages. A school and a hospital are both landmarks, and two.
_ONE_MEANING = frozenset({"street", "avenue", "boulevard", "microdistrict", "district"})
_DASHES = frozenset("-–—−‒‑‐")
_HINTS = regex.compile(r"[;,/\n]")
_STORED = str.maketrans("čš", "cx")  # keys in the database are written in ASCII


class QuestionKey(NamedTuple):
    """What a question is known by: the folded text and the folded district hint (empty: the whole city)."""

    text: str
    hint: str

    def __str__(self) -> str:
        return f"{self.text}|{self.hint}"


@lru_cache(maxsize=10_000)  # texts repeat in a plan; folding one takes some 40 µs
def text_key(text: str) -> str:
    """One spelling for a location text: «ул. Абая, 12» and «улица АБАЯ 12» give one; other numbers or words do not.

    The order of words, dashes and slashes stay, since they change the meaning. Empty when there is no word.
    """
    pieces = _PIECE.findall(expand(text))
    folded = " ".join(filter(None, map(_folded, pieces))).strip("-/ ")
    if len(folded) <= _LONGEST_PLAIN:
        return folded
    return f"{folded[:100]}…{sha256(folded.encode()).hexdigest()[:32]}"


def question_key(text: str, district: str | None = None) -> QuestionKey:
    """The key of a text asked with a district hint («Алмалинский район; Медеуский»)."""
    return QuestionKey(text_key(text), _hint_key(district or ""))


@lru_cache(maxsize=1000)
def _hint_key(district: str) -> str:
    hints = (text_key(piece).removeprefix("district").removesuffix("district") for piece in _HINTS.split(district))
    return ";".join(sorted({hint.strip() for hint in hints} - {""}))


def _folded(piece: str) -> str:
    if piece[0].isdigit() or piece == "/":
        return piece
    if piece in _DASHES:
        return "-"
    kind = kind_of_word(piece)
    return kind if kind in _ONE_MEANING else stem(piece).translate(_STORED) or piece.casefold()


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision in force for a text. `geom` is EPSG:4326, longitude first; None says that it is not a place,
    or (`is_elsewhere`) one of another city.

    `district` is the hint within which it holds (None: the whole city); `valid_from` a day of the city.
    """

    id: int
    text: str
    district: str | None
    match_type: str
    label: str
    geom: BaseGeometry | None
    author: str
    valid_from: date
    targets: tuple[tuple[str, int], ...] = ()
    is_elsewhere: bool = False

    def answer(self, version: int = 0) -> Answer:
        """The decision as an answer of the geocoder: certain, and its reason says who decided and when."""
        values = {"author": self.author, "day": self.valid_from.isoformat()}
        if self.geom is None:
            said = "decided_elsewhere" if self.is_elsewhere else "decided_no_place"
            return Answer("none", 0.0, False, "", None, steps=(Step(said, values),), version=version)
        return Answer(
            match_type=self.match_type,
            confidence=1.0,
            ambiguous=False,
            label=self.label,
            geom=self.geom,
            parts=(Part("landmark", self.text, self.label),),
            steps=(Step("decided", values),),
            targets=self.targets,
            version=version,
        )


class Decisions:
    """The decisions in force, by key. Never changed once made, so any number of threads may ask."""

    def __init__(self, decisions: Iterable[Decision] = (), version: int = 0) -> None:
        """`version` is the id of the newest decision ever made, also of one that was withdrawn."""
        self.version = version
        self._by_key = {question_key(one.text, one.district): one for one in decisions}

    def __len__(self) -> int:
        return len(self._by_key)

    def exact(self, text: str, district: str | None = None) -> Decision | None:
        """The decision made for just this text and hint."""
        return self._by_key.get(question_key(text, district))

    def find(
        self, text: str, district: str | None = None, areas: Callable[[], Sequence[BaseGeometry]] = tuple
    ) -> Decision | None:
        """The decision that answers a question: the one for its hint, else the one for the whole city.

        `areas` gives the hinted districts, EPSG:4326: a place decided for the whole city must lie in one of them.
        """
        if not self._by_key:
            return None
        key = question_key(text, district)
        found = self._by_key.get(key)
        if found is not None or not key.hint:
            return found
        found = self._by_key.get(QuestionKey(key.text, ""))
        if found is None or found.geom is None:
            return found
        hinted = areas()
        near = not hinted or any(shapely.dwithin(area, found.geom, _NEAR_DEG) for area in hinted)
        return found if near else None


NO_DECISIONS = Decisions()
