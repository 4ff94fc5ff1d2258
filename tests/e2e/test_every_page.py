"""Every page of the demo, in three languages, on a phone and on a desk: axe finds nothing, nothing hangs over the edge.

Which pages there are is read from the table of access: a new page is looked at, or stands in LEFT_OUT with its reason.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.accounts.access import ACCESS, may
from gis_app.accounts.models import GrantRow, User
from gis_app.accounts.sessions import open_session
from gis_app.db.embedded import Cluster
from gis_app.db.session import make_engine
from gis_app.settings import Settings
from tests.conftest import administer
from tests.e2e.conftest import ROOT, _free_port, _wait_until_ready, run_etl
from tests.e2e.test_accounts import SIZES
from tests.e2e.test_map_page import violations

pytestmark = pytest.mark.e2e

LANGUAGES = ("kk", "ru", "en")
VISITOR = "visitor"
# Not for eyes: data, files, pictures, scripts, and what leads on at once.
NO_PAGES = ("/api", "/ogc", "/tiles", "/raster/", "/feeds/")
NO_PAGE_ENDS = (".json", ".js", ".xml", ".txt", ".csv", ".xlsx", ".gpkg", ".tif", ".pdf", ".png", ".svg", ".ics",
                ".atom", ".jpg", ".webmanifest", ".{form}", "/file", "/progress")  # fmt: skip
LEFT_OUT = {
    "/": "WebGL by software takes seconds: tests/e2e/test_map_page.py and test_residents_map.py ask axe about it",
    "/health": "for machines",
    "/ready": "for machines",
    "/metrics": "for machines",
    "/contractor/session": "for the phone's own script",
    "/planner/plan.html": "a map in one file: tests/e2e/test_offline_map.py",
    "/outages/files/{file_id}": "a file",
    "/reception/situations/files/{file_id}": "a file",
    "/follow/by/push": "the key that a browser needs, for its script",
    "/follow/{token}": "a mail leads there: tests/integration/subscriptions",
    "/follow/{token}/stop": "a mail leads there",
    "/follow/{token}/place": "leads on from there: tests/integration/subscriptions",
    "/follow/by/telegram/{code}": "needs a bot: tests/integration/subscriptions",
    "/messages/stop/{token}": "a mail leads there: tests/e2e/test_messages.py",
    "/account/reset/{token}": "a mail leads there: tests/e2e/test_accounts.py",
    "/invitations/{token}": "a mail leads there: tests/e2e/test_accounts.py",
    "/imports/{upload_id}": "needs an upload: tests/e2e/test_plan_by_a_contractor.py",
    "/imports/{upload_id}/columns": "needs an upload",
    "/imports/{upload_id}/rows/{row_id}": "needs an upload",
    "/planner/rasters/{raster_id}": "needs a raster: tests/e2e/test_overlays.py",
    "/messages/{message_id}": "leads on to what the message is about",
    "/review/{item_id}": "the demo leaves nothing to review: tests/e2e/test_life_and_review.py",
}
# One of each that a path names: a statement, asked once.
ONE_OF = {
    "work_id": "SELECT id FROM works WHERE is_training AND state = 'finished' AND contractor_id IS NOT NULL LIMIT 1",
    "outage_id": "SELECT id FROM outages WHERE state = 'published' ORDER BY id LIMIT 1",
    "organisation_id": "SELECT contractor_id FROM works WHERE is_training AND contractor_id IS NOT NULL LIMIT 1",
    "district_id": "SELECT id FROM districts WHERE valid_to IS NULL ORDER BY id LIMIT 1",
    "place_id": "SELECT 'house:' || id FROM houses ORDER BY id LIMIT 1",
    "code": "SELECT code FROM life_situations ORDER BY code LIMIT 1",
    "user_id": "SELECT id FROM users ORDER BY id LIMIT 1",
    "request_id": "SELECT id FROM extension_requests ORDER BY id LIMIT 1",
    "appeal_id": "SELECT id FROM appeals WHERE is_training AND status = 'in_check' ORDER BY id LIMIT 1",
}
# What is somebody's own: of the organisation that the role's account speaks for.
OWN = {
    ("work_id", "contractor"): "SELECT id FROM works WHERE contractor_id = :own AND state = 'in_progress' ORDER BY id "
    "LIMIT 1",
    ("request_id", "contractor"): "SELECT e.id FROM extension_requests AS e JOIN works AS w ON w.id = e.work_id "
    "WHERE w.contractor_id = :own ORDER BY e.id LIMIT 1",
    ("appeal_id", "executor"): "SELECT id FROM appeals WHERE is_training AND body_id = :own AND status IN ('sent', "
    "'in_work') ORDER BY id LIMIT 1",
    ("appeal_id", "contractor"): "SELECT a.id FROM appeals AS a JOIN appeal_links AS l ON l.appeal_id = a.id JOIN "
    "works AS w ON w.id = l.work_id WHERE a.is_training AND w.contractor_id = :own AND l.state <> 'rejected' "
    "ORDER BY a.id LIMIT 1",
}

# WCAG 2.2, 1.4.10: nothing is scrolled sideways at this width, by anybody.
NARROWEST = 320
# Pages whose choices and numbers are looked at on narrow phones too: maps, tables, calendars.
NARROW = ("/place", "/place/pin", "/city", "/city/outages", "/city/finished", "/city/works",
          "/city/districts/{district_id}", "/outages", "/guide", "/follow")  # fmt: skip
ONE_LINE = """all => all.map(one => [...one.children].at(one.children.length > 1 ? 1 : 0) ?? one)
  .filter(one => { const range = document.createRange(); range.selectNodeContents(one);
    return new Set([...range.getClientRects()].map(box => box.top)).size > 1; }).map(one => one.textContent)"""


@dataclass(frozen=True)
class Served:
    """The demo behind a server: its address, a session of each role, and one of each thing that a path names."""

    address: str
    sessions: dict[str, str]
    known: dict[str, str]
    own: dict[tuple[str, str], str]

    def filled(self, path: str, role: str) -> str:
        """The path with one of each thing that it names."""
        for key, value in self.known.items():
            path = path.replace(f"{{{key}}}", self.own.get((key, role), value) or "{missing}")
        return path


def pages() -> list[str]:
    """The paths of all pages, as the table of access has them."""
    found = [route.removeprefix("GET ") for route in ACCESS if route.startswith("GET ")]
    return [path for path in found if not path.startswith(NO_PAGES) and not path.endswith(NO_PAGE_ENDS)]


def role_for(path: str) -> str:
    """Who looks at a page: whoever's daily work it is, the visitor where everybody may."""
    row = ACCESS[f"GET {path}"]
    roles = (None, "operator", "contractor", "executor", "planner", "inspector", "administrator")
    return next(role or VISITOR for role in roles if may(row, None if role is None else frozenset({role})))


@pytest.fixture(scope="module")
def served(
    test_cluster: Cluster, template_database: str, tmp_path_factory: pytest.TempPathFactory, front_end: None
) -> Iterator[Served]:
    name, log = f"pages_{os.getpid()}_{uuid4().hex[:6]}", tmp_path_factory.mktemp("pages") / "server.log"
    administer(test_cluster, f"CREATE DATABASE {name} OWNER gis_app TEMPLATE {template_database}")
    url = test_cluster.url(name)
    token = re.findall(r"/appeals/([\w-]+)", run_etl(url, "load-demo"))[-1]
    settings = Settings(cluster="test", database_url=url)
    engine = make_engine(settings)
    with Session(engine) as session, session.begin():
        sessions = {
            role: open_session(session, settings, user, "test")
            for user, role in session.query(User, GrantRow.role).join(GrantRow, GrantRow.user_id == User.id)
        }
        known = {key: str(session.scalar(text(sql)) or "") for key, sql in ONE_OF.items()} | {"token": token}
        bodies = {grant.role: grant.organisation_id for grant in session.query(GrantRow)}
        own = {
            (key, role): str(session.scalar(text(sql), {"own": bodies[role]}) or "") for (key, role), sql in OWN.items()
        }
    engine.dispose()
    port = _free_port()
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "gis_app", "serve", "--port", str(port)],
            cwd=ROOT, env=os.environ | {"GIS_APP_DATABASE_URL": url}, stdout=output, stderr=output,
        )  # fmt: skip
        try:
            _wait_until_ready(f"http://127.0.0.1:{port}", server, Path(log))
            yield Served(f"http://127.0.0.1:{port}", sessions, known, own)
        finally:
            server.terminate()
            server.wait(20)
            administer(test_cluster, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def test_what_is_left_out_is_there() -> None:
    assert set(LEFT_OUT) <= set(pages())


@pytest.mark.parametrize("role", [VISITOR, "operator", "contractor", "executor", "planner", "administrator"])
def test_axe_finds_nothing_on_any_page_in_any_language(served: Served, browser: Browser, role: str) -> None:
    context = browser.new_context(base_url=served.address, reduced_motion="reduce")
    if role != VISITOR:
        context.add_cookies([{"name": "session", "value": served.sessions[role], "url": served.address}])
    page = context.new_page()
    faults: list[str] = []
    for path in pages():
        if path in LEFT_OUT or role_for(path) != role:
            continue
        asked = served.filled(path, role)
        if "{" in asked:
            faults.append(f"{path}: nothing of this kind is in the demo")
            continue
        for lang in LANGUAGES:
            answer = page.goto(f"{asked}?lang={lang}")
            if answer is None or answer.status >= 400:
                faults.append(f"{asked} {lang}: {None if answer is None else answer.status}")
                continue
            for size, (width, height) in SIZES.items():
                page.set_viewport_size({"width": width, "height": height})
                faults += [f"{asked} {lang} {size}: {fault}" for fault in violations(page)]
                wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                faults += [f"{asked} {lang} {size}: {wide} px too wide"] if wide > 0 else []
            page.set_viewport_size({"width": NARROWEST, "height": 640})
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            faults += [f"{asked} {lang} {NARROWEST} px: {wide} px too wide"] if wide > 0 else []
    context.close()
    assert faults == []


@pytest.mark.parametrize("width", [320, 360])
def test_nothing_hangs_over_the_edge_of_the_narrowest_phones(served: Served, browser: Browser, width: int) -> None:
    page = browser.new_page(base_url=served.address, viewport={"width": width, "height": 640})
    faults: list[str] = []
    for path in NARROW:
        for lang in LANGUAGES:
            page.goto(f"{served.filled(path, VISITOR)}?lang={lang}")
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            faults += [f"{path} {lang}: {wide} px too wide"] if wide > 0 else []
            # A day of the calendar is one line: "1" over "2" is no 12.
            broken = page.locator(".city-date").evaluate_all(ONE_LINE)
            faults += [f"{path} {lang}: {day} in two lines" for day in broken]
    page.close()
    assert faults == []
