"""The command line: ``python -m gis_app COMMAND``. Exit 0 on success, 2 on bad usage or input."""

import argparse
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Sequence
from getpass import getpass
from typing import TYPE_CHECKING

from gis_app.errors import GisAppError, UnavailableError, UsageError
from gis_app.settings import Settings, get_settings

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# What is being answered may be finished within this time; then a server process is ended.
STOPPING_S = 20


def serve(settings: Settings, workers: int) -> None:
    """Migrate, then serve with `workers` processes until interrupted. Raises UsageError when the port is taken."""
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces, Loops
    from granian.log import LogLevels

    from gis_app.db.embedded import ensure_database

    _refuse_a_taken_port(settings)
    with ensure_database(settings) as url:
        _migrate(settings, url)
        # This process holds the private cluster for the server processes.
        hand_on(settings, url)
        _import_application()
        print(f"Serving {settings.city_name_en} on http://{settings.host}:{settings.port}", flush=True)
        Granian(
            "gis_app.cli:served_application",
            address=settings.host,
            port=settings.port,
            interface=Interfaces.ASGI,
            loop=Loops.uvloop,
            http=HTTPModes.http1,
            workers=workers,
            factory=True,
            websockets=False,
            log_level=LogLevels.warning,
            respawn_failed_workers=True,
            workers_kill_timeout=STOPPING_S,
        ).serve()


def hand_on(settings: Settings, database_url: str) -> None:
    """What the server processes inherit: the database, and where they are served, which links in mails lead to."""
    given = {"DATABASE_URL": database_url, "HOST": settings.host, "PORT": str(settings.port)}
    os.environ.update({f"GIS_APP_{name}": value for name, value in given.items()})
    get_settings.cache_clear()


def served_application() -> "ASGIApp":
    """What a server process serves. The process ends when the one that started it has died, however it died: it
    must hold neither the port nor a private cluster that nobody answers for.
    """
    # Until it serves, a process stops at once when told; what it inherited would only note the signal and go on.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_after_parent, args=(os.getppid(),), daemon=True).start()
    return _LeavingAtEnd(_import_application()())


class _LeavingAtEnd:
    """Ends the process soon after the application has shut down.

    AnyIO's worker threads are no daemons, and one that outlived the request which started it is told to stop by
    nobody: the interpreter would wait for it for ever. By then all requests are answered and connections closed.
    """

    def __init__(self, inner: "ASGIApp") -> None:
        self._inner = inner

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        if scope["type"] != "lifespan":
            await self._inner(scope, receive, send)
            return

        async def observed_send(message: "Message") -> None:
            await send(message)
            if message["type"] == "lifespan.shutdown.complete":
                threading.Thread(target=_leave, daemon=True).start()

        await self._inner(scope, receive, observed_send)


def _leave() -> None:
    time.sleep(1)
    os._exit(0)


def _import_application() -> "Callable[[], ASGIApp]":
    """What every server process needs, read. Done before they are forked, it is read once and its memory shared."""
    from gis_app.main import create_app
    from gis_app.pages.ready import prepare

    prepare()
    return create_app


def _end_after_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def _refuse_a_taken_port(settings: Settings) -> None:
    with socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise UsageError(
                f"cannot listen on {settings.host}:{settings.port} ({error.strerror}); "
                "choose another port: PORT=8001 make run, or serve --port 8001"
            ) from error


def _migrate(settings: Settings, url: str) -> None:
    from gis_app.appeals.load_topics import load_topics
    from gis_app.appeals.situations.register import load_situations
    from gis_app.db.migrate import migrate
    from gis_app.db.session import make_engine, session_scope
    from gis_app.works.types import load_work_types

    engine = make_engine(settings, url)
    migrate(engine, settings, say=print)
    with session_scope(engine) as session:
        load_work_types(session)
        load_topics(session)
        load_situations(session)
    engine.dispose()


def migrate_command(settings: Settings) -> None:
    """Bring the database to this program's version and load the work types, topics and life situations."""
    from gis_app.db.embedded import ensure_database

    with ensure_database(settings) as url:
        _migrate(settings, url)
        print("The database is up to date.")


def check(settings: Settings) -> None:
    """Say what this program found: settings, PostgreSQL, PostGIS, migrations. Raises when something is missing."""
    from sqlalchemy import text

    from gis_app.db.embedded import ensure_database
    from gis_app.db.migrate import current_revision, head_revision
    from gis_app.db.session import make_engine, open_connection

    with ensure_database(settings) as url:
        engine = make_engine(settings, url)
        with open_connection(engine) as connection:
            version = connection.execute(text("SHOW server_version")).scalar_one()
            postgis = connection.execute(
                text("SELECT extversion FROM pg_extension WHERE extname = 'postgis'")
            ).scalar_one_or_none()
            found = current_revision(connection, settings)
        engine.dispose()
    print(f"city {settings.city_id}, schema {settings.schema_name}, PostgreSQL {version}, PostGIS {postgis}")
    if postgis is None:
        raise UnavailableError("PostGIS is not in the database: CREATE EXTENSION postgis SCHEMA public")
    if found != head_revision():
        raise UnavailableError(f"the database stands at {found or 'nothing'}: run python -m gis_app migrate")
    print("ready")


def create_administrator(settings: Settings, email: str, name: str | None, language: str | None, *, link: bool) -> None:
    """Make an administrator: with a password asked for, or, with `link`, by a one-time link that is printed."""
    from gis_app.accounts.administrators import invite_administrator, make_administrator
    from gis_app.db.embedded import ensure_database
    from gis_app.db.session import make_engine, session_scope

    called, speaks = name or email.partition("@")[0], language or settings.languages[0]
    password = "" if link else _ask_password()
    with ensure_database(settings) as url:
        _migrate(settings, url)
        engine = make_engine(settings, url)
        with session_scope(engine) as session:
            if link:
                address = invite_administrator(session, settings, email, called, speaks)
            else:
                make_administrator(session, settings, email, called, speaks, password)
        engine.dispose()
    print(f"Open this link once within seven days:\n{address}" if link else "The administrator can sign in now.")


def anonymise_applicants(settings: Settings, days: int) -> None:
    """Forget the people of appeals that ended more than `days` ago."""
    from datetime import UTC, datetime, timedelta

    from gis_app.appeals.forgetting import forget_applicants
    from gis_app.db.embedded import ensure_database
    from gis_app.db.session import make_engine, session_scope

    now = datetime.now(UTC)
    forgotten = 0
    with ensure_database(settings) as url:
        engine = make_engine(settings, url)
        while True:
            with session_scope(engine) as session:
                done = forget_applicants(session, before=now - timedelta(days=days), at=now)
            if done is None:
                break
            forgotten += done.appeals
        engine.dispose()
    print(f"The people of {forgotten} appeals were forgotten.")


def _ask_password() -> str:
    """Asked twice at a terminal; otherwise the first line of the standard input. Raises UsageError when they differ."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass("Password (at least 10 characters): ")
    if getpass("Once more: ") != password:
        raise UsageError("the two passwords differ")
    return password


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m gis_app", description="The city's map of works: the service.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    serving = commands.add_parser("serve", help="migrate, then serve the pages, the tiles and the API")
    serving.add_argument("--host", help="address to listen on (default: GIS_APP_HOST)")
    serving.add_argument("--port", type=int, help="port to listen on (default: GIS_APP_PORT)")
    serving.add_argument("--workers", type=int, default=1, help="server processes (default: 1)")
    commands.add_parser("migrate", help="bring the database to this program's version")
    commands.add_parser("check", help="say what was found: settings, PostgreSQL, PostGIS, migrations")
    forgetting = commands.add_parser("anonymise-applicants", help="forget who wrote appeals that ended long ago")
    forgetting.add_argument("--days", type=int, help="days since the end (default: GIS_APP_APPLICANTS_KEPT_DAYS)")
    making = commands.add_parser(
        "create-administrator", help="make an administrator; asks for the password, or prints a link"
    )
    making.add_argument("--email", required=True, help="address to sign in with")
    making.add_argument("--name", help="the person's name (default: the address up to its @)")
    making.add_argument("--language", choices=["kk", "ru", "en"], help="language of pages and mails")
    making.add_argument("--link", action="store_true", help="print a one-time link instead of asking for a password")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    from gis_app.log import configure_logging

    options = _parser().parse_args(arguments)
    try:
        settings = get_settings()
        configure_logging(settings.log_level)
        if options.command == "serve":
            given = {"host": options.host, "port": options.port}
            chosen = settings.model_copy(update={key: value for key, value in given.items() if value is not None})
            serve(chosen, options.workers)
        elif options.command == "migrate":
            migrate_command(settings)
        elif options.command == "create-administrator":
            create_administrator(settings, options.email, options.name, options.language, link=options.link)
        elif options.command == "anonymise-applicants":
            days = settings.applicants_kept_days if options.days is None else options.days
            if days < 1:
                raise UsageError("--days must be 1 or more")
            anonymise_applicants(settings, days)
        else:
            check(settings)
    except GisAppError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return 0
