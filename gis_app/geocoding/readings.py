"""Every reading of a text: what it may mean when its names stand for other places than the ones chosen.

The geocoder answers with the best joint reading. Here one name at a time is held to each of its other targets, and
the phrase is resolved again; what differs is another reading. At last each known name alone is a place, for texts
of which only a part was understood.
"""

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from typing import Any

from gis_app.geocoding.answer import Answer
from gis_app.geocoding.confidence import confidence_of
from gis_app.geocoding.evidence import evidence_of
from gis_app.geocoding.geocoder import Geocoder
from gis_app.geocoding.names import Hit
from gis_app.geocoding.names_in import names_of
from gis_app.geocoding.resolve import resolve
from gis_app.geocoding.scene import Scene
from gis_app.geocoding.score import combine
from gis_app.geocoding.targets import FIRST_LANGUAGE
from gis_app.geocoding.tree import Corner, Name, Node, Whole

MOST_READINGS = 12
_MOST_NODES = 10  # a longer list is read as a whole or not at all
_MOST_OF_A_PART = 3
_SAME_DEG = 1e-5  # about a metre


def readings(
    geocoder: Geocoder, text: str, district: str | None = None, language: str = FIRST_LANGUAGE
) -> list[Answer]:
    """At most twelve places that a text may mean by the register alone, the geocoder's choice first; EPSG:4326."""
    found: list[Answer] = []
    for answer in _every(geocoder, text, district, language):
        if answer.geom is not None and not any(is_same_place(answer, other) for other in found):
            found.append(answer)
        if len(found) == MOST_READINGS:
            break
    return found


def is_same_place(one: Answer, other: Answer) -> bool:
    """Whether two answers are one place: within a metre the same geometry, whatever it was matched as."""
    if one.geom is None or other.geom is None:
        return one.geom is other.geom
    return one.geom.geom_type == other.geom.geom_type and bool(one.geom.equals_exact(other.geom, _SAME_DEG))


def _every(geocoder: Geocoder, text: str, district: str | None, language: str) -> Iterator[Answer]:
    phrase, scene = geocoder.read(text, district, language)
    nodes = phrase.nodes
    if phrase.cities or len(nodes) > _MOST_NODES:
        return
    chosen = _resolved(scene, nodes)
    yield chosen
    parts: list[Answer] = []
    for place, node in enumerate(nodes):
        for name in dict.fromkeys(names_of(node)):
            targets = [candidate.target for candidate in scene.candidates.of(name)]
            hits = [hit for target in targets for hit in name.hits if hit.target == target]
            for hit in hits if len(hits) > 1 else ():
                yield _resolved(scene, [*nodes[:place], _held(node, name, hit), *nodes[place + 1 :]])
            if not isinstance(node, Whole):
                parts += [_resolved(scene, [Whole(replace(name, hits=(hit,)))]) for hit in hits[:_MOST_OF_A_PART]]
    yield from _alternatives(scene, nodes, chosen)
    yield from parts


def _alternatives(scene: Scene, nodes: Sequence[Node], chosen: Answer) -> list[Answer]:
    """Other places that fit the same names as well, when the text is one location."""
    outcomes = resolve(scene, nodes[0]) if len(nodes) == 1 else []
    degrees, known = scene.register.frame.degrees, scene.register.targets

    def keys(targets: Sequence[int]) -> tuple[tuple[str, int], ...]:
        return tuple((known[target].kind, known[target].id) for target in targets if known[target].id)

    return [
        replace(chosen, label=other.label, geom=degrees(other.geom), targets=keys(other.targets), ambiguous=False)
        for outcome in outcomes
        for other in outcome.alternatives
    ]


def _resolved(scene: Scene, nodes: Sequence[Node]) -> Answer:
    """The nodes resolved as the geocoder does, without the words for what was not used."""
    outcomes = [outcome for node in nodes for outcome in resolve(scene, node)]
    outcome = combine(outcomes)
    confidence = 0.0 if outcome.geom is None else confidence_of(evidence_of(outcome, outcomes))
    targets = [scene.register.targets[target] for target in outcome.targets]
    return Answer(
        match_type=outcome.match_type,
        confidence=confidence,
        ambiguous=outcome.ambiguous,
        label=outcome.label,
        geom=None if outcome.geom is None else scene.register.frame.degrees(outcome.geom),
        parts=tuple(outcome.parts),
        steps=tuple(outcome.steps),
        targets=tuple(dict.fromkeys((target.kind, target.id) for target in targets if target.id)),
        version=scene.register.version,
    )


def _held(part: Any, name: Name, hit: Hit) -> Any:
    """A node with one of its names held to one target."""
    if isinstance(part, Name):
        return replace(part, hits=(hit,)) if part == name else part
    if isinstance(part, tuple):
        return tuple(_held(one, name, hit) for one in part)
    if isinstance(part, Node | Corner):
        return replace(part, **{field.name: _held(getattr(part, field.name), name, hit) for field in fields(part)})
    return part
