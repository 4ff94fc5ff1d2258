"""What the head of a page says to search engines and to those who share its address: one address, and its languages."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import quote, urlencode
from zoneinfo import ZoneInfo

from starlette.requests import Request

from gis_app.dependencies import Language, base_url
from gis_app.settings import Settings

# Pages that anybody may find. All others need an account, are the key to somebody's own matter, or are forms.
_LISTED: Final = re.compile(
    r"/(place(/[^/]+)?|works/\d+(/history)?|outages(/\d+)?|guide(/[^/]+)?|organisations/\d+|appeals/new|follow"
    r"|city(/[^?]*)?|docs|geocode/explain)?"
)
# Pages that a browser keeps for the time without a network (web/src/offline/kept-places.ts).
_KEPT: Final = re.compile(r"/(place(/[^/]+)?|works/\d+)")
# What else in an address makes another page; all the rest is how it is looked at.
_ASKED: Final = ("q",)
_LOCALES: Final[dict[Language, str]] = {"kk": "kk_KZ", "ru": "ru_KZ", "en": "en_GB"}


@dataclass(frozen=True, slots=True)
class Head:
    """`address` and `translations` (language, address) are absolute; `base` is what all of them begin with.

    `kept_moment`: on a page that a browser keeps, the moment at which it was written, in the city's time.
    """

    base: str
    address: str
    translations: tuple[tuple[str, str], ...]
    is_listed: bool
    locale: str
    kept_moment: datetime | None


def public_base(request: Request, settings: Settings) -> str:
    """Scheme and host by which people know the service; without the setting, those of the request."""
    return settings.public_url or base_url(request.scope)


def head_of(request: Request, settings: Settings, lang: Language) -> Head:
    """The head of the page asked for. Someone who is signed in sees it with more on it: that one is not kept."""
    path = request.url.path
    base = public_base(request, settings)
    asked = [(name, value) for name in _ASKED if (value := request.query_params.get(name))]

    def address(language: str | None) -> str:
        query = urlencode([*([("lang", language)] if language else []), *asked])
        return f"{base}{quote(path, safe='/:,@')}" + (f"?{query}" if query else "")

    is_kept = _KEPT.fullmatch(path) is not None and getattr(request.state, "user", None) is None
    return Head(
        base=base,
        address=address(lang),
        translations=(*((one, address(one)) for one in settings.languages), ("x-default", address(None))),
        is_listed=_LISTED.fullmatch(path) is not None,
        locale=_LOCALES[lang],
        kept_moment=datetime.now(ZoneInfo(settings.time_zone)) if is_kept else None,
    )
