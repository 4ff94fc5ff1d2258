"""English addresses have the number before the street: «33 Zharokov St.». Here the street comes first."""

import re

_KINDS = r"street|st|avenue|ave|av|lane|ln|boulevard|blvd|road|rd|square|sq|drive|dr|passage|highway|hwy"
# A number, Latin words alone, and a word for a kind of street at their end: «1 May Street» is a name and has no other
# number, so a month is left alone.
_NUMBER_FIRST = re.compile(
    rf"(?P<before>(?:yard|courtyard|house|building)\s+(?:of|at|on)\s+)?(?P<number>\d{{1,4}}(?:/\d{{1,3}})?\s?[A-Z]?)"
    rf"[\s,]+(?P<street>(?!(?:May|March|December|October)\b)[A-Z][A-Za-z'’.\- ]*?\s(?:{_KINDS})\.?)(?P<after>(?:,.*)?)",
    re.IGNORECASE,
)


def number_last(words: str) -> str:
    """The words with the number behind the street, where they are an English address; all others as they are."""
    found = _NUMBER_FIRST.fullmatch(words.strip())
    if found is None or not words.isascii():
        return words
    return f"{found['before'] or ''}{found['street']}, {found['number'].strip()}{found['after']}"
