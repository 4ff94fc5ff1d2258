"""Patterns that rewrite a text, run only where one of their first words may stand: most texts need none of them."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import regex

# A pattern's own beginning: the beginning of a word and one or two plain letters after it.
_BEGINNING = regex.compile(r"^(?:\(\?-i:)?\\m(\p{L}(?![?*{|])(?:\p{L}(?![?*{]))?)")
_NO_LETTERS = regex.compile(r"[^\p{L}\p{M}]+")


class _Rewrite(NamedTuple):
    needs: frozenset[str] | None  # beginnings of words of one or two letters, or a sign; None: it may begin anywhere
    pattern: Any
    written: str


class Rewrites:
    """Patterns in their order, each with what it becomes. Case is ignored.

    A pattern that begins with words says so itself (`\\mпр…|\\mул…`); for others a third entry names what the text must
    hold: beginnings of words, of which the first two letters count, or signs.
    """

    def __init__(self, entries: Iterable[Sequence[Any]]) -> None:
        self._all = [_Rewrite(_needs(entry), regex.compile(entry[0], regex.IGNORECASE), entry[1]) for entry in entries]
        self._by_beginning: dict[str, list[int]] = {}
        for place, rewrite in enumerate(self._all):
            for beginning in rewrite.needs or ():
                self._by_beginning.setdefault(beginning, []).append(place)
        self._signs = tuple((sign, places) for sign, places in self._by_beginning.items() if not sign[0].isalpha())
        self._anywhere = [place for place, rewrite in enumerate(self._all) if rewrite.needs is None]

    def apply(self, text: str) -> str:
        """The text with every pattern rewritten, in their order."""
        places = set(self._anywhere)
        for word in set(_NO_LETTERS.sub(" ", text.lower()).split()):
            for beginning in (word[:1], word[:2]):
                if beginning in self._by_beginning:
                    places.update(self._by_beginning[beginning])
        for sign, marked in self._signs:
            if sign in text:
                places.update(marked)
        for place in sorted(places):
            _, pattern, written = self._all[place]
            text = pattern.sub(written, text)
        return text


def _needs(entry: Sequence[Any]) -> frozenset[str] | None:
    if len(entry) > 2:
        return frozenset(word[:2] for word in entry[2])
    found = [_BEGINNING.match(alternative) for alternative in _alternatives(entry[0])]
    if any(beginning is None for beginning in found):
        return None
    return frozenset(beginning[1].lower() for beginning in found if beginning is not None)


def _alternatives(pattern: str) -> list[str]:
    """The alternatives of a pattern at its top."""
    parts, depth, start, place = [], 0, 0, 0
    while place < len(pattern):
        sign = pattern[place]
        if sign == "\\":
            place += 2
            continue
        if sign == "[":
            place = pattern.index("]", place + 2)
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and depth == 0:
            parts.append(pattern[start:place])
            start = place + 1
        place += 1
    return [*parts, pattern[start:]]
