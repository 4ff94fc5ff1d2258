"""Finds the names in a cut text with the help of the register, and gives every piece a letter for the phrase rules."""

from collections.abc import Sequence

import regex

from gis_app.geocoding.items import Item, Spotted, letter_of, of_kind
from gis_app.geocoding.lexer import Token, is_ablative, is_postposed, is_unit
from gis_app.geocoding.name_runs import NameRuns
from gis_app.geocoding.names import Hit
from gis_app.geocoding.normalize import fold, is_filler, stem
from gis_app.geocoding.numbered import numbered_group
from gis_app.geocoding.numbers import parse_number
from gis_app.geocoding.other_cities import CityNames
from gis_app.geocoding.register import Register
from gis_app.geocoding.rules import load_rule
from gis_app.geocoding.tree import Name

_LIST = regex.compile(r"[SAUR](?:[-,&][SAUR]){3}$")  # four sides: between them lies an area, not a stretch
_THAN = ("ee", "ei")  # севернее, южней
_PLURAL = tuple(map(fold, load_rule("name_words")["plural_endings"]))
_NOISE = frozenset(map(fold, load_rule("marks")["noise"]["words"]))
_STOP = frozenset(map(fold, load_rule("marks")["stop"]["words"]))


def _is_plural(token: Token) -> bool:
    """Whether a kind word speaks of several places: улицы, микрорайонах, streets, рек."""
    return token.kind in ("microdistrict", "street", "river") and fold(token.text).endswith(_PLURAL)


def spot(tokens: Sequence[Token], register: Register, own_city: frozenset[str] = frozenset()) -> Spotted:
    """Read the tokens from left to right; the longest known name wins."""
    return _Reader(tokens, register, own_city).read()


class _Reader:
    def __init__(self, tokens: Sequence[Token], register: Register, own_city: frozenset[str]) -> None:
        self.tokens = tokens
        self.register = register
        self.items: list[Item] = []
        self.unused: list[str] = []
        self.pending: Token | None = None  # a kind word that waits for its name
        self.numbered_kind = False  # «микрорайонах 6, 7»: numbers are names
        self.carried: Token | None = None  # a plural kind word holds for a whole list: «микрорайоны А, Б и В»
        self.runs = NameRuns(tokens, register)
        self.cities = CityNames(self.runs, own_city)

    def read(self) -> Spotted:
        place = 0
        while place < len(self.tokens):
            token = self.tokens[place]
            after = place + 1
            if token.what == "word":
                after = self._word(place)
            elif token.what == "number":
                after = self._number(place)
            else:
                self._sign(token)
            place = max(after, place + 1)
        return Spotted(self.items, self.unused)

    def _sign(self, token: Token) -> None:
        if token.mark:
            self.items.append(Item(token.mark, token.text))
        elif token.text in "-,;:/()":
            self.items.append(Item(token.text, token.text))
        if token.text in ";)/":
            self.numbered_kind, self.carried = False, None
        if token.text == ",":
            self.pending = self.carried
        elif token.text in ";)/" or (token.mark and token.mark != "H"):
            self.pending = None

    def _word(self, place: int) -> int:
        token = self.tokens[place]
        if token.kind and not (token.capital and self._known_name_at(place)):
            self._kind(place)
            return place + 1
        taken = self._name(place)
        if taken:
            return place + taken
        if token.mark:
            self._mark(token, place)
        elif token.side == "noun":
            pass
        elif token.side:
            self.items.append(Item("P", token.text, side=token.side))
        elif not (len(token.text) == 1 or is_unit(token)):
            self.unused.append(token.text)
            if not token.capital and fold(token.text) not in _STOP and not is_filler(token.text):
                self.pending, self.carried = None, None
        return place + 1

    def _known_name_at(self, place: int) -> bool:
        """A capitalised kind word may begin a name: «Парк Горького», «Арычная»; only if the register says so."""
        if place + 1 < len(self.tokens) and self.tokens[place + 1].what == "word":
            return False
        hits = self.register.names.exact((stem(self.tokens[place].text),))
        return bool(hits) and self.pending is not None

    def _kind(self, place: int) -> None:
        token = self.tokens[place]
        self.carried = token if _is_plural(token) else None
        last = self.items[-1] if self.items else None
        plain = last is not None and last.name is not None and last.name.kind is None
        self.numbered_kind = token.kind == "microdistrict"
        if plain and last is not None and last.name is not None and is_postposed(token):
            self._rename(last, token)
        else:
            self.pending = token

    def _rename(self, item: Item, token: Token) -> None:
        """Give the last name the kind word that follows it, and «from» when the word says so."""
        assert item.name is not None  # noqa: S101 - told to the type checker; the caller looked
        self.items.pop()
        self._push(item.text, token, item.name.hits, ablative=is_ablative(token))

    def _mark(self, token: Token, place: int) -> None:
        sound = fold(token.text)
        if token.mark == "T" and sound.startswith(("dein", "deiin", "xein", "xeiin")):
            self._insert_before_name("T", 1, token.text)
        elif token.mark == "B" and sound.startswith(("aras", "aral")):
            if not _LIST.search("".join(item.code for item in self.items)):
                self._insert_before_name("B", 2, token.text)
        elif token.mark == "H" and not self._number_follows(place):
            if self.items and self.items[-1].code == "#":
                self.items.append(Item("H", token.text))  # «137-го дома на улице …»
            else:
                self.unused.append(token.text)
        else:
            self.items.append(Item(token.mark or "", token.text))
            if token.mark == "&":
                self.pending = self.carried
            elif token.mark != "H":
                self.pending, self.numbered_kind, self.carried = None, False, None

    def _number_follows(self, place: int) -> bool:
        following = self.tokens[place + 1 : place + 4]
        return any(token.what == "number" for token in following)

    def _insert_before_name(self, code: str, names: int, text: str) -> None:
        """Kazakh puts «until» and «between» after the names; the rules want them before."""
        seen = 0
        for place in range(len(self.items) - 1, -1, -1):
            if self.items[place].name is not None or self.items[place].code == "#":
                seen += 1
                if seen == names:
                    self.items.insert(place, Item(code, text))
                    return

    def _number(self, place: int) -> int:
        token = self.tokens[place]
        following = self.tokens[place + 1] if place + 1 < len(self.tokens) else None
        if following is not None and following.what == "dash" and following.tight and place + 2 < len(self.tokens):
            after_dash = self.tokens[place + 2]  # «12-шағынаудандағы»
            if after_dash.kind == "microdistrict" and self.runs.micros((stem(token.text),)):
                place, following = place + 1, after_dash
        micro_after = following is not None and following.kind == "microdistrict"
        if micro_after and place + 2 < len(self.tokens):
            named = self.tokens[place + 2]  # «5, микрорайон Самал»: the kind word belongs to what follows
            micro_after = not (named.what in ("word", "number") and (named.capital or named.what == "number"))
        micro_after = (
            micro_after and following is not None and not (_is_plural(following) and not is_postposed(following))
        )
        if self.numbered_kind or micro_after:
            hits = self.runs.micros((stem(token.text),))
            if hits or micro_after or (self.numbered_kind and self.carried is not None):
                self.items.append(Item("M", token.text, Name(token.text, "microdistrict", hits)))
                self.numbered_kind = self.carried is not None
                return place + (2 if micro_after else 1)
        if following is not None and is_unit(following):
            return place + 2
        if self.pending is not None and self.pending.kind in ("landmark", "park"):
            taken = self._name(place)
            return place + taken if taken else self._numbered_landmark(place)
        if following is not None and following.what == "word" and not following.mark:
            before, waiting = len(self.items), self.pending
            taken = self._name(place)
            if taken > 1:
                return place + taken
            del self.items[before:]
            self.pending = waiting
        number = parse_number(token.text)
        if number is not None:
            self.items.append(Item("#", token.text, number=number))
        return place + 1

    def _numbered_landmark(self, place: int) -> int:
        """«станция №2 ЮВРК», «ГКБ №7»: the number belongs to the landmark's name."""
        end = place + 1
        while end < len(self.tokens) and self.tokens[end].what == "word" and self.tokens[end].capital:
            end += 1
        kind, self.pending = self.pending, None
        if self.items and self.items[-1].code == "H":
            self.items.pop()
        self._push(" ".join(token.text for token in self.tokens[place:end]), kind, ())
        return end

    def _name(self, place: int) -> int:
        """Try to read a name at `place`; the number of tokens it takes, 0 when there is none."""
        first = self.tokens[place]
        sound = fold(first.text)
        if (first.mark and not first.capital) or sound in _STOP or (sound in _NOISE and self.pending is None):
            return 0
        if first.side and not first.capital and (self.pending is None or fold(first.text).endswith(_THAN)):
            return 0  # «севернее Шаляпина»
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
        self._push(text, kind, hits, ablative=trailing and kind is not None and is_ablative(kind))
        return end + (1 if trailing else 0) - run[0]

    def _push(self, text: str, kind: Token | None, hits: tuple[Hit, ...], *, ablative: bool = False) -> None:
        self.numbered_kind = False
        kind_name = kind.kind if kind else None
        if kind_name == "district" and not any(self.register.targets[hit.target].kind == "district" for hit in hits):
            kind_name = None
        if kind_name:
            hits = of_kind(self.register, hits, kind_name)
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

    def _unknown(self, place: int, run: list[int]) -> int:
        """A name the register does not have keeps its place in the phrase, so that nothing is guessed for it."""
        first = self.tokens[place]
        length = self.runs.proper(run, self.pending)
        begins = place == 0 or self.tokens[place - 1].text in (";", ".")
        if first.what != "word" or length == 0 or first.mark or first.side or fold(first.text) in _NOISE:
            return 0
        trailing = self.runs.kind_for(run[:length], self.pending) if self.pending is None else None
        if self.pending is None and trailing is None and (begins or not first.capital):
            joined = place + 1 < len(self.tokens) and run[0] + length < len(self.tokens)
            if not (joined and begins and first.capital and self.tokens[run[0] + length].what == "dash"):
                return 0
        if self.pending is not None and not first.capital and not self.runs.no_capitals:
            return 0
        return self._take(run[:length], ())
