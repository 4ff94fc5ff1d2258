"""The life situations as a guide: found by words in any form, by topic and by place; for residents and operators."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log
from typing import Final

from rapidfuzz import fuzz, process

from gis_app.appeals.deadlines import DeadlineRule, read_deadlines
from gis_app.appeals.situations.rules import RuleBook, Situation, find_situation
from gis_app.appeals.stemming import stem, words_of
from gis_app.appeals.topics import read_topics
from layers.work_types import Titles

PLACES: Final = ("carriageway", "sidewalk", "yard", "house", "park", "river", "other")
_TITLE, _TOPIC, _BODY = 3.0, 2.0, 1.0
# A stem that goes on for up to two letters is mostly the same word; each letter costs a third.
_LONGER, _LONGER_COST = 2, 0.33
_SPELLING = 78
_MISSPELT_WEIGHT = 0.7
# What has less than this share of the best one's weight has only a common word with the question.
_LEAST_SHARE = 0.4
_LEAST_SHARE_OF_PHRASE = 0.3
# Who says a whole phrase of a topic ("no light") means it, whatever other title has one of its words ("traffic light").
_PHRASE_FACTOR = 2.0
# Words that stand in any complaint: they tell none from another, so nothing is found by them alone.
_OF_ANY_COMPLAINT = (
    "жоқ емес бар және мен пен бен да де та те не үшін бір бұл осы ол маған бізде менде керек неге қалай "
    "нет не ни есть и или в во на у с со от до по за из к о об для нас меня мне мой это как что где почему надо "
    "no not none is are there the an and or in on at of to for from with by my our it this that how what why do does "
    "doesn isn we have has"
)
_SAYING_NOTHING: Final = frozenset(_OF_ANY_COMPLAINT.split())


@dataclass(frozen=True, slots=True)
class Found:
    """A situation of the guide; `places` are where it holds once those before it have had their turn."""

    situation: Situation
    places: tuple[str, ...]
    is_urgent: bool
    group: str


class Guide:
    """What the guide knows of one state of the rules."""

    def __init__(self, book: RuleBook) -> None:
        self.book = book
        topics = read_topics().by_code()
        self.entries: dict[str, Found] = {}
        for one in book:
            about = [topics[code] for code in topics if code in one.topics]
            places = places_of(book, one)
            self.entries[one.code] = Found(one, places, any(topic.urgent for topic in about), about[0].group)
        self._weights: dict[str, dict[str, float]] = defaultdict(dict)
        for one in book:
            for word, weight in _weights_of(one).items():
                self._weights[word][one.code] = weight
        self._words = list(self._weights)
        self._phrases = [(phrase, one.code) for one in book for phrase in _phrases_of(one)]
        self._by_beginning: dict[str, list[str]] = defaultdict(list)
        for word in self._words:
            self._by_beginning[word[:2]].append(word)

    def find(self, words: str = "", *, topic: str = "", group: str = "", place: str = "") -> list[Found]:
        """The situations asked for: the likeliest first, without words in the order of the rules.

        What is not given narrows nothing. A rule that no appeal can reach is not shown.
        """
        found = [
            one
            for one in self.entries.values()
            if one.places
            and (not topic or topic in one.situation.topics)
            and (not group or one.group == group)
            and (not place or place in one.places)
        ]
        asked = {word for word in words_of(words) if len(word) > 1}
        if not asked:
            return found
        told = self._scores({stem(word) for word in asked - _SAYING_NOTHING})
        meant = {code for phrase, code in self._phrases if _is_said(phrase, asked)}
        told.update({code: told[code] * (_PHRASE_FACTOR - 1) for code in meant})
        hits = [one for one in found if told[one.situation.code] > 0]
        if not hits:
            return []
        least = (_LEAST_SHARE_OF_PHRASE if meant else _LEAST_SHARE) * max(told[one.situation.code] for one in hits)
        kept = [one for one in hits if told[one.situation.code] >= least]
        # Among what is told alike, "there is no light" is rather where something is missing.
        scores = told + self._scores({stem(word) for word in asked & _SAYING_NOTHING})
        return sorted(kept, key=lambda one: -scores[one.situation.code])

    def _scores(self, asked: set[str]) -> Counter[str]:
        scores: Counter[str] = Counter()
        for word in asked:
            best: dict[str, float] = {}
            for known, closeness in self._alike(word):
                rarity = log(1 + len(self.entries) / len(self._weights[known]))
                for code, weight in self._weights[known].items():
                    best[code] = max(best.get(code, 0.0), weight * closeness * rarity)
            scores.update(best)
        return scores

    def _alike(self, word: str) -> list[tuple[str, float]]:
        alike = [
            (known, 1 - _LONGER_COST * abs(len(known) - len(word)))
            for known in self._by_beginning.get(word[:2], ())
            if abs(len(known) - len(word)) <= _LONGER and (known.startswith(word) or word.startswith(known))
        ]
        if alike or len(word) < 4:
            return alike
        misspelt = process.extract(word, self._words, scorer=fuzz.ratio, score_cutoff=_SPELLING, limit=3)
        return [(known, _MISSPELT_WEIGHT * score / 100) for known, score, _ in misspelt]


def _weights_of(one: Situation) -> Mapping[str, float]:
    topics = read_topics().by_code()
    weights: dict[str, float] = {}
    texts: list[tuple[float, Sequence[str]]] = [(_TITLE, _all(one.title))]
    for code in one.topics:
        words = [word for words in topics[code].words.values() for word in words if not word.startswith("!")]
        texts.append((_TOPIC, [*_all(topics[code].title), *words]))
    texts.append((_BODY, [*_all(one.ask), *_all(one.advice)]))
    for weight, sentences in texts:
        for sentence in sentences:
            for word in words_of(sentence):
                weights[stem(word)] = max(weight, weights.get(stem(word), 0.0))
    return weights


def _phrases_of(one: Situation) -> set[tuple[str, ...]]:
    topics = read_topics().by_code()
    phrases = (words for code in one.topics for of_one in topics[code].words.values() for words in of_one)
    return {tuple(words_of(phrase)) for phrase in phrases if " " in phrase and not phrase.startswith("!")}


def _is_said(phrase: tuple[str, ...], asked: set[str]) -> bool:
    # Beginnings of words, in any order.
    return all(any(word.startswith(beginning) for word in asked) for beginning in phrase)


def _all(titles: Titles) -> list[str]:
    return [titles.kk, titles.ru, titles.en]


def places_of(book: RuleBook, one: Situation) -> tuple[str, ...]:
    """Where an appeal can reach a rule past those before it; none when they hide it."""
    return tuple(
        place for place in PLACES if (not one.settings or place in one.settings) and _reaches(book, one, place)
    )


def _reaches(book: RuleBook, one: Situation, place: str) -> bool:
    day = one.valid_from or one.valid_to or date.max
    warranties = (False, True) if one.warranty is None else (one.warranty,)
    return any(
        find_situation(book, topic, place, district, in_warranty=in_warranty, day=day) is one
        for topic in one.topics
        for district in (one.districts or (None,))
        for in_warranty in warranties
    )


_kept: list[Guide] = []


def guide_of(book: RuleBook) -> Guide:
    """The guide of these rules; that of the last rules is kept."""
    if not _kept or _kept[0].book is not book:
        _kept[:] = [Guide(book)]
    return _kept[0]


def term_of(one: Situation, day: date) -> DeadlineRule | None:
    """How long by law an answer to a complaint from the web takes, of the strictest topic of a situation."""
    classes = sorted({read_topics().by_code()[code].deadline for code in one.topics}, key=lambda name: name != "urgent")
    return read_deadlines().rule_for("answer", day, of_class=classes[0], channel="web", kind="complaint")
