"""The contractor's first page on a phone: what crosses the network before the map, and what the server needs for it.

    python -m tests.benchmarks contractor_page

Bytes are those of the wire (compressed, with headers) in a cold browser: page, styles, scripts, signs and fonts until
the load event and two quiet seconds. What the offline worker fetches behind the page, and the map after a tap, go past
this count: they come later and are not waited for. The
person is of the busiest contractor of 200,000 works, whose list is as long as a list gets. `throttled` is a connection
of 1.6 Mbit/s with 150 ms round trips and a processor slowed four times.
"""

import statistics
import time
from urllib.parse import urlsplit

import httpx
from playwright.sync_api import Browser, Page, sync_playwright
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.accounts.grants import give
from gis_app.accounts.models import User
from gis_app.accounts.sessions import open_session
from gis_app.db.session import session_scope
from gis_app.settings import Settings
from tests.benchmarks.browser import FLAGS, RUNS, SLOW, served
from tests.benchmarks.generate import load
from tests.benchmarks.stage import fresh_stage, table

WORKS = 200_000
REQUESTS = 60
PHONE = {"width": 390, "height": 844}
WANTED_KB = 60
# What is asked of the server, by the words of the table.
PATHS = {
    "by date": "/contractor?lang=ru",
    "by street": "/contractor?lang=ru&view=street",
    "the nearest first": "/contractor?lang=ru&near=76.93,43.25",
    "one work": "/contractor/works/{work}?lang=ru",
}
_BUSIEST = text(
    "SELECT contractor_id, min(id) FROM works WHERE contractor_id IS NOT NULL AND state = 'in_progress' "
    "GROUP BY contractor_id ORDER BY count(*) DESC LIMIT 1"
)


def _enter(session: Session, settings: Settings) -> tuple[str, int]:
    """A session of a new person of the busiest contractor: its token, and one of the works."""
    contractor, work = session.execute(_BUSIEST).one()
    user = User(email="busy@example.kz", name="Busy", language="ru")
    session.add(user)
    session.flush()
    give(session, user, "contractor", contractor, None, actor="benchmark", actor_id=None)
    return open_session(session, settings, user, "benchmark"), work


class Wire:
    """Bytes that a page received, by kind of file."""

    def __init__(self, page: Page) -> None:
        self.kinds: dict[str, str] = {}
        self.bytes: dict[str, float] = {}
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.responseReceived", self._named)
        session.on("Network.loadingFinished", self._received)
        self.session = session

    def _named(self, event: dict[str, object]) -> None:
        response = event["response"]
        assert isinstance(response, dict)
        self.kinds[str(event["requestId"])] = _kind(str(response["url"]))

    def _received(self, event: dict[str, object]) -> None:
        kind = self.kinds.get(str(event["requestId"]), "other")
        self.bytes[kind] = self.bytes.get(kind, 0) + float(str(event["encodedDataLength"]))

    def total(self) -> float:
        """All bytes so far."""
        return sum(self.bytes.values())


def _kind(url: str) -> str:
    ending = urlsplit(url).path.rpartition(".")[2]
    return {"css": "styles", "js": "scripts", "svg": "signs", "woff2": "fonts"}.get(ending, "page")


def _visit(browser: Browser, address: str, token: str, *, throttled: bool) -> dict[str, float]:
    context = browser.new_context(viewport=PHONE, is_mobile=True, has_touch=True, locale="ru")
    context.add_cookies([{"name": "session", "value": token, "url": address}])
    page = context.new_page()
    wire = Wire(page)
    if throttled:
        wire.session.send("Network.emulateNetworkConditions", SLOW)
        wire.session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(f"{address}{PATHS['by date']}", wait_until="load")
    page.wait_for_timeout(2000)
    found = {f"kB {kind}": size / 1000 for kind, size in wire.bytes.items()} | {"kB": wire.total() / 1000}
    paint = "() => performance.getEntriesByName('first-contentful-paint').map(entry => entry.startTime / 1000)[0] ?? 0"
    found["paint_s"] = page.evaluate(paint)
    context.close()
    return found


def _ask(address: str, path: str, token: str) -> list[float]:
    """Seconds of each of some requests, one after the other, as the server needs them."""
    seconds = []
    with httpx.Client(base_url=address, cookies={"session": token}, headers={"accept-encoding": "gzip"}) as client:
        client.get(path).raise_for_status()
        for _ in range(REQUESTS):
            began = time.perf_counter()
            client.get(path).raise_for_status()
            seconds.append(time.perf_counter() - began)
    return seconds


def run() -> str:
    """Markdown: bytes of the first page by kind, first paint, and the server's time."""
    with fresh_stage() as stage:
        with session_scope(stage.engine) as session:
            load(session, stage.settings, WORKS)
        with stage.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE works"))
        with session_scope(stage.engine) as session:
            token, work = _enter(session, stage.settings)
        with served(stage) as address, sync_playwright() as playwright:
            times = {name: _ask(address, path.format(work=work), token) for name, path in PATHS.items()}
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
            visits = [_visit(browser, address, token, throttled=False) for _ in range(RUNS)]
            slow = [_visit(browser, address, token, throttled=True) for _ in range(RUNS)]
            browser.close()
    middle = {key: statistics.median(one[key] for one in visits if key in one) for key in visits[0]}
    kinds = [f"{name.removeprefix('kB ')} {size:.1f}" for name, size in middle.items() if name.startswith("kB ")]
    weight = [
        ["kB before the map, cold cache", f"{middle['kB']:.1f}", f"≤ {WANTED_KB}"],
        ["… of these", ", ".join(kinds), ""],
        ["first paint, s", f"{middle['paint_s']:.2f}", ""],
        ["first paint, throttled, s", f"{statistics.median(one['paint_s'] for one in slow):.2f}", ""],
    ]
    server = [
        [name, f"{statistics.median(seconds) * 1000:.0f}", f"{sorted(seconds)[int(len(seconds) * 0.95)] * 1000:.0f}"]
        for name, seconds in times.items()
    ]
    return (
        table(["`/contractor` on a phone 390×844", "measured", "wanted"], weight)
        + f"\n\nThe server's time for a contractor with a sixth of {WORKS:,} works, one after the other:\n\n"
        + table(["page", "median, ms", "95th percentile, ms"], server)
    )
