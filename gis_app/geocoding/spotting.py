"""Finds the names in a cut text with the help of the register, and gives every piece a letter for the phrase rules."""

from collections.abc import Sequence
from typing import NamedTuple

from gis_app.geocoding.lexer import Token, is_ablative, is_postposed, is_unit
from gis_app.geocoding.names import Hit, is_modifier, name_tokens
from gis_app.geocoding.normalize import fold, kazakh_stem, stem
from gis_app.geocoding.numbers import HouseNumber, parse_number
from gis_app.geocoding.register import Register
from gis_app.geocoding.rules import load_rule
from gis_app.geocoding.targets import STREET_KINDS
from gis_app.geocoding.tree import Name

_PLURAL = tuple(map(fold, load_rule("name_words")["plural_endings"]))
_LONGEST_NAME = 5
_MOST_NUMBERED = 20  # microdistricts of one numbered group («Мамыр 1–7»)
_TITLES = frozenset(map(fold, load_rule("name_words")["titles"]))
_NOISE = frozenset(map(fold, load_rule("marks")["noise"]["words"]))
_STOP = frozenset(map(fold, load_rule("marks")["stop"]["words"]))
_CITIES = frozenset(name_tokens(name.replace("-", " ").split()) for name in load_rule("cities"))

# Which targets a kind word allows. Without a kind word everything is allowed.
_ALLOWED: dict[str, frozenset[str]] = {
    **{kind: frozenset({"street"}) for kind in STREET_KINDS},
    "square": frozenset({"street", "landmark", "park"}),
    "track": frozenset({"street", "landmark", "park"}),
    "embankment": frozenset({"river", "street"}),
    "microdistrict": frozenset({"microdistrict"}),
    "garden_community": frozenset({"microdistrict"}),
    "district": frozenset({"district"}),
    "river": frozenset({"river"}),
    "park": frozenset({"park", "landmark"}),
    "landmark": frozenset({"landmark", "park", "microdistrict"}),
}
_CODES = (("street", "S"), ("microdistrict", "M"), ("river", "R"), ("district", "D"), ("park", "L"), ("landmark", "L"))


class Item(NamedTuple):
    """A piece of the text with its letter in phrases.yaml."""

    code: str
    text: str
    name: Name | None = None
    number: HouseNumber | None = None
    side: str | None = None


class Spotted(NamedTuple):
    """The pieces in their order and the words nobody needed."""

    items: list[Item]
    unused: list[str]


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
        self.own_city = own_city
        self.items: list[Item] = []
        self.unused: list[str] = []
        self.pending: Token | None = None  # a kind word that waits for its name
        self.numbered_kind = False  # «микрорайонах 6, 7»: numbers are names
        self.carried: Token | None = None  # a plural kind word holds for a whole list: «микрорайоны А, Б и В»
        self.no_capitals = not any(token.capital for token in tokens)
        self.side: str | None = None

    def read(self) -> Spotted:
        place = 0
        while place < len(self.tokens):
            token = self.tokens[place]
            if token.what == "word":
                place = self._word(place)
            elif token.what == "number":
                place = self._number(place)
            else:
                self._sign(token)
                place += 1
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
            if not token.capital and fold(token.text) not in _STOP:
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
        if token.mark == "T" and sound.startswith(("dein", "xein")):
            self._insert_before_name("T", 1, token.text)
        elif token.mark == "B" and sound.startswith(("aras", "aral")):
            self._insert_before_name("B", 2, token.text)
        elif token.mark == "H" and not self._number_follows(place):
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
            if after_dash.kind == "microdistrict" and self._micros((stem(token.text),)):
                place, following = place + 1, after_dash
        micro_after = following is not None and following.kind == "microdistrict"
        if self.numbered_kind or micro_after:
            hits = self._micros((stem(token.text),))
            if hits or (self.numbered_kind and self.carried is not None and not micro_after):
                self.items.append(Item("M", token.text, Name(token.text, "microdistrict", hits)))
                self.numbered_kind = self.carried is not None
                return place + (2 if micro_after else 1)
        if following is not None and is_unit(following):
            return place + 2
        if self.pending is not None and self.pending.kind == "landmark":
            return self._numbered_landmark(place)
        if following is not None and following.what == "word" and not following.mark:
            taken = self._name(place)
            if taken > 1:
                return place + taken
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
        self._push(" ".join(token.text for token in self.tokens[place:end]), kind, ())
        return end

    def _micros(self, tokens: tuple[str, ...]) -> tuple[Hit, ...]:
        targets = self.register.targets
        return tuple(hit for hit in self.register.names.exact(tokens) if targets[hit.target].kind == "microdistrict")

    def _run(self, place: int) -> list[int]:
        """Places of the words that may belong to one name beginning at `place`."""
        run: list[int] = []
        for here in range(place, min(place + 2 * _LONGEST_NAME, len(self.tokens))):
            token = self.tokens[here]
            if token.what == "word":
                if run and (token.kind or token.mark not in (None, "&") or token.side == "noun"):
                    break
                if run and self._is_district(here):
                    break
                if token.mark == "&" and not (run and here + 1 < len(self.tokens) and self.tokens[here + 1].capital):
                    break
                run.append(here)
            elif token.what == "number" and (not run or token.tight):
                run.append(here)
            elif not (token.what == "dash" and token.tight and run):
                break
            if len(run) == _LONGEST_NAME:
                break
        return run

    def _is_district(self, place: int) -> bool:
        """Whether the next word makes this one a district («Алмалинский район»)."""
        return place + 1 < len(self.tokens) and self.tokens[place + 1].kind == "district"

    def _name(self, place: int) -> int:
        """Try to read a name at `place`; the number of tokens it takes, 0 when there is none."""
        first = self.tokens[place]
        if (first.mark and not first.capital) or fold(first.text) in _STOP:
            return 0
        run = self._run(place)
        if not run:
            return 0
        capital = self.no_capitals or self.pending is not None or any(self.tokens[at].capital for at in run[:3])
        if not capital or (first.what == "word" and not first.capital and not self._may_begin(place, run)):
            return 0
        found = self._look_up(run)
        if found is not None:
            length, hits = found
            if self._is_city(run[:length]):
                return self._city(run[:length])
            return self._take(run[:length], hits)
        for length in range(min(self._proper(run), 3), 0, -1):
            end = self._numbered(run[:length], run[length - 1] + 1)
            if end is not None:
                return end - place
        if self._is_city(run[:2]) or self._is_city(run[:1]):
            return self._city(run[:2] if self._is_city(run[:2]) else run[:1])
        return self._unknown(place, run)

    def _may_begin(self, place: int, run: list[int]) -> bool:
        if self.no_capitals or self.pending is not None:
            return True
        tight = place + 1 < len(self.tokens) and self.tokens[place + 1].what == "dash"
        return tight and len(run) > 1  # «аль-Фараби»

    def _stems(self, run: Sequence[int]) -> tuple[str, ...]:
        texts = [self.tokens[at].text for at in run]
        texts = [text for text in texts if len(text) > 1 or text.isdigit()] or texts
        return name_tokens(texts)

    def _look_up(self, run: list[int]) -> tuple[int, tuple[Hit, ...]] | None:
        """The longest exact name, else a part of the whole run, else one slip; how many words it takes."""
        names = self.register.names
        for length in range(len(run), 0, -1):
            if self.tokens[run[length - 1]].mark == "&":
                continue
            tokens = self._stems(run[:length])
            hits = self._allowed(names.exact(tokens), run[:length])
            if not hits and length == 1:
                break
            if not hits and (other := kazakh_stem(self.tokens[run[length - 1]].text)):
                hits = self._allowed(names.exact((*tokens[:-1], other)), run[:length])
            if hits:
                if length == 1 and len(hits) <= 8 and self._proper(run) == 1:
                    more = self._allowed(names.part(tokens), run[:1])
                    known = {hit.target for hit in hits}
                    hits = (*hits, *(hit for hit in more if hit.target not in known))
                return length, hits
        proper = self._proper(run)
        for length in dict.fromkeys((proper, 1)):
            tokens = self._stems(run[:length])
            if length < 1 or (length < proper and tokens and is_modifier(tokens[0])):
                continue
            if not tokens:
                continue
            alternatives = [tokens]
            if other := kazakh_stem(self.tokens[run[length - 1]].text):
                alternatives.append((*tokens[:-1], other))
            for form in alternatives:
                if length > 1:
                    hits = self._allowed(names.part(form), run[:length])
                else:
                    hits = self._allowed(names.exact(form), run[:1]) or self._allowed(names.part(form), run[:1])
                hits = hits or self._allowed(names.slip(form), run[:length])
                if hits:
                    return length, hits
        return None

    def _proper(self, run: list[int]) -> int:
        """How many words at the beginning of the run look like one proper name: capitals and titles, no «и»."""
        length = 0
        for at in run:
            token = self.tokens[at]
            good = token.capital or fold(token.text) in _TITLES or token.what == "number" or self.no_capitals
            if token.mark == "&" or (not good and not (length == 0 and self.pending)):
                break
            if length and token.what == "word" and self._dash_before(at):
                break
            length += 1
        return length

    def _dash_before(self, at: int) -> bool:
        return self.tokens[at - 1].what == "dash"

    def _kind_for(self, run: Sequence[int]) -> Token | None:
        """The kind word of the name: before it, or right after it."""
        if self.pending is not None:
            return self.pending
        after = run[-1] + 1
        if after < len(self.tokens) and (token := self.tokens[after]).kind:
            following = self.tokens[after + 1] if after + 1 < len(self.tokens) else None
            leads = following is not None and following.what == "word" and following.capital and not following.mark
            if is_postposed(token) or token.kind == "district" or not leads:
                return token
        return None

    def _allowed(self, hits: list[Hit], run: Sequence[int]) -> tuple[Hit, ...]:
        if not hits:
            return ()
        kind = self._kind_for(run)
        if kind is None or kind.kind is None or (kind is self.pending and kind.kind == "district"):
            return tuple(hits)
        return self._of_kind(hits, kind.kind)

    def _of_kind(self, hits: Sequence[Hit], kind: str) -> tuple[Hit, ...]:
        """Hits that a kind word allows; a road named «Каргалы микрорайон» stands for a microdistrict without area."""
        targets, allowed = self.register.targets, _ALLOWED[kind]
        fitting = tuple(hit for hit in hits if targets[hit.target].kind in allowed)
        if not fitting and kind == "microdistrict":
            return tuple(hit for hit in hits if targets[hit.target].street_kind == "microdistrict")
        return fitting

    def _take(self, run: list[int], hits: tuple[Hit, ...]) -> int:
        kind = self._kind_for(run)
        end = run[-1] + 1
        text = " ".join(self.tokens[at].text for at in run)
        group = self._numbered(run, end)
        if group is not None:
            return group - run[0]
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
            hits = self._of_kind(hits, kind_name)
        if ablative:
            self.items.append(Item("F", ""))
        self.items.append(Item(self._code(hits, kind_name), text, Name(text, kind_name, hits)))

    def _code(self, hits: tuple[Hit, ...], kind: str | None) -> str:
        if not hits:
            return {"microdistrict": "M", "river": "R", "park": "L", "landmark": "L"}.get(kind or "", "U")
        kinds = {self.register.targets[hit.target].kind for hit in hits}
        if {"street", "microdistrict"} <= kinds:
            return "A"
        return next((code for target_kind, code in _CODES if target_kind in kinds), "Y")

    def _numbered(self, run: list[int], end: int) -> int | None:
        """«Мамыр 1–7», «Калкаман-1,2»: the group's names pushed; the place after them, or None."""
        base = self._stems([at for at in run if self.tokens[at].what == "word"])
        if not base or self.tokens[run[0]].what == "number":
            return None
        if any(self.tokens[at].what == "number" for at in run):
            end = next(at for at in run if self.tokens[at].what == "number")
        here = end
        if here < len(self.tokens) and self.tokens[here].what == "dash":
            here += 1
        found: list[tuple[str, tuple[Hit, ...]]] = []
        joined_by = ""
        while here < len(self.tokens) and (token := self.tokens[here]).what == "number":
            hits = self._micros((*base, stem(token.text)))
            if not hits or (found and joined_by == "," and not self._goes_on(token)):
                break
            if joined_by == "-" and found and found[-1][0].isdigit() and token.text.isdigit():
                for step in range(int(found[-1][0]) + 1, min(int(token.text), int(found[-1][0]) + _MOST_NUMBERED)):
                    between = self._micros((*base, str(step)))
                    found += [(str(step), between)] if between else []
            found.append((token.text, hits))
            end = here + 1
            if end >= len(self.tokens):
                break
            separator = self.tokens[end]
            joined_by = "-" if separator.what == "dash" else "," if separator.text in (",", "и") else ""
            if not joined_by:
                break
            here = end + 1
        if not found:
            return None
        text = " ".join(self.tokens[at].text for at in run if self.tokens[at].what == "word")
        for step, (number, hits) in enumerate(found):
            if step:
                self.items.append(Item(",", ","))
            self.items.append(Item("M", f"{text}-{number}", Name(f"{text}-{number}", "microdistrict", hits)))
        self.pending = None
        self.numbered_kind = False
        return end

    def _goes_on(self, token: Token) -> bool:
        """Whether «, 2» after «Мамыр-1» goes on with the group, and is not a house."""
        kind = self.pending
        return token.tight or kind is None or len(fold(kind.text)) > 4

    def _is_city(self, run: Sequence[int]) -> bool:
        if self.pending is not None and self.pending.kind is not None:
            return False
        tokens = self._stems(run)
        return tokens in _CITIES or (bool(tokens) and tokens[0] in self.own_city and len(tokens) == 1)

    def _city(self, run: Sequence[int]) -> int:
        text = " ".join(self.tokens[at].text for at in run)
        if self._stems(run)[0] not in self.own_city:
            self.items.append(Item("Y", text, Name(text, "city", ())))
        return run[-1] + 1 - run[0]

    def _unknown(self, place: int, run: list[int]) -> int:
        """A name the register does not have keeps its place in the phrase, so that nothing is guessed for it."""
        first = self.tokens[place]
        length = self._proper(run)
        begins = place == 0 or self.tokens[place - 1].text in (";", ".")
        if first.what != "word" or length == 0 or first.mark or first.side or fold(first.text) in _NOISE:
            return 0
        trailing = self._kind_for(run[:length]) if self.pending is None else None
        if self.pending is None and trailing is None and (begins or not first.capital):
            joined = place + 1 < len(self.tokens) and run[0] + length < len(self.tokens)
            if not (joined and begins and first.capital and self.tokens[run[0] + length].what == "dash"):
                return 0
        if self.pending is not None and not first.capital and not self.no_capitals:
            return 0
        return self._take(run[:length], ())
