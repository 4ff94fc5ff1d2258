"""A plain folding of names to ASCII, for the judge only.

It shares nothing with ``gis_app.geocoding`` on purpose: the judge must not inherit the geocoder's mistakes. It is
coarse; what it joins or leaves apart was read by eye when the judged list was made.
"""

import re
import unicodedata

_CYRILLIC = {
    **dict(zip("абвгдезийклмнопрстуфхцыэ", "abvgdeziiklmnoprstufhsie", strict=True)),
    "ё": "e",
    "ж": "j",
    "ч": "c",
    "ш": "w",
    "щ": "w",
    "ю": "u",
    "я": "a",
    "ъ": "",
    "ь": "",
    **dict(zip("әғқңөұүһі", "agknouuhi", strict=True)),
}
_LATIN = [
    ("shch", "w"), ("zh", "j"), ("kh", "h"), ("gh", "g"), ("sh", "w"), ("ch", "c"), ("ts", "s"), ("ya", "a"),
    ("yu", "u"), ("q", "k"), ("x", "h"), ("w", "w"), ("y", "i"), ("ı", "i"), ("ş", "w"), ("ç", "c"), ("ğ", "g"),
]  # fmt: skip
_KINDS = """
улица улицы улице улицу улиц ул проспект проспекта проспекте пр пр-т прт бульвар бульвара б-р переулок пер
көшесі көше кошеси даңғылы даңғыл бульвары street avenue ave st prospect kóshesi kóshe dańǵyly шоссе тупик площадь
микрорайон микрорайона мкр мкрн м-н м-он шағынауданы ш/а шағын ауданы район района
"""
_KIND_WORDS = frozenset(_KINDS.split())
_SPLIT = re.compile(r"[^\w]+")
_ENDINGS = re.compile(r"(?:skogo|skoi|skaia|skaa|skii|ski|ska|uli|ulii|ogo|ego|oi|ei|ii|ai|aa|ia|[aeiou])$")


def ascii_of(text: str) -> str:
    """Lower-case letters and digits; Cyrillic, Kazakh and both Latin alphabets come to the same letters."""
    letters = "".join(_CYRILLIC.get(letter, letter) for letter in unicodedata.normalize("NFC", text.lower()))
    for written, sound in _LATIN:
        letters = letters.replace(written, sound)
    letters = unicodedata.normalize("NFKD", letters)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def words_of(name: str) -> tuple[str, ...]:
    """The telling words of a name, folded and without case endings; kind words and initials are left out."""
    bare = name.lower().replace("\u200e", " ")
    words = [word for word in _SPLIT.split(bare) if word and word not in _KIND_WORDS]
    told = [word for word in words if len(word) > 1 or word.isdigit()] or words
    return tuple(_stem(ascii_of(word)) for word in told)


def _stem(word: str) -> str:
    single = re.sub(r"([a-z])\1+", r"\1", word)
    stem = _ENDINGS.sub("", single)
    return stem if len(stem) >= 2 else single


def key_of(name: str) -> str:
    """One string for a name, brackets left out: two spellings of one name have the same key."""
    return " ".join(words_of(re.sub(r"\([^)]*\)", " ", name)))


def is_kind_word(word: str) -> bool:
    """True for «улица», «көшесі», «street» and their like."""
    return word.lower().strip(".,") in _KIND_WORDS
