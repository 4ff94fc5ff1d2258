"""Latin writing of Kazakh and Russian names, for an English label where the source gives none."""

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
