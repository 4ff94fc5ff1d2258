"""The pages of a resident as Lighthouse judges them on its phone profile: scores, first paint, layout shift, bytes.

    npm ci --prefix tests/audit
    python -m tests.benchmarks lighthouse

Lighthouse is ten times as large as all that builds the pages, so it has a folder of its own. Its phone is slowed four
times, on a line of 1.6 Mbit/s with 150 ms round trips. On the map page software GL takes the main
thread and spoils the score of performance: there first paint, shift and bytes count.
"""

import os
import statistics
import subprocess
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote

import httpx
import orjson

from tests.benchmarks.browser import FLAGS, served
from tests.benchmarks.stage import ROOT, fresh_stage, table

PROGRAM = ROOT / "tests" / "audit" / "node_modules" / "lighthouse" / "cli" / "index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
RUNS = 3
ADDRESS = "Абая 10"
# A local page comes without https, and scanners of the search engines' kind are not asked.
SKIPPED = ("redirects-http",)


@dataclass(frozen=True, slots=True)
class Judgement:
    """One visit: scores of 100 by category, seconds, the shift, kilobytes, and what was found wrong."""

    scores: dict[str, float]
    paint_s: float
    largest_paint_s: float
    shift: float
    kilobytes: float
    wrong: tuple[str, ...]


def judge(url: str) -> Judgement:
    """Lighthouse's judgement of a page. Raises RuntimeError when it could not judge."""
    if not PROGRAM.is_file():
        raise RuntimeError("Lighthouse is not installed: npm ci --prefix tests/audit")
    with TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        done = subprocess.run(
            ["node", str(PROGRAM), url, "--output=json", f"--output-path={report}", "--quiet",
             f"--only-categories={','.join(CATEGORIES)}", f"--skip-audits={','.join(SKIPPED)}",
             f"--chrome-flags=--headless=new {' '.join(FLAGS)}"],
            env=os.environ | {"CHROME_PATH": "/usr/bin/chromium"}, capture_output=True, text=True, timeout=300,
        )  # fmt: skip
        if done.returncode or not report.is_file():
            raise RuntimeError(done.stderr[-2000:])
        return _read(orjson.loads(report.read_bytes()))


def _read(report: dict[str, Any]) -> Judgement:
    audits = report["audits"]
    weighed = {one["id"] for found in report["categories"].values() for one in found["auditRefs"] if one["weight"]}
    return Judgement(
        scores={name: 100 * (report["categories"][name]["score"] or 0) for name in CATEGORIES},
        paint_s=audits["first-contentful-paint"]["numericValue"] / 1000,
        largest_paint_s=audits["largest-contentful-paint"]["numericValue"] / 1000,
        shift=audits["cumulative-layout-shift"]["numericValue"],
        kilobytes=audits["total-byte-weight"]["numericValue"] / 1000,
        wrong=tuple(sorted(id for id in weighed if (audits[id]["score"] or 0) < 1 and audits[id]["score"] is not None)),
    )


def paths(address: str) -> dict[str, str]:
    """The pages that are judged, by the words of the table; the work is the first that the service names."""
    work = httpx.get(f"{address}/api/works?limit=1&lang=ru").json()["items"][0]["id"]
    return {
        "`/`": "/?lang=ru",
        "`/place`": f"/place?lang=ru&q={quote(ADDRESS)}",
        "`/works/{id}`": f"/works/{work}?lang=ru",
        "`/city`": "/city?lang=ru",
    }


def judge_all(address: str, runs: int = RUNS) -> dict[str, list[Judgement]]:
    """Some judgements of each page."""
    return {name: [judge(address + path) for _ in range(runs)] for name, path in paths(address).items()}


def _row(name: str, judged: list[Judgement]) -> list[str]:
    middle = {category: statistics.median(one.scores[category] for one in judged) for category in CATEGORIES}
    wrong = sorted({id for one in judged for id in one.wrong})
    return [
        name,
        *(f"{middle[category]:.0f}" for category in CATEGORIES),
        f"{statistics.median(one.paint_s for one in judged):.2f}",
        f"{statistics.median(one.largest_paint_s for one in judged):.2f}",
        f"{statistics.median(one.shift for one in judged):.3f}",
        f"{statistics.median(one.kilobytes for one in judged):.0f}",
        ", ".join(wrong),
    ]


def report(judged: dict[str, list[Judgement]]) -> str:
    """Markdown: a row for each page."""
    header = ["page", "performance", "accessibility", "best practices", "SEO", "first paint, s", "largest paint, s",
              "layout shift", "kB", "below its best"]  # fmt: skip
    return table(header, [_row(name, found) for name, found in judged.items()])


def run() -> str:
    """Markdown: medians of three visits of each page, on the demo data."""
    with fresh_stage() as stage:
        stage.command("etl", "--quiet", "load-demo")
        with served(stage) as address:
            return report(judge_all(address))
