"""One spelling for a name however it is written: Russian, Kazakh (Cyrillic and three Latin alphabets), English.

`fold` turns a word into Latin letters by its sound, `stem` takes the case ending off the folded word, `skeleton` is the
key of a whole name. Two spellings of one name have equal skeletons; different names seldom do. The letters,
kind words and abbreviations are data in ``rules/``.
"""

import unicodedata
from functools import cache, lru_cache

import regex

from gis_app.geocoding.rewrites import Rewrites
from gis_app.geocoding.rules import load_rule

_LETTERS = load_rule("letters")
_CYRILLIC: dict[str, str] = _LETTERS["cyrillic"]
_LATIN: dict[str, str] = _LETTERS["latin"]
_TO_CYRILLIC: dict[str, str] = _LETTERS["look_alike"]
_TO_LATIN = {cyrillic: latin for latin, cyrillic in _TO_CYRILLIC.items()}

_APOSTROPHES = regex.compile(r"[’‘ʼʻ`´ʹ]")
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}']{1,60}")  # what is remembered of a word stays small
INITIAL = regex.compile(r"\m\p{Lu}\.\s?(?=\p{Lu})")
_DOUBLES = regex.compile(r"(.)\1+")
_GLIDE_CYRILLIC = regex.compile(r"й(?=[аеёиоуыэюяәіөұү])")
_GLIDE_LATIN = regex.compile(r"y(?=[aeiouáäóöúüūıyý])")
_ABBREVIATIONS = Rewrites(load_rule("abbreviations"))

# Endings of Russian cases as they look after folding, with the fewest letters that must stay. Vowel pairs of
# names in -ай (Суюнбай, Суюнбая, Суюнбаю) go as a whole, so that every case of them meets.
_ENDINGS: tuple[tuple[str, int], ...] = (
    ("ogo", 3), ("ego", 3), ("omu", 3), ("emu", 3), ("imi", 4), ("ami", 4), ("aem", 4), ("eem", 4),
    ("aa", 4), ("ai", 4), ("au", 4), ("ei", 4), ("ea", 4), ("eu", 4), ("oi", 3), ("oe", 4), ("ee", 4),
    ("ie", 4), ("ii", 3), ("uu", 4), ("iu", 4), ("ih", 4), ("ah", 4), ("am", 4), ("im", 4), ("om", 4), ("em", 4),
    ("a", 3), ("u", 3), ("o", 3), ("e", 3), ("i", 3),
)  # fmt: skip
# Kazakh Latin writes я, ю and ё as two letters (Maıakovskıı, Fıodorov).
_SOFT_VOWELS = (("ia", "a"), ("iu", "u"), ("io", "e"))
_SHORT_IA = 4  # letters of a short name in -ия; of longer ones the ending goes as a whole
_KAZAKH_ENDINGS: tuple[str, ...] = (
    "nan", "nen", "dan", "den", "tan", "ten", "nin", "din", "tin", "ga", "ge", "ka", "ke", "da", "de", "ta", "te",
    "men", "pen", "ben",
)  # fmt: skip


def expand(text: str) -> str:
    """`text` with its abbreviations of several signs written out (пр-т → проспект, уг. → угол)."""
    return _ABBREVIATIONS.apply(_APOSTROPHES.sub("'", text))


def _one_script(word: str) -> str:
    """A word of mixed scripts with its look-alike letters turned to the script of the majority."""
    cyrillic = sum("Ѐ" <= letter <= "ӿ" for letter in word)
    latin = sum("a" <= letter <= "z" for letter in word)
    if not cyrillic or not latin:
        return word
    table = _TO_CYRILLIC if cyrillic >= latin else _TO_LATIN
    return "".join(table.get(letter, letter) for letter in word)


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """The sound of one word in Latin letters, case ending kept: Шаляпин, Şaläpin, SHalápın → ``šalapin``.

    Folding what is folded changes nothing; a decimal figure of any script is kept as 0–9.
    """
    sound = _sound(word)
    while (again := _sound(sound)) != sound:
        sound = again  # с and х, or к and х, met: in Latin they are the one sound
    return sound


def _sound(word: str) -> str:
    """One pass of `fold`."""
    word = _one_script(regex.sub(r"\p{Mn}(?<![\u0306\u0308])", "", word.lower()))
    has_cyrillic = any("Ѐ" <= letter <= "ӿ" or letter == "ə" for letter in word)
    if has_cyrillic:
        word = _GLIDE_CYRILLIC.sub("", word)
        for sequence, sound in _LETTERS["cyrillic_sequences"].items():
            word = word.replace(sequence, sound)
        if len(word) > 3 and word[0] in "уУ" and word[1] in "аәе":
            word = "в" + word[1:]
        table = _CYRILLIC
    else:
        for sequence, sound in _LETTERS["latin_sequences"].items():
            word = word.replace(sequence, sound.upper())  # upper case: done, not to be folded again
        word = _GLIDE_LATIN.sub("", word)
        if len(word) > 3 and word[0] == "u" and word[1] in "aáäe":
            word = "v" + word[1:]
        table = _LATIN
    return "".join(sign if (sign := table.get(letter)) is not None else _kept(letter) for letter in word).lower()


def _kept(letter: str) -> str:
    """A letter that no table has: itself when it is of the Latin alphabet, a figure of any script, else nothing."""
    if letter.isascii():
        return letter if letter.isalnum() else ""
    return str(unicodedata.decimal(letter)) if letter.isdecimal() else ""


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The folded word without its case ending and doubled letters: Абая, Абай → ``aba``; numbers stay."""
    return _stem_of_sound(fold(word))


def _stem_of_sound(sound: str) -> str:
    """As `stem`, of a word that is folded already: folding twice would read its signs as letters."""
    if not sound or sound[0].isdigit():
        return sound
    if len(sound) == _SHORT_IA and sound.endswith(("ia", "ii", "iu", "ie")):
        sound = sound[:-2] + "a"  # Әлия, Алии, Алию
    for written, meant in _SOFT_VOWELS:
        sound = sound.replace(written, meant)
    if sound.endswith("uli") and len(sound) > 6:
        sound = sound[:-3] + "ov"
    if sound.endswith("aem") and len(sound) < 7:
        sound = sound[:-2]  # Абаем
    for ending, least in _ENDINGS:
        if sound.endswith(ending) and len(sound) - len(ending) >= least:
            sound = sound[: -len(ending)]
            break
    else:
        ending = ""
    if len(ending) == 1 and sound.endswith(("im", "em", "om")) and len(sound) > 5:
        sound = sound[:-2]
    if sound.endswith("ev") and len(sound) > 4:
        sound = sound[:-2] + "ov"
    # Kazakh ө and ұ become either letter in Russian (Қонаев – Кунаев, Өтеген – Утеген): one sign for both.
    return _DOUBLES.sub(r"\1", sound.replace("o", "u"))


@lru_cache(maxsize=100_000)
def kazakh_stem(word: str) -> str | None:
    """The stem without a Kazakh case ending (Жандосовтан, Абайға), or None when the word has none."""
    sound = fold(word)
    for ending in _KAZAKH_ENDINGS:
        left = len(sound) - len(ending)
        if sound.endswith(ending) and (left >= 4 or sound[:left] in _folded_titles()):
            return _stem_of_sound(sound[:left])
    return None


@cache
def _folded_titles() -> frozenset[str]:
    """Short words that take endings too: Төле биден, Абылай ханға."""
    return frozenset(map(fold, load_rule("name_words")["titles"]))


class WordTable:
    """Words and beginnings of words, folded, each with what it means; whole words win over beginnings.

    With `endings` (a pattern) a beginning counts only when the rest of the word is such an ending.
    """

    def __init__(self, entries: dict[str, dict[str, list[str]]], endings: str = "") -> None:
        self._endings = regex.compile(endings, regex.VERBOSE) if endings else None
        self._words: dict[str, str] = {}
        self._stems: list[tuple[str, str]] = []
        for meaning, entry in entries.items():
            for word in entry.get("words", ()):
                self._words.setdefault(fold(word), meaning)
            self._stems += [(fold(beginning), meaning) for beginning in entry.get("stems", ())]
        self._stems.sort(key=lambda item: -len(item[0]))

    def meaning(self, word: str) -> str | None:
        """What `word` means in any case form, or None."""
        sound = fold(word)
        found = self._words.get(sound)
        if found is None:
            for beginning, meaning in self._stems:
                if sound.startswith(beginning) and (
                    self._endings is None or self._endings.fullmatch(sound, len(beginning))
                ):
                    return meaning
        return found


_KINDS = WordTable(load_rule("kinds"), _LETTERS["endings"])
_GARDENS_IN_CAPITALS = frozenset({"СТ", "СО"})  # садоводческое товарищество, общество; «st» is a street


@lru_cache(maxsize=100_000)
def sort_of_word(word: str) -> str | None:
    """The kind of place a word names, with its sort after a stroke (`озеро` → landmark/lake), or None."""
    if word in _GARDENS_IN_CAPITALS:
        return "garden_community"
    return _KINDS.meaning(word)


@lru_cache(maxsize=100_000)
def kind_of_word(word: str) -> str | None:
    """The kind of place a single word names in any case (`улицы`, `көшесінен` → street), or None."""
    sort = sort_of_word(word)
    return sort.partition("/")[0] if sort else None


_FILLERS = frozenset(fold(word) for word in load_rule("fillers"))


def is_filler(word: str) -> bool:
    """Whether a word adds nothing to a name (имени, академика)."""
    return fold(word) in _FILLERS


def words_of(name: str) -> list[str]:
    """The words and numbers of a name in their order; initials («Н. », «Б.») are left out."""
    return _WORD.findall(INITIAL.sub("", expand(name)))


def split_kind(name: str) -> tuple[str, str]:
    """The kind word and the rest: ``("avenue", "Абая")`` for «проспект Абая» and «Абая пр.».

    The kind is one of ``rules/kinds.yaml`` or ``other``. A name that is only a kind word («Проезд») stays whole.
    """
    words = words_of(name)
    kinds = [kind_of_word(word) for word in words]
    bare = [word for word, kind in zip(words, kinds, strict=True) if kind is None]
    if not bare:
        return "other", " ".join(words)
    return next((kind for kind in kinds if kind), "other"), " ".join(bare)


def sort_of_name(name: str) -> str | None:
    """The sort that the first kind word of a name says («Озеро Сайран» → landmark/lake), or None."""
    return next(filter(None, map(sort_of_word, words_of(name))), None)


def skeleton(name: str) -> str:
    """The key of a name: stems of its words without kind words, fillers and initials, in alphabetical order.

    Equal for «улица Жубана Молдагалиева», «Молдагалиева Жубана» and «Жұбан Молдағалиев көшесі». Empty when
    nothing is left.
    """
    _, bare = split_kind(name)
    words = [word for word in bare.split() if not is_filler(word)] or bare.split()
    return " ".join(sorted(filter(None, map(stem, words))))
