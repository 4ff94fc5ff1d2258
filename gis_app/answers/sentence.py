"""The sentence that answers, chosen by a table: what concerns the place most, and soonest, is told first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from gis_app.answers.grouping import Group, When
from gis_app.dependencies import Language
from gis_app.texts.fluent import get_texts
from gis_app.texts.formats import day_span, long_day

_AT: Final[tuple[Group, ...]] = ("here", "yard", "street", "area")
# What is told first: a work that goes on at the door, then what is planned there, then the same farther off.
_FIRST: Final[tuple[tuple[When, tuple[Group, ...]], ...]] = (
    ("now", _AT),
    ("planned", _AT),
    ("undated", _AT),
    ("unreported", _AT),
)
# So many are named one by one; of more the rest is counted.
MOST_NAMED = 2


@dataclass(frozen=True, slots=True)
class Concern:
    """A work as the sentence tells of it; days are the planned ones, inclusive."""

    group: Group
    when: When
    title: str
    first_day: date | None
    last_day: date | None
    contractor: str | None
    is_late: bool = False


def rank(concern: Concern) -> tuple[int, int, date]:
    """The order of telling: by the table, then what ends (or begins) first."""
    for at, (when, groups) in enumerate(_FIRST):
        if concern.when == when and concern.group in groups:
            day = concern.last_day if when == "now" else concern.first_day
            return (at, groups.index(concern.group), day or date.max)
    return (len(_FIRST), 0, date.max)


def told_first(concerns: Sequence[Concern]) -> list[Concern]:
    """The works that are the answer, most important first: none when nothing goes on or is planned at the place."""
    return sorted((one for one in concerns if rank(one)[0] < len(_FIRST)), key=rank)


def sentences(concerns: Sequence[Concern], lang: Language, *, is_shut_off: bool = False) -> list[str]:
    """The answer in plain words; the first sentence says yes or no.

    `is_shut_off`: something was said before them that is a yes already.
    """
    texts = get_texts()
    told = told_first(concerns)
    if not told:
        near = sum(one.group == "near" and one.when in ("now", "planned") for one in concerns)
        done = [one for one in concerns if one.group != "near" and one.when == "finished"]
        said = [texts.get(lang, "answer-nothing-works" if is_shut_off else "answer-nothing")]
        if done:
            last = max(done, key=lambda one: one.last_day or date.min)
            day = long_day(last.last_day, lang) if last.last_day else texts.get(lang, "no-dates")
            said.append(texts.get(lang, "answer-done-lately", title=last.title, day=day))
        if near:
            said.append(texts.get(lang, "answer-near", count=near))
        return said
    said = []
    for number, one in enumerate(told[:MOST_NAMED]):
        key = f"answer-{one.when}-{one.group}"
        days = day_span(one.first_day, one.last_day, lang)
        said.append(texts.get(lang, key if number == 0 else f"{key}-too", title=one.title, days=days))
        if one.is_late:
            said.append(texts.get(lang, "answer-late"))
        if one.contractor:
            said.append(texts.get(lang, "answer-contractor", name=one.contractor))
    if len(told) > MOST_NAMED:
        said.append(texts.get(lang, "answer-more", count=len(told) - MOST_NAMED))
    return said
