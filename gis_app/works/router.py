"""Works over HTTP, for the pages and for anybody: catalogue, list with counts, one work."""

from dataclasses import replace
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from gis_app.dependencies import LanguageDep, SessionDep, SettingsDep, TodayDep
from gis_app.errors import InvalidParameterError
from gis_app.works.card import read_card
from gis_app.works.catalog import read_catalog
from gis_app.works.filters import LONGEST_TEXT, STATUSES, WorkFilter, parse_bbox, split_codes
from gis_app.works.queries import find_works
from gis_app.works.schemas import Catalog, WorkCard, WorkList
from layers.work_types import read_vocabulary

router = APIRouter(prefix="/api", tags=["works"])
MOST_ITEMS = 500
Codes = Annotated[list[str], Query(description="Codes, repeated or separated by commas.")]


def optional_day(parameter: str, text: str | None) -> date | None:
    """A day as YYYY-MM-DD; nothing or an empty string is no day. Anything else raises InvalidParameterError."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidParameterError(parameter, "a day is wanted as YYYY-MM-DD") from None


def optional_id(parameter: str, text: str | None) -> int | None:
    """A whole positive number; a form sends an empty string for none. Anything else raises InvalidParameterError."""
    if not text:
        return None
    if not (text.isdecimal() and text.isascii() and 0 < int(text) < 2**31):
        raise InvalidParameterError(parameter, "an id is wanted")
    return int(text)


def asked_works(
    bbox: Annotated[str | None, Query(description="west,south,east,north in degrees")] = None,
    type_: Annotated[Codes, Query(alias="type")] = [],  # noqa: B006
    group: Codes = [],  # noqa: B006
    status: Codes = [],  # noqa: B006
    from_: Annotated[str | None, Query(alias="from", description="YYYY-MM-DD: going on this day or later")] = None,
    to: Annotated[str | None, Query(description="YYYY-MM-DD: going on this day or earlier")] = None,
    contractor: str | None = None,
    district: str | None = None,
) -> WorkFilter:
    """The filter of a query string. A code, day or id that does not exist raises InvalidParameterError."""
    vocabulary = read_vocabulary()
    by_number = {str(kind.number): kind.code for kind in vocabulary.types}
    types = [by_number.get(code, code) for code in split_codes("type", type_)]
    return WorkFilter(
        bbox=parse_bbox(bbox),
        types=split_codes("type", types, frozenset(by_number.values())),
        groups=split_codes("group", group, frozenset(entry.code for entry in vocabulary.groups)),
        statuses=split_codes("status", status, STATUSES),
        first_day=optional_day("from", from_),
        last_day=optional_day("to", to),
        contractor=optional_id("contractor", contractor),
        district=optional_id("district", district),
    )


WorkFilterDep = Annotated[WorkFilter, Depends(asked_works)]


@router.get("/catalog")
def catalog(session: SessionDep, settings: SettingsDep, lang: LanguageDep, today: TodayDep) -> Catalog:
    """Work types, statuses, districts and contractors in the language asked for."""
    return read_catalog(session, lang, today, settings)


@router.get("/works")
def works(
    session: SessionDep,
    lang: LanguageDep,
    today: TodayDep,
    asked: WorkFilterDep,
    q: Annotated[str, Query(max_length=LONGEST_TEXT, description="Words of the title or the location")] = "",
    limit: Annotated[int, Query(ge=0, le=MOST_ITEMS)] = 40,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> WorkList:
    """Works under a filter, those going on first, with the counts of the legend."""
    found = replace(asked, words=q.strip())
    return find_works(session, found, lang, today, limit=limit, offset=offset)


@router.get("/works/{work_id}")
def work(session: SessionDep, settings: SettingsDep, lang: LanguageDep, today: TodayDep, work_id: int) -> WorkCard:
    """One work with its schedule, its events and the row it came from."""
    return read_card(session, work_id, lang, today, settings)
