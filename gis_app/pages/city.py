"""The city's pages: the plan in numbers, a district's list, what was finished, the calendar of shut-offs."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from sqlalchemy.orm import Session

from gis_app.city.answered_appeals import HOWS
from gis_app.city.figures import PlanFigures, Tally, read_years
from gis_app.city.lists import count_whens, list_finished, list_plan
from gis_app.city.plan import WHENS, PublicPlan, When
from gis_app.city.shutoffs import count_days, find_in_force
from gis_app.dependencies import Language, LanguageDep, SessionDep, SettingsDep, TodayDep
from gis_app.outages.queries import read_lines as read_outage_lines
from gis_app.pages.city_charts import columns, share_of, stack
from gis_app.pages.city_links import (
    TrainingDep,
    day_of,
    month_of,
    page_of,
    terms_of,
    when_of,
    year_of,
)
from gis_app.pages.city_numbers import Numbers
from gis_app.pages.city_words import district_name, month_title, short_months, weekdays
from gis_app.pages.formats import lone_month_names
from gis_app.pages.outages import kinds_by_code
from gis_app.pages.rendering import render
from gis_app.pages.scripts import CITY_PAGE, entry_of
from gis_app.planning.alphabet import alphabetic
from gis_app.settings import Settings
from gis_app.works.catalog import district_names
from gis_app.works.status import STATUSES
from layers.work_types import read_vocabulary

router = APIRouter(prefix="/city", tags=["pages"], include_in_schema=False)
# Of a month with thousands of notices a list helps nobody: the day is chosen in the calendar, the rest is in the file.
MOST_OUTAGES = 100
# Id and name of a district (None: in none), its works, the length of its bar.
Bar = tuple[int | None, str | None, Tally, float]


def _render(request: Request, settings: Settings, lang: Language, template: str, **context: Any) -> HTMLResponse:
    terms = terms_of(settings, lang)
    return render(request, settings, lang, f"city/{template}.html", entry_of(CITY_PAGE), terms=terms, **context)


@router.get("", response_class=HTMLResponse)
def city_page(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    today: TodayDep,
    numbers: Numbers,
    year: Annotated[str, Query()] = "",
) -> HTMLResponse:
    """Works and budget by status, district and type, in each month; dates kept; appeals answered in time."""
    plan = numbers.plan_of(year)
    figures, answered = numbers.figures(plan), numbers.answered(plan)
    return _render(
        request,
        settings,
        lang,
        "city",
        today=today,
        year=plan.year,
        years=numbers.years,
        is_training=plan.is_training,
        total=figures.total,
        statuses=[(code, figures.by_status[code]) for code in STATUSES if code in figures.by_status],
        status_bar=stack((code, figures.by_status[code].works) for code in STATUSES if code in figures.by_status),
        districts=_districts(session, figures, lang),
        types=_types(figures),
        kinds=read_vocabulary().by_code(),
        currency=settings.currency,
        months=short_months(lang),
        long_months=lone_month_names(lang),
        month_columns=columns([{"works": works} for works in figures.months], ("works",)),
        kept=numbers.kept(plan),
        answered=answered,
        hows=[how for how in HOWS if answered and answered.of(how)],
        answered_columns=columns(answered.months, HOWS) if answered else (),
        stack=stack,
    )


def _districts(session: Session, figures: PlanFigures, lang: Language) -> list[Bar]:
    """The districts by name, those that are no more too; works in none come last."""
    names: dict[int, str] = dict(district_names(session, lang))
    for former in figures.by_district:
        if former is not None and former not in names:
            names[former] = district_name(session, former, lang)
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
def district_page(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    today: TodayDep,
    is_training: TrainingDep,
    district_id: int,
    year: Annotated[str, Query()] = "",
    when: Annotated[str, Query()] = "",
    page: Annotated[str, Query()] = "",
) -> HTMLResponse:
    """The works of a district, those going on first; each choice is a link."""
    name = district_name(session, district_id, lang)
    plan = PublicPlan(is_training, year_of(year, today), district_id)
    counts = count_whens(session, plan, today)
    first: When = next((one for one in WHENS if counts[one]), "now")
    chosen = when_of(when) or first
    return _render(
        request,
        settings,
        lang,
        "district",
        today=today,
        district_id=district_id,
        name=name,
        districts=sorted(district_names(session, lang), key=lambda one: alphabetic(one[1])),
        year=plan.year,
        years=read_years(session, today, is_training=is_training),
        is_training=is_training,
        counts=counts,
        when=chosen,
        found=list_plan(session, plan, chosen, lang, today, page_of(page)),
    )


@router.get("/finished", response_class=HTMLResponse)
def finished_page(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    today: TodayDep,
    is_training: TrainingDep,
    month: Annotated[str, Query()] = "",
    page: Annotated[str, Query()] = "",
) -> HTMLResponse:
    """What was finished in a month."""
    asked = month_of(month, today)
    return _render(
        request,
        settings,
        lang,
        "finished",
        month=asked,
        title=month_title(asked.first, lang),
        before=month_title(asked.before, lang),
        after=month_title(asked.after, lang) if asked.after <= today else None,
        is_training=is_training,
        found=list_finished(session, asked, lang, today, page_of(page), is_training=is_training),
    )


@router.get("/outages", response_class=HTMLResponse)
def calendar_page(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    today: TodayDep,
    is_training: TrainingDep,
    month: Annotated[str, Query()] = "",
    day: Annotated[str, Query()] = "",
) -> HTMLResponse:
    """The calendar of shut-offs, and those of the chosen day (today, in this month)."""
    asked = month_of(month or day[:7], today)
    chosen = day_of(day, asked) or (today if asked.first <= today <= asked.last and not month else None)
    first, last = (chosen, chosen) if chosen else (asked.first, asked.last)
    ids = find_in_force(session, first, last, is_training=is_training)
    lines = read_outage_lines(session, ids[:MOST_OUTAGES], lang, today)
    return _render(
        request,
        settings,
        lang,
        "outages",
        today=today,
        month=asked,
        title=month_title(asked.first, lang),
        before=month_title(asked.before, lang),
        after=month_title(asked.after, lang),
        weekdays=weekdays(lang),
        counts=count_days(session, asked, is_training=is_training),
        day=chosen,
        is_training=is_training,
        total=len(ids),
        found=[lines[id] for id in ids[:MOST_OUTAGES]],
        kinds=kinds_by_code(lang),
    )
