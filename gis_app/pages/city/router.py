"""The city's pages: the plan in numbers, a district's list, what was finished in a month."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from gis_app.city.answered_appeals import HOWS
from gis_app.city.figures import PlanFigures, Tally
from gis_app.city.lists import count_whens, list_counted, list_finished, list_plan
from gis_app.city.plan import WHENS, PublicPlan, When
from gis_app.pages.city.charts import columns, share_of, stack
from gis_app.pages.city.links import Asked, month_of, page_of, when_of
from gis_app.pages.city.numbers import numbers_of
from gis_app.pages.city.plan import plan_of, query_of, words_of
from gis_app.pages.city.request import City, CityRequest
from gis_app.pages.city.words import month_title, short_months
from gis_app.pages.formats import lone_month_names
from gis_app.planning.alphabet import alphabetic
from gis_app.works.status import STATUSES
from layers.work_types import read_vocabulary

router = APIRouter(prefix="/city", tags=["pages"], include_in_schema=False)
# Id and name of a district (None: in none), its works, the length of its bar.
Bar = tuple[int | None, str | None, Tally, float]


@router.get("", response_class=HTMLResponse)
def city_page(city: City, year: Asked = "") -> HTMLResponse:
    """Works and budget by status, district and type, in each month; dates kept; appeals answered in time."""
    plan = PublicPlan(city.is_training, city.year(year))
    return city.page("city", plan, lambda: _numbers(city, plan))


def _numbers(city: CityRequest, plan: PublicPlan) -> Mapping[str, Any]:
    numbers, lang = numbers_of(city, plan), city.lang
    figures, answered = numbers.figures, numbers.answered
    return {
        "read_at": numbers.read_at,
        "year": plan.year,
        "years": city.years,
        "total": figures.total,
        "statuses": [(code, figures.by_status[code]) for code in STATUSES if code in figures.by_status],
        "status_bar": stack((code, figures.by_status[code].works) for code in STATUSES if code in figures.by_status),
        "districts": _districts(city, figures),
        "types": _types(figures),
        "kinds": read_vocabulary().by_code(),
        "currency": city.settings.currency,
        "months": short_months(lang),
        "long_months": lone_month_names(lang),
        "month_columns": columns([{"works": works} for works in figures.months], ("works",)),
        "kept": numbers.kept,
        "answered": answered,
        "hows": [how for how in HOWS if answered and answered.of(how)],
        "answered_columns": columns(answered.months, HOWS) if answered else (),
        "stack": stack,
    }


def _districts(city: CityRequest, figures: PlanFigures) -> list[Bar]:
    """The districts by name, those that are no more too; works in none come last."""
    names = dict(city.districts)
    for former in figures.by_district:
        if former is not None and former not in names:
            names[former] = city.district_name(former)
    most = max((tally.works for tally in figures.by_district.values()), default=0)
    rows: list[Bar] = [
        (id, name, figures.by_district[id], share_of(figures.by_district[id].works, most))
        for id, name in sorted(names.items(), key=lambda one: alphabetic(one[1]))
        if id in figures.by_district
    ]
    if None in figures.by_district:
        rows.append((None, None, figures.by_district[None], share_of(figures.by_district[None].works, most)))
    return rows


def _types(figures: PlanFigures) -> list[tuple[str, Tally, float]]:
    order: Mapping[str, int] = {kind.code: at for at, kind in enumerate(read_vocabulary().types)}
    most = max((tally.works for tally in figures.by_type.values()), default=0)
    by_size = sorted(figures.by_type.items(), key=lambda one: (-one[1].works, order.get(one[0], 0)))
    return [(code, tally, share_of(tally.works, most)) for code, tally in by_size]


@router.get("/districts/{district_id}", response_class=HTMLResponse)
def district_page(city: City, district_id: int, year: Asked = "", when: Asked = "", page: Asked = "") -> HTMLResponse:
    """The works of a district, those going on first; each choice is a link."""
    name = city.district_name(district_id)
    plan = PublicPlan(city.is_training, city.year(year), district_id)
    counts = city.kept(("whens", plan), lambda: count_whens(city.session, plan, city.today))
    first: When = next((one for one in WHENS if counts[one]), "now")
    chosen, number = when_of(when) or first, page_of(page)
    return city.page(
        "district",
        (plan, chosen, number),
        lambda: {
            "district_id": district_id,
            "name": name,
            "districts": city.districts,
            "year": plan.year,
            "years": city.years,
            "counts": counts,
            "when": chosen,
            "found": list_plan(city.session, plan, chosen, city.lang, city.today, counts[chosen], number),
        },
    )


@router.get("/works", response_class=HTMLResponse)
def works_page(
    city: City, year: Asked = "", district: Asked = "", type: Asked = "", status: Asked = "", page: Asked = ""
) -> HTMLResponse:
    """The works behind a number of the city's page: of a year, a district, a type, a status."""
    plan, number = plan_of(city, year, district, type, status), page_of(page)
    return city.page(
        "works",
        (plan, number),
        lambda: {
            "year": plan.year,
            "years": city.years,
            "words": words_of(city, plan),
            "narrowed": query_of(plan),
            "is_this_year": plan.year == city.today.year,
            "found": list_counted(city.session, plan, city.lang, city.today, number),
        },
    )


@router.get("/finished", response_class=HTMLResponse)
def finished_page(city: City, month: Asked = "", page: Asked = "") -> HTMLResponse:
    """What was finished in a month."""
    asked, number, known = month_of(month, city.today, city.finished_months), page_of(page), city.finished_months
    return city.page(
        "finished",
        (asked, number),
        lambda: {
            "month": asked,
            "title_of": lambda day: month_title(day, city.lang),
            "known": known,
            "found": list_finished(city.session, asked, city.lang, city.today, number, is_training=city.is_training),
        },
    )
