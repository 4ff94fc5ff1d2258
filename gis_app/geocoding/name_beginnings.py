"""The beginnings of all names of a register, sorted, so that what was typed so far is looked up at once."""

from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import regex
from rapidfuzz.distance import DamerauLevenshtein

from gis_app.geocoding.normalize import expand, fold, kind_of_word, sort_of_word
from gis_app.geocoding.rules import load_rule

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}'/]{1,60}")
_MOST_LOOKED_AT = 400
_LEAST_FOR_TYPOS = 4
_LONG = 8  # letters from which two slips are allowed
_LAST = "\U0010ffff"
_KEYBOARD: dict[str, str] = load_rule("keyboard")
_TO_CYRILLIC = str.maketrans(_KEYBOARD["latin"], _KEYBOARD["cyrillic"])
_TO_LATIN = str.maketrans(_KEYBOARD["cyrillic"], _KEYBOARD["latin"])


class Found(NamedTuple):
    """A target whose name begins as typed."""

    target: int
    badness: int  # 0 begins the name, 1 begins a later word or a kind word, 2 in the other layout, 3 with a slip


class NameBeginnings:
    """Names with the number of their target. A name is filed from each of its words on, and once with kind words."""

    def __init__(self, names: Iterable[tuple[str, int]]) -> None:
        entries: set[tuple[str, int, int]] = set()
        for name, target in names:
            words = telling_words(name)
            entries.update((" ".join(words[at:]), target, min(at, 1)) for at in range(len(words)))
            entries.add((" ".join(all_words(name)), target, 1))
        self._entries = sorted(entries)
        self._keys = [entry[0] for entry in self._entries]

    def find(self, text: str) -> list[Found]:
        """Targets of which some name begins with `text` in any script; else as typed in the other keyboard layout;
        else with a slip."""
        best = self._begin(text)
        if not best:
            for table in (_TO_CYRILLIC, _TO_LATIN):
                for target in self._begin(text.lower().translate(table)):
                    best.setdefault(target, 2)
        query = " ".join(telling_words(text))
        if not best and len(query) >= _LEAST_FOR_TYPOS:
            best = dict.fromkeys(self._with_slip(query), 3)
        return [Found(target, badness) for target, badness in best.items()]

    def _begin(self, text: str) -> dict[int, int]:
        """Targets by their badness. Kind words are left out, unless nothing else or a bare letter follows them."""
        words, every = telling_words(text), all_words(text)
        best = self._with_prefix(" ".join(words))
        if every != words and (not best or len(words) == 0 or len(words) == len(every)):
            for target, badness in self._with_prefix(" ".join(every)).items():
                best.setdefault(target, badness)
        return best

    def _with_prefix(self, query: str) -> dict[int, int]:
        best: dict[int, int] = {}
        if not query:
            return best
        place = bisect_left(self._keys, query)
        for key, target, badness in self._entries[place : place + _MOST_LOOKED_AT]:
            if not key.startswith(query):
                break
            best[target] = min(best.get(target, 9), badness)
        return best

    def _with_slip(self, query: str) -> set[int]:
        """Names whose beginning is one slip (two in a long query) from it and shares its first letter."""
        start, stop = bisect_left(self._keys, query[0]), bisect_left(self._keys, query[0] + _LAST)
        most, length = (1 if len(query) < _LONG else 2), len(query)
        found = set()
        for key, target, _ in self._entries[start:stop]:
            rough = DamerauLevenshtein.distance(query, key[:length], score_cutoff=most + 1)
            if rough <= most or (
                rough == most + 1
                and any(
                    DamerauLevenshtein.distance(query, key[:size], score_cutoff=most) <= most
                    for size in (length + 1, length - 1)
                )
            ):
                found.add(target)
        return found


def telling_words(text: str) -> list[str]:
    """Words of a name as they sound, kind words and bare letters left out unless nothing else is there."""
    words = [word for word in _WORD.findall(expand(text)) if len(word) > 1 or word.isdigit()]
    bare = [word for word in words if kind_of_word(word) is None] or words
    return [folded for word in bare if (folded := _folded(word))]


def all_words(text: str) -> list[str]:
    """All words as they sound; a kind word is one word in all its forms and abbreviations."""
    words = _WORD.findall(expand(text))
    return [folded for word in words if (folded := (sort_of_word(word) if len(word) > 1 else None) or _folded(word))]


@lru_cache(maxsize=50_000)
def _folded(word: str) -> str:
    return fold(word).replace("o", "u")
