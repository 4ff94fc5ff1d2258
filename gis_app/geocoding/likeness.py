"""How alike two stems are to the ear and to the hand; the keys by which stems that may be alike are found."""

from collections.abc import Iterable

import regex
from rapidfuzz.distance import Levenshtein

LONG = 9  # letters from which two slips are allowed
_VOWELS = frozenset("aeiu")
_LIGHT = frozenset("aeiuh")  # letters that are easily left out
_LIKE_SOUNDS = tuple(map(frozenset, ("gk", "kh", "gh", "bp", "dt", "zs", "jz", "vf", "vu", "šč", "mn")))
_DOUBLES = regex.compile(r"(\D)\1+")  # «Ак-Кайнар» is «Аккайнар»


def run_together(tokens: Iterable[str]) -> str:
    """The stems as one word; its last vowels go, as the ending of one long word is not that of its last part."""
    return _DOUBLES.sub(r"\1", "".join(tokens)).rstrip("aeiu")


def is_slip(key: str, other: str) -> bool:
    """Whether ear or hand explains the difference: vowels, letters of like sound, two letters changed about.

    Another consonant makes another name: Таужолы is not Таугуль.
    """
    if key[0] != other[0]:
        return False
    if sorted(key) == sorted(other):
        return True
    for edit in Levenshtein.editops(key, other):
        at, to = edit.src_pos, edit.dest_pos
        if edit.tag == "replace":
            pair = {key[at], other[to]}
            if not (pair <= _VOWELS or any(pair <= sounds for sounds in _LIKE_SOUNDS)):
                return False
            continue
        letter = key[at] if edit.tag == "delete" else other[to]
        at_the_end = at >= len(key) - 1 if edit.tag == "delete" else to >= len(other) - 1
        if at_the_end or (letter not in _LIGHT and len(key) < LONG):
            return False
    return True


_VOICELESS = str.maketrans("gbdzv", "kptsf", "aeiuh")


def consonants(key: str) -> str:
    """The key without its vowels, voiced letters as voiceless ones."""
    return _DOUBLES.sub(r"\1", key.translate(_VOICELESS))


def deletions(key: str) -> set[str]:
    """The key and every form of it with one letter left out: two such sets meet when one slip lies between."""
    return {key, *(key[:place] + key[place + 1 :] for place in range(len(key)))}
