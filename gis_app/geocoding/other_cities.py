"""Which names of a text are cities: the own one, which says nothing, and others, for which a text is refused."""

from collections.abc import Sequence

from gis_app.geocoding.lexer import Token, is_postposed
from gis_app.geocoding.name_runs import NameRuns
from gis_app.geocoding.names import name_tokens
from gis_app.geocoding.normalize import fold
from gis_app.geocoding.rules import load_rule
from gis_app.geocoding.targets import STREET_KINDS

_CITIES = frozenset(name_tokens(name.replace("-", " ").split()) for name in load_rule("cities")["cities"])
_SETTLEMENTS = frozenset(name_tokens(name.split()) for name in load_rule("cities")["settlements"])
_SETTLEMENT_WORDS = frozenset(map(fold, load_rule("cities")["settlement_words"]))
_REGIONS = frozenset(name_tokens(name.split()) for name in load_rule("cities")["districts"])
_REGION = tuple(map(fold, load_rule("cities")["region_words"]))
_JOINING = frozenset("FTBXG&V")


class CityNames:
    """Cities among the runs of words of one text. `own` are stems of the own city's names."""

    def __init__(self, runs: NameRuns, own: frozenset[str]) -> None:
        self._runs = runs
        self._own = own

    def is_own(self, run: Sequence[int]) -> bool:
        """Whether a run is just the own city's name."""
        tokens = self._runs.stems(run)
        return len(tokens) == 1 and tokens[0] in self._own

    def is_city(self, run: Sequence[int], pending: Token | None) -> bool:
        """A city of the list or our own; after «город» any name, after another kind word none («улица Алматы»)."""
        if not run:
            return False
        tokens, own = self._runs.stems(run), self.is_own(run)
        if pending is not None and pending.kind is not None:
            if _is_settlement(pending):
                return tokens in _SETTLEMENTS or tokens in _CITIES
            return pending.kind == "city" and (own or tokens in _CITIES or self._runs.tokens[run[0]].capital)
        after = self._after(run)
        if after is not None and after.kind in STREET_KINDS and is_postposed(after):
            return False
        if tokens in _CITIES and self._is_street_here(run, tokens):
            return False
        if self.takes_next(run) or (after is not None and after.kind == "district" and tokens in _REGIONS):
            return True
        return tokens in _CITIES or own

    def _is_street_here(self, run: Sequence[int], tokens: tuple[str, ...]) -> bool:
        """Whether a street that bears a city's name (Туркестан, Новосибирская) is joined to another name, or agrees
        with its kind; not beside another city («Алматы – Бишкек»)."""
        register, words = self._runs.register, self._runs.tokens
        if not any(register.targets[hit.target].kind == "street" for hit in register.names.exact(tokens)):
            return False
        joined_to = range(run[0] - 2, run[0])  # the own city says nothing elsewhere: «г. Алматы, …»
        if any(self._names_city(word, own=at in joined_to) for at, word in enumerate(words) if at not in run):
            return False
        before = words[run[0] - 1] if run[0] else None
        after = self._after(run)
        return any(token is not None and (token.mark in _JOINING or token.what == "dash") for token in (before, after))

    def _names_city(self, word: Token, *, own: bool) -> bool:
        tokens = name_tokens([word.text]) if word.capital else ()
        return bool(tokens) and (tokens in _CITIES or (own and tokens[0] in self._own))

    def is_refused(self, run: Sequence[int]) -> bool:
        """Whether a city's run is not our own: another city, or a whole region («Алматинская область»)."""
        return self._runs.stems(run)[0] not in self._own or self._in_region(run)

    def takes_next(self, run: Sequence[int]) -> bool:
        """Whether the word after the run belongs to it: «Шымкент қаласы», «Байсерке ауылы», «Алматинская область»."""
        after = self._after(run)
        if after is not None and _is_settlement(after):
            return self._runs.stems(run) in _SETTLEMENTS
        return self._in_region(run) or (after is not None and after.kind == "city" and is_postposed(after))

    def _in_region(self, run: Sequence[int]) -> bool:
        after = self._after(run)
        return after is not None and fold(after.text).startswith(_REGION)

    def _after(self, run: Sequence[int]) -> Token | None:
        place = run[-1] + 1
        return self._runs.tokens[place] if place < len(self._runs.tokens) else None


def _is_settlement(token: Token) -> bool:
    """Whether a kind word says village: «пос.», «ауылы»."""
    return token.kind == "microdistrict" and fold(token.text) in _SETTLEMENT_WORDS
