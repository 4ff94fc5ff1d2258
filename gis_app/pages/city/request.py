"""A request for the city's pages and files. What is the same for everybody is made once a minute, whoever asks.

Few different things can be asked for: years, months and districts that are known, not whatever a link makes up.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, TypeVar
from zoneinfo import ZoneInfo

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup
from sqlalchemy.orm import Session

from gis_app.accounts.access import ACCESS, may
from gis_app.accounts.demo import is_demo_only
from gis_app.city.files import Terms
from gis_app.city.known import KnownMonths, read_finished_months, read_outage_months, read_years
from gis_app.dependencies import Language, LanguageDep, NowDep, SessionDep, SettingsDep, TodayDep, base_url
from gis_app.pages.city.file_memory import FileMemory
from gis_app.pages.city.links import year_of
from gis_app.pages.city.words import district_name
from gis_app.pages.rendering import Words, environment, render
from gis_app.pages.scripts import CITY_PAGE, entry_of
from gis_app.planning.alphabet import alphabetic
from gis_app.planning.figure_memory import FigureMemory
from gis_app.settings import Settings
from gis_app.texts.fluent import get_texts
from gis_app.works.catalog import district_names

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class KeptPage:
    """The part of a page that is the same for everybody: what its head says, and its body."""

    title: str
    description: str
    feed: str
    body: Markup


@dataclass(frozen=True, slots=True)
class CityRequest:
    """Who asks is of no matter; what is made is kept in `pages` (figures, bodies of pages) and `files`."""

    request: Request
    session: Session
    settings: Settings
    lang: Language
    now: datetime
    today: date
    pages: FigureMemory
    files: FileMemory

    def kept(self, key: Hashable, read: Callable[[], Value]) -> Value:
        """What was read under this key within the last minute, on this day of the city."""
        return self.pages.get((self.today, key), read)

    @property
    def moment(self) -> datetime:
        """Now, by the city's clocks: what a page tells as the time of what it shows."""
        return self.now.astimezone(ZoneInfo(self.settings.time_zone))

    @property
    def is_training(self) -> bool:
        """Whether the invented works are shown: where there is nothing real, and only there."""
        return self.kept("training", lambda: is_demo_only(self.session))

    @property
    def years(self) -> tuple[int, ...]:
        """The years that can be asked for, the latest first."""
        told = self.is_training
        return self.kept(("years", told), lambda: read_years(self.session, self.today, is_training=told))

    @property
    def finished_months(self) -> KnownMonths:
        """The months of which finished works can be asked for."""
        told = self.is_training
        return self.kept(("finished", told), lambda: read_finished_months(self.session, self.today, is_training=told))

    @property
    def outage_months(self) -> KnownMonths:
        """The months of the calendar of shut-offs."""
        told = self.is_training
        return self.kept(("outages", told), lambda: read_outage_months(self.session, self.today, is_training=told))

    def year(self, words: str) -> int | None:
        """The year of a link, None for all. NotFoundError for one of which nothing is known."""
        return year_of(words, self.today, self.years)

    def district_name(self, district: int) -> str:
        """The name of a district. An unknown one raises NotFoundError, and is not kept: anybody can make up many."""
        return self.kept(("district", district, self.lang), lambda: district_name(self.session, district, self.lang))

    @property
    def districts(self) -> tuple[tuple[int, str], ...]:
        """The districts of today, by name."""
        return self.kept(
            ("districts", self.lang),
            lambda: tuple(sorted(district_names(self.session, self.lang), key=lambda one: alphabetic(one[1]))),
        )

    @property
    def terms(self) -> Terms:
        """Under which licence the data may be used, and who is to be named."""
        named = f"{get_texts().get(self.lang, 'service-name')}, {self.settings.city_name(self.lang)}"
        return Terms(self.settings.data_licence, self.settings.data_licence_url, named)

    @property
    def site(self) -> str:
        """The address that links of a file begin with: as people see the service, else as it was asked."""
        return self.settings.public_url or base_url(self.request.scope)

    def page(self, name: str, key: Hashable, read: Callable[[], Mapping[str, Any]]) -> HTMLResponse:
        """The page `city/<name>.html` with what `read` gives, which must depend on `key` and the day alone."""
        kept = self.kept(("page", name, self.lang, self.is_training, key), lambda: self._write(name, read()))
        return render(self.request, self.settings, self.lang, "city/page.html", entry_of(CITY_PAGE), kept=kept)

    def _write(self, name: str, values: Mapping[str, Any]) -> KeptPage:
        """The template as a stranger sees it; it sets `title`, `description` and `feed` for the head."""
        written = environment().get_template(f"city/{name}.html").make_module(
            {"lang": self.lang, "t": Words(self.lang), "city": self.settings.city_name(self.lang), "terms": self.terms,
             "today": self.today, "read_at": self.moment, "is_training": self.is_training, "may_call": _may_everybody,
             **values}
        )  # fmt: skip
        told = {one: str(getattr(written, one)) for one in ("title", "description", "feed")}
        return KeptPage(**told, body=Markup(str(written)))  # noqa: S704 the template has escaped what it was given


def _may_everybody(route: str) -> bool:
    return route in ACCESS and may(ACCESS[route], None)


async def city_request(
    request: Request, session: SessionDep, settings: SettingsDep, lang: LanguageDep, now: NowDep, today: TodayDep
) -> CityRequest:
    """The request, as a dependency."""
    state = request.app.state
    return CityRequest(request, session, settings, lang, now, today, state.city_pages, state.city_files)


City = Annotated[CityRequest, Depends(city_request)]
