"""Runs of words that may be one name, and what the register has for them."""

from collections.abc import Sequence

from gis_app.geocoding.items import of_kind
from gis_app.geocoding.lexer import Token, is_postposed
from gis_app.geocoding.names import Hit, is_modifier, name_tokens
from gis_app.geocoding.normalize import fold, kazakh_stem
from gis_app.geocoding.register import Register
from gis_app.geocoding.rules import load_rule

_LONGEST_NAME = 5
_HALF_A_NAME = 0.7
_FEW_WORDS = 4
_FEW = 8  # exact homonyms up to which names that contain the word are looked at too
_LONGEST_ABBREVIATION = 6
_FAMILY_IN_PLURAL = ("ovih", "evih", "inih", "skih")
_TITLES = frozenset(map(fold, load_rule("name_words")["titles"]))


class NameRuns:
    """The tokens of one text beside the register. A run is a list of places in the tokens.

    `pending` is the kind word that waits for its name («улица»), or None.
    """

    def __init__(self, tokens: Sequence[Token], register: Register) -> None:
        self.tokens = tokens
        self.register = register
        self.no_capitals = not any(token.capital for token in tokens)

    def micros(self, tokens: tuple[str, ...]) -> tuple[Hit, ...]:
        """Microdistricts with just this name."""
        targets = self.register.targets
        return tuple(hit for hit in self.register.names.exact(tokens) if targets[hit.target].kind == "microdistrict")

    def run(self, place: int) -> list[int]:
        """Places of the words that may belong to one name beginning at `place`."""
        run: list[int] = []
        for here in range(place, min(place + 2 * _LONGEST_NAME, len(self.tokens))):
            token = self.tokens[here]
            if token.what != "dash" and token.quote != self.tokens[place].quote:
                break
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

    def stems(self, run: Sequence[int]) -> tuple[str, ...]:
        """Stems of the words of a run; bare letters (initials) are left out."""
        texts = [self.tokens[at].text for at in run]
        texts = [text for text in texts if len(text) > 1 or text.isdigit()] or texts
        return name_tokens(texts)

    def look_up(self, run: list[int], pending: Token | None) -> tuple[int, tuple[Hit, ...]] | None:
        """The longest exact name, else a part of the whole run, else one slip; how many words it takes."""
        names = self.register.names
        for length in range(len(run), 0, -1):
            if self.tokens[run[length - 1]].mark == "&":
                continue
            tokens = self.stems(run[:length])
            if not tokens:
                continue
            if length == 1 and is_modifier(tokens[0]) and self.proper(run, pending) > 1:
                break  # «Западный Желтоксан» is not the street Западная
            if len("".join(tokens)) == 1 and not tokens[0].isdigit() and self.kind_for(run[:length], pending) is None:
                continue  # a bare letter names nothing
            hits = self._allowed(names.exact(tokens), run[:length], pending)
            sort = self._sort(run[:length], pending)
            if not hits and tokens and sort:
                hits = tuple(names.of_sort(tokens, sort))
            other = kazakh_stem(self.tokens[run[length - 1]].text) if not hits else None
            if other and length == 1:
                hits = self._allowed(names.exact((other,)), run[:1], pending)
            if not hits and length == 1:
                break
            if not hits and (other := kazakh_stem(self.tokens[run[length - 1]].text)):
                hits = self._allowed(names.exact((*tokens[:-1], other)), run[:length], pending)
            if hits and self._goes_on(run, length, pending):
                return length, tuple(hit._replace(score=hit.score * _HALF_A_NAME, how="part") for hit in hits)
            if hits:
                if length == 1 and len(hits) <= _FEW and self.proper(run, pending) == 1 and self._may_differ(pending):
                    more = self._allowed(names.part(tokens), run[:1], pending)
                    known = {hit.target for hit in hits}
                    hits = (*hits, *(hit for hit in more if hit.target not in known))
                return length, hits
        if (joint := self._joint_family(run)) and (
            hits := self._allowed(names.part(self.stems(run[:joint])), run, pending)
        ):
            return joint, hits
        proper = self.proper(run, pending)
        if pending is None and self._is_abbreviation(run):
            return None
        # A part of the proper name in the text is another name: «Кубиков Рубика» is not the street Кобикова.
        for length in (proper or 1,):
            tokens = self.stems(run[:length])
            if not tokens or not self._may_differ(pending):
                continue
            alternatives = [tokens]
            if other := kazakh_stem(self.tokens[run[length - 1]].text):
                alternatives.append((*tokens[:-1], other))
            for form in alternatives:
                if length > 1:
                    hits = self._allowed(names.part(form), run[:length], pending)
                else:
                    hits = self._allowed(names.exact(form), run[:1], pending) or self._allowed(
                        names.part(form), run[:1], pending
                    )
                hits = hits or self._allowed(names.slip(form), run[:length], pending)
                hits = hits or self._allowed(names.without_family_ending(form), run[:length], pending)
                if hits:
                    return length, hits
        return None

    def _joint_family(self, run: list[int]) -> int:
        """How many words of «Ришата и Муслима Абдуллиных» are one name: up to a family name in the plural; else 0."""
        marks = [place for place, at in enumerate(run) if self.tokens[at].mark == "&"]
        for length in range(len(run), marks[0] + 2 if marks else len(run), -1):
            if fold(self.tokens[run[length - 1]].text).endswith(_FAMILY_IN_PLURAL):
                return length
        return 0

    def _is_abbreviation(self, run: list[int]) -> bool:
        """ТЮЗ, BRT, ЦТРП: letters of a name's words, so that a likeness to another name says nothing."""
        text = self.tokens[run[0]].text
        shouted = all(token.text.isupper() for token in self.tokens if token.what == "word")
        return text.isalpha() and text.isupper() and 1 < len(text) <= _LONGEST_ABBREVIATION and not shouted

    def _goes_on(self, run: list[int], length: int, pending: Token | None) -> bool:
        """Whether the proper name goes on after what was found with a word that begins no name: «Кубиков Рубика»."""
        if length >= self.proper(run, pending):
            return False
        rest = self.tokens[run[length]]
        if rest.what != "word" or not rest.capital or self.no_capitals or fold(rest.text) in _TITLES:
            return False
        following = [run[length : length + more] for more in (1, 2, 3)]
        return not any(self._is_known(part) for part in following if part)

    def _is_known(self, run: Sequence[int]) -> bool:
        """Whether the words are just a name, in any case of Russian or Kazakh."""
        tokens = self.stems(run)
        if not tokens or self.register.names.exact(tokens):
            return bool(tokens)
        other = kazakh_stem(self.tokens[run[-1]].text)
        return other is not None and bool(self.register.names.exact((*tokens[:-1], other)))

    def _may_differ(self, pending: Token | None) -> bool:
        """Whether a name may be written with a slip or in part. In a text without capitals any word could be a name:
        there it takes a kind word, or a short text with a number or a dash («розыбакыева 10»)."""
        if not self.no_capitals or (pending is not None and pending.kind):
            return True
        words = sum(token.what == "word" for token in self.tokens)
        return words <= _FEW_WORDS and any(token.what in ("number", "dash") for token in self.tokens)

    def proper(self, run: list[int], pending: Token | None) -> int:
        """How many words at the beginning of the run look like one proper name: capitals and titles, no «и»."""
        length = 0
        for at in run:
            token = self.tokens[at]
            good = token.capital or fold(token.text) in _TITLES or token.what == "number" or self.no_capitals
            if token.mark == "&" or (not good and not (length == 0 and pending)):
                break
            if length and token.what == "word" and self._dash_before(at):
                break
            length += 1
        return length

    def _dash_before(self, at: int) -> bool:
        return self.tokens[at - 1].what == "dash"

    def kind_for(self, run: Sequence[int], pending: Token | None) -> Token | None:
        """The kind word of the name: before it, or right after it."""
        if pending is not None:
            return pending
        after = run[-1] + 1
        if after < len(self.tokens) and (token := self.tokens[after]).kind:
            following = self.tokens[after + 1] if after + 1 < len(self.tokens) else None
            leads = following is not None and following.what == "word" and following.capital and not following.mark
            if is_postposed(token) or token.kind == "district" or not leads:
                return token
        return None

    def _sort(self, run: Sequence[int], pending: Token | None) -> str | None:
        """The sort of landmark (landmark/lake, park/park) that the kind word beside the name says, or None."""
        kind = self.kind_for(run, pending)
        return kind.sort if kind is not None and kind.sort and "/" in kind.sort else None

    def _allowed(self, hits: list[Hit], run: Sequence[int], pending: Token | None) -> tuple[Hit, ...]:
        if not hits:
            return ()
        kind = self.kind_for(run, pending)
        if kind is None or kind.kind is None or (kind is pending and kind.kind == "district"):
            return tuple(hits)
        return of_kind(self.register, hits, kind.kind, kind.sort)
