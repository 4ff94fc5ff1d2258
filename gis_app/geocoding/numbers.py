"""House numbers: one spelling of `12 а`, `12A`, `12-А`; base, letter and fraction; lists and ranges."""

from dataclasses import dataclass
from functools import lru_cache

import regex

# Latin letters and their Cyrillic twins in house numbers; the register is written in Cyrillic.
_TWINS = str.maketrans("ABCEHKMOPTXYV", "АВСЕНКМОРТХУВ")
_BLOCK = regex.compile(r",?\s*\m(?:КОРПУС|КОРП|КОР|К|БЛОК|БЛ|СТРОЕНИЕ|СТР)\.?\s*(?=\d)|(?<=\d\s?)К(?=\d)")
_LETTER = regex.compile(r"(?<=\d)\s*(?:,?\s*\mЛИТЕ?Р?А?\M\.?\s*|-\s*|\s)?[\"'«“]?(\p{L})[\"'»”]?(?![\p{L}\d])")
_NUMBER = regex.compile(
    r"(\d{1,4})\s*((?:[\p{L}](?!\d))?)\s*(?:[/\\]\s*(\d{1,4})\s*((?:[\p{L}](?!\d))?))?\s*(К\d+[\p{L}]?)?"
)
_MOST_HOUSES_OF_A_RANGE = 200


@dataclass(frozen=True, slots=True)
class HouseNumber:
    """A number as written on a house: base 65, letter А, second number 76 («65А/76»), block К2."""

    base: int
    letter: str = ""
    second: int | None = None
    second_letter: str = ""
    block: str = ""

    @property
    def text(self) -> str:
        """The one spelling used as key in the register: upper-case, Cyrillic, no spaces."""
        fraction = "" if self.second is None else f"/{self.second}{self.second_letter}"
        return f"{self.base}{self.letter}{fraction}{self.block}"

    def looser(self) -> list[str]:
        """Spellings with the block, the fraction and the letter dropped one after the other."""
        forms = [f"{self.base}{self.letter}/{self.second}{self.second_letter}"] if self.second is not None else []
        forms += [f"{self.base}{self.letter}", str(self.base)]
        return [form for form in dict.fromkeys(forms) if form != self.text]


@lru_cache(maxsize=100_000)
def parse_number(text: str) -> HouseNumber | None:
    """The house number in `text` («12 a», «д. 12А/3», «7 корпус 2»), or None when there is none."""
    upper = _BLOCK.sub(" К", text.upper().translate(_TWINS).replace("№", " "))
    upper = _LETTER.sub(r"\1", upper)
    found = _NUMBER.search(upper)
    if found is None or not f"{found[1]}{found[3] or ''}".isdecimal() or int(found[1]) == 0:
        return None  # the pattern knows figures of newer scripts than Python does
    return HouseNumber(
        base=int(found[1]),
        letter=found[2] or "",
        second=int(found[3]) if found[3] else None,
        second_letter=found[4] or "",
        block=found[5] or "",
    )


def canonical(text: str) -> str:
    """The register's spelling of a house number; the text itself, upper-case, when it holds no number."""
    number = parse_number(text)
    return number.text if number else text.strip().upper()


def numbers_between(first: HouseNumber, last: HouseNumber) -> range:
    """Base numbers of a range, both ends included: one side of the street when both ends are of one parity.

    A reversed range is turned round; at most 200 numbers are given.
    """
    low, high = sorted((first.base, last.base))
    step = 2 if (high - low) % 2 == 0 else 1
    return range(low, min(high, low + step * _MOST_HOUSES_OF_A_RANGE) + 1, step)
