"""The first map in a browser: bytes over the network and time until the map is drawn, on the demo data.

    python -m tests.benchmarks browser

Chromium draws with software GL here; a phone's graphics chip is faster and its network slower. `throttled` is a
connection of 1.6 Mbit/s with 150 ms round trips and a processor slowed four times.
"""

import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from tests.benchmarks.stage import ROOT, Stage, fresh_stage, table

PORT = 8771
RUNS = 5
FLAGS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-background-networking"]
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}


@contextmanager
def served(stage: Stage) -> Iterator[str]:
    """The server on the stage's database, as a process of its own."""
    process = subprocess.Popen(
        [sys.executable, "-m", "gis_app", "serve", "--port", str(PORT)],
        cwd=ROOT, env=stage.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://127.0.0.1:{PORT}"
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{address}/ready", timeout=1).read()
                break
            except (urllib.error.URLError, TimeoutError):
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait()


def _visit(browser: Browser, address: str, *, phone: bool, throttled: bool) -> dict[str, float]:
    """One cold visit: transferred bytes and seconds to the first paint and to the drawn map."""
    size = {"width": 360, "height": 740} if phone else {"width": 1280, "height": 800}
    context = browser.new_context(viewport=size, locale="ru")
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    if throttled:
        session.send("Network.emulateNetworkConditions", SLOW)
        session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    received: list[float] = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    began = time.perf_counter()
    page.goto(f"{address}/?lang=ru")
    page.wait_for_selector("[data-ready]", timeout=120_000, state="attached")
    seconds = time.perf_counter() - began
    paint = page.evaluate(
        "() => performance.getEntriesByName('first-contentful-paint').map(entry => entry.startTime / 1000)[0] ?? 0"
    )
    context.close()
    return {"bytes": sum(received), "requests": len(received), "paint_s": paint, "map_s": seconds}


def run() -> str:
    """Markdown: medians of five cold visits for phone and desktop, with and without throttling."""
    rows = []
    with fresh_stage() as stage:
        stage.command("etl", "--quiet", "load-demo")
        with served(stage) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
            for phone in (False, True):
                for throttled in (False, True):
                    visits = [_visit(browser, address, phone=phone, throttled=throttled) for _ in range(RUNS)]
                    middle = {key: statistics.median(visit[key] for visit in visits) for key in visits[0]}
                    name = ("phone 360×740" if phone else "desktop 1280×800") + (", throttled" if throttled else "")
                    rows.append(
                        [name, f"{middle['bytes'] / 1000:,.0f}", f"{middle['requests']:.0f}",
                         f"{middle['paint_s']:.2f}", f"{middle['map_s']:.2f}"]
                    )  # fmt: skip
            browser.close()
    header = ["page `/`, cold cache", "kB until the map is drawn", "requests", "first paint, s", "map drawn, s"]
    return table(header, rows)
