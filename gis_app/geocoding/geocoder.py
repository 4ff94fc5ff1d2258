"""The geocoder: a location text in, a place with its reasons out. Plain and thread-safe."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import regex
import shapely
from shapely.geometry.base import BaseGeometry

from gis_app.geocoding.answer import Answer, Other
from gis_app.geocoding.candidates import Context
from gis_app.geocoding.confidence import confidence_of
from gis_app.geocoding.decisions import NO_DECISIONS, Decisions
from gis_app.geocoding.evidence import evidence_of, words_of
from gis_app.geocoding.normalize import stem
from gis_app.geocoding.number_first import number_last
from gis_app.geocoding.outcome import Alternative, Outcome, Part, Step
from gis_app.geocoding.parse import parse
from gis_app.geocoding.refusal import Resolved, refusal
from gis_app.geocoding.register import Register
from gis_app.geocoding.resolve import resolve
from gis_app.geocoding.scene import Scene
from gis_app.geocoding.score import combine
from gis_app.geocoding.sights import place_id
from gis_app.geocoding.targets import FIRST_LANGUAGE
from gis_app.geocoding.tree import Name, Phrase, Whole

_HINTS = regex.compile(r"[;,/\n]")
_LEAST_CONFIDENCE = 0.3  # what is less likely than that is said in words and not drawn
_DISTRICT_M = 300.0  # a place that near to a district is said to be in it
_MOST_HINTS = 1000
_MOST_PLACES = 40  # locations of one cell that are resolved; a longer list is not one work


def _share_outside(scene: Scene, outcomes: Sequence[Outcome]) -> float:
    """The share of the places found that lie beyond the districts that were named or given."""
    if not scene.context.districts:
        return 0.0
    beyond = [not scene.in_districts(o.geom, _DISTRICT_M) for o in outcomes if o.geom is not None]
    return sum(beyond) / max(len(beyond), 1)


class Geocoder:
    """Answers from one register, which it never changes; any number of threads may ask at once."""

    def __init__(self, register: Register, city_names: Iterable[str] = (), decisions: Decisions = NO_DECISIONS) -> None:
        """`city_names` are the city's own names, which say nothing in an address; `decisions` are asked first."""
        self.register = register
        self.decisions = decisions
        self.least_confidence = _LEAST_CONFIDENCE
        self._hints: dict[str, frozenset[int]] = {}  # of districts; the same few come again and again
        self._own_city = frozenset(filter(None, map(stem, city_names)))

    def geocode(self, text: str, district: str | None = None, language: str = FIRST_LANGUAGE) -> Answer:
        """Locate a text. `district` names one or several districts (`Алмалинский; Медеуский`) that narrow it; places
        are called by their names in `language`.

        Never raises on any text: what is not understood is an answer of match type `none`.
        """
        decided = self.decisions.find(text, district, lambda: self._areas(district))
        if decided is not None:
            return decided.answer(self.register.version)
        phrase, scene = self.read(number_last(text), district, language)
        if phrase.cities:
            names = ", ".join(name.text for name in phrase.cities)
            parts = tuple(Part("city", name.text, None) for name in phrase.cities)
            return self._none(parts, (Step("other_city", {"name": names}),))
        nodes = phrase.nodes[:_MOST_PLACES]
        if not nodes:
            return self._none((), (Step("empty", {}),), tuple(phrase.unused))
        resolved = [Resolved(node, resolve(scene, node)) for node in nodes]
        outcomes = [outcome for one in resolved for outcome in one.outcomes]
        useful = [o for o in outcomes if o.geom is not None or o.parts]
        refused = refusal(phrase, resolved, self.register)
        outcome = refused or combine(useful or outcomes)
        evidence = None
        if outcome.geom is not None:
            words = words_of(phrase, outside=_share_outside(scene, useful))
            evidence = evidence_of(outcome, useful or outcomes, words)
        value = confidence_of(evidence) if evidence else 0.0
        dropped = [name.text for name in phrase.dropped]
        if dropped and outcome.geom is not None:
            outcome.steps.append(Step("dropped", {"names": ", ".join(dropped)}))
        sketched = any(self.register.targets[target].is_sketch for target in outcome.targets)
        steps = [*outcome.steps, *([Step("sketch", {})] if sketched else [])]
        named = [*outcome.parts, *(Part("district", name.text, name.text) for name in phrase.within)]
        if outcome.geom is not None and value < self.least_confidence:
            steps.append(Step("too_weak", {}))
            return self._none(tuple(named), tuple(steps), tuple(phrase.unused), self._offered(outcome))
        if outcome.geom is None:
            return self._none(tuple(named), tuple(steps), tuple(phrase.unused), self._others(outcome))
        used = [street for t in outcome.targets for street in self.register.targets[t].streets or (t,)]
        targets = tuple(
            (self.register.targets[t].kind, self.register.targets[t].id) for t in used if self.register.targets[t].id
        )
        return Answer(
            match_type=outcome.match_type,
            confidence=value,
            ambiguous=outcome.ambiguous,
            label=outcome.label,
            geom=self.register.frame.degrees(outcome.geom),
            parts=tuple(named),
            steps=tuple(steps),
            targets=tuple(dict.fromkeys(targets)),
            unused=tuple(phrase.unused),
            version=self.register.version,
            alternatives=self._others(outcome),
            evidence=evidence,
        )

    def _offered(self, outcome: Outcome) -> tuple[Other, ...]:
        """An outcome that is too weak to be shown, as the first of its alternatives."""
        assert outcome.geom is not None  # noqa: S101 - told to the type checker; the caller looked
        first = Alternative(outcome.label, outcome.geom, tuple(outcome.targets))
        return self._others(replace(outcome, alternatives=[first, *outcome.alternatives]))

    def _others(self, outcome: Outcome) -> tuple[Other, ...]:
        """Alternatives as a name and a point in degrees; a whole place of the register has its id too."""
        others = []
        for label, geom, targets in outcome.alternatives:
            point = shapely.point_on_surface(geom)
            target = self.register.targets[targets[0]] if len(targets) == 1 else None
            is_whole = target is not None and target.geom is geom and target.id
            known = place_id(self.register, targets[0]) if is_whole else ""
            others.append(Other(label, self.register.frame.point_to_degrees(point.x, point.y), known))
        return tuple(others)

    def read(self, text: str, district: str | None = None, language: str = FIRST_LANGUAGE) -> tuple[Phrase, Scene]:
        """The tree of a text, and the register in the context in which it is resolved; decisions are not asked."""
        phrase = parse(text, self.register, self._own_city)
        districts = self._districts(district) | self._named_districts(phrase.within)
        return phrase, Scene(self.register, Context(districts), language)

    def _areas(self, hint: str | None) -> list[BaseGeometry]:
        """The hinted districts, EPSG:4326."""
        numbers = self.register.district_targets
        found = [self.register.targets[numbers[district]].geom for district in self._districts(hint)]
        return [self.register.frame.degrees(area) for area in found]

    def _none(
        self,
        parts: tuple[Part, ...],
        steps: tuple[Step, ...],
        unused: tuple[str, ...] = (),
        alternatives: tuple[Other, ...] = (),
    ) -> Answer:
        return Answer(
            match_type="none",
            confidence=0.0,
            ambiguous=False,
            label="",
            geom=None,
            parts=parts,
            steps=steps,
            unused=unused,
            version=self.register.version,
            alternatives=alternatives,
        )

    def _districts(self, hint: str | None) -> frozenset[int]:
        """Ids of the districts in a hint; names that are no district are left out."""
        if not hint:
            return frozenset()
        known = self._hints.get(hint)
        if known is not None:
            return known
        found: set[int] = set()
        for piece in filter(str.strip, _HINTS.split(hint)):
            found |= self._named_districts(
                node.name for node in parse(f"район {piece}", self.register).nodes if isinstance(node, Whole)
            )
        if len(self._hints) < _MOST_HINTS:
            self._hints[hint] = frozenset(found)
        return frozenset(found)

    def _named_districts(self, names: Iterable[Name]) -> frozenset[int]:
        targets = self.register.targets
        return frozenset(
            targets[hit.target].id for name in names for hit in name.hits if targets[hit.target].kind == "district"
        )
