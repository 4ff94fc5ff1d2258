"""Takes a name at a place of the cut text: what the register has for it, or the words as a name it does not have."""

from collections import Counter
from collections.abc import Sequence

from gis_app.geocoding.items import Item, letter_of, of_kind
from gis_app.geocoding.lexer import Token, is_ablative
from gis_app.geocoding.name_runs import NameRuns
from gis_app.geocoding.names import Hit
from gis_app.geocoding.normalize import fold
from gis_app.geocoding.numbered import numbered_group
from gis_app.geocoding.other_cities import CityNames
from gis_app.geocoding.register import Register
from gis_app.geocoding.rules import load_rule
from gis_app.geocoding.tree import Name

NOISE = frozenset(map(fold, load_rule("marks")["noise"]["words"]))
STOP = frozenset(map(fold, load_rule("marks")["stop"]["words"]))
UNTIL = ("dein", "deiin", "šein", "šeiin")  # дейін, шейін: they stand after the end that they tell
_ADJECTIVE = ("ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие")
_THAN = ("ee", "ei")  # севернее, южней
_MICRO = "microdistrict"


class NameTaker:
    """The pieces of one text as they are found, and the kind words that wait for their names."""

    def __init__(self, tokens: Sequence[Token], register: Register, own_city: frozenset[str]) -> None:
        self.tokens = tokens
        self.register = register
        self.items: list[Item] = []
        self.unused: list[str] = []
        self.pending: Token | None = None  # a kind word that waits for its name
        self.numbered_kind = False  # «микрорайонах 6, 7»: numbers are names
        self.carried: Token | None = None  # a plural kind word holds for a whole list: «микрорайоны А, Б и В»
        self.object: Token | None = None  # the last kind word of an object: «театра драмы им. Ауэзова»
        self.skipped: set[int] = set()
        self.kinds: Counter[str] = Counter()  # kind words of objects that no name has taken yet
        self.loose: list[str] = []
        self.runs = NameRuns(tokens, register)
        self.cities = CityNames(self.runs, own_city)
        self.says_until = any(t.mark == "T" and fold(t.text).startswith(UNTIL) for t in tokens)

    def _rename(self, item: Item, token: Token) -> None:
        """Give the last name the kind word that follows it, and «from» when the word says so."""
        assert item.name is not None  # noqa: S101 - told to the type checker; the caller looked
        self.items.pop()
        self._push(item.text, token, item.name.hits, ablative=is_ablative(token))

    def _name(self, place: int) -> int:
        """Try to read a name at `place`; the number of tokens it takes, 0 when there is none."""
        first = self.tokens[place]
        if first.quote and (quoted := self._quoted(place)):
            return quoted
        sound = fold(first.text)
        if (first.mark and not first.capital) or sound in STOP or (sound in NOISE and self.pending is None):
            return 0
        if self._is_adjective_of_a_word(place):
            return 0  # «Средний ремонт дороги» is not the street Средняя
        if (
            first.side
            and not first.capital
            and (self.pending is None or fold(first.text).endswith(_THAN) or self._side_noun_follows(place))
        ):
            return 0  # «севернее Шаляпина», «южная сторона»
        run = self.runs.run(place)
        if not run:
            return 0
        capital = self.runs.no_capitals or self.pending is not None or any(self.tokens[at].capital for at in run[:3])
        if not capital or (first.what == "word" and not first.capital and not self._may_begin(place, run)):
            return 0
        cities = [length for length in (2, 1) if len(run) >= length and self.cities.is_city(run[:length], self.pending)]
        if cities and self.pending is not None:
            return self._city(run[: 1 if self.cities.is_own(run[:1]) else max(self.runs.proper(run, self.pending), 1)])
        found = self.runs.look_up(run, self.pending)
        if found is not None and not (cities and found[0] <= cities[0]):
            return self._take(run[: found[0]], found[1])
        if cities:
            return self._city(run[: cities[0]])
        for length in range(min(self.runs.proper(run, self.pending), 3), 0, -1):
            if (end := self._numbered(run[:length])) is not None:
                return end - place
        return self._unknown(place, run)

    def _quoted(self, place: int) -> int:
        """A name in quotes is taken as a whole: what is known of a part of it is another place. 0 when it is known."""
        quote = self.tokens[place].quote
        if place and self.tokens[place - 1].quote == quote:
            return 0
        run = [at for at in range(place, len(self.tokens)) if self.tokens[at].quote == quote]
        words = [at for at in run if self.tokens[at].what in ("word", "number")]
        found = self.runs.look_up(words, self.pending)
        if found is not None and found[0] == len(words):
            return 0
        if numbered_group(self.runs, self.runs.run(place), self.pending) or any(
            self.tokens[at].what == "number" for at in run
        ):
            return 0
        return self._take(words, ())

    def _is_adjective_of_a_word(self, place: int) -> bool:
        """Whether the text's first word, an adjective, agrees with a common word after it and is not the beginning of
        a name («Главный ботанический сад»)."""
        first = self.tokens[place]
        if place or first.what != "word" or not first.text.lower().endswith(_ADJECTIVE) or self.runs.no_capitals:
            return False
        after = self.tokens[1] if len(self.tokens) > 1 else None
        common = after is not None and after.what == "word" and not after.capital
        if not common or after is None or after.kind or after.mark or after.side or fold(after.text) in STOP:
            return False
        run = self.runs.run(place)
        return not any(self.register.names.exact(self.runs.stems(run[:length])) for length in range(2, len(run) + 1))

    def _side_noun_follows(self, place: int) -> bool:
        return place + 1 < len(self.tokens) and self.tokens[place + 1].side == "noun"

    def _bare_ablative(self, run: list[int], hits: tuple[Hit, ...]) -> bool:
        """Whether a name without its kind word says «from» («Набиден»), in a text that says «until» in Kazakh."""
        last = self.tokens[run[-1]]
        if not (hits and self.says_until and last.what == "word" and is_ablative(last)):
            return False
        return not self.register.names.exact(self.runs.stems(run))

    def _may_begin(self, place: int, run: list[int]) -> bool:
        if self.runs.no_capitals or self.pending is not None:
            return True
        tight = place + 1 < len(self.tokens) and self.tokens[place + 1].what == "dash"
        return tight and len(run) > 1  # «аль-Фараби»

    def _take(self, run: list[int], hits: tuple[Hit, ...]) -> int:
        kind = self.runs.kind_for(run, self.pending)
        end = run[-1] + 1
        text = " ".join(self.tokens[at].text for at in run)
        if (after := self._numbered(run)) is not None:
            return after - run[0]
        trailing = kind is not None and kind is not self.pending
        self.pending = None
        from_it = is_ablative(kind) if trailing and kind is not None else self._bare_ablative(run, hits)
        self._push(text, kind, hits, ablative=from_it, quoted=bool(self.tokens[run[0]].quote))
        return end + (1 if trailing else 0) - run[0]

    def _like_before(self, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
        """In a list («мкр. Таусамалы и Шугыла») a name that may be of the kind before it is of that kind."""
        here = len(self.items) - 1
        while here > 0 and self.items[here].code in (",", "&"):
            before = self.items[here - 1].name
            if before is None:
                break
            if before.kind is not None:
                return (of_kind(self.register, hits, before.kind, before.sort) if before.kind == _MICRO else ()) or hits
            here -= 2
        return hits

    def _push(
        self, text: str, kind: Token | None, hits: tuple[Hit, ...], *, ablative: bool = False, quoted: bool = False
    ) -> None:
        self.numbered_kind = False
        kind_name = kind.kind if kind else None
        if kind_name == "district" and not any(self.register.targets[hit.target].kind == "district" for hit in hits):
            kind_name = None
        if kind_name:
            hits = of_kind(self.register, hits, kind_name, kind.sort if kind else None)
            if kind is not None and self.kinds[kind.text]:
                self.kinds[kind.text] -= 1
        else:
            hits = self._like_before(hits)
        if quoted and not kind_name:  # streets are not written in quotes
            hits = tuple(h for h in hits if self.register.targets[h.target].kind != "street" or h.sort == _MICRO)
        if ablative:
            self.items.append(Item("F", ""))
        name = Name(text, kind_name, hits, sort=kind.sort if kind and kind_name else None)
        self.items.append(Item(letter_of(self.register, hits, kind_name), text, name))

    def _numbered(self, run: list[int]) -> int | None:
        """Push the names of a numbered group; the place after it, or None when there is no group."""
        group = numbered_group(self.runs, run, self.pending)
        if group is None:
            return None
        text = " ".join(self.tokens[at].text for at in run if self.tokens[at].what == "word")
        for step, (number, hits) in enumerate(group.members):
            if step:
                self.items.append(Item(",", ","))
            self.items.append(Item("M", f"{text}-{number}", Name(f"{text}-{number}", "microdistrict", hits)))
        self.pending = None
        self.numbered_kind = False
        return group.end

    def _city(self, run: Sequence[int]) -> int:
        text = " ".join(self.tokens[at].text for at in run)
        if self.cities.is_refused(run):
            self.items.append(Item("Y", text, Name(text, "city", ())))
        if self.pending is not None and self.pending.kind == "city":
            self.pending = None
        return run[-1] + 1 - run[0] + (1 if self.cities.takes_next(run) else 0)

    def _is_sided_name(self, run: list[int], length: int) -> bool:
        first, second = self.tokens[run[0]], self.tokens[run[1]] if length > 1 else None
        adjective = first.capital and first.side != "noun" and not fold(first.text).endswith(_THAN)
        return adjective and second is not None and second.what == "word" and second.capital and not second.side

    def _unknown(self, place: int, run: list[int]) -> int:
        """A name the register does not have keeps its place in the phrase, so that nothing is guessed for it."""
        first = self.tokens[place]
        length = self.runs.proper(run, self.pending)
        begins = place == 0 or self.tokens[place - 1].text in (";", ".")
        if first.what != "word" or length == 0 or first.mark or fold(first.text) in NOISE:
            return 0
        if first.side:  # «Западный Желтоксан» is a name of its own, «западная сторона» is not
            return self._take(run[:length], ()) if self._is_sided_name(run, length) else 0
        trailing = self.runs.kind_for(run[:length], self.pending) if self.pending is None else None
        if self.pending is None and trailing is None and (begins or not first.capital):
            joined = place + 1 < len(self.tokens) and run[0] + length < len(self.tokens)
            if not (joined and begins and first.capital and self.tokens[run[0] + length].what == "dash"):
                return 0
        if self.pending is not None and not first.capital and not self.runs.no_capitals:
            return 0
        return self._take(run[:length], ())
