"""The city's lists of works and its numbers as files and feeds: CSV, GeoJSON, Atom."""

from collections.abc import Hashable, Sequence
from urllib.parse import urlencode

from fastapi import APIRouter
from sqlalchemy import ColumnElement
from starlette.responses import Response

from gis_app.city.figure_rows import DISTRICT_COLUMNS, FIGURE_COLUMNS, district_rows, figure_rows
from gis_app.city.files import WORK_COLUMNS, read_works
from gis_app.city.lists import finished_in
from gis_app.city.news import works_news
from gis_app.city.plan import PublicPlan, conditions_of
from gis_app.pages.city.links import Asked, Form, month_of, when_of
from gis_app.pages.city.numbers import numbers_of
from gis_app.pages.city.plan import narrowing, plan_of, words_of
from gis_app.pages.city.request import City, CityRequest
from gis_app.pages.city.sending import DataForm, send_feed, send_rows
from gis_app.texts.fluent import get_texts
from gis_app.works.models import Work

router = APIRouter(prefix="/city", tags=["city"], include_in_schema=False)


@router.get("/works.{form}")
def works_file(
    city: City,
    form: Form,
    year: Asked = "",
    district: Asked = "",
    type: Asked = "",
    status: Asked = "",
    when: Asked = "",
) -> Response:
    """The works of a year (this one, or `all`), narrowed as the list `/city/works` is, and by `when`: now, planned,
    unreported, finished, cancelled."""
    plan, chosen = plan_of(city, year, district, type, status), when_of(when)
    conditions, narrow = conditions_of(plan, city.today, chosen), narrowing(plan, chosen)
    if form != "atom":
        named = [f"district-{value}" if name == "district" else value for name, value in narrow.items()]
        return _works(city, form, conditions, (plan, chosen), "-".join(["works", *named]))
    # Without a year the feed is of this one, whichever that is: its name stays when the year ends.
    query = urlencode(({"year": year} if year else {}) | narrow)
    words = words_of(city, plan) or [city.settings.city_name(city.lang)]
    return send_feed(
        city,
        "/city/works.atom" + (f"?{query}" if query else ""),
        _page_of(plan, year),
        get_texts().get(city.lang, "city-feed-works", place=", ".join(words)),
        lambda: works_news(city.session, conditions, Work.updated_at, city.lang, city.today),
    )


def _page_of(plan: PublicPlan, year: str) -> str:
    of_year = {"year": year} if year else {}
    if plan.type_code is not None or plan.status is not None:
        return f"/city/works?{urlencode(of_year | narrowing(plan))}"
    page = "/city" if plan.district is None else f"/city/districts/{plan.district}"
    return page + (f"?{urlencode(of_year)}" if year else "")


@router.get("/figures.{form}")
def figures_file(city: City, form: DataForm, year: Asked = "") -> Response:
    """The numbers of the page `/city`: all of them as CSV, those of the districts with their outlines as GeoJSON."""
    plan = PublicPlan(city.is_training, city.year(year))
    session, lang, money = city.session, city.lang, city.settings.currency
    name = f"figures-{plan.year or 'all'}-{city.today.isoformat()}"
    numbers = numbers_of(city, plan)
    if form == "geojson":
        return send_rows(
            city, form, DISTRICT_COLUMNS, ("figures", plan),
            lambda: district_rows(session, numbers.figures, lang, money, city.site), name, numbers.read_at,
        )  # fmt: skip
    return send_rows(
        city, form, FIGURE_COLUMNS, ("figures", plan),
        lambda: figure_rows(session, numbers.figures, numbers.kept, numbers.answered, lang, money),
        name, numbers.read_at,
    )  # fmt: skip


@router.get("/finished.{form}")
def finished_file(city: City, form: Form, month: Asked = "") -> Response:
    """The works finished in a month; the feed tells of the latest, whatever the month."""
    asked = month_of(month, city.today, city.finished_months)
    if form == "atom":
        done = conditions_of(PublicPlan(city.is_training), city.today, "finished")
        title = get_texts().get(city.lang, "city-feed-finished", place=city.settings.city_name(city.lang))
        return send_feed(
            city, "/city/finished.atom", "/city/finished", title,
            lambda: works_news(city.session, done, Work.actual_end, city.lang, city.today),
        )  # fmt: skip
    conditions = finished_in(asked, is_training=city.is_training, today=city.today)
    return _works(city, form, conditions, asked, f"finished-{asked.first:%Y-%m}")


def _works(
    city: CityRequest, form: DataForm, conditions: Sequence[ColumnElement[bool]], key: Hashable, name: str
) -> Response:
    return send_rows(
        city, form, WORK_COLUMNS, ("works", key),
        lambda: read_works(city.session, conditions, city.lang, city.today, city.settings.currency, city.site),
        f"{name}-{city.today.isoformat()}",
    )  # fmt: skip
