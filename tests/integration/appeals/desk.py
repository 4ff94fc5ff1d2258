"""A city with one appeal that a work explains, and browsers of people with roles."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session
from starlette.types import ASGIApp

from gis_app.appeals.intake import register
from gis_app.dependencies import city_today
from gis_app.main import create_app
from gis_app.settings import Settings
from tests.asgi_client import Answer
from tests.integration.appeals.ground import CONTACT, Ground, grid, written
from tests.integration.works.people import add_work
from tests.people import BrowserOf, add_user, browser_of

ATTACK = "<script>alert('я')</script><img src=x onerror=alert(1)>"


@dataclass
class Desk:
    """A city with one appeal that a work explains, and browsers of people with roles."""

    app: ASGIApp
    engine: Engine
    settings: Settings
    appeal: int
    work: int
    body: int

    def enter(self, *roles: str, name: str = "Дана Омарова", **scope: int) -> BrowserOf:
        with Session(self.engine) as session, session.begin():
            user = add_user(session, *roles, name=name, **scope)  # type: ignore[arg-type]
            return browser_of(self.app, session, self.settings, user)

    def one(self, sql: str) -> object:
        with self.engine.connect() as connection:
            return connection.execute(text(sql)).scalar()

    def add(self, words: str, **given: object) -> int:
        with Session(self.engine) as session, session.begin():
            return register(session, written(words, **given), settings=self.settings, situations=()).id  # type: ignore[arg-type]


def set_up(settings: Settings, engine: Engine) -> Desk:
    """Lay the ground and register the appeal."""
    with Session(engine) as session, session.begin():
        ground = Ground(session).lay()
        today = city_today(settings)
        days = {"planned_start": today - timedelta(days=9), "planned_end": today + timedelta(days=9)}
        street = grid.line((-5, 0), (5, 0))
        work = add_work(
            session,
            street,
            type_code="road_pothole_repair",
            state="in_progress",
            contractor_id=ground.ids["ours"],
            **days,
        )
        body = ground.responsible("roads", "Управление дорог")
        made = register(session, written(f"Яма {ATTACK}", contact=CONTACT), settings=settings, situations=())
    app = create_app(settings)
    return Desk(app, engine, settings, made.id, work, body)


def post(browser: BrowserOf, desk: Desk, path: str, **fields: object) -> Answer:
    """Send a form of the appeal's own page."""
    page = f"/reception/appeals/{desk.appeal}"
    return browser.post(f"{page}/{path}", {name: str(value) for name, value in fields.items()}, page=page)


def version(desk: Desk) -> int:
    """The version of the appeal that somebody would see now."""
    return int(str(desk.one(f"SELECT version FROM appeals WHERE id = {desk.appeal}")))
