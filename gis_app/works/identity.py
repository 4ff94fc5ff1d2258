"""How a row of a newer plan is known to speak of the same work.

The declared key columns of the source decide; without them the work type, the place as written and the program do.
The place's spelling is folded here and not by the geocoder: the geocoder learns, a stored identity must not move.
"""

import re
from collections.abc import Iterable
from hashlib import sha256

LONGEST_PLAIN = 200

_ABBREVIATIONS = {
    "ул": "улица",
    "пр": "проспект",
    "просп": "проспект",
    "бул": "бульвар",
    "бульв": "бульвар",
    "пер": "переулок",
    "мкр": "микрорайон",
    "мкрн": "микрорайон",
    "мкрн.": "микрорайон",
    "мрн": "микрорайон",
    "д": "дом",
    "р": "район",
    "рн": "район",
    "уг": "угол",
    "көш": "көшесі",
    "даң": "даңғылы",
    "ш": "шағынаудан",
    "st": "street",
    "ave": "avenue",
}
_JOINED = ((re.compile(r"\bпр[-\s]?т\b"), "проспект"), (re.compile(r"\bм[-\s]?он\b"), "микрорайон"))
_SEPARATORS = re.compile(r"[^\w/]+")


def fold_place(text: str) -> str:
    """A place as written, folded: small letters, ё as е, no punctuation, common abbreviations written out.

    «ул. Абая, 12» and «улица  АБАЯ 12» give one text; «ул. Алатау» and «мкр. Алатау» stay apart.
    """
    folded = text.casefold().replace("ё", "е")
    for pattern, word in _JOINED:
        folded = pattern.sub(word, folded)
    words = _SEPARATORS.sub(" ", folded).split()
    return " ".join(_ABBREVIATIONS.get(word, word) for word in words)


def key_from_columns(values: Iterable[str]) -> str | None:
    """The identity of a row whose source declares key columns; None when one of them is empty."""
    parts = [" ".join(value.split()) for value in values]
    if not parts or not all(parts):
        return None
    return _bounded("key", parts)


def key_from_place(type_code: str, location: str, program: str | None) -> str | None:
    """The identity of a row without key columns; None when the row does not say where."""
    place = fold_place(location)
    if not place:
        return None
    return _bounded("place", [type_code, place, fold_place(program or "")])


def _bounded(kind: str, parts: list[str]) -> str:
    """Readable while short; a long key keeps its beginning and a hash, as an index entry may not exceed 2.7 kB."""
    plain = f"{kind}:" + "|".join(part.replace("|", "¦") for part in parts)
    if len(plain) <= LONGEST_PLAIN:
        return plain
    return f"{plain[:100]}…{sha256(plain.encode()).hexdigest()[:32]}"
