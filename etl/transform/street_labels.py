"""What the name of a street says: its kind, its bare name, the key to compare it by, its scope in brackets."""

import re
from dataclasses import dataclass
from functools import lru_cache

from gis_app.geocoding.normalize import fold, skeleton, split_kind

KAZAKH = re.compile("[әғқңөұүһіӘҒҚҢӨҰҮҺІ]")
_KAZAKH_WORDS = re.compile(r"\b(көшесі|даңғылы|бульвары|тұйығы|шағынаудан\w*|ықшам)\b", re.IGNORECASE)
_ENGLISH_WORDS = re.compile(r"\b(street|str|avenue|ave|lane|square|boulevard|highway|road)\b", re.IGNORECASE)
_CYRILLIC = re.compile("[Ѐ-ӿ]")
_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*")
# «СТ» in capitals is a gardeners' community, not «ст» for street.
_GARDENS = re.compile(
    r"(?<!\w)(СТ|СО|СНТ|ПКСТ|ПК|[сС]/\s?[тТоО])(?!\w)\.?"
    r"|\b[Сс]ад(?:ов\w*)?\.?\s?(?:общ|тов)[\w-]*\.?|\b(?:дачн\w* массив)"
)
# «1-я», «3-й» are the number: its ending says only the case.
_ORDINAL = re.compile(r"\b(\d+)[\s-]+(?:я|й|ая|ый|ий|ой|ую|шы|ші)\b", re.IGNORECASE)
# Kinds that `streets.kind` knows; any other kind word of a street's name gives `other`.
STREET_KINDS = frozenset({"street", "avenue", "lane", "boulevard", "highway", "passage", "square", "track", "other"})
# Two streets of one name and different kinds of this set are never one street; an avenue may be called a street.
STRICT_KINDS = frozenset({"lane", "passage", "square", "track"})
# Words that tell two streets of otherwise one name apart («Малая Абая»), folded.
_APART = tuple(
    fold(word)
    for word in (
        "малая", "малый", "большая", "большой", "кіші", "үлкен", "старая", "старый", "новая", "новый", "ескі", "жаңа",
        "верхняя", "верхний", "нижняя", "нижний", "жоғарғы", "төменгі", "западный", "западная", "восточный",
        "восточная", "северный", "северная", "южный", "южная", "батыс", "шығыс", "солтүстік", "оңтүстік", "объездная",
    )
)  # fmt: skip


@dataclass(frozen=True)
class StreetLabel:
    """One written name, taken apart. `key` is empty when nothing but a kind word was written.

    `apart` holds what must be equal in two names of one street: numbers and words like «малая».
    """

    text: str
    bare: str
    key: str
    tokens: frozenset[str]
    apart: frozenset[str]
    kind: str
    language: str
    scope: str | None
    scope_key: str | None


def language_of(text: str) -> str:
    """The language a name is written in, told by kind words and letters: kk, ru, en or und.

    A Cyrillic name without a Kazakh sign is called Russian: that is what the map's plain `name` holds here.
    """
    if _KAZAKH_WORDS.search(text):
        return "kk"
    if re.search(r"\b(улица|ул\.|проспект|переулок)", text, re.IGNORECASE):
        return "ru"
    if KAZAKH.search(text):
        return "kk"
    if _CYRILLIC.search(text):
        return "ru"
    return "en" if _ENGLISH_WORDS.search(text) else "und"


def name_key(name: str) -> str:
    """The skeleton of a name with the case endings of its numbers dropped: «1-й микрорайон», «мкр. 1» → ``1``."""
    return skeleton(_ORDINAL.sub(r"\1", name))


def is_gardens(text: str) -> bool:
    """Whether a name is a gardeners' community («с/т Мир», «Аврора СТ»), whose lanes have no names."""
    return _GARDENS.search(text) is not None


@lru_cache(maxsize=50_000)
def read_label(text: str) -> StreetLabel:
    """Take a street's name apart: «Абая (Акбулак) улица» is a street «Абая» in the scope «Акбулак»."""
    scope_match = _BRACKETS.search(text)
    outside = " ".join(_BRACKETS.sub(" ", text).split())
    if scope_match and not outside:
        scope_match, outside = None, text
    gardens = bool(_GARDENS.search(outside))
    cleaned = _GARDENS.sub(" ", outside) if gardens else outside
    kind, bare = split_kind(cleaned)
    key = name_key(bare)
    tokens = frozenset(key.split())
    scope = scope_match.group(1).strip() if scope_match else None
    return StreetLabel(
        text=text,
        bare=outside,
        key=f"{key} gardens" if gardens and key else key,
        tokens=tokens,
        apart=frozenset(
            {token for token in tokens if token[0].isdigit() or len(token) < 3}
            | {word for word in map(fold, bare.split()) if word in _APART}
        ),
        kind="other" if gardens or kind not in STREET_KINDS else kind,
        language=language_of(text),
        scope=scope,
        scope_key=(name_key(scope) or None) if scope else None,
    )
