"""The written evaluation: places drawn from the raw roads, each in a wording of the way the city writes.

``python -m tests.benchmarks.geocoding --written [N] [--seed S] [--rows]``. The truth is the raw geometry. The same seed
gives the same phrases: one is worked with, another is reported.
"""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import shapely
import yaml

from tests.benchmarks.geocoding.declension import latin
from tests.benchmarks.geocoding.drawn_places import Drawn, DrawnPlaces, Street
from tests.benchmarks.geocoding.engines import Engine
from tests.benchmarks.geocoding.folding import key_of
from tests.benchmarks.geocoding.intervals import share, table
from tests.benchmarks.geocoding.judged import JudgedPart, Phrase, read_csv
from tests.benchmarks.geocoding.raw_city import RawCity, metres
from tests.benchmarks.geocoding.results import Scored
from tests.benchmarks.geocoding.scoring import Verdict, score
from tests.benchmarks.geocoding.stage import CITY
from tests.benchmarks.geocoding.wording import Ring, Said, Style, draw_style

_WORDINGS: dict[str, dict[str, list[str]]] = yaml.safe_load(
    (Path(__file__).parent / "wordings.yaml").read_text(encoding="utf-8")
)
LANGUAGES = ("ru", "kk", "kk-Latn", "en")
_MIX = (5, 3, 1, 1)
# Written kinds with their share, and the judged kind of each.
KINDS = {"segment": 30, "crossing": 18, "contour": 22, "street": 5, "streets": 4, "crossings": 4, "stretches": 5,
         "microdistrict": 5, "microdistricts": 3, "landmark": 4}  # fmt: skip
JUDGED_AS = {"streets": "street", "crossings": "crossing", "stretches": "segment", "microdistricts": "microdistrict"}
_ALSO = {"streets": ("crossing",), "landmark": ("street", "microdistrict")}
_SAME_AREA = 0.5  # of two areas that are meant to be one, the least share of intersection in union
DEVELOPMENT_SEED, REPORTED_SEED = 1, 2


class Written:
    """Draws phrases without end."""

    def __init__(self, city: RawCity, seed: int) -> None:
        self.drawn = random.Random(seed)
        places = DrawnPlaces(city)
        self._draws: dict[str, Iterator[Drawn]] = {
            "segment": places.stretches(self.drawn),
            "crossing": places.crossings(self.drawn),
            "contour": places.rings(self.drawn),
        }
        self._areas = city.well_known_areas()
        parks = [(row["id"], row["name_ru"].strip()) for row in read_csv(CITY / "parks.csv")]
        counts = Counter(key_of(name) for _, name in parks)
        self._parks = sorted((key, name) for key, name in parks if _says_which(name) and counts[key_of(name)] == 1)
        self._number = 0

    def phrases(self) -> Iterator[tuple[Phrase, shapely.Geometry | None]]:
        """Endless: a phrase with what it names, and the area where it is one."""
        while True:
            kind = self.drawn.choices(list(KINDS), list(KINDS.values()))[0]
            language = self.drawn.choices(LANGUAGES, _MIX)[0]
            self._number += 1
            named, parts, area = self._named(kind)
            yield self._phrase(kind, language, named, parts), area

    def _named(self, kind: str) -> tuple[dict[str, Any], tuple[JudgedPart, ...], shapely.Geometry | None]:
        if kind == "landmark":
            key, name = self.drawn.choice(self._parks)
            return {"p": name}, (JudgedPart("place", name, f"p:{key}"),), None
        if kind in ("microdistrict", "microdistricts"):
            chosen = self.drawn.sample(self._areas, 1 if kind == "microdistrict" else 2)
            parts = tuple(JudgedPart("area", name, f"m:{key}") for key, name in chosen)
            return dict(zip("mn", [name for _, name in chosen], strict=False)), parts, None
        base = {"crossings": "crossing", "stretches": "segment"}.get(kind, kind)
        if kind in ("street", "streets"):
            several = [next(self._draws["crossing"]).streets[0] for _ in range(3 if kind == "streets" else 1)]
            return dict(zip("abc", several, strict=False)), _parts(several, "street", "street", "street"), None
        first = next(self._draws[base])
        if base == "contour":
            sides = list(first.streets)
            return {"ring": sides}, _parts(sides, *["side1"] * len(sides)), first.geom
        names, roles = ("xab", ("street", "from", "to")) if base == "segment" else ("abc", ("cross1",) * 3)
        named = dict(zip(names, first.streets, strict=False))
        parts = _parts(first.streets, *roles)
        if kind in ("crossings", "stretches"):
            second = next(self._draws[base])
            names, roles = ("ycd", ("street_2", "from_2", "to_2")) if base == "segment" else ("cd", ("cross2",) * 2)
            named = dict(zip(list(named)[:3] if base == "segment" else "ab", first.streets, strict=False))
            parts = parts[: len(named)] + _parts(second.streets[: len(names)], *roles)
            named |= dict(zip(names, second.streets, strict=False))
        return named, parts, None

    def _phrase(self, kind: str, language: str, named: dict[str, Any], parts: tuple[JudgedPart, ...]) -> Phrase:
        drawn, style = self.drawn, draw_style(self.drawn)
        base = "kk" if language == "kk-Latn" else language
        fitting = [wording for wording in _WORDINGS[kind][base] if _fits(wording, named)]
        wording = drawn.choice(fitting)
        said = {letter: self._said(one, style) for letter, one in named.items()}
        text = wording.format(dash=style.dash, **said)
        if drawn.random() < 0.25:
            text = drawn.choice(_WORDINGS["leads"][base]) + text
        if drawn.random() < 0.25:
            text += drawn.choice(_WORDINGS["tails"][base]).format(n=drawn.choice((350, 480, 720, 1200)))
        if language == "kk-Latn":
            text = latin(text, drawn.choice(("2018", "2021")))
        used = tuple(part for part, letter in zip(parts, named, strict=False) if f"{{{letter}:" in wording)
        judged = JUDGED_AS.get(kind, kind)
        kinds = (judged, *_ALSO.get(kind, ()))
        return Phrase(
            f"W{self._number:05}", language, text, None, kind, kinds, parts if "ring" in named else used, True, True
        )

    def _said(self, one: Any, style: Style) -> Any:
        if isinstance(one, Street):
            return Said(one.said, style, self.drawn)
        if isinstance(one, list):
            return Ring([Said(street.said, style, self.drawn) for street in one], style)
        return _Bare(one)


def _says_which(name: str) -> bool:
    """Whether a park's name tells one from the others: «парк Гулдер», not «сквер» or «Пешеходная зона»."""
    words = name.replace("«", " ").replace('"', " ").split()
    return any(word[:1].isupper() for word in words[1:])


class _Bare:
    """A name that is written as it is."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __format__(self, spec: str) -> str:
        return self.name


def _fits(wording: str, named: dict[str, Any]) -> bool:
    return {letter for letter in "xyabcdmnp" if f"{{{letter}:" in wording} <= set(named)


def _parts(streets: Sequence[Street], *roles: str) -> tuple[JudgedPart, ...]:
    return tuple(JudgedPart(role, street.said.russian, street.reference)
                 for role, street in zip(roles, streets, strict=False))  # fmt: skip


def measure_written(city: RawCity, engine: Engine, count: int, seed: int) -> list[Scored]:
    """Ask the engine `count` drawn phrases."""
    scored = []
    for phrase, area in islice(Written(city, seed).phrases(), count):
        answer = engine.geocode(phrase.text)
        verdict = score(city, phrase, answer)
        if verdict.outcome == "right" and area is not None and answer.match_type == "contour":
            given = shapely.make_valid(metres(answer.geom))
            alike = given.intersection(area).area / given.union(area).area
            if alike < _SAME_AREA:
                verdict = Verdict("inexact", f"only {100 * alike:.0f} % of the area is the one meant")
        scored.append(Scored(phrase, answer, verdict))
    return scored


def tables_of(rows: Sequence[Scored]) -> str:
    """Right answers by written kind and language, then what became of the others."""
    right = [row.verdict.outcome == "right" for row in rows]
    lines = []
    for kind in (*KINDS, "all"):
        cells = []
        for language in (*LANGUAGES, "all"):
            mine = [hit for row, hit in zip(rows, right, strict=True)
                    if kind in (row.phrase.half, "all") and language in (row.phrase.language, "all")]  # fmt: skip
            cells.append(f"{share(mine)} of {len(mine)}" if mine else "–")
        lines.append([kind, *cells])
    outcomes = []
    for kind in (*KINDS, "all"):
        found = [row.verdict.outcome for row in rows if kind in (row.phrase.half, "all")]
        outcomes.append([kind, *(found.count(name) for name in ("right", "inexact", "wrong", "missed"))])
    return "\n\n".join((table(["written kind", *LANGUAGES, "all"], lines),
                        table(["written kind", "right", "inexact", "wrong", "missed"], outcomes)))  # fmt: skip
