"""Rendering of a page: Jinja2 with autoescape, templates and messages from web/, and the headers of every page."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from gis_app.dependencies import Language
from gis_app.pages import formats
from gis_app.pages.assets import Entry, get_assets
from gis_app.pages.fragments import fragment, option_list
from gis_app.pages.head import head_of
from gis_app.pages.visitor import Visitor
from gis_app.settings import Settings
from gis_app.texts.fluent import get_texts
from gis_app.works.extensions.causes import told_cause
from gis_app.works.time_terms import read_time_terms

TEMPLATES_PATH = Path(__file__).parents[2] / "web" / "templates"

# Nothing is fetched from elsewhere and no script or style stands in the page itself.
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; worker-src 'self'; connect-src 'self'; font-src 'self'; "
    "img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {"content-security-policy": CONTENT_SECURITY_POLICY, "cache-control": "no-cache", "vary": "Accept-Language"}


@lru_cache
def environment() -> Environment:
    """The template environment; a name that a template misspells is an error, not an empty string."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES_PATH),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        cache_size=-1,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["icon"] = icon
    made.globals["fragment"] = fragment
    made.globals["option_list"] = option_list
    made.globals["time_terms"] = read_time_terms
    made.globals["told_cause"] = told_cause
    made.globals["sprite"] = lambda: get_assets().url("icons.svg")
    return made


def icon(name: str, size_px: int = 20) -> Markup:
    """An icon of the front end's icon file; it says nothing to a screen reader."""
    return _drawn(get_assets().url("icons.svg"), name, size_px)


@lru_cache(512)
def _drawn(sprite: str, name: str, size_px: int) -> Markup:
    return Markup(
        '<svg class="icon" width="{0}" height="{0}" aria-hidden="true" focusable="false">'
        '<use href="{1}#{2}"></use></svg>'
    ).format(size_px, sprite, name)


@dataclass(frozen=True, slots=True)
class Words:
    """Messages and formats of one language, as templates call them."""

    lang: Language

    def __call__(self, key: str, **args: Any) -> str:
        return get_texts().get(self.lang, key, **args)

    def day(self, day: Any) -> str:
        """A day in words."""
        return formats.long_day(day, self.lang)

    def moment(self, at: Any) -> str:
        """A day in words with the time of day."""
        return formats.moment(at, self.lang)

    def days(self, first: Any, last: Any) -> str:
        """The days from `first` to `last` in words."""
        return formats.day_span(first, last, self.lang)

    def planned(self, first: Any, last: Any) -> str:
        """The days that a plan gives a work, in words."""
        return formats.planned_days(first, last, self.lang)

    def number(self, value: Any) -> str:
        """A number in the language's form."""
        return formats.number(value, self.lang)

    def short_number(self, value: Any) -> str:
        """A large number as it is said."""
        return formats.short_number(value, self.lang)

    def percent(self, share: float) -> str:
        """A share as per cent."""
        return formats.percent(share, self.lang)


def language_links(request: Request, settings: Settings) -> list[tuple[Language, str]]:
    """The same page in each language: (language, query string)."""
    return [(lang, str(request.url.include_query_params(lang=lang).query)) for lang in settings.languages]


def render(
    request: Request,
    settings: Settings,
    lang: Language,
    template: str,
    entry: Entry,
    *,
    status_code: int = 200,
    **context: Any,
) -> HTMLResponse:
    """A whole page in `lang` with the scripts and styles of `entry`."""
    visitor = Visitor(request, settings)
    body = (
        environment()
        .get_template(template)
        .render(
            lang=lang,
            t=Words(lang),
            city=settings.city_name(lang),
            entry=entry,
            language_links=language_links(request, settings),
            head=head_of(request, settings, lang),
            user=visitor.user,
            unread_count=visitor.unread,
            unread_words=str(visitor.unread) if visitor.unread < 100 else "99+",
            csrf=visitor.csrf_field,
            csrf_token=visitor.csrf_token,
            may_call=visitor.may_call,
            user_roles=visitor.user.roles if visitor.user else None,
            here=visitor.here,
            **context,
        )
    )
    response = HTMLResponse(body, status_code, headers=HEADERS | {"content-language": lang})
    visitor.mark(response)
    return response


def render_text_page(
    request: Request,
    settings: Settings,
    lang: Language,
    template: str,
    *,
    status_code: int = 200,
    **context: Any,
) -> HTMLResponse:
    """A page of words and forms, which needs the styles alone."""
    entry = get_assets().entry("src/text-page.ts")
    return render(request, settings, lang, template, entry, status_code=status_code, **context)
