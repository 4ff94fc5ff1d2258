"""Personal data that applicants write into their own words: taken out before the words become a fact for ever.

Whoever works on an appeal reads its events, and need not know who wrote. What is found is kept with the applicant,
where it is read on demand and forgotten on schedule.
"""

from dataclasses import dataclass

import regex

_EMAIL = regex.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# A number of a telephone or of a person (12 digits), however it is broken up; days and numbers of appeals are none.
_DIGITS = regex.compile(
    r"(?<!\w)(?:\d{4}-\d{6}|\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{2,4})(?!\d)(*SKIP)(*FAIL)"
    r"|(?<!\w)\+?\d(?:[\s().-]{0,2}\d){8,13}(?!\w)"
)
# A flat tells a household; "кв. м" and "квартал 5" are none.
_FLAT = regex.compile(
    r"\b(?:кв(?:артир(?:а|ы|е|у|ой))?|apartment|apt|flat)\b\.?\s*(?:№\s*)?\d+\w?\b"
    r"|\b\d+\s*-?\s*пәтер\p{L}*|\bпәтер\p{L}*\s*(?:№\s*)?\d+\w?\b",
    regex.IGNORECASE,
)
_ENDS_BARE = regex.compile(r"[\s,;]+(?=$|[,;])")
MARK = "[…]"


@dataclass(frozen=True, slots=True)
class Parted:
    """Words without contacts, and the contacts that were in them."""

    words: str
    email: str | None
    phone: str | None


def part(words: str) -> Parted:
    """Take e-mail addresses and long numbers out of words."""
    emails, numbers = _EMAIL.findall(words), _DIGITS.findall(_EMAIL.sub(" ", words))
    plain = _DIGITS.sub(MARK, _EMAIL.sub(MARK, words))
    phones = [one for one in numbers if sum(letter.isdigit() for letter in one) in (10, 11)]
    return Parted(plain, emails[0] if emails else None, phones[0] if phones else None)


def without_flat(place: str | None) -> str | None:
    """A place as it was written, without the flat: for those who need to know the house and not who lives there."""
    return None if place is None else _ENDS_BARE.sub("", _FLAT.sub("", place)).strip()


def for_others(words: str) -> str:
    """Words without contacts and flats: for those who do not answer them."""
    return _FLAT.sub(MARK, part(words).words)
