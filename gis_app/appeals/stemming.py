"""The stem of a Russian or Kazakh word, well enough to find it in another form; no dictionary, only endings."""

from functools import lru_cache
from typing import Final

import regex

_LETTERS = regex.compile(r"[^\p{L}\p{N}]+")
_KAZAKH: Final = frozenset("әғқңөұүһі")
_LEAST_STEM: Final = 3

_OF_RUSSIAN = (
    "а я ы и у ю е о ь й ой ей ою ею ам ям ами ями ах ях ов ев ий ый ая яя ое ее ые ие ого его ому ему ым им ых их "
    "ую юю ыми ими ть ет ют ит ат ят ут ем им ишь ешь л ла ло ли на но ны ен ена ено ены ся сь ется ются ится ятся "
    "тся лся лась лось лись ия ии ию ием иях ость ости"
)
# Kazakh adds endings one after another: number, whose, case; verbs have their own.
_OF_KAZAKH = (
    "лар лер дар дер тар тер ы і сы сі м ым ім ң ың ің мыз міз ымыз іміз ның нің дың дің тың тің ға ге қа ке на не а е "
    "ны ні ды ді ты ті н нда нде да де та те дан ден тан тен нан нен мен бен пен дағы дегі тағы тегі ндағы ндегі "
    "лық лік дық дік тық тік ды ді ты ті ып іп п ған ген қан кен ады еді йды йді майды мейді пайды пейді байды бейді "
    "маған меген паған пеген баған беген мады меді пады педі бады беді сын сін у ыл іл"
)
_RUSSIAN = sorted(_OF_RUSSIAN.split(), key=len, reverse=True)
_KAZAKH_ENDINGS = sorted(_OF_KAZAKH.split(), key=len, reverse=True)
_MOST_ENDINGS: Final = 3
_SOFTENED: Final = {"ғ": "қ", "г": "к"}


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, ё as е."""
    return _LETTERS.sub(" ", text.casefold().replace("ё", "е")).split()


@lru_cache(20_000)
def stem(word: str) -> str:
    """A word (as of `words_of`) without its endings; a short word keeps three letters, one of three its first two."""
    if len(word) <= 2 or word.isdecimal():
        return word
    if _KAZAKH.isdisjoint(word):
        return _without(word, _RUSSIAN)
    found = word
    for _ in range(_MOST_ENDINGS):
        shorter = _without(found, _KAZAKH_ENDINGS)
        if shorter == found:
            break
        found = shorter
    # Before an ending that begins with a vowel қ and к are spoken softly, and written so: жарық, жарығы.
    return found if found == word else found[:-1] + _SOFTENED.get(found[-1], found[-1])


def _without(word: str, endings: list[str]) -> str:
    least = _LEAST_STEM if len(word) > _LEAST_STEM else _LEAST_STEM - 1
    return next((word[: -len(end)] for end in endings if word.endswith(end) and len(word) - len(end) >= least), word)
