"""``python -m tests.benchmarks [NAME …]``: run benchmarks and put their output into docs/benchmarks.md.

Each part stands between two marks in the page, so one can be measured anew without the others.
"""

import os
import platform
import re
import sys
from collections.abc import Callable
from datetime import UTC, datetime

from tests.benchmarks import (
    answers,
    browser,
    bulk_load,
    city,
    contractor_page,
    following,
    imports,
    lighthouse,
    loading,
    planning,
    prints,
    rasters,
    tiles,
)
from tests.benchmarks.appeals import contact, links, topics
from tests.benchmarks.appeals import importing as appeals_import
from tests.benchmarks.appeals import registering as appeals_http
from tests.benchmarks.appeals import relinking as appeals_linking
from tests.benchmarks.questions import page as questions
from tests.benchmarks.stage import ROOT

PAGE = ROOT / "docs" / "benchmarks.md"
PARTS: dict[str, tuple[str, Callable[[], str]]] = {
    "loading": ("Loading files", loading.run),
    "bulk_load": ("Loading 200,000 works, beside ogr2ogr and geopandas", bulk_load.run),
    "tiles": ("Building and serving tiles", tiles.run),
    "planning": ("The planner's pages with 200,000 works", planning.run),
    "imports": ("A plan from upload to map", imports.run),
    "rasters": ("Pixels under the works", rasters.run),
    "prints": ("Printing a district's plan", prints.run),
    "browser": ("The first map in a browser", browser.run),
    "lighthouse": ("The pages of a resident, judged by Lighthouse", lighthouse.run),
    "appeals_import": ("The register of another city taken over", appeals_import.run),
    "appeals_http": ("Registering an appeal over HTTP", appeals_http.run),
    "appeals_linking": ("Linking 400,000 appeals to 20,000 works", appeals_linking.run),
    "answers": ("The answer for a place", answers.run),
    "city": ("The city's pages, files and feeds", city.run),
    "following": ("Telling 50,000 followers of 5,000 works", following.run),
    "contractor_page": ("The contractor's first page on a phone", contractor_page.run),
}
# Judged sets: no measure of time, so not part of all; each writes its page: docs/appeals_evaluation.md,
# docs/answers_evaluation.md.
EVALUATIONS: dict[str, Callable[[], None]] = {
    "appeal_links": links.main,
    "first_contact": contact.main,
    "topics": topics.main,
    "questions": questions.main,
}
HEAD = """# Benchmarks

`make bench` measures all of it anew and writes this page; `python -m tests.benchmarks NAME` one part. Machines are
noisy: figures are medians of several runs, and ratios are against a peer measured in the same run. Nothing here is
asserted by a test.
"""


def _replace(page: str, name: str, title: str, body: str) -> str:
    measured = (
        f"Measured {datetime.now(UTC):%Y-%m-%d} on {os.cpu_count()} cores, Python {platform.python_version()}: "
        f"`python -m tests.benchmarks {name}`"
    )
    section = f"<!-- {name} -->\n## {title}\n\n{measured}\n\n{body}\n<!-- /{name} -->"
    marked = re.compile(rf"<!-- {name} -->.*?<!-- /{name} -->", re.DOTALL)
    if marked.search(page):
        return marked.sub(lambda _: section, page)
    return page.rstrip() + "\n\n" + section + "\n"


def main(names: list[str]) -> int:
    """Run the parts named, all when none is."""
    if set(names) & set(EVALUATIONS):
        for name in names:
            EVALUATIONS[name]()
        return 0
    unknown = set(names) - set(PARTS)
    if unknown:
        print(f"unknown: {', '.join(sorted(unknown))}; there are: {', '.join((*PARTS, *EVALUATIONS))}", file=sys.stderr)
        return 2
    for name in names or PARTS:
        title, measure = PARTS[name]
        print(f"== {title}", flush=True)
        body = measure()
        print(body, flush=True)
        page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else HEAD
        PAGE.write_text(_replace(page, name, title, body), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
