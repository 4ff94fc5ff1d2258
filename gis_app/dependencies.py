"""What a request needs, as FastAPI dependencies: a session, the settings, the language, the city's day.

`application.state` carries `engine` and `settings`; nothing here is global. What waits for nothing is `async`: FastAPI
would send a plain function to a thread, which costs more than all of these together. And none needs another that only
gives the settings: FastAPI walks through the needs of each need anew, every time one is named.
"""

import re
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from anyio import CancelScope, CapacityLimiter, to_thread
from fastapi import Depends, Request
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from starlette.types import Scope

from gis_app.settings import Settings

Language = Literal["kk", "ru", "en"]
_HOST = re.compile(r"^[A-Za-z0-9._\-]+(:\d{1,5})?$|^\[[0-9A-Fa-f:]+\](:\d{1,5})?$")


def settings_of(request: Request) -> Settings:
    """The settings the application was made with."""
    settings: Settings = request.app.state.settings
    return settings


async def city_settings(request: Request) -> Settings:
    """`settings_of`, as a dependency."""
    return settings_of(request)


SettingsDep = Annotated[Settings, Depends(city_settings)]


async def session(request: Request) -> AsyncIterator[Session]:
    """A session for one request; what it wrote is committed when the request ends well.

    Who did not use it pays nothing. Its end has a thread of its own: all others may be waiting for its connection.
    """
    opened = Session(request.app.state.engine, expire_on_commit=False)
    try:
        yield opened
        if opened.in_transaction():
            await to_thread.run_sync(opened.commit, limiter=CapacityLimiter(1))
    finally:
        if opened.in_transaction():
            with CancelScope(shield=True):
                await to_thread.run_sync(opened.close, limiter=CapacityLimiter(1))


# Ended before the answer leaves: who is told that something was done can rely on it, and a failed commit is an error.
SessionDep = Annotated[Session, Depends(session, scope="function")]


async def reading(request: Request, opened: SessionDep) -> Session:
    """The session of a request that only reads, on connections made for that (`gis_app.db.session`)."""
    if isinstance(opened.bind, Engine):
        opened.bind = request.app.state.reading_engine
    return opened


ReadingDep = Annotated[Session, Depends(reading)]


def preferred_language(asked: str | None, accept_language: str, offered: tuple[Language, ...]) -> Language:
    """`asked` wins when it is offered, else the best of Accept-Language, else the city's first language."""
    for language in offered:
        if asked == language:
            return language
    weighed: list[tuple[float, int, str]] = []
    for position, part in enumerate(accept_language.split(",")):
        name, _, weight = part.strip().partition(";q=")
        try:
            weighed.append((-float(weight or 1), position, name.split("-")[0].lower()))
        except ValueError:
            continue
    for _, _, name in sorted(weighed):
        for language in offered:
            if name == language:
                return language
    return offered[0]


def language(request: Request, settings: Settings, lang: str | None) -> Language:
    """The language of the answer: the one asked for, else that of the account, else the browser's."""
    asked = lang or getattr(request.state, "account_language", None)
    return preferred_language(asked, request.headers.get("accept-language", ""), settings.languages)


async def asked_language(request: Request, lang: str | None = None) -> Language:
    """The language of the answer, as a dependency."""
    return language(request, settings_of(request), lang)


LanguageDep = Annotated[Language, Depends(asked_language)]


def city_today(settings: Settings) -> date:
    """Today in the city's time zone: a *day* is the city's day."""
    return datetime.now(ZoneInfo(settings.time_zone)).date()


async def today(request: Request) -> date:
    """Today, as a dependency that tests may override."""
    return city_today(settings_of(request))


TodayDep = Annotated[date, Depends(today)]


async def now() -> datetime:
    """This instant, as a dependency that tests may override."""
    return datetime.now(UTC)


NowDep = Annotated[datetime, Depends(now)]


def base_url(scope: Scope) -> str:
    """Scheme, host and root path of a request, without a slash at the end, for absolute addresses in answers.

    Forwarded headers count only where `GIS_APP_TRUSTED_PROXIES` names their sender (they are then in the scope). A Host
    header that is no host name is not repeated: the server's own address takes its place.
    """
    given = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")
    if not _HOST.match(given):
        host, port = scope.get("server") or ("127.0.0.1", 80)
        given = f"{host}:{port}" if port else str(host)
    return f"{scope.get('scheme', 'http')}://{given}{scope.get('root_path', '').rstrip('/')}"
