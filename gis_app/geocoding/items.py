"""The pieces of a cut text, each with its letter for the phrase rules, and what a kind word allows."""

from collections.abc import Sequence
from typing import NamedTuple

from gis_app.geocoding.names import Hit
from gis_app.geocoding.numbers import HouseNumber
from gis_app.geocoding.register import Register
from gis_app.geocoding.targets import STREET_KINDS
from gis_app.geocoding.tree import Name

# Which targets a kind word allows. Without a kind word everything is allowed.
_ALLOWED: dict[str, frozenset[str]] = {
    **{kind: frozenset({"street"}) for kind in STREET_KINDS},
    "square": frozenset({"street", "landmark", "park"}),
    "track": frozenset({"street", "landmark", "park"}),
    "embankment": frozenset({"river", "street"}),
    "microdistrict": frozenset({"microdistrict"}),
    "garden_community": frozenset({"microdistrict", "street"}),
    "district": frozenset({"district"}),
    "river": frozenset({"river"}),
    "park": frozenset({"park", "landmark"}),
    "landmark": frozenset({"landmark", "park"}),
    "city": frozenset({"city"}),
}
_GREEN = frozenset({"park/park", "park/square", "park/grove", "landmark/grounds"})
_CODES = (("street", "S"), ("microdistrict", "M"), ("river", "R"), ("district", "D"), ("park", "L"), ("landmark", "L"))


class Item(NamedTuple):
    """A piece of the text with its letter in phrases.yaml."""

    code: str
    text: str
    name: Name | None = None
    number: HouseNumber | None = None
    side: str | None = None


class Spotted(NamedTuple):
    """The pieces in their order and the words nobody needed."""

    items: list[Item]
    unused: list[str]
    loose: list[str]  # those of the unused that name something: capitalised, quoted, kind words without a name


def is_other_object(one: str | None, other: str | None) -> bool:
    """Whether two sorts of objects are never one place: «ЖК Алем» is not the park Алем. A park may be a square."""
    if one == other or not one or not other or "/" not in one or "/" not in other:
        return False
    return not (one in _GREEN and other in _GREEN)


def of_kind(register: Register, hits: Sequence[Hit], kind: str, sort: str | None = None) -> tuple[Hit, ...]:
    """Hits that a kind word (of a `sort` of object) allows; a road named «Каргалы микрорайон» stands for a
    microdistrict without area, and the houses of a street that nobody draws for the street."""
    targets, allowed = register.targets, _ALLOWED[kind]
    fitting = tuple(hit for hit in hits if targets[hit.target].kind in allowed and not is_other_object(hit.sort, sort))
    if not fitting and kind == "microdistrict":
        return tuple(hit for hit in hits if hit.sort == "microdistrict")
    if not fitting and kind in STREET_KINDS:
        return tuple(hit for hit in hits if hit.sort in STREET_KINDS and targets[hit.target].kind == "microdistrict")
    return fitting


def letter_of(register: Register, hits: Sequence[Hit], kind: str | None) -> str:
    """The letter of a name in phrases.yaml: by its targets, or by its kind word when it has none."""
    if not hits:
        return {"microdistrict": "M", "river": "R", "park": "L", "landmark": "L"}.get(kind or "", "U")
    kinds = {register.targets[hit.target].kind for hit in hits}
    if {"street", "microdistrict"} <= kinds:
        return "A"
    return next((code for target_kind, code in _CODES if target_kind in kinds), "Y")
