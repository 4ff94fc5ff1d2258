"""Patterns that rewrite a text, run only where one of their first words may stand: most texts need none of them."""

from collections.abc import Iterable, Sequence
from re import compile as plain_pattern
from typing import Any, NamedTuple

import regex

# A pattern's own beginning: the beginning of a word and one or two plain letters after it.
_BEGINNING = regex.compile(r"^(?:\(\?-i:)?\\m(\p{L}(?![?*{|])(?:\p{L}(?![?*{]))?)")
_NO_LETTER_NEXT = regex.compile(r"\\s\+|\\s\?[-/]|\\\.(?![?*])")  # after the beginning: the word ends there
_WORDS = plain_pattern(r"[^\W\d_]+")  # of the standard library: twice as fast for so simple a pattern
_LONGEST_BEGINNING, _LONGEST_WORD = 2, 3
_MOST_REMEMBERED = 20_000


class _Rewrite(NamedTuple):
    needs: frozenset[str] | None  # beginnings of words, whole words or signs; None: it may begin anywhere
    pattern: Any
    written: str


class Rewrites:
    """Patterns in their order, each with what it becomes. Case is ignored.

    A pattern that begins with words says so itself (`\\mпр…|\\mул…`); for others a third entry names what the text must
    hold: beginnings of words, of which the first two letters count, whole words of at most three letters (`я ` with a
    space), or signs, which may go on with a small letter (`-у`).
    """

    def __init__(self, entries: Iterable[Sequence[Any]]) -> None:
        self._all = [_Rewrite(_needs(entry), regex.compile(entry[0], regex.IGNORECASE), entry[1]) for entry in entries]
        self._by_beginning: dict[str, list[int]] = {}
        for place, rewrite in enumerate(self._all):
            for beginning in rewrite.needs or ():
                self._by_beginning.setdefault(beginning, []).append(place)
        self._signs = tuple((sign, places) for sign, places in self._by_beginning.items() if not sign[0].isalpha())
        self._known: dict[str, tuple[int, ...]] = {}  # by the first letters of a word
        self._anywhere = [place for place, rewrite in enumerate(self._all) if rewrite.needs is None]

    def apply(self, text: str) -> str:
        """The text with every pattern rewritten, in their order."""
        places = set(self._anywhere)
        lowered = text.lower()
        for word in set(_WORDS.findall(lowered)):
            begins = word[: _LONGEST_WORD + 1]
            marked = self._known.get(begins)
            if marked is None:
                marked = self._begun_by(begins)
            if marked:
                places.update(marked)
        for sign, needing in self._signs:
            if sign in lowered:
                places.update(needing)
        for place in sorted(places):
            _, pattern, written = self._all[place]
            text = pattern.sub(written, text)
        return text

    def _begun_by(self, begins: str) -> tuple[int, ...]:
        """Places of the patterns that may stand where a word begins so."""
        forms = {begins[:length] for length in range(1, _LONGEST_BEGINNING + 1)}
        if len(begins) <= _LONGEST_WORD:
            forms.add(f"{begins} ")
        found = tuple(sorted({place for form in forms for place in self._by_beginning.get(form, ())}))
        if len(self._known) >= _MOST_REMEMBERED:
            self._known.clear()
        self._known[begins] = found
        return found


def _needs(entry: Sequence[Any]) -> frozenset[str] | None:
    if len(entry) > 2:
        return frozenset(word if word.endswith(" ") else word[:_LONGEST_BEGINNING] for word in entry[2])
    found = [_begin_of(alternative) for alternative in _alternatives(entry[0])]
    return None if None in found else frozenset(filter(None, found))


def _begin_of(alternative: str) -> str | None:
    """The letters with which an alternative begins, with a space when they are the whole word; None: it may be any."""
    beginning = _BEGINNING.match(alternative)
    if beginning is None:
        return None
    ends = _NO_LETTER_NEXT.match(alternative, beginning.end())
    return beginning[1].lower() + (" " if ends else "")


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
