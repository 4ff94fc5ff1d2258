"""Works over HTTP, for the pages and for anybody: catalogue, list with counts, one work."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from gis_app.dependencies import LanguageDep, SessionDep, SettingsDep, TodayDep
from gis_app.works.card import read_card
from gis_app.works.catalog import read_catalog
from gis_app.works.filters import LONGEST_TEXT, WorkFilter
from gis_app.works.parameters import read_filter
from gis_app.works.queries import find_works
from gis_app.works.schemas import Catalog, WorkCard, WorkList

router = APIRouter(prefix="/api", tags=["works"])
MOST_ITEMS = 500
Codes = Annotated[list[str], Query(description="Codes, repeated or separated by commas.")]


async def asked_works(
    bbox: Annotated[str | None, Query(description="west,south,east,north in degrees")] = None,
    type_: Annotated[Codes, Query(alias="type")] = [],  # noqa: B006
    group: Codes = [],  # noqa: B006
    status: Codes = [],  # noqa: B006
    from_: Annotated[str | None, Query(alias="from", description="YYYY-MM-DD: going on this day or later")] = None,
    to: Annotated[str | None, Query(description="YYYY-MM-DD: going on this day or earlier")] = None,
    contractor: str | None = None,
    district: str | None = None,
    place: Annotated[str | None, Query(description="kind:id of the register, e.g. street:12: works at it")] = None,
) -> WorkFilter:
    """The filter of a query string. A code, day or id that does not exist raises InvalidParameterError."""
    single = {"bbox": bbox, "from": from_, "to": to, "contractor": contractor, "district": district, "place": place}
    given = {name: [value] for name, value in single.items() if value}
    return read_filter({"type": type_, "group": group, "status": status, **given})


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
