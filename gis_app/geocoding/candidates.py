"""Which targets a name may stand for here: kind word, district and old names weigh; nothing is thrown a coin for."""

from dataclasses import dataclass
from typing import NamedTuple

import shapely

from gis_app.geocoding.names import Hit
from gis_app.geocoding.register import Register
from gis_app.geocoding.tree import Name

MOST = 14  # candidates kept per name: a dozen homonyms and the odd misspelling
_OTHER_KIND = 0.96
_LANE = 0.85
_OTHER_SORT = 0.95  # «озеро Сайран» for a place that is only called Сайран
_WRONG_SORT = 0.8  # «рынок Сайран» for a lake
_OUT_OF_SCOPE = 0.8
_OUT_OF_DISTRICT = 0.7
_OUT_OF_AREA = 0.75
_DOUBTFUL = 0.9
_NEAR_AREA_M = 300.0  # a street that bounds a microdistrict is said to be in it
# Without a kind word a street is meant more often than anything else.
_BY_KIND_OF_NOTHING = {"microdistrict": 0.99, "park": 0.95, "landmark": 0.95, "river": 0.95, "district": 0.8}


class Candidate(NamedTuple):
    """A target with the weight of the evidence that it is meant (0–1); by an old name, given up in the year `until`."""

    target: int
    score: float
    how: str
    is_old: bool = False
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What narrows a phrase: ids of districts that were named or given, microdistricts that stand in the phrase."""

    districts: frozenset[int] = frozenset()
    microdistricts: frozenset[int] = frozenset()


class Candidates:
    """Weighs the hits of a name in a context."""

    def __init__(self, register: Register, context: Context) -> None:
        self._register = register
        self._context = context

    def of(self, name: Name | None, *kinds: str) -> list[Candidate]:
        """Targets of the given kinds (all without any), best first, at most fourteen."""
        if name is None:
            return []
        found = []
        areas = [self._register.targets[hit.target].geom for hit in name.within]
        for hit in name.hits:
            target = self._register.targets[hit.target]
            if kinds and target.kind not in kinds:
                continue
            score = hit.score * self._kind_factor(name, hit, target.kind, target.street_kind)
            if hit.scope is not None and self._context.districts and hit.scope not in self._context.districts:
                score *= _OUT_OF_SCOPE
            if self._context.districts and target.kind != "district" and target.districts:
                score *= 1.0 if target.districts & self._context.districts else _OUT_OF_DISTRICT
            if target.is_doubtful:
                score *= _DOUBTFUL
            if areas and not any(shapely.dwithin(area, target.geom, _NEAR_AREA_M) for area in areas):
                score *= _OUT_OF_AREA
            found.append(Candidate(hit.target, score, hit.how, hit.is_old, hit.until))
        found.sort(key=lambda candidate: (-candidate.score, -self._register.targets[candidate.target].geom.length))
        return found[:MOST]

    @staticmethod
    def _kind_factor(name: Name, hit: Hit, kind: str, street_kind: str) -> float:
        if name.kind is None:
            if hit.sort == "garden_community":
                return _WRONG_SORT
            return _BY_KIND_OF_NOTHING.get(kind, 1.0)
        if kind in ("park", "landmark"):
            return 1.0 if hit.sort == name.sort else _OTHER_SORT if hit.sort is None else _WRONG_SORT
        if kind == "microdistrict" and name.kind in ("microdistrict", "garden_community"):
            return 1.0 if (hit.sort == "garden_community") == (name.kind == "garden_community") else _OTHER_SORT
        if kind != "street" or street_kind in (name.kind, "other", "microdistrict"):
            return 1.0
        return _LANE if "lane" in (name.kind, street_kind) else _OTHER_KIND
