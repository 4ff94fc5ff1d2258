"""The index of names: exact skeletons first, then a part of a name, then one slip of the pen. Nothing farther."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import regex
from rapidfuzz.distance import DamerauLevenshtein

from gis_app.geocoding.likeness import LONG, consonants, deletions, is_slip, run_together
from gis_app.geocoding.normalize import fold, is_filler, kind_of_word, sort_of_name, split_kind, stem
from gis_app.geocoding.rules import load_rule

_MOST_CANDIDATES = 12  # homonyms of one name; more than a dozen never meet the other names of a phrase
_LEAST_FUZZY = 5  # letters; shorter names differ by one letter too often (Абая, Абдая)
_LEAST_JOINED = 4
_LEAST_ALIKE = 6
_MOST_REMEMBERED = 20_000
_JOINING = frozenset(map(fold, load_rule("name_words")["joining"]))  # «Алии и Маншук» is «Әлия мен Мәншүк»
_TITLES = frozenset(map(stem, load_rule("name_words")["titles"]))
_MODIFIERS = frozenset(map(stem, load_rule("name_words")["modifiers"]))

_FAMILY = ("uv", "in", "sk")  # endings of family names, as stems
_OV = "uv"

_BRACKETS = regex.compile(r"\(([^()]*)\)")

EXACT, OLD, PART, SLIP = 1.0, 0.97, 0.9, 0.8
_ALIKE = 0.72


class Hit(NamedTuple):
    """A target that a name may stand for, with the likeness of the names (0–1) and how they were matched."""

    target: int
    score: float
    how: str  # exact, old, part, slip
    scope: int | None = None  # district within which an old name holds
    sort: str | None = None  # what the name's own kind word says: street, microdistrict, landmark/lake
    is_old: bool = False
    until: int | None = None  # the year in which an old name was given up


class _Entry(NamedTuple):
    target: int
    tokens: tuple[str, ...]
    is_old: bool
    scope: int | None
    sort: str | None
    until: int | None

    def hit(self, score: float, how: str) -> Hit:
        """This entry as a hit."""
        return Hit(self.target, score, how, self.scope, self.sort, self.is_old, self.until)


def name_tokens(words: Iterable[str]) -> tuple[str, ...]:
    """Stems of the words of a name in their order, fillers left out unless nothing else is there."""
    return _tokens_of(tuple(words))


@lru_cache(maxsize=50_000)
def _tokens_of(words: tuple[str, ...]) -> tuple[str, ...]:
    kept = [word for word in words if not is_filler(word) and fold(word) not in _JOINING] or words
    stems: list[str] = []
    for token in filter(None, map(stem, kept)):
        if stems and stems[-1].isdigit() and len(token) == 1 and token.isalpha():
            stems[-1] += token  # «10 А» is 10а
        else:
            stems.append(token)
    return tuple(stems)


def split_brackets(name: str) -> tuple[str, list[str]]:
    """A name without its brackets, and what stood in them: «Абая (Акбулак) улица» → Абая улица; Акбулак."""
    inside = [piece.strip() for group in _BRACKETS.findall(name) for piece in group.split(",")]
    outside = " ".join(_BRACKETS.sub(" ", name).split())
    return (outside, [piece for piece in inside if piece[:1].isupper()]) if outside else (name, [])


def area_key(name: str) -> str:
    """The key of a microdistrict's name; empty when it has none."""
    return " ".join(sorted(name_tokens(split_kind(name)[1].split())))


def is_modifier(token: str) -> bool:
    """Whether a stem only tells one place of a name from another (Малая, Западный)."""
    return token in _MODIFIERS


class NameIndex:
    """Names of targets by skeleton. Read-only once filled, so any number of threads may ask it."""

    def __init__(self) -> None:
        self._exact: dict[str, list[_Entry]] = defaultdict(list)
        self._found: dict[tuple[str, ...], list[Hit]] = {}  # what was asked lately: the same names come again
        self._in_part: dict[tuple[str, ...], list[Hit]] = {}
        self._joined: dict[str, list[str]] = {}
        self._apart: dict[str, list[str]] = {}  # keys that are one name, written together or apart
        self._by_token: dict[str, list[_Entry]] = defaultdict(list)
        self._by_token_of_sort: dict[str, list[_Entry]] = defaultdict(list)
        self._slips: dict[str, set[str]] = defaultdict(set)
        self._by_consonants: dict[str, list[str]] = defaultdict(list)
        self._written: list[tuple[str, int]] = []

    def add(
        self,
        name: str,
        target: int,
        *,
        old: bool = False,
        scope: int | None = None,
        until: date | None = None,
        in_part: bool = True,
        written: bool = True,
    ) -> None:
        """File `name` for `target`. `scope` is the district in which an old name holds, `until` the day on which it
        was given up; without `in_part` the name
        is found only as a whole (a district), or in part beside a kind word of its own sort (парк, озеро). Without
        `written` it is not suggested."""
        kind, bare = split_kind(name)
        tokens = name_tokens(bare.split())
        if not tokens or (kind == "other" and kind_of_word(bare)):
            return  # «сквер», «аллея» name nothing
        if all(len(token) == 1 and token.isalpha() for token in tokens):
            return  # «Парки и скверы»
        sort = sort_of_name(name)
        if written:
            self._written.append((name, target))
        key = " ".join(sorted(tokens))
        entries = self._exact[key]
        if any(entry.target == target for entry in entries):
            return
        self._found.clear()
        self._in_part.clear()
        entry = _Entry(target, tokens, old, scope, sort, until.year if old and until else None)
        entries.append(entry)
        if len(entries) == 1:
            same = self._joined.setdefault(run_together(tokens), [])
            same.append(key)
            if len(same) > 1:
                self._apart.update(dict.fromkeys(same, same))
        filed = self._by_token if in_part else self._by_token_of_sort
        if len(tokens) > 1 or len(tokens[0]) > 2:
            for token in set(tokens):
                if token not in _TITLES and not token[0].isdigit():
                    filed[token].append(entry)
        if len(entries) == 1:
            self._by_consonants[consonants(key)].append(key)
            for variant in deletions(key):
                self._slips[variant].add(key)

    def exact(self, tokens: tuple[str, ...]) -> list[Hit]:
        """Targets with just this name, in any order of words, joined or apart. The caller must not change the list."""
        hits = self._found.get(tokens)
        if hits is None:
            hits = _keep(self._found, tokens, self._exactly(tokens))
        return hits

    def _exactly(self, tokens: tuple[str, ...]) -> list[Hit]:
        key = " ".join(sorted(tokens))
        entries = self._exact.get(key)
        if entries is None:
            joined = run_together(tokens)
            same = self._joined.get(joined, []) if len(joined) >= _LEAST_JOINED else []
            entries = [entry for other in same for entry in self._exact[other]]
        elif key in self._apart:  # «Даулет Керея», «Даулеткерея»
            known = {entry.target for entry in entries}
            others = [entry for other in self._apart[key] if other != key for entry in self._exact[other]]
            entries = [*entries, *(entry for entry in others if entry.target not in known)]
        return [entry.hit(OLD, "old") if entry.is_old else entry.hit(EXACT, "exact") for entry in entries]

    def of_sort(self, tokens: tuple[str, ...], sort: str) -> list[Hit]:
        """Targets of one sort (landmark/lake) whose name has all of these words: «Центральный парк» for
        «Центральный парк г. Алматы»; the fewest further words first, at most a dozen."""
        wanted = frozenset(tokens)
        found: list[Hit] = []
        if all(token.isdigit() for token in tokens):
            return found  # «станция №2» is not every station with a 2 in its name
        for entry in self._by_token_of_sort.get(tokens[0], ()):
            if entry.sort == sort and wanted < frozenset(entry.tokens):
                further = len(entry.tokens) - len(wanted)
                found.append(entry.hit(PART - 0.04 * (further - 1), "part"))
        found.sort(key=lambda hit: -hit.score)
        return found[:_MOST_CANDIDATES]

    def part(self, tokens: tuple[str, ...]) -> list[Hit]:
        """Targets whose name has all of these words, or all of whose words are among these.

        The family name must be shared: the first or the last word of both (`Уалиханова` for «Шокана Уалиханова»).
        The caller must not change the list.
        """
        hits = self._in_part.get(tokens)
        if hits is None:
            hits = _keep(self._in_part, tokens, self._partly(tokens))
        return hits

    def _partly(self, tokens: tuple[str, ...]) -> list[Hit]:
        if not tokens or len("".join(tokens)) < 3:
            return []
        wanted = frozenset(tokens)
        hits: dict[int, Hit] = {}
        for anchor in {tokens[0], tokens[-1]}:
            for entry in self._by_token.get(anchor, ()):
                have = frozenset(entry.tokens)
                if have == wanted or not (have < wanted or wanted < have):
                    continue
                if anchor not in (entry.tokens[0], entry.tokens[-1]) or _telling(have) != _telling(wanted):
                    continue
                missing = abs(len(have) - len(wanted))
                titles = len((have ^ wanted) & _TITLES)
                score = PART - 0.04 * (missing - titles - 1)
                if len(entry.tokens) == 1 and anchor != tokens[-1]:
                    if not anchor.endswith(_FAMILY):
                        continue  # «Базарбай Жуманиязова» is not the street Базарбай
                    score -= 0.1
                if entry.target not in hits or hits[entry.target].score < score:
                    hits[entry.target] = entry.hit(score, "part")
        best = sorted(hits.values(), key=lambda hit: -hit.score)
        return best if len(best) <= 2 * _MOST_CANDIDATES else []

    def without_family_ending(self, tokens: tuple[str, ...]) -> list[Hit]:
        """Raimbekov for Райымбек, Жандос for Жандосов: the last word with the ending -ов taken off or put on."""
        last = tokens[-1]
        other = last[: -len(_OV)] if last.endswith(_OV) else last + _OV
        if len(other) < _LEAST_FUZZY or last[0].isdigit():
            return []
        return [hit._replace(score=hit.score * SLIP, how="slip") for hit in self.exact((*tokens[:-1], other))]

    def slip(self, tokens: tuple[str, ...]) -> list[Hit]:
        """Targets whose whole skeleton is one slip away (two in names of nine letters or more, or when only vowels and
        letters of like sound differ: Ұлықбек, Улугбек)."""
        key = " ".join(sorted(tokens))
        if len(key) < _LEAST_FUZZY or any(token[0].isdigit() for token in tokens):
            return []
        most = 2 if len(key) >= LONG else 1
        found: set[str] = set()
        for variant in deletions(key):
            found |= self._slips.get(variant, set())
        alike = self._by_consonants.get(consonants(key), ()) if len(key) >= _LEAST_ALIKE else ()
        hits = []
        for other in alike:
            if (
                other not in found
                and DamerauLevenshtein.distance(key, other, score_cutoff=2) == 2
                and is_slip(key, other)
            ):
                hits += [Hit(entry.target, _ALIKE, "slip", entry.scope, entry.sort) for entry in self._exact[other]]
        for other in found:
            distance = DamerauLevenshtein.distance(key, other, score_cutoff=most)
            if 0 < distance <= most and is_slip(key, other) and not any(letter.isdigit() for letter in other):
                score = SLIP - 0.1 * (distance - 1) - (0.05 if len(key) < 7 else 0.0)
                hits += [entry.hit(score, "slip") for entry in self._exact[other]]
        best = sorted(hits, key=lambda hit: -hit.score)
        return best[:_MOST_CANDIDATES]

    def written(self) -> list[tuple[str, int]]:
        """Every name as it was written, with its target: for the autocomplete."""
        return self._written


def _keep(known: dict[tuple[str, ...], list[Hit]], tokens: tuple[str, ...], hits: list[Hit]) -> list[Hit]:
    """Remember an answer; when there are too many, all are forgotten (two threads may do the same: no harm)."""
    if len(known) >= _MOST_REMEMBERED:
        known.clear()
    known[tokens] = hits
    return hits


def _telling(tokens: frozenset[str]) -> frozenset[str]:
    """Numbers and words like «Малая», which must be the same in both names."""
    return frozenset(token for token in tokens if token[0].isdigit() or token in _MODIFIERS)
