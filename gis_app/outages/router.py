"""Shut-offs over HTTP: a list and one of them."""

from typing import Annotated

from fastapi import APIRouter, Query

from gis_app.dependencies import LanguageDep, SessionDep, TodayDep
from gis_app.outages.notice import KINDS, Kind
from gis_app.outages.queries import OutageFilter, list_outages, read_outage
from gis_app.outages.schemas import OutageCard, OutageList
from gis_app.works.parameters import read_bbox, read_codes, read_day

router = APIRouter(prefix="/api", tags=["outages"])
MOST_ITEMS = 500
_KNOWN: dict[str, str] = {kind: kind for kind in KINDS}


@router.get("/outages")
def outages(
    session: SessionDep,
    lang: LanguageDep,
    today: TodayDep,
    bbox: Annotated[str | None, Query(description="west,south,east,north in degrees")] = None,
    kind: Annotated[list[str], Query(description="Kinds, repeated or separated by commas.")] = [],  # noqa: B006
    on: Annotated[str | None, Query(description="YYYY-MM-DD: in force on this day")] = None,
    from_: Annotated[str | None, Query(alias="from", description="YYYY-MM-DD: in force this day or later")] = None,
    to: Annotated[str | None, Query(description="YYYY-MM-DD: in force this day or earlier")] = None,
    limit: Annotated[int, Query(ge=1, le=MOST_ITEMS)] = 50,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> OutageList:
    """Shut-offs, those in force first. Retracted ones are left out; without days all are given."""
    day = read_day("on", [on] if on else [])
    kinds: tuple[Kind, ...] = read_codes("kind", kind, _KNOWN)  # type: ignore[assignment]
    asked = OutageFilter(
        bbox=read_bbox([bbox] if bbox else []),
        kinds=kinds,
        first_day=day or read_day("from", [from_] if from_ else []),
        last_day=day or read_day("to", [to] if to else []),
    )
    return list_outages(session, asked, lang, today, limit=limit, offset=offset)


@router.get("/outages/{outage_id}")
def outage(session: SessionDep, lang: LanguageDep, today: TodayDep, outage_id: int) -> OutageCard:
    """One shut-off with its notices, the parts of its place and the work that causes it."""
    return read_outage(session, outage_id, lang, today)
