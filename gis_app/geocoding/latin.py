"""Latin writing of Kazakh and Russian names, for an English label where the source gives none."""

from functools import lru_cache

from gis_app.geocoding.normalize import kind_of_word, sort_of_word
from gis_app.geocoding.rules import load_rule

_KIND_WORDS: dict[str, str] = load_rule("english_kinds")

_LETTERS = {
    "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z",
    "и": "i", "й": "y", "к": "k", "қ": "k", "л": "l", "м": "m", "н": "n", "ң": "n", "о": "o", "ө": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "u", "ү": "u", "ф": "f", "х": "kh", "һ": "kh", "ц": "ts", "ч": "ch",
    "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "і": "i", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip


def in_latin(name: str) -> str:
    """A Cyrillic name letter by letter in Latin (Қазыбек → Kazybek); other signs stay."""
    written = []
    for letter in name:
        plain = _LETTERS.get(letter.lower(), letter.lower())
        written.append(plain.capitalize() if letter != letter.lower() else plain)
    return "".join(written)


@lru_cache(maxsize=50_000)
def english_name(name: str, street_kind: str | None = None) -> str:
    """A Kazakh or Russian name as an English map writes it: «Абай даңғылы» → Abay Avenue.

    The kind word of a street is `street_kind` in English, at the end; of other places the kind words of the table
    `english_kinds` are translated where they stand, the rest is written in Latin letters.
    """
    words = name.split()
    if street_kind is None:
        return " ".join(_KIND_WORDS.get(sort_of_word(word) or "") or in_latin(word) for word in words)
    told = [word for word in words if (kind := kind_of_word(word.strip(".,"))) is None or kind not in _KIND_WORDS]
    kind = _KIND_WORDS.get(street_kind, _KIND_WORDS["street"])
    return f"{in_latin(' '.join(told or words))} {kind}"
