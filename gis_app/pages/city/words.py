"""Words of the city's pages: months, weekdays, names of districts."""

from datetime import date
from functools import cache

from babel.dates import get_day_names
from sqlalchemy.orm import Session

from gis_app.dependencies import Language
from gis_app.errors import NotFoundError
from gis_app.geocoding.models import District
from gis_app.pages.formats import LOCALES, lone_month_names
from gis_app.texts.fluent import get_texts


def month_title(month: date, lang: Language) -> str:
    """A month with its year: «июнь 2026»."""
    name = lone_month_names(lang)[month.month - 1]
    return get_texts().get(lang, "date-month", month=name, year=str(month.year))


def short_months(lang: Language) -> tuple[str, ...]:
    """January to December in three letters, for the foot of a chart."""
    return tuple(name[:3] for name in lone_month_names(lang))


@cache
def weekdays(lang: Language) -> tuple[tuple[str, str], ...]:
    """Monday to Sunday, short and in full."""
    short, wide = (get_day_names(width, "stand-alone", LOCALES[lang]) for width in ("short", "wide"))
    return tuple((str(short[day]), str(wide[day])) for day in range(7))


def district_name(session: Session, district_id: int, lang: Language) -> str:
    """The name of a district, also of one that is no more. An unknown id raises NotFoundError."""
    found = session.get(District, district_id)
    if found is None:
        raise NotFoundError(f"no district has the id {district_id}")
    return str(getattr(found, f"name_{lang}"))
