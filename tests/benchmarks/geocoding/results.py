"""Answers of all engines to all strings of the evaluation, scored."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.geocoding.addresses import AddressScore, score_addresses
from tests.benchmarks.geocoding.engines import Engine, strings_per_second
from tests.benchmarks.geocoding.judged import FRESH_NEGATIVES, NEGATIVES, Phrase, read_csv
from tests.benchmarks.geocoding.raw_city import RawCity
from tests.benchmarks.geocoding.scoring import Located, Verdict, score


@dataclass(frozen=True, slots=True)
class Scored:
    """One phrase with an engine's answer and its verdict."""

    phrase: Phrase
    answer: Located
    verdict: Verdict

    @property
    def answered(self) -> bool:
        """True when there is a geometry."""
        return self.answer.geom is not None


@dataclass(frozen=True, slots=True)
class Negative:
    """A string that names no place of the register, and what the engine made of it."""

    text: str
    why: str
    language: str
    answer: Located

    def accepted(self, at_least: float) -> bool:
        """True when the engine gave a place that would be taken without asking a person."""
        return self.answer.geom is not None and self.answer.confidence >= at_least


@dataclass(frozen=True, slots=True)
class Result:
    """Everything measured of one engine. `rate` is strings per second over all strings.

    `fresh` are negatives written without having asked any engine; nothing is ever fitted to them.
    """

    name: str
    accepts_from: float
    phrases: tuple[Scored, ...]
    negatives: tuple[Negative, ...]
    fresh: tuple[Negative, ...]
    addresses: tuple[AddressScore, ...]
    rate: float


def measure(city: RawCity, phrases: Sequence[Phrase], engine: Engine) -> Result:
    """Ask one engine everything. The speed is that of the second pass, over phrases and addresses."""
    scored = []
    for phrase in phrases:
        answer = engine.geocode(phrase.text, phrase.district)
        scored.append(Scored(phrase, answer, score(city, phrase, answer)))
    negatives, fresh = _negatives(engine, NEGATIVES), _negatives(engine, FRESH_NEGATIVES)
    addresses = tuple(score_addresses(engine))
    strings = [phrase.text for phrase in phrases] + [row.address for row in addresses]
    rate = strings_per_second(engine.geocode, strings)
    return Result(engine.name, engine.accepts_from, tuple(scored), negatives, fresh, addresses, rate)


def _negatives(engine: Engine, path: Path) -> tuple[Negative, ...]:
    return tuple(
        Negative(row["text"], row["why"], row["language"], engine.geocode(row["text"])) for row in read_csv(path)
    )
