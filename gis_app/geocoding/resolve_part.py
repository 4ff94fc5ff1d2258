"""A part of a microdistrict: what lies on a side of a street, or the streets of it that are named."""

from dataclasses import replace

import shapely

from gis_app.geocoding.items import of_kind
from gis_app.geocoding.outcome import Outcome, Step, nothing
from gis_app.geocoding.scene import CLOSE_SCORE, Scene, unknown
from gis_app.geocoding.sides import on_side
from gis_app.geocoding.tree import PartOf

_IN_AREA_M = 400.0
_AMBIGUOUS = 0.55
_ELSEWHERE = 0.6


def resolve_part(scene: Scene, node: PartOf) -> Outcome | None:
    """The part of the area; None when the name is no microdistrict, so that it is read otherwise."""
    area = replace(node.area, hits=of_kind(scene.register, node.area.hits, "microdistrict"))
    near = [*node.sides, *node.streets]
    lines = [
        [scene.target(candidate).geom for candidate in scene.candidates.of(replace(name, side=None), "street")]
        for name in near
    ]
    choices = []
    for candidate in scene.candidates.of(area):
        place = scene.target(candidate).geom
        meets = all(any(shapely.dwithin(line, place, _IN_AREA_M) for line in found) for found in lines if found)
        choices.append((candidate.score * (1.0 if meets else _ELSEWHERE), candidate))
    if not choices:
        return None
    choices.sort(key=lambda item: -item[0])
    score, best = choices[0]
    if score < best.score:
        label = scene.target(best).label(scene.language)
        parts = scene.parts_of("microdistrict", [area], [label]) + scene.parts_of("street", near)
        return nothing(parts, Step("no_crossing", {"names": ", ".join([label, *(name.text for name in near)])}))
    rivals = [other for value, other in choices[1:] if value >= score * CLOSE_SCORE]
    geometry = scene.target(best).geom
    for name, found in zip(node.sides, lines, strict=False):
        if found and name.side:
            geometry = on_side(geometry, min(found, key=lambda line: shapely.distance(line, geometry)), name.side)
    label = scene.target(best).label(scene.language)
    parts = scene.parts_of("microdistrict", [area], [label])
    for name, found in zip(near, lines, strict=True):
        parts += scene.parts_of("street", [name], [name.text if found else None])
    steps = [Step("part_of", {"area": label, "what": ", ".join(name.text for name in near)}), *unknown(near)]
    steps += [Step("homonyms", {"count": len(rivals) + 1})] if rivals else []
    score *= (_AMBIGUOUS if rivals else 1.0) * (0.8 if any(not found for found in lines) else 0.95)
    outcome = Outcome("microdistrict", geometry, score, label, bool(rivals), parts, steps, [best.target])
    for rival in rivals:
        outcome.add_alternative(scene.target(rival).label(scene.language), scene.target(rival).geom, rival.target)
    return outcome if not geometry.is_empty else nothing(parts, *steps)
