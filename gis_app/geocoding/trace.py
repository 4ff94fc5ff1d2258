"""How an answer came about, step by step, for a person who wants to know: words, tree, candidates, weights, rivals.

Nothing here takes part in answering. The steps are run again from outside, in the order in which the geocoder runs
them, so that an answer costs nothing more when nobody asks.
"""

from dataclasses import dataclass, fields
from typing import Any

from shapely.geometry.base import BaseGeometry

from gis_app.geocoding.answer import Answer
from gis_app.geocoding.confidence import confidence_of
from gis_app.geocoding.evidence import evidence_of
from gis_app.geocoding.geocoder import Geocoder
from gis_app.geocoding.lexer import Token, lex
from gis_app.geocoding.names_in import names_of
from gis_app.geocoding.normalize import stem
from gis_app.geocoding.numbers import HouseNumber
from gis_app.geocoding.outcome import Outcome, Step
from gis_app.geocoding.readings import is_same_place, readings
from gis_app.geocoding.reasons import in_words
from gis_app.geocoding.resolve import resolve
from gis_app.geocoding.scene import Scene, end_text
from gis_app.geocoding.tree import CityBorder, Corner, HouseEnd, Name, Node

MOST_TOKENS = 120
MOST_LOCATIONS = 12


@dataclass(frozen=True, slots=True)
class TracedToken:
    """A word, number or sign as the grammar meets it: as written, folded, and what it means (`kind`, `side`)."""

    text: str
    what: str
    folded: str
    kind: str | None
    side: str | None


@dataclass(frozen=True, slots=True)
class TracedCandidate:
    """A place that a name may stand for, with the weight of the evidence (0–1); `chosen` when the answer stands on it.

    `target` is the kind of place and its permanent id.
    """

    label: str
    target: tuple[str, int]
    score: float
    how: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class TracedName:
    """A name of the text and its candidates, best first; none when the register does not have it."""

    text: str
    kind: str | None
    side: str | None
    candidates: tuple[TracedCandidate, ...]


@dataclass(frozen=True, slots=True)
class TracedLocation:
    """A location that the grammar read: the kind of its node, its parts (role, words), and what became of it.

    `evidence` is the weight of the evidence, `confidence` what it is worth for this match type; both 0–1.
    """

    kind: str
    parts: tuple[tuple[str, str], ...]
    outcomes: tuple["TracedOutcome", ...]


@dataclass(frozen=True, slots=True)
class TracedOutcome:
    """A place of one location, before the locations of the text are put together."""

    match_type: str
    label: str
    evidence: float
    confidence: float
    ambiguous: bool
    steps: tuple[Step, ...]

    def reason(self, language: str) -> str:
        """Why, in words of `language`."""
        return in_words(self.steps, language)


@dataclass(frozen=True, slots=True)
class Trace:
    """Everything about one answer. `sketched` are the places to draw beside it: label and geometry in metres."""

    text: str
    district: str | None
    answer: Answer
    is_decided: bool
    tokens: tuple[TracedToken, ...]
    locations: tuple[TracedLocation, ...]
    names: tuple[TracedName, ...]
    within: tuple[str, ...]
    cities: tuple[str, ...]
    unused: tuple[str, ...]
    others: tuple[Answer, ...]
    sketched: tuple[tuple[str, BaseGeometry], ...]


def trace(geocoder: Geocoder, text: str, district: str | None = None, language: str = "ru") -> Trace:
    """The whole reasoning about a text; labels of places in `language` where the register has them."""
    answer = geocoder.geocode(text, district, language)
    phrase, scene = geocoder.read(text, district, language)
    nodes = phrase.nodes[:MOST_LOCATIONS]
    written = list(dict.fromkeys(name for node in nodes for name in names_of(node)))
    others = [] if phrase.cities else readings(geocoder, text, district, language)
    return Trace(
        text=text,
        district=district,
        answer=answer,
        is_decided=any(step.key.startswith("decided") for step in answer.steps),
        tokens=tuple(map(_token, lex(text)[:MOST_TOKENS])),
        locations=tuple(_location(scene, node) for node in nodes),
        names=tuple(_name(scene, name, answer, language) for name in written),
        within=tuple(name.text for name in phrase.within),
        cities=tuple(name.text for name in phrase.cities),
        unused=tuple(phrase.unused),
        others=tuple(other for other in others if not is_same_place(other, answer)),
        sketched=_sketched(scene, written, answer, language),
    )


def parts_of(node: Node) -> list[tuple[str, str]]:
    """The parts of a node as (role, words): a role is the name of a field of the tree."""
    found: list[tuple[str, str]] = []
    for field in fields(node):
        found += [(field.name, words) for words in _words(getattr(node, field.name))]
    return found


def _words(part: Any) -> list[str]:
    if isinstance(part, bool):
        return [""] if part else []
    if isinstance(part, Name | HouseEnd | CityBorder | Corner):
        return [end_text(part)]
    if isinstance(part, HouseNumber):
        return [part.text]
    if isinstance(part, tuple):
        return [", ".join(words for one in part for words in _words(one))] if part else []
    return [] if part is None else [str(part)]


def _token(token: Token) -> TracedToken:
    return TracedToken(token.text, token.what, stem(token.text) if token.what == "word" else "", token.kind, token.side)


def _location(scene: Scene, node: Node) -> TracedLocation:
    outcomes = tuple(_outcome(scene, outcome) for outcome in resolve(scene, node))
    return TracedLocation(type(node).__name__.lower(), tuple(parts_of(node)), outcomes)


def _outcome(scene: Scene, outcome: Outcome) -> TracedOutcome:
    return TracedOutcome(
        outcome.match_type,
        outcome.label,
        round(outcome.score, 3),
        0.0 if outcome.geom is None else confidence_of(evidence_of(outcome, [outcome])),
        outcome.ambiguous,
        tuple(outcome.steps),
    )


def _name(scene: Scene, name: Name, answer: Answer, language: str) -> TracedName:
    candidates = []
    for candidate in scene.candidates.of(name):
        target = scene.target(candidate)
        key = (target.kind, target.id)
        candidates.append(
            TracedCandidate(
                target.label(language), key, round(candidate.score, 3), candidate.how, key in answer.targets
            )
        )
    return TracedName(name.text, name.kind, name.side, tuple(candidates))


def _sketched(scene: Scene, names: list[Name], answer: Answer, language: str) -> tuple[tuple[str, BaseGeometry], ...]:
    """The places that the answer stands on, else the best candidate of each name."""
    chosen = [scene.register.by_key[key] for key in answer.targets if key in scene.register.by_key]
    named = [found[0].target for name in names if (found := scene.candidates.of(name))]
    targets = [scene.target(number) for number in dict.fromkeys([*chosen, *named])]
    return tuple((target.label(language), target.geom) for target in targets if not target.geom.is_empty)
