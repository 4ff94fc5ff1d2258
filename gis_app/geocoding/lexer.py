"""Cuts a location text into words, numbers and signs, and says of each word what it can be."""

from functools import lru_cache
from typing import NamedTuple

import regex

from gis_app.geocoding.normalize import INITIAL, WordTable, expand, fold, kind_of_word, sort_of_word
from gis_app.geocoding.rewrites import Rewrites
from gis_app.geocoding.rules import load_rule

_MARKS = load_rule("marks")
_SIGNS = Rewrites(_MARKS["signs"])
_SIGN_MARKS: dict[str, str] = _MARKS["signs_mean"]
_WORDS = WordTable(_MARKS["marks"])
_SIDES = WordTable(_MARKS["sides"])
_SIDE_NOUNS = WordTable({"side": _MARKS["side_nouns"]})
_POSTPOSED = tuple(map(fold, load_rule("name_words")["postposed"]))
_UNITS = WordTable({"unit": _MARKS["units"]})

_TOKEN = regex.compile(
    r"(?P<number>\d{1,40}(?:[,.]\d+(?=\s*(?:км|м|га|km|шақ)))?(?:[\p{L}](?![\p{L}])|\s[АБВГДЕабвгде](?![\p{L}\p{N}.]))?"
    r"(?:\s?[/\\]\s?\d+[\p{L}]?(?![\p{L}]))*(?:\s?(?:корпус|корп|к)\.?\s?\d+)?)"
    r"|(?P<word>[\p{L}\p{M}][\p{L}\p{M}\p{N}']{0,59})"
    r"|(?P<dash>\s*[-–—−‒‑‐]\s*)"
    r"|(?P<sign>[,;:/()→⌂↷⨯≈⊗≡.]|№|\n)"
)
# «БаянаульскаяШемякина»: two names that lost what stood between them.
_GLUED = regex.compile(r"(?<=\m\p{Lu}\p{Ll}{3,})(?=\p{Lu}\p{Ll}{3})")
_QUOTED = regex.compile('[«“„"](?=[^\\s,.])[^«»“”„"\n]{2,60}(?<![\\s,(])[»”“"]')
_QUOTES = frozenset('«“„"')
_MOST_QUOTED = 5
MOST_CHARACTERS = 600  # longer cells are prose; the rest is left unused
MOST_TOKENS = 160
# A longer word or number is cut in pieces: no name is longer, and what is remembered of a word stays small.
LONGEST_TOKEN = 60


class Token(NamedTuple):
    """A word, number or sign. `mark` is a letter of marks.yaml, `side` a compass side; `tight`: no space before."""

    text: str
    what: str  # word, number, dash, sign
    capital: bool = False
    mark: str | None = None
    kind: str | None = None
    side: str | None = None
    tight: bool = False
    sort: str | None = None
    quote: int = 0  # of which pair of quotes it is, when they hold a name and nothing else


@lru_cache(maxsize=50_000)
def _word(text: str, tight: bool) -> Token:
    mark = _WORDS.meaning(text)
    side = _SIDES.meaning(text) if mark is None else None
    if mark is None and _SIDE_NOUNS.meaning(text):
        side = "noun"
    return Token(text, "word", text[0].isupper(), mark, kind_of_word(text), side, tight, sort_of_word(text))


def lex(text: str) -> list[Token]:
    """The tokens of a text; unknown signs are dropped, at most 160 tokens are given. Words know their quotes."""
    text = _SIGNS.apply(INITIAL.sub("", expand(_GLUED.sub(" - ", text[:MOST_CHARACTERS]))))
    tokens: list[Token] = []
    quotes = [match.span() for match in _QUOTED.finditer(text)] if _QUOTES.intersection(text) else []
    starts: list[int] = []
    end = -1
    for found in _TOKEN.finditer(text):
        tight = found.start() == end
        end = found.end()
        group = found.lastgroup
        piece = found.group()
        if group == "word":
            tokens.append(_word(piece, tight))
        elif group == "number":
            tokens.append(Token(piece, "number", tight=tight))
        elif group == "dash":
            tokens.append(Token("-", "dash", tight=tight and piece == piece.strip()))
        elif piece == "№":
            tokens.append(Token(piece, "sign", mark="H", tight=tight))
        elif piece == ".":
            if _ends_sentence(tokens, text, end):
                tokens.append(Token(";", "sign"))
        else:
            tokens.append(Token(";" if piece == "\n" else piece, "sign", mark=_SIGN_MARKS.get(piece), tight=tight))
        if quotes:
            starts += [found.start()] * (len(tokens) - len(starts))
        if len(tokens) >= MOST_TOKENS:
            break
    return _quoted(tokens, starts, quotes) if quotes else tokens


def _quoted(tokens: list[Token], starts: list[int], quotes: list[tuple[int, int]]) -> list[Token]:
    """The tokens, those of quoted names with the number of their quotes: up to five words, and no kind word."""
    for number, (begin, end) in enumerate(quotes, start=1):
        inside = [place for place, start in enumerate(starts) if begin <= start < end]
        words = [tokens[place] for place in inside if tokens[place].what == "word"]
        plain = all(tokens[place].what != "sign" for place in inside)
        named = all(word.kind is None and word.mark in (None, "&") and word.side != "noun" for word in words)
        if plain and named and 0 < len(words) <= _MOST_QUOTED:
            for place in inside:
                tokens[place] = tokens[place]._replace(quote=number)
    return tokens


def _ends_sentence(tokens: list[Token], text: str, end: int) -> bool:
    """Whether a dot ends a sentence, and not an abbreviation (ул.), an initial (Н.) or a number."""
    if not tokens or tokens[-1].what != "word" or tokens[-1].kind or len(tokens[-1].text) < 4:
        return False
    rest = text[end : end + 3].lstrip()
    return text[end : end + 1] == " " and rest[:1].isupper()


def is_unit(token: Token) -> bool:
    """Whether the word makes the number before it an amount (3,6 км; 102 лифта)."""
    return token.what == "word" and _UNITS.meaning(token.text) is not None


def is_ablative(token: Token) -> bool:
    """Whether a Kazakh kind word says «from» (көшесінен, даңғылынан); «шағынаудан» by itself does not."""
    sound = fold(token.text)
    return sound.endswith(("nen", "nan", "den", "dan", "ten", "tan")) and not sound.endswith("audan")


def is_postposed(token: Token) -> bool:
    """Whether a kind word follows its name: Kazakh and English do (Абай көшесі, Abay street)."""
    return fold(token.text).startswith(_POSTPOSED)
