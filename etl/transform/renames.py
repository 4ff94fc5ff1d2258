"""A renaming as lists write it, taken apart: «Ленина (мкр Айгерим-1,2, Алатауский)» → «Василия Бенберина»."""

import re
from dataclasses import dataclass
from datetime import date

from etl.transform.street_labels import name_key
from gis_app.geocoding.normalize import split_kind

_BRACKETS = re.compile(r"\(([^()]*)\)")
_MICRODISTRICT = re.compile(r"^\s*(?:мкр\.?|микрорайон|м-н)\s+", re.IGNORECASE)
_SETTLEMENT = re.compile(r"^\s*(?:п\.|пос\.|поселок|посёлок|с\.)\s*", re.IGNORECASE)
# «1-я, 2-я, 3-я Кирпично-заводская» are three streets.
_LISTED = re.compile(r"^((?:\d+-?\w{0,2},\s*)+)(\d+-?\w{0,2})\s+(.+)$")
# Words round a name that are no part of it: «на Сейфуллина», «(продолжение)», «Наурыз (верх, …)».
# News sites keep a notice under the day it appeared: zonakz.net/2019/01/09.
_DAY_IN_SOURCE = re.compile(r"/(20\d\d)/(0[1-9]|1[0-2])/([0-2][1-9]|[123]0|31)\b")
_PREFIX = re.compile(r"^на\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Scope:
    """Where an old name held: keys of microdistricts and of districts, and settlements, which no layer knows."""

    microdistricts: frozenset[str] = frozenset()
    districts: frozenset[str] = frozenset()
    settlements: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rename:
    """One row: old names (usually one), new names, where it holds. A draft's adoption is not verified.

    `day` is when the new name was given, where the row or the address of its source tells.
    """

    row: int
    old: tuple[str, ...]
    new_ru: str
    new_kk: str | None
    scope: Scope
    is_microdistrict: bool
    is_draft: bool
    source: str
    day: date | None = None


def read_rename(row: int, old: str, new_ru: str, new_kk: str, source: str, renamed_on: str = "") -> Rename:
    """Take a row apart. Raises ValueError with a sentence for the person when a name is missing or the day is none."""
    bare_old = " ".join(_BRACKETS.sub(" ", old).split())
    bare_new = _PREFIX.sub("", " ".join(_BRACKETS.sub(" ", new_ru).split()))
    if not bare_old or not bare_new:
        raise ValueError("old_ru and new_ru must both be given")
    listed = _LISTED.match(bare_old)
    names = (
        tuple(f"{number.strip()} {listed[3]}" for number in [*listed[1].rstrip(", ").split(","), listed[2]])
        if listed
        else (bare_old,)
    )
    is_microdistrict = bool(_MICRODISTRICT.match(bare_old))
    if is_microdistrict:
        names = tuple(_MICRODISTRICT.sub("", name) for name in names)
        bare_new = _MICRODISTRICT.sub("", bare_new)
    brackets = _BRACKETS.search(old)
    return Rename(
        row=row,
        old=names,
        new_ru=bare_new,
        new_kk=" ".join(new_kk.split()) or None,
        scope=read_scope(brackets.group(1)) if brackets else Scope(),
        is_microdistrict=is_microdistrict,
        is_draft=is_draft(source),
        source=" ".join(source.split()),
        day=None if is_draft(source) else _day(renamed_on, source),
    )


def _day(written: str, source: str) -> date | None:
    """The day of a renaming: as given (a day or a year), else that of the notice it was read in."""
    if written.strip():
        told = written.strip()
        try:
            return date(int(told), 1, 1) if told.isdecimal() else date.fromisoformat(told)
        except ValueError:
            raise ValueError(f"renamed_on is {told!r}; it must be a year or a day such as 2019-01-09") from None
    found = _DAY_IN_SOURCE.search(source)
    return date(int(found[1]), int(found[2]), int(found[3])) if found else None


def is_draft(source: str) -> bool:
    """Whether a source says that the renaming's adoption is not verified."""
    return "(draft)" in source.casefold()


def read_scope(text: str) -> Scope:
    """What stands in brackets: «мкр Айгерим-1,2, Алатауский» is two microdistricts in one district."""
    microdistricts: list[str] = []
    districts: list[str] = []
    settlements: list[str] = []
    last = ""
    for part in (part.strip() for part in text.split(",")):
        if _MICRODISTRICT.match(part):
            last = _MICRODISTRICT.sub("", part)
            microdistricts.append(name_key(last))
        elif part.isdigit() and last:
            microdistricts.append(name_key(re.sub(r"\d+$", part, last)))
        elif _SETTLEMENT.match(part):
            settlements.append(_SETTLEMENT.sub("", part))
        elif split_kind(part)[0] == "district" or part.endswith(("ский", "цкий")):
            districts.append(district_key(part))
    return Scope(frozenset(microdistricts), frozenset(districts), tuple(settlements))


def district_key(name: str) -> str:
    """The key of a district's name without its kind word: «Медеуский р-н», «Медеуский» alike."""
    return name_key(split_kind(name)[1])
