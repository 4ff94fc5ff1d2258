"""What a link of the city's pages asks for. A broken link still opens the page: what cannot be read is left out."""

from datetime import date
from typing import Annotated, Literal

from fastapi import Depends, Request

from gis_app.accounts.demo import is_demo_only
from gis_app.city.files import Terms
from gis_app.city.plan import WHENS, When
from gis_app.city.shutoffs import Month
from gis_app.dependencies import Language, SessionDep, base_url
from gis_app.planning.figure_memory import FigureMemory
from gis_app.settings import Settings
from gis_app.texts.fluent import get_texts

Form = Literal["csv", "geojson", "atom"]
_FIRST_YEAR, _LAST_YEAR = 1991, 2100


def told_training(session: SessionDep) -> bool:
    """Whether the invented works are shown: where there is nothing real, and only there."""
    return is_demo_only(session)


TrainingDep = Annotated[bool, Depends(told_training)]


async def city_memory(request: Request) -> FigureMemory:
    """The numbers of the whole city as this server read them within the last minute."""
    memory: FigureMemory = request.app.state.city_figures
    return memory


CityFigures = Annotated[FigureMemory, Depends(city_memory)]


def year_of(words: str, today: date) -> int | None:
    """The year of a link; this one when none can be read, None for "all"."""
    if words == "all":
        return None
    if words.isascii() and words.isdecimal() and _FIRST_YEAR <= int(words[:5]) <= _LAST_YEAR:
        return int(words)
    return today.year


def month_of(words: str, today: date) -> Month:
    """The month of a link, as "2026-06"; this one when none can be read."""
    try:
        first = date.fromisoformat(f"{words}-01")
    except ValueError:
        first = today.replace(day=1)
    return Month(first if _FIRST_YEAR <= first.year <= _LAST_YEAR else today.replace(day=1))


def day_of(words: str, month: Month) -> date | None:
    """The day of a link within its month, as "2026-06-12"."""
    try:
        day = date.fromisoformat(words)
    except ValueError:
        return None
    return day if month.first <= day <= month.last else None


def when_of(words: str) -> When | None:
    """What a list is narrowed to."""
    return next((when for when in WHENS if when == words), None)


def page_of(words: str) -> int:
    """The number of a page, from 1."""
    return max(1, int(words)) if words.isascii() and words.isdecimal() and len(words) < 7 else 1


def site_of(request: Request, settings: Settings) -> str:
    """The address that links of a file begin with: as people see the service, else as it was asked."""
    return settings.public_url or base_url(request.scope)


def terms_of(settings: Settings, lang: Language) -> Terms:
    """Under which licence the data may be used, and who is to be named."""
    named = f"{get_texts().get(lang, 'service-name')}, {settings.city_name(lang)}"
    return Terms(settings.data_licence, settings.data_licence_url, named)
