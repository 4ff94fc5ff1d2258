"""An address as lists of houses write it, taken apart: «мкр. Акжар, ул. Даулеткерея, 162»."""

import re
from dataclasses import dataclass

from etl.transform.street_labels import is_gardens
from gis_app.geocoding.normalize import kind_of_word, split_kind, words_of
from gis_app.geocoding.numbers import HouseNumber, parse_number

_QUOTES = re.compile(r"[\"«»“”„]")
_NUMBER_PART = re.compile(r"^\W*(?:д(?:ом)?\.?\s*|№\s*)?\d", re.IGNORECASE)
_BLOCK_PART = re.compile(r"^\s*(?:корпус|корп\.?|к\.?|блок|строение|стр\.?|литера?)\s*\S{1,3}$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d]{3}")
_TRAILING_NUMBER = re.compile(r"^(.*\D)\s+(\d+\s*\S{0,4})$")
# «ул. с/т Мир»: a list puts a street word before everything, even before a gardeners' community.
_STREET_WORD = re.compile(r"^\s*(?:ул|улица)\.?\s+", re.IGNORECASE)


@dataclass(frozen=True)
class HouseAddress:
    """Street and microdistrict as written (either may be empty, not both) and the number."""

    street: str | None
    microdistrict: str | None
    number: HouseNumber


def parse_address(text: str) -> HouseAddress:
    """Take an address apart. Raises ValueError with a sentence for the person when it cannot be."""
    parts = [part.strip() for part in _QUOTES.sub(" ", text).split(",") if part.strip()]
    if not parts:
        raise ValueError("the address is empty")
    if len(parts) == 1:
        split = _TRAILING_NUMBER.match(parts[0])
        if split is None:
            raise ValueError(f"no house number in {text!r}")
        parts = [split[1].strip(), split[2]]
    # The number mostly stands last; «ул. Мира, 5, мкр. Акжар» has it before. «2-я Гончарная» is no number.
    numbers = [at for at, part in enumerate(parts) if at and _NUMBER_PART.match(part) and not _WORD.search(part)]
    written = parts.pop(numbers[-1] if numbers else -1)
    if parts and _BLOCK_PART.match(parts[-1]) and len(parts) > 1:
        written = f"{written} {parts.pop()}"
    # «49,50,51» is a list in one row: its first number stands for the point given.
    while len(parts) > 1 and _NUMBER_PART.match(parts[-1]) and not _WORD.search(parts[-1]):
        written = parts.pop()
    number = parse_number(written)
    if number is None:
        raise ValueError(f"no house number in {text!r}")
    street: str | None = None
    microdistrict: str | None = None
    for part in parts:
        if _is_microdistrict(part):
            microdistrict = _STREET_WORD.sub("", part) if is_gardens(part) else part
        elif street is None:
            street = part
        else:
            street = f"{street} {part}"
    if street is None and microdistrict is None:
        raise ValueError(f"neither street nor microdistrict in {text!r}")
    return HouseAddress(street, microdistrict, number)


def _is_microdistrict(part: str) -> bool:
    return split_kind(part)[0] == "microdistrict" or is_gardens(part)


def bare_microdistrict(text: str) -> str:
    """The name of a microdistrict without its kind word: «мкр.Таугуль-1» → Таугуль-1; gardens keep «с/т»."""
    if is_gardens(text):
        return " ".join(text.split())
    words = words_of(text)
    kept = [word for word in words if kind_of_word(word) != "microdistrict"] or words
    first, last = kept[0], kept[-1]
    at = text.find(first)
    return text[at : text.rfind(last) + len(last)].strip() if at >= 0 else " ".join(kept)
