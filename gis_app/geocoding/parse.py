"""From a text to the typed tree: cut, spot the names, then the rules of ``rules/phrases.yaml`` in their order."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

import regex

from gis_app.geocoding.items import Item
from gis_app.geocoding.lexer import lex
from gis_app.geocoding.normalize import fold
from gis_app.geocoding.register import Register
from gis_app.geocoding.rules import load_rule
from gis_app.geocoding.sides import direction_of
from gis_app.geocoding.spotting import spot
from gis_app.geocoding.tree import (
    Address,
    CityBorder,
    Contour,
    Corner,
    Crossing,
    End,
    HouseEnd,
    Name,
    Node,
    PartOf,
    Phrase,
    Segment,
    Whole,
)

_TAKEN = "."
_LONGEST_ABBREVIATION = 6
# Signs of a stretch, an area or a crossing beside names: one of these is meant, whatever else could be read.
_DEFINITE = regex.compile(
    r"B(?=[SAULMR][^X]*$)|C(?=[,:;(]*[SAUR][-,&][SAUR][^X]*$)|[FT](?=P?[SAULMR])"
    r"|(?<=[SAUR][-,&/]?[SAUR])[XG]|[XG](?=[SAUR][-,&/]?[SAUR])"
)
_SIDE_BY_SIDE = regex.compile(r"[SAUR](?=[SAUR])")
_LISTED_NUMBER = regex.compile(r"(?<=[AM][,&])#|#(?=[,&][AM])")  # «11 и Аксай-2»
_PAIR_WORDS = frozenset(map(fold, load_rule("marks")["pair_words"]))
_NAMES = frozenset("SAULMRD")


def _compiled() -> list[tuple[str, Any]]:
    data = load_rule("phrases")
    parts = {name: pattern.replace("\\#", "#") for name, pattern in data["parts"].items()}
    return [(rule["code"], regex.compile(rule["pattern"].format(**parts))) for rule in data["rules"]]


_RULES = _compiled()


class Match(NamedTuple):
    """A rule that holds for a stretch of the pieces, and which pieces each of its groups took."""

    code: str
    start: int
    end: int
    groups: dict[str, tuple[int, int]]


@lru_cache(maxsize=20_000)
def matches_of(letters: str) -> tuple[Match, ...]:
    """The rules that hold, in their order; what one takes, the next ones do not see. Most texts share few patterns."""
    found: list[Match] = []
    for code, pattern in _RULES:
        position = 0
        while match := pattern.search(letters, position):
            begin, position = match.span()
            groups = {name: match.span(name) for name in match.re.groupindex if match.start(name) >= 0}
            found.append(Match(code, begin, position, groups))
            letters = letters[:begin] + _TAKEN * (position - begin) + letters[position:]
    return tuple(found)


@lru_cache(maxsize=20_000)
def _left_of(letters: str) -> tuple[str, tuple[int, ...], int]:
    """Signs of a definite place that no rule took, the places of numbers in lists that none took, and how many names
    stand side by side as whole places."""
    taken = {n for match in matches_of(letters) if match.code != "relation" for n in range(match.start, match.end)}
    unread = "".join(sign.group() for sign in _DEFINITE.finditer(letters) if sign.start() not in taken)
    whole = {match.start for match in matches_of(letters) if match.code == "whole" and match.end == match.start + 1}
    unjoined = sum(pair.start() in whole and pair.start() + 1 in whole for pair in _SIDE_BY_SIDE.finditer(letters))
    return unread, tuple(n.start() for n in _LISTED_NUMBER.finditer(letters) if n.start() not in taken), unjoined


def parse(text: str, register: Register, own_city: frozenset[str] = frozenset()) -> Phrase:
    """The tree of a location text. Never raises on any text; an empty tree means that nothing was understood."""
    items, unused, loose = spot(lex(text), register, own_city)
    phrase = Phrase(unused=unused, loose=loose, cities=[item.name for item in items if item.code == "Y" and item.name])
    found: list[tuple[int, Node]] = []
    street: tuple[Name, ...] = ()
    letters = "".join(item.code for item in items)
    for match in matches_of(letters):
        nodes = _BUILD[match.code](match, items, street)
        if match.code == "relation":
            phrase.dropped += [name for name in _names(items[match.start : match.end]) if name.hits]
        if match.code == "segment" and nodes:
            street = tuple(node.street for node in nodes if isinstance(node, Segment) and node.street)
        found += [(match.start, node) for node in nodes]
    phrase.unread, numbers, phrase.unjoined = _left_of(letters)
    phrase.loose += [items[place].text for place in numbers]
    phrase.nodes = [node for _, node in sorted(found, key=lambda pair: pair[0])]
    if direction := direction_of(text):
        phrase.nodes = [replace(n, direction=direction) if isinstance(n, Segment) else n for n in phrase.nodes]
    _narrow(phrase)
    _set_aside(phrase)
    return phrase


def _set_aside(phrase: Phrase) -> None:
    """An abbreviation that names nothing known (BRT, РК) is no place of its own beside others."""
    others = [node for node in phrase.nodes if not (isinstance(node, Whole) and _is_abbreviation(node.name))]
    if others and len(others) < len(phrase.nodes):
        phrase.loose += [node.name.text for node in phrase.nodes if isinstance(node, Whole) and node not in others]
        phrase.nodes = others


def _is_abbreviation(name: Name) -> bool:
    return name.kind is None and not name.hits and name.text.isupper() and len(name.text) <= _LONGEST_ABBREVIATION


def _narrow(phrase: Phrase) -> None:
    """A district beside other places narrows them; alone it is the place itself."""
    districts = [node for node in phrase.nodes if isinstance(node, Whole) and node.name.kind == "district"]
    if districts and len(districts) < len(phrase.nodes):
        phrase.within += [node.name for node in districts]
        phrase.nodes = [node for node in phrase.nodes if node not in districts]


def _names(items: Iterable[Item]) -> tuple[Name, ...]:
    """Names of a stretch of pieces; a side sign goes with its neighbour."""
    names: list[Name] = []
    side: str | None = None
    in_brackets = False
    for item in items:
        if in_brackets and item.code == "M" and item.name is not None and names:
            names[-1] = replace(names[-1], within=item.name.hits)
        if item.code in "()":
            in_brackets = item.code == "("
        elif item.code == "P":
            side = item.side
        elif item.name is not None and item.code in _NAMES and not (in_brackets and item.code == "M"):
            names.append(replace(item.name, side=side) if side else item.name)
            side = None
    return tuple(names)


def _end(items: list[Item]) -> End | None:
    names = _names([item for item in items if item.code not in "()"])
    number = next((item for item in items if item.number is not None), None)
    if number is not None and number.number and items[0].code == "(" and names:
        return HouseEnd(number.number, f"{names[0].text}, {number.text}", names[0])
    if any(item.code == "O" for item in items):
        return CityBorder("город")
    if len(names) > 1 and any(item.code in "-G" for item in items):
        return Corner(names)
    if names:
        return names[0]
    return HouseEnd(number.number, number.text) if number is not None and number.number else None


def _span(match: Match, group: str, items: list[Item]) -> list[Item]:
    begin, end = match.groups.get(group, (0, 0))
    return items[begin:end]


def _side(items: list[Item]) -> str | None:
    return next((item.side for item in items if item.side), None)


def _segments(match: Match, items: list[Item], before: tuple[Name, ...]) -> list[Node]:
    streets = _names(_span(match, "street", items)) or before
    start, end = _end(_span(match, "start", items)), _end(_span(match, "end", items))
    whole = items[match.start : match.end]
    side = _side(_span(match, "street", items)) or _side(whole)
    toward = any(item.code == "W" for item in _span(match, "to", items))
    via = _names(_span(match, "via", items))
    if via and streets:
        return [Segment(streets[0], start, via[0], side=side), Segment(via[0], streets[0], end, side=side)]
    over = next(iter(_names(_span(match, "over", items))), None)
    if not streets:
        return [Segment(None, start, end, toward, side, over)]
    return [Segment(street, start, end, toward, side, over) for street in streets]


def _segment_maybe(match: Match, items: list[Item], before: tuple[Name, ...]) -> list[Node]:
    """«X: A – B»: a stretch of X where both meet it."""
    return [replace(node, surely=False) if isinstance(node, Segment) else node
            for node in _segments(match, items, before)]  # fmt: skip


def _contour(match: Match, items: list[Item], _: tuple[Name, ...]) -> list[Node]:
    return [Contour(_names(_span(match, "sides", items)))]


def _contour_maybe(match: Match, items: list[Item], _: tuple[Name, ...]) -> list[Node]:
    return [Contour(_names(_span(match, "sides", items)), surely=False)]


def _contour_in_pairs(match: Match, items: list[Item], _: tuple[Name, ...]) -> list[Node]:
    return [Contour(_names(_span(match, "sides", items)), surely=False, in_pairs=True)]


def _crossing(match: Match, items: list[Item], before: tuple[Name, ...]) -> list[Node]:
    names = _names(_span(match, "names", items))
    if len(names) == 1:
        return [Crossing((before[0], names[0])) if before else Whole(names[0])]
    return [Crossing(names)]


def _crossing_maybe(match: Match, items: list[Item], _: tuple[Name, ...]) -> list[Node]:
    """«A / B»: a crossing where they meet, else two names."""
    return [Crossing(_names(_span(match, "names", items)), surely=False)]


def _crossing_pair(match: Match, items: list[Item], _: tuple[Name, ...]) -> list[Node]:
    """«Abay and Dostyk», and nothing else; «Абая и Саина» are two streets."""
    pieces = _span(match, "names", items)
    if any(item.code == "&" and fold(item.text) in _PAIR_WORDS for item in pieces):
        return [Crossing(_names(pieces), surely=False)]
    return [Whole(name) for name in _names(pieces)]


def _crossings_along(match: Match, items: list[Item], _: tuple[Name, ...]) -> list[Node]:
    """«intersections of A and B along C»: A with C and B with C."""
    along = _names(_span(match, "street", items))
    return [Crossing((along[0], name)) for name in _names(_span(match, "names", items))]


def _part_of(match: Match, items: list[Item], _: tuple[Name, ...]) -> list[Node]:
    """«Достык» (южнее проспекта Абая); «Таугуль» (улицы Ыкылас, Цветочная)."""
    area = _names(_span(match, "area", items))[0]
    sides = tuple(name for name in _names(_span(match, "sides", items)) if name.side)
    return [PartOf(replace(area, kind="microdistrict"), sides, _names(_span(match, "streets", items)))]


def _crossings(match: Match, items: list[Item], _: tuple[Name, ...]) -> list[Node]:
    names = _names(_span(match, "names", items))
    return [Crossing(names[place : place + 2]) for place in range(0, len(names) - 1, 2)]


def _address(match: Match, items: list[Item], _: tuple[Name, ...]) -> list[Node]:
    pieces = _span(match, "numbers", items)
    numbers = tuple(item.number for item in pieces if item.number is not None)
    signs = [item.code for item in pieces if item.code not in "#H"]
    street = next(iter(_names(_span(match, "street", items))), None)
    micro = next(iter(_names(_span(match, "micro", items))), None)
    corner = next(iter(_names(_span(match, "corner", items))), None)
    return [Address(street, micro, numbers, is_range=signs == ["-"] and len(numbers) == 2, corner=corner)]


def _relation(match: Match, items: list[Item], _: tuple[Name, ...]) -> list[Node]:
    """What only says more of another place is no place of its own."""
    return []


def _whole(match: Match, items: list[Item], _: tuple[Name, ...]) -> list[Node]:
    before = [item.code for item in items[: match.start]]
    aside = match.start > 1 and before.count("(") > before.count(")") and before.index("(") > 0
    return [Whole(name, aside) for name in _names(_span(match, "name", items))]


_BUILD = {
    "segment": _segments,
    "segment_maybe": _segment_maybe,
    "contour": _contour,
    "contour_maybe": _contour_maybe,
    "contour_in_pairs": _contour_in_pairs,
    "crossing": _crossing,
    "crossing_maybe": _crossing_maybe,
    "crossing_pair": _crossing_pair,
    "crossings": _crossings,
    "crossings_along": _crossings_along,
    "part_of": _part_of,
    "address": _address,
    "whole": _whole,
    "relation": _relation,
}
