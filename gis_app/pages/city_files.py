"""The city's lists as files and feeds: CSV, GeoJSON, Atom, each with its licence, readable by every site."""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from hashlib import sha256
from typing import Annotated, Any, BinaryIO, Literal

from fastapi import APIRouter, Query, Request
from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session
from starlette.responses import Response, StreamingResponse

from gis_app.city.feeds import Entry, write_atom
from gis_app.city.figure_rows import DISTRICT_COLUMNS, FIGURE_COLUMNS, district_rows, figure_rows
from gis_app.city.files import (
    OUTAGE_COLUMNS,
    WORK_COLUMNS,
    Row,
    Terms,
    read_outages,
    read_works,
    write_csv,
    write_geojson,
)
from gis_app.city.lists import finished_in
from gis_app.city.news import outage_news, works_news
from gis_app.city.plan import PublicPlan, conditions_of
from gis_app.city.shutoffs import find_in_force
from gis_app.dependencies import Language, LanguageDep, SessionDep, SettingsDep, TodayDep
from gis_app.pages.city_links import Form, TrainingDep, month_of, site_of, terms_of, when_of, year_of
from gis_app.pages.city_numbers import Numbers
from gis_app.pages.city_words import district_name
from gis_app.pages.turns import Turns
from gis_app.settings import Settings
from gis_app.texts.fluent import get_texts
from gis_app.works.models import Work

router = APIRouter(prefix="/city", tags=["city"], include_in_schema=False)
# The whole plan is some seconds of a cursor.
_FILES = Turns(at_once=2, may_come=8, longest_wait_s=30)
_KINDS: dict[str, str] = {"csv": "text/csv; charset=utf-8", "geojson": "application/geo+json"}
_PIECE = 256 * 1024


@router.get("/works.{form}")
def works_file(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    today: TodayDep,
    is_training: TrainingDep,
    form: Form,
    year: Annotated[str, Query()] = "",
    district: Annotated[int | None, Query(ge=0, le=2**31 - 1)] = None,
    when: Annotated[str, Query()] = "",
) -> Response:
    """The works of a year (this one, or `all`) in a district; `when` narrows: now, planned, unreported, finished."""
    plan = PublicPlan(is_training, year_of(year, today), district)
    conditions = conditions_of(plan, today, when_of(when))
    if form != "atom":
        return _works(request, session, settings, lang, today, conditions, form, "works")
    texts = get_texts()
    where = settings.city_name(lang) if district is None else district_name(session, district, lang)
    page = "/city" if district is None else f"/city/districts/{district}"
    news = works_news(session, conditions, Work.updated_at, lang, today)
    return _feed(request, settings, lang, page, texts.get(lang, "city-feed-works", place=where), news)


@router.get("/figures.{form}")
def figures_file(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    today: TodayDep,
    numbers: Numbers,
    form: Literal["csv", "geojson"],
    year: Annotated[str, Query()] = "",
) -> Response:
    """The numbers of the page `/city`: all of them as CSV, those of the districts with their outlines as GeoJSON."""
    plan = numbers.plan_of(year)
    figures, money, terms = numbers.figures(plan), settings.currency, terms_of(settings, lang)
    name = f"figures-{plan.year or 'all'}-{today.isoformat()}"
    if form == "geojson":
        rows = district_rows(session, figures, lang, money, site_of(request, settings))
        return _file(form, DISTRICT_COLUMNS, rows, terms, name)
    rows = figure_rows(session, figures, numbers.kept(plan), numbers.answered(plan), lang, money)
    return _file(form, FIGURE_COLUMNS, rows, terms, name)


@router.get("/finished.{form}")
def finished_file(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    today: TodayDep,
    is_training: TrainingDep,
    form: Form,
    month: Annotated[str, Query()] = "",
) -> Response:
    """The works finished in a month; the feed tells of the latest, whatever the month."""
    if form == "atom":
        done = conditions_of(PublicPlan(is_training), today, "finished")
        news = works_news(session, done, Work.actual_end, lang, today)
        title = get_texts().get(lang, "city-feed-finished", place=settings.city_name(lang))
        return _feed(request, settings, lang, "/city/finished", title, news)
    asked = month_of(month, today)
    conditions = finished_in(asked, is_training=is_training, today=today)
    name = f"finished-{asked.first:%Y-%m}"
    return _works(request, session, settings, lang, today, conditions, form, name)


@router.get("/outages.{form}")
def outages_file(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    today: TodayDep,
    is_training: TrainingDep,
    form: Form,
    month: Annotated[str, Query()] = "",
) -> Response:
    """The shut-offs in force in a month; the feed tells of what is not over, the latest notice first."""
    if form == "atom":
        title = get_texts().get(lang, "city-feed-outages", place=settings.city_name(lang))
        news = outage_news(session, lang, today, is_training=is_training)
        return _feed(request, settings, lang, "/city/outages", title, news)
    asked = month_of(month, today)
    ids = find_in_force(session, asked.first, asked.last, is_training=is_training)
    rows = read_outages(session, ids, site_of(request, settings))
    return _file(form, OUTAGE_COLUMNS, rows, terms_of(settings, lang), f"outages-{asked.first:%Y-%m}")


def _works(
    request: Request,
    session: Session,
    settings: Settings,
    lang: Language,
    today: date,
    conditions: Sequence[ColumnElement[bool]],
    form: Form,
    name: str,
) -> Response:
    rows = read_works(session, conditions, lang, today, settings.currency, site_of(request, settings))
    return _file(form, WORK_COLUMNS, rows, terms_of(settings, lang), f"{name}-{today.isoformat()}")


def _file(form: Form, columns: Sequence[str], rows: Iterable[Row], terms: Terms, name: str) -> StreamingResponse:
    """Written to a nameless file on disk and sent from there: the session ends before the first byte is sent."""
    write: Callable[[BinaryIO, Sequence[str], Iterable[Row], Terms], Any]
    write = write_csv if form == "csv" else write_geojson
    file = tempfile.TemporaryFile()  # noqa: SIM115 closed when it has been sent
    try:
        with _FILES.turn():
            write(file, columns, rows, terms)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    headers = _headers(terms) | {"content-disposition": f'attachment; filename="{name}.{form}"'}
    return StreamingResponse(_sent(file), media_type=_KINDS[form], headers=headers)


def _sent(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while piece := file.read(_PIECE):
            yield piece


def _feed(
    request: Request, settings: Settings, lang: Language, page: str, title: str, entries: Iterable[Entry]
) -> Response:
    """The feed; a reader that has it already is told so (304), since readers ask every hour."""
    terms = terms_of(settings, lang)
    query = f"?{request.url.query}" if request.url.query else ""
    body = write_atom(site_of(request, settings), request.url.path + query, f"{page}?lang={lang}", title, lang, terms,
                      entries)  # fmt: skip
    headers = _headers(terms) | {"etag": f'"{sha256(body).hexdigest()[:32]}"', "vary": "Accept-Language"}
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/atom+xml", headers=headers)


def _headers(terms: Terms) -> dict[str, str]:
    return {
        "link": f'<{terms.licence_url}>; rel="license"',
        "access-control-allow-origin": "*",
        "cache-control": "public, max-age=60",
        "content-security-policy": "default-src 'none'; sandbox",
    }
