"""The topic that a text seems to be about: by beginnings of words, counted; a person confirms it.

Kazakh is often typed without its own letters, or in Latin ones: both sides are folded to the letters that Russian has.
English words are looked for as they stand: folded, "snow" would begin a Russian word.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import regex
from rapidfuzz.distance import OSA

from gis_app.appeals.topics import OTHER, read_topics

_LETTERS = regex.compile(r"[^\p{L}\p{N}]+")
# A phrase says more than a word of the same length, and what stands first in a text says more than what follows: the
# weight falls evenly over the first letters, and no further.
_PHRASE_WEIGHT = 1.5
_FIRST_LETTERS = 160
_LATER_WEIGHT = 0.6
# A word that speaks against a topic outweighs any one that speaks for it.
_AGAINST = -3.0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A topic and how much speaks for it: a sum of weights, comparable within one text alone."""

    code: str
    weight: float
    words: tuple[str, ...]


# Only when no word of a text is known, a long one may be a letter off.
_SLIP_FROM = 6
_SLIP_WEIGHT = 0.5
_PLAIN = str.maketrans("ёәғқңөұүһі", "еагкноуухи", "ьъ")
_SOUNDS = (
    ("shch", "щ"), ("sh", "ш"), ("ch", "ч"), ("zh", "ж"), ("kh", "х"), ("ya", "я"), ("yu", "ю"), ("ts", "ц"),
)  # fmt: skip
_LATIN = str.maketrans("abcdefghijklmnopqrstuvwxyzäöüıñğşáóúńǵý", "абцдефгхижклмнопкрстуввкызаоуынгшаоунгу")
_CYRILLIC = regex.compile(r"\p{Cyrillic}")


def fold_text(text: str) -> str:
    """Lower case in plain Cyrillic letters, one space between words and one at both ends."""
    lower = text.casefold()
    if not _CYRILLIC.search(lower):
        for latin, sound in _SOUNDS:
            lower = lower.replace(latin, sound)
        lower = lower.translate(_LATIN)
    return f" {_LETTERS.sub(' ', lower.translate(_PLAIN)).strip()} "


def _as_written(text: str) -> str:
    return f" {_LETTERS.sub(' ', text.casefold()).strip()} "


@dataclass(frozen=True, slots=True)
class _Beginning:
    # A folded beginning with a space before it. Of a phrase each word is a beginning, with one word between at most.
    text: str
    first: str
    phrase: "regex.Pattern[str] | None"
    weight: float
    speaks_for: bool
    is_english: bool

    def find(self, folded: str) -> int:
        at = folded.find(self.first)
        if at < 0 or self.phrase is None:
            return at
        found = self.phrase.search(folded, at)
        return -1 if found is None else found.start()


@cache
def _beginnings() -> Mapping[str, tuple[_Beginning, ...]]:
    # A word that both languages write alike counts once.
    return {
        topic.code: (
            *(_read(word) for word in dict.fromkeys((*topic.words["ru"], *topic.words["kk"]))),
            *(_read(word, is_english=True) for word in topic.words.get("en", ())),
        )
        for topic in read_topics().topics
        if topic.retired_on is None
    }


def _read(word: str, *, is_english: bool = False) -> _Beginning:
    folded = (_as_written if is_english else fold_text)(word.removeprefix("!")).rstrip()
    first, *others = folded.split()
    phrase = None
    if others:
        rest = "".join(rf"[\p{{L}}\p{{N}}]* (?:[\p{{L}}\p{{N}}]+ )?{regex.escape(one)}" for one in others)
        phrase = regex.compile(f" {regex.escape(first)}{rest}")
    return _Beginning(folded, f" {first}", phrase, _weight(word), not word.startswith("!"), is_english)


def _weight(word: str) -> float:
    bare = word.removeprefix("!")
    return (_PHRASE_WEIGHT if " " in bare else 1.0) * min(len(bare), 14) / 7


def suggest_topics(text: str) -> list[Suggestion]:
    """The topics that a text names, the likeliest first; an empty list when it names none."""
    folded, written = fold_text(text), _as_written(text)
    found: list[Suggestion] = []
    for code, beginnings in _beginnings().items():
        weight, words = 0.0, []
        for beginning in beginnings:
            at = beginning.find(written if beginning.is_english else folded)
            if at < 0:
                continue
            if not beginning.speaks_for:
                weight += _AGAINST
                continue
            weight += beginning.weight * max(_LATER_WEIGHT, 1 - (1 - _LATER_WEIGHT) * at / _FIRST_LETTERS)
            words.append(beginning.text.strip())
        if weight > 0:
            found.append(Suggestion(code, round(weight, 3), tuple(words)))
    return sorted(found or _with_slips(folded), key=lambda one: (-one.weight, one.code))


def _with_slips(folded: str) -> list[Suggestion]:
    """The topics of which a long word is written with one letter wrong, missing, doubled or out of its place."""
    best: dict[str, tuple[float, str]] = {}
    for word in folded.split():
        if len(word) < _SLIP_FROM:
            continue
        for code, meant, weight in _long_words().get(word[0], ()):
            if weight > best.get(code, (0.0, ""))[0] and _is_slip(word, meant):
                best[code] = (weight, meant)
    return [Suggestion(code, round(weight * _SLIP_WEIGHT, 3), (meant,)) for code, (weight, meant) in best.items()]


@cache
def _long_words() -> Mapping[str, Sequence[tuple[str, str, float]]]:
    # By their first letter, which is seldom the wrong one.
    found: dict[str, list[tuple[str, str, float]]] = {}
    for code, beginnings in _beginnings().items():
        for one in beginnings:
            meant = one.text.strip()
            if one.phrase is None and one.speaks_for and not one.is_english and len(meant) >= _SLIP_FROM:
                found.setdefault(meant[0], []).append((code, meant, one.weight))
    return found


def _is_slip(word: str, beginning: str) -> bool:
    # The slip may have made the word a letter longer or shorter.
    size = len(beginning)
    return any(OSA.distance(word[:end], beginning, score_cutoff=1) <= 1 for end in (size, size - 1, size + 1))


def suggest_topic(text: str) -> str:
    """The likeliest topic of a text, `other` when it names none."""
    found = suggest_topics(text)
    return found[0].code if found else OTHER
