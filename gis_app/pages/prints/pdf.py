"""A page of HTML as PDF, laid out by a process of its own (gis_app/pages/prints/pdf_child.py).

That process gives its memory back when it ends, and a document that the layout cannot cope with ends it and nothing
else: WeasyPrint goes round for ever in a path of SVG that it does not understand, and eats memory as it goes.
"""

import json
import logging
from dataclasses import asdict
from pathlib import Path

from gis_app.child import ChildEndedError, ChildLimits, run_in_child
from gis_app.errors import PrintTooLargeError
from gis_app.pages.drawn_plan import PlanMap
from gis_app.pages.turns import Turns

# Laying out a long table is seconds of pure computing.
_PRINTS = Turns(at_once=2, may_come=8, longest_wait_s=60)
# 500 works take nine seconds of the processor (docs/benchmarks.md); the time and the memory for 1,000 leave room.
LIMITS = ChildLimits(memory_bytes=3_000_000_000, processor_s=120, wall_s=180)
_log = logging.getLogger(__name__)


def make_pdf(html: str, plan: PlanMap | None, bar: str, fonts: Path) -> bytes:
    """The document `html` as PDF/UA-1; it may name the picture of `plan` as `print://map`.

    Waits while others print: UnavailableError when that takes too long. PrintTooLargeError when the print itself takes
    more than any may.
    """
    given = {"html": html, "map": None if plan is None else asdict(plan), "bar": bar}
    with _PRINTS.turn():
        try:
            return run_in_child("gis_app.pages.prints.pdf_child", [str(fonts)], json.dumps(given).encode(), LIMITS)
        except ChildEndedError as ended:
            _log.error("a print of %d letters was ended: %s", len(html), ended)
            raise PrintTooLargeError("this is too much for one print") from ended
