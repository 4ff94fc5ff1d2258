"""Houses: of a street, of a microdistrict, of a street in a microdistrict; one, a list or a range."""

from collections.abc import Sequence

import shapely
from shapely import MultiPoint

from gis_app.geocoding.candidates import Candidate
from gis_app.geocoding.houses import FoundHouse
from gis_app.geocoding.numbers import HouseNumber, numbers_between, parse_number
from gis_app.geocoding.outcome import Outcome, Part, Step, nothing
from gis_app.geocoding.scene import CLOSE_SCORE, Scene, point_of, unknown
from gis_app.geocoding.tree import Address

_WEIGHT = {"rooftop": 1.0, "corner": 0.97, "rooftop_base": 0.85}
_STEP = {"rooftop": "house", "corner": "house_corner", "rooftop_base": "house_base", "interpolated": "house_between"}
_OUTSIDE = 0.6
_IN_MICRODISTRICT_M = 200.0
_WITHOUT_HOUSE = 0.4
_AWAY_M = 100.0
_GUESS_AWAY_M = 400.0  # a house placed by its neighbours may seem to stand over the border of its district
_FAR_FROM_CORNER = 0.8


def resolve_address(scene: Scene, node: Address) -> Outcome:
    """The houses found; when none is known, the street or microdistrict as a whole at low confidence."""
    named = node.street or node.microdistrict
    if named is None:
        return nothing([])
    kinds = ("street", "microdistrict") if node.street is None or node.microdistrict is None else ("street",)
    owners = scene.candidates.of(named, *kinds)
    tried = [(candidate, _houses(scene, candidate, node)) for candidate in owners]
    scored = sorted(
        ((_score(scene, candidate, houses, node), candidate, houses) for candidate, houses in tried),
        key=lambda item: -item[0],
    )
    parts = _named_parts(scene, node, scored[0][1] if scored else None)
    if not scored:
        return nothing(parts, *unknown(name for name in (node.street, node.microdistrict) if name))
    score, owner, houses = scored[0]
    if not any(houses):
        return _without_house(scene, node, owner, [item[1] for item in scored], parts)
    rivals = [item for item in scored[1:] if item[0] >= score * CLOSE_SCORE and any(item[2])]
    found = [house for house in houses if house]
    label = f"{scene.label(owner)}, {', '.join(number.text for number in node.numbers[:6])}"
    steps = _house_steps(scene, owner, node, houses) + scene.reading(named, owner)
    steps += [Step("homonyms", {"count": len(rivals) + 1})] if rivals else []
    geometry = point_of(found[0][:2]) if len(found) == 1 else MultiPoint([house[:2] for house in found])
    how = found[0].how if len(node.numbers) == 1 else "multi"
    if how == "multi" and all(house.how == "interpolated" for house in found):
        how = "interpolated"
    outcome = Outcome(how, geometry, score, label, bool(rivals), parts, steps, [owner.target])
    for _, other, others in rivals:
        outcome.add_alternative(
            scene.label(other) or "", MultiPoint([house[:2] for house in others if house]), other.target
        )
    return outcome


def _named_parts(scene: Scene, node: Address, owner: Candidate | None) -> list[Part]:
    parts: list[Part] = []
    if node.street is not None:
        role = "microdistrict" if owner is not None and scene.target(owner).kind == "microdistrict" else "street"
        parts += scene.parts_of(role, [node.street], [scene.label(owner)])
    if node.microdistrict is not None:
        areas = scene.candidates.of(node.microdistrict, "microdistrict")
        label = scene.label(areas[0] if areas else owner if node.street is None else None)
        parts += scene.parts_of("microdistrict", [node.microdistrict], [label])
    return parts + [Part("house", number.text, None) for number in node.numbers]


def _houses(scene: Scene, owner: Candidate, node: Address) -> list[FoundHouse | None]:
    houses = scene.register.houses
    ground = scene.register.ground(owner.target)
    if node.is_range and len(node.numbers) == 2:
        wanted = set(numbers_between(*node.numbers))
        known = [number for text in houses.numbers(owner.target) if (number := parse_number(text)) is not None]
        inside = sorted((n for n in known if n.base in wanted), key=lambda n: (n.base, n.text))
        ends = [houses.find(owner.target, number, ground) for number in node.numbers]
        return [*(houses.find(owner.target, number) for number in inside), *(end for end in ends if end)] or [None]
    return [houses.find(owner.target, number, ground) for number in node.numbers]


def _score(scene: Scene, owner: Candidate, houses: Sequence[FoundHouse | None], node: Address) -> float:
    """The owner's weight, lower outside the named microdistrict or district, by the share of houses found."""
    weights = [_WEIGHT.get(house.how, house.weight) if house else 0.0 for house in houses]
    score = owner.score * (0.3 + 0.7 * sum(weights) / max(len(weights), 1))
    in_microdistrict = node.street is not None and node.microdistrict is not None
    if not in_microdistrict and node.corner is None and not scene.context.districts:
        return score
    points = [house[:2] for house in houses if house]
    place = MultiPoint(points) if points else scene.target(owner).geom
    if in_microdistrict and node.microdistrict is not None:
        areas = scene.candidates.of(node.microdistrict, "microdistrict")
        near = any(shapely.dwithin(scene.target(area).geom, place, _IN_MICRODISTRICT_M) for area in areas)
        score *= 1.0 if near or not areas else _OUTSIDE
    if node.corner is not None:
        crossing = scene.candidates.of(node.corner, "street")
        near = any(shapely.dwithin(scene.target(other).geom, place, 150.0) for other in crossing)
        score *= 1.0 if near else _FAR_FROM_CORNER
    guessed = any(house and house.how == "interpolated" for house in houses)
    return score * (1.0 if scene.in_districts(place, _GUESS_AWAY_M if guessed else _AWAY_M) else _OUTSIDE)


def _house_steps(scene: Scene, owner: Candidate, node: Address, houses: Sequence[FoundHouse | None]) -> list[Step]:
    label = scene.label(owner)
    if node.is_range:
        text = " – ".join(number.text for number in node.numbers)
        return [Step("house", {"number": text, "owner": label})]
    steps: list[Step] = []
    missing: list[HouseNumber] = []
    for number, house in zip(node.numbers, houses, strict=True):
        if house is None:
            missing.append(number)
        elif len(steps) < 4:
            steps.append(Step(_STEP[house.how], {"number": number.text, "found": house.number, "owner": label}))
    if missing:
        steps.append(Step("houses_missing", {"numbers": ", ".join(number.text for number in missing)}))
    return steps


def _without_house(
    scene: Scene, node: Address, owner: Candidate, owners: list[Candidate], parts: list[Part]
) -> Outcome:
    numbers = ", ".join(number.text for number in node.numbers)
    label = scene.label(owner) or ""
    rivals = [c for c in owners if c.target != owner.target and c.score >= owner.score * CLOSE_SCORE]
    steps = [Step("no_house", {"number": numbers, "owner": label})]
    steps += [Step("homonyms", {"count": len(rivals) + 1})] if rivals else []
    target = scene.target(owner)
    outcome = Outcome(
        target.shown_kind, target.geom, owner.score * _WITHOUT_HOUSE, label, bool(rivals), parts, steps, [owner.target]
    )
    for rival in rivals:
        if rival.is_old and not owner.is_old:
            continue  # whoever does not know the number is not helped by what a street was called once
        outcome.add_alternative(scene.label(rival) or "", scene.target(rival).geom, rival.target)
    return outcome
