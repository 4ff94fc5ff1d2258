"""The calendar of shut-offs: of the city or a district, of all kinds or one; as page, files, feed, calendar."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from starlette.responses import Response

from gis_app.city.files import OUTAGE_COLUMNS, read_outages
from gis_app.city.news import outage_news
from gis_app.city.outage_calendar import write_outages
from gis_app.city.shutoffs import Month, PublicOutages, count_days, count_kinds, count_unplaced, find_in_force
from gis_app.outages.queries import kind_title
from gis_app.outages.queries import read_lines as read_outage_lines
from gis_app.pages.city.links import Asked, day_of, district_of, kind_of, month_of
from gis_app.pages.city.request import City, CityRequest
from gis_app.pages.city.sending import send_feed, send_known, send_rows
from gis_app.pages.city.words import month_title, weekdays
from gis_app.pages.outage_kinds import kinds_by_code
from gis_app.texts.fluent import get_texts

router = APIRouter(prefix="/city", tags=["city"], include_in_schema=False)
# Of a month with thousands of notices a list helps nobody: the day is chosen in the calendar, the rest is in the file.
MOST_OUTAGES = 100


def narrowed(city: CityRequest, district: str, kind: str) -> PublicOutages:
    """The shut-offs of a link. An unknown district raises NotFoundError."""
    asked = PublicOutages(city.is_training, district_of(district), kind_of(kind))
    if asked.district is not None:
        city.district_name(asked.district)
    return asked


@router.get("/outages", response_class=HTMLResponse)
def calendar_page(
    city: City, month: Asked = "", day: Asked = "", district: Asked = "", kind: Asked = ""
) -> HTMLResponse:
    """The calendar, and the shut-offs of the chosen day (today, in this month)."""
    asked = narrowed(city, district, kind)
    shown = month_of(month or day[:7], city.today, city.outage_months)
    usual = city.today if shown.first <= city.today <= shown.last and not month else None
    chosen = day_of(day, shown) or usual
    return city.page("outages", (asked, shown, chosen), lambda: _calendar(city, asked, shown, chosen))


def _calendar(city: CityRequest, asked: PublicOutages, month: Month, day: date | None) -> Mapping[str, Any]:
    session, lang = city.session, city.lang
    first, last = (day, day) if day else (month.first, month.last)
    ids = find_in_force(session, asked, first, last)
    lines = read_outage_lines(session, ids[:MOST_OUTAGES], lang, city.today)
    return {
        "asked": asked,
        "query": query_of(asked),
        "name": None if asked.district is None else city.district_name(asked.district),
        "month": month,
        "title_of": lambda one: month_title(one, lang),
        "known": city.outage_months,
        "weekdays": weekdays(lang),
        **city.kept(("month", asked, month), lambda: _month(city, asked, month)),
        "day": day,
        "total": len(ids),
        "found": [lines[id] for id in ids[:MOST_OUTAGES]],
        "kinds": kinds_by_code(lang),
        "districts": city.districts,
    }


def _month(city: CityRequest, asked: PublicOutages, month: Month) -> Mapping[str, Any]:
    session = city.session
    return {
        "counts": count_days(session, asked, month),
        "by_kind": count_kinds(session, asked, month),
        "unplaced": count_unplaced(session, asked, month) if asked.district is not None else 0,
    }


def query_of(asked: PublicOutages) -> str:
    """What narrows the calendar, as it stands in links."""
    given = {"district": asked.district, "kind": asked.kind}
    return urlencode({name: value for name, value in given.items() if value is not None})


@router.get("/outages.{form}")
def outages_file(
    city: City,
    form: Literal["csv", "geojson", "atom", "ics"],
    month: Asked = "",
    district: Asked = "",
    kind: Asked = "",
) -> Response:
    """The shut-offs in force in a month; feed and calendar tell of what is not over, whatever the month."""
    asked = narrowed(city, district, kind)
    shown = month_of(month, city.today, city.outage_months)
    query = query_of(asked)
    if form == "atom":
        path = "/city/outages.atom" + (f"?{query}" if query else "")
        return send_feed(
            city, path, f"/city/outages?{query}", _title(city, asked),
            lambda: outage_news(city.session, asked, city.lang, city.today),
        )  # fmt: skip
    if form == "ics":
        body = city.files.get(
            ("ics", asked, city.lang, city.today),
            city.site,
            lambda: write_outages(
                city.session, city.settings, asked, _title(city, asked), city.lang, city.today, city.site
            ),
        )
        return send_known(city, form, body, "outages")
    return send_rows(
        city, form, OUTAGE_COLUMNS, ("outages", asked, shown),
        lambda: read_outages(
            city.session, find_in_force(city.session, asked, shown.first, shown.last), city.site
        ),
        "-".join(["outages", f"{shown.first:%Y-%m}", *([asked.kind] if asked.kind else []),
                  *([f"district-{asked.district}"] if asked.district is not None else [])]),
    )  # fmt: skip


def _title(city: CityRequest, asked: PublicOutages) -> str:
    """«Отключения: Алмалинский район», «Газ: Алматы»."""
    lang = city.lang
    place = city.settings.city_name(lang) if asked.district is None else city.district_name(asked.district)
    if asked.kind is None:
        return get_texts().get(lang, "city-feed-outages", place=place)
    return get_texts().get(lang, "city-feed-kind", kind=kind_title(asked.kind, lang), place=place)
