"""The numbers of the city's page as open data: one line a number in CSV, the districts with their sums in GeoJSON."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gis_app.city.answered_appeals import HOWS, AnsweredAppeals
from gis_app.city.figures import PlanFigures, Tally
from gis_app.city.files import Row
from gis_app.city.kept_days import KeptDays
from gis_app.dependencies import Language
from gis_app.geocoding.models import District
from gis_app.texts.fluent import get_texts
from gis_app.texts.formats import lone_month_names
from gis_app.works.status import STATUSES
from layers.work_types import read_vocabulary

FIGURE_COLUMNS: Final = ("table", "code", "title", "count", "priced", "budget", "currency")
DISTRICT_COLUMNS: Final = ("id", "name", "works", "priced", "budget", "currency", "url")
# Six decimals of a degree are a tenth of a metre.
_DECIMALS = 6


def figure_rows(
    session: Session, figures: PlanFigures, kept: KeptDays, answered: AnsweredAppeals | None, lang: Language, money: str
) -> Iterator[Row]:
    """Every number that the page shows; `table` says of which chart. `money` is the currency's code."""
    texts, kinds = get_texts(), read_vocabulary().by_code()
    for status in STATUSES:
        if tally := figures.by_status.get(status):
            title = texts.get(lang, f"status-{status.replace('_', '-')}")
            yield _of_works("status", status, title, tally, money)
    names = {row[0]: row[1] for row in session.execute(select(District.id, getattr(District, f"name_{lang}")))}
    for district, tally in sorted(figures.by_district.items(), key=lambda one: one[0] or 0):
        title = texts.get(lang, "city-no-district") if district is None else names[district]
        yield _of_works("district", "" if district is None else str(district), title, tally, money)
    for code, tally in sorted(figures.by_type.items()):
        yield _of_works("type", code, kinds[code].title.in_language(lang), tally, money)
    for number, works in enumerate(figures.months, start=1):
        yield _count("month", str(number), lone_month_names(lang)[number - 1], works)
    for code, works in (("in-time", kept.in_time), ("later", kept.late)):
        yield _count("finished", code, texts.get(lang, f"city-kept-{code}"), works)
    if answered is None:
        return
    for how in HOWS:
        yield _count("appeals", how, texts.get(lang, f"city-how-{how.replace('_', '-')}"), answered.of(how))


def _of_works(table: str, code: str, title: str, tally: Tally, money: str) -> Row:
    return Row(
        {"table": table, "code": code, "title": title, "count": tally.works, "priced": tally.priced,
         "budget": tally.budget, "currency": money},
        None,
    )  # fmt: skip


def _count(table: str, code: str, title: str, count: int) -> Row:
    values = {"table": table, "code": code, "title": title, "count": count}
    return Row(values | dict.fromkeys(("priced", "budget", "currency")), None)


def district_rows(session: Session, figures: PlanFigures, lang: Language, money: str, site: str) -> Iterator[Row]:
    """The districts with works, each with its outline (EPSG:4326)."""
    known = [id for id in figures.by_district if id is not None]
    shape = func.ST_AsGeoJSON(func.ST_ForcePolygonCCW(District.geom), _DECIMALS)
    asked = select(District.id, getattr(District, f"name_{lang}"), shape).where(District.id.in_(known))
    for id, name, outline in session.execute(asked.order_by(District.id)):
        tally = figures.by_district[id]
        yield Row(
            {"id": id, "name": name, "works": tally.works, "priced": tally.priced, "budget": tally.budget,
             "currency": money, "url": f"{site}/city/districts/{id}"},
            outline,
        )  # fmt: skip
