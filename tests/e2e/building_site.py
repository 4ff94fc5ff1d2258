"""A building site for tests in a browser: two contractors with works, and a server that can be stopped."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from sqlalchemy import Engine, text

from gis_app.accounts.sessions import open_session
from gis_app.db.embedded import Cluster
from gis_app.db.session import make_engine, session_scope
from gis_app.settings import Settings
from tests.e2e.conftest import SOFTWARE_DRAWING_MS, _administer, _free_port, _wait_until_ready, watch
from tests.e2e.programs import Program
from tests.grid import Grid
from tests.integration.works.people import add_city, add_work
from tests.people import PASSWORD, add_user

GRID = Grid()


@dataclass
class Site:
    """The server, its database, and the ids of works and people by what they are for."""

    engine: Engine
    settings: Settings
    folder: Path
    port: int
    environment: dict[str, str]
    works: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    server: Program | None = None

    @property
    def address(self) -> str:
        """Where the pages are."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start the server where it was before."""
        log = self.folder / "server.log"
        asked = ("gis_app.main:create_app", "--factory", "--port", str(self.port))
        self.server = Program("uvicorn", *asked, environment=self.environment, log=log)
        _wait_until_ready(self.address, self.server, log)

    def stop(self) -> None:
        """Stop the server: the network is there, and nobody answers."""
        if self.server is not None:
            self.server.stop()
            self.server = None

    def token(self, person: str) -> str:
        """A new session of a person."""
        with session_scope(self.engine) as session:
            from gis_app.accounts.models import User

            return open_session(session, self.settings, session.get_one(User, self.people[person]), "test")

    def ask(self, statement: str, **values: object) -> list[tuple[object, ...]]:
        """Rows of a question about the database."""
        with self.engine.begin() as connection:
            found = connection.execute(text(statement), values)
            return [tuple(row) for row in found] if found.returns_rows else []

    def reports(self, work: str) -> list[tuple[object, ...]]:
        """The reports of a work: kind and number of photos, in the order of their arrival."""
        return self.ask(
            "SELECT r.kind, (SELECT count(*) FROM site_report_photos AS p WHERE p.report_id = r.id) "
            "FROM site_reports AS r WHERE r.work_id = :work ORDER BY r.id",
            work=self.works[work],
        )


def _fill(site: Site, today: date) -> None:
    """Works of our organisation, each for one test, and people of both."""
    days = {"planned_start": today - timedelta(days=3), "planned_end": today + timedelta(days=1)}
    with session_scope(site.engine) as session:
        city = add_city(session)
        given = {"contractor_id": city["ours"], "district_id": city["here"]} | days
        for number, name in enumerate(("first", "second", "third", "fourth", "fifth", "sixth")):
            title = f"Ремонт {number + 1}-го участка"
            shape = GRID.line((0, number), (2, number))
            site.works[name] = add_work(session, shape, state="scheduled", title_ru=title, **given)
        late = given | {"planned_start": today - timedelta(days=20), "planned_end": today - timedelta(days=4)}
        site.works["late"] = add_work(session, GRID.point(5, 5), state="in_progress", title_ru="Ямы у школы", **late)
        for person, organisation in (("ours", "ours"), ("colleague", "ours"), ("theirs", "theirs")):
            user = add_user(session, "contractor", email=f"{person}@example.kz", password=PASSWORD,
                            organisation_id=city[organisation])  # fmt: skip
            site.people[person] = user.id


@pytest.fixture(scope="module")
def site(
    test_cluster: Cluster, template_database: str, tmp_path_factory: pytest.TempPathFactory, front_end: None
) -> Iterator[Site]:
    """One site for the tests of a module: each test has works of its own."""
    name = f"site_{os.getpid()}_{uuid4().hex[:6]}"
    _administer(test_cluster, f"CREATE DATABASE {name} TEMPLATE {template_database}")
    settings = Settings(cluster="test", database_url=test_cluster.url(name))
    engine = make_engine(settings)
    environment = os.environ | {"GIS_APP_DATABASE_URL": test_cluster.url(name)}
    made = Site(engine, settings, tmp_path_factory.mktemp("site"), _free_port(), environment)
    _fill(made, datetime.now(ZoneInfo(settings.time_zone)).date())
    made.start()
    yield made
    made.stop()
    engine.dispose()
    _administer(test_cluster, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


Phone = Callable[..., Page]


@pytest.fixture
def phone(browser: Browser, site: Site) -> Iterator[Phone]:
    """A phone in the hand of a person: signed in, at a known place. Nothing may leave the machine."""
    opened: list[tuple[BrowserContext, list[str]]] = []

    def taken(
        person: str = "ours", *, width: int = 390, lang: str = "ru", script: bool = True, begin: bool = True
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 844 if width < 600 else 900},
            is_mobile=width < 600,
            has_touch=width < 600,
            java_script_enabled=script,
            reduced_motion="reduce",
            geolocation={"longitude": 76.901, "latitude": 43.251},
            permissions=["geolocation"],
        )
        context.add_cookies([{"name": "session", "value": site.token(person), "url": site.address}])
        opened.append((context, watch(context, without_cache=True)[0]))
        page = context.new_page()
        page.set_default_timeout(SOFTWARE_DRAWING_MS)
        if begin:
            page.goto(f"{site.address}/contractor?lang={lang}")
        return page

    yield taken
    for context, left in opened:
        context.close()
        assert left == []


def wait_until_kept(page: Page, *works: int) -> None:
    """Wait until the pages of these works can be read without a network."""
    page.evaluate(
        """async (works) => {
            for (let tries = 0; tries < 600; tries += 1) {
                const names = (await caches.keys()).filter((name) => name.startsWith('contractor-pages-'));
                const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
                const paths = kept.flat().map(({ url }) => new URL(url).pathname);
                const wanted = ['/contractor', ...works.map((id) => `/contractor/works/${id}`)];
                if (wanted.every((path) => paths.includes(path))) return;
                await new Promise((resolve) => setTimeout(resolve, 100));
            }
            throw new Error('the pages were not kept');
        }""",
        list(works),
    )
