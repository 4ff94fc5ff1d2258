"""Finds the names in a cut text with the help of the register, and gives every piece a letter for the phrase rules."""

from collections.abc import Sequence

import regex

from gis_app.geocoding.items import Item, Spotted
from gis_app.geocoding.lexer import Token, is_postposed, is_unit
from gis_app.geocoding.name_taker import NOISE, STOP, UNTIL, NameTaker
from gis_app.geocoding.normalize import fold, is_filler, stem
from gis_app.geocoding.numbers import parse_number
from gis_app.geocoding.register import Register
from gis_app.geocoding.rules import load_rule
from gis_app.geocoding.tree import Name

_LIST = regex.compile(r"[SAUR](?:[-,&][SAUR]){3}$")  # four sides: between them lies an area, not a stretch
_THREE = regex.compile(r"(?:^|[^-,&])[SAUR](?:,[SAUR][,&]|-[SAUR]-)[SAUR]$")
_OLD_NAME = regex.compile(r"[SAUR]\(~[SAUR]\)")
_STREETS = ("kešeler", "košeler")  # көшелерінің
_ENDED = regex.compile(r"F[^FT]{1,3}T[^FT]{1,2}$")  # «A-дан B-ға дейінгі аралығында»: both ends are told
_PLURAL = tuple(map(fold, load_rule("name_words")["plural_endings"]))
_PLURAL_OBJECTS = tuple(map(fold, load_rule("name_words")["plural_objects"]))
_DEDICATION = frozenset(map(fold, load_rule("name_words")["dedication"]))
_DEDICATION_AFTER = frozenset(map(fold, load_rule("name_words")["dedication_after"]))
_OBJECTS = frozenset({"landmark", "park"})
_OBJECT = Token("", "word", kind="landmark")  # an object of which the text does not say the sort


def _is_plural(token: Token) -> bool:
    """Whether a kind word speaks of several places: улицы, микрорайонах, streets, рек, станциями."""
    if token.kind in _OBJECTS:
        return fold(token.text).endswith(_PLURAL_OBJECTS)
    return token.kind in ("microdistrict", "street", "river") and fold(token.text).endswith(_PLURAL)


def spot(tokens: Sequence[Token], register: Register, own_city: frozenset[str] = frozenset()) -> Spotted:
    """Read the tokens from left to right; the longest known name wins."""
    return _Reader(tokens, register, own_city).read()


class _Reader(NameTaker):
    def read(self) -> Spotted:
        place = 0
        while place < len(self.tokens):
            token = self.tokens[place]
            after = place + 1
            if place in self.skipped:
                pass
            elif token.what == "word":
                after = self._word(place)
            elif token.what == "number":
                after = self._number(place)
            else:
                self._sign(token)
            place = max(after, place + 1)
        self._join_old_names()
        without_name = [word for word, times in self.kinds.items() if times > 0]
        return Spotted(self.items, self.unused, self.loose + without_name)

    def _join_old_names(self) -> None:
        """«Назарбаева (бывшая Фурманова)» is one street: by its new name, by the old one when that alone is known."""
        codes = "".join(item.code for item in self.items)
        for found in reversed(list(_OLD_NAME.finditer(codes))):
            new, old = self.items[found.start()], self.items[found.end() - 2]
            said = new if new.name is None or new.name.hits or old.name is None or not old.name.hits else old
            self.items[found.start() : found.end()] = [said]

    def _sign(self, token: Token) -> None:
        if token.mark:
            self.items.append(Item(token.mark, token.text))
        elif token.text in "-,;:/()":
            self.items.append(Item(token.text, token.text))
        if token.text in ";)/":
            self.numbered_kind, self.carried = False, None
        if token.text in ";),":
            self.object = None
        if token.text == ",":
            self.pending = self.carried
        elif token.text in ";)/" or (token.mark and token.mark != "H"):
            self.pending = None

    def _word(self, place: int) -> int:
        token = self.tokens[place]
        if token.kind and not (token.capital and self._known_name_at(place)):
            self._kind(place)
            return place + 1
        if fold(token.text) in _DEDICATION and self.pending is None and self._begins_name(place + 1):
            self.pending = self.object or _OBJECT  # «… театра драмы им. Ауэзова» is no street
            return place + 1
        if fold(token.text) in _DEDICATION_AFTER and self._dedicate(place):
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
            if token.quote or (token.capital and place and not self._begins_sentence(place) and self._tells(token)):
                self.loose.append(token.text)
            if not token.capital and fold(token.text) not in STOP and not is_filler(token.text):
                self.pending, self.carried = None, None
        return place + 1

    def _begins_sentence(self, place: int) -> bool:
        return place == 0 or self.tokens[place - 1].text in (";", ".", ":")

    def _begins_name(self, place: int) -> bool:
        """Whether a name may stand at `place`, over a title or two («им. академика Сатпаева»)."""
        following = self.tokens[place : place + 3]
        return any(token.what == "word" and token.capital and not token.mark for token in following)

    @staticmethod
    def _tells(token: Token) -> bool:
        sound = fold(token.text)
        return sound not in NOISE and sound not in STOP and not is_filler(token.text)

    def _dedicate(self, place: int) -> bool:
        """«Әуезов атындағы драма театры»: the name before belongs to the object after, and is no street."""
        last = self.items[-1] if self.items else None
        if last is None or last.name is None or last.name.kind is not None:
            return False
        for here in range(place + 1, min(place + 5, len(self.tokens))):
            token = self.tokens[here]
            if token.kind:
                self.skipped.add(here)
                self._rename(last, token)
                return True
            if token.what != "word" or token.mark:
                break
        self._rename(last, _OBJECT)
        return True

    def _known_name_at(self, place: int) -> bool:
        """A capitalised kind word may begin a name: «Парк Горького», «Арычная»; only if the register says so."""
        if place + 1 < len(self.tokens) and self.tokens[place + 1].what == "word":
            return False
        hits = self.register.names.exact((stem(self.tokens[place].text),))
        return bool(hits) and self.pending is not None

    def _kind(self, place: int) -> None:
        token = self.tokens[place]
        self.carried = token if _is_plural(token) else None
        if token.kind in _OBJECTS:
            self.object = token
            self.kinds[token.text] += 1
        last = self.items[-1] if self.items else None
        plain = last is not None and last.name is not None and last.name.kind is None
        self.numbered_kind = token.kind == "microdistrict"
        if plain and last is not None and last.name is not None and is_postposed(token):
            self._rename(last, token)
        else:
            self.pending = token

    def _mark(self, token: Token, place: int) -> None:
        sound = fold(token.text)
        if token.mark == "T" and sound.startswith(UNTIL):
            self._insert_before_name("T", 1, token.text)
        elif token.mark == "F" and sound.startswith("bastap"):
            if "F" not in "".join(item.code for item in self.items[-2:]):
                self._insert_before_name("F", 1, token.text)
        elif token.mark == "B" and sound.startswith(("aras", "aral")):
            codes = "".join(item.code for item in self.items)
            if _LIST.search(codes) or self._is_list_of_sides(place, codes):
                self.items.append(Item("C", token.text))
            elif not _ENDED.search(codes):
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

    def _is_list_of_sides(self, place: int, codes: str) -> bool:
        """«A, B және C көшелерінің арасында»: three streets with one kind word for all enclose an area."""
        kind = self.tokens[place - 1]
        if not (_THREE.search(codes) and kind.kind == "street" and fold(kind.text).startswith(_STREETS)):
            return False
        names = [item.name for item in self.items if item.name is not None][-3:-1]
        return all(name.kind is None for name in names)

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
