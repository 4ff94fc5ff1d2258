"""A page of HTML as a tagged PDF (PDF/UA-1), made in a process of its own (gis_app/pages/pdf_child.py).

That process gives its memory back when it ends, and a document that the layout cannot cope with ends it and nothing
else: WeasyPrint goes round for ever in a path of SVG that it does not understand, and eats memory as it goes.
"""

import json
import logging
import subprocess
import sys
from base64 import b64encode
from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO

from fontTools.merge import Merger

from gis_app.errors import UnavailableError
from gis_app.pages.assets import get_assets
from gis_app.pages.turns import Turns

# Laying out a long table is seconds of pure computing.
_PRINTS = Turns(at_once=2, may_come=8, longest_wait_s=60)
# A thousand works take some 40 seconds of an idle processor.
LONGEST_S = 180.0
WEIGHTS = (400, 600)
_SCRIPTS = ("latin", "latin-ext", "cyrillic", "cyrillic-ext")

_log = logging.getLogger(__name__)


@lru_cache
def font(weight: int) -> bytes:
    """Noto Sans of a weight as one file, from the subsets that the pages load.

    One file, because a PDF whose words take their letters from several files of one family cannot be searched:
    the letters of one are read as those of another.
    """
    assets = get_assets()
    sources = (f"@fontsource/noto-sans/files/noto-sans-{one}-{weight}-normal.woff2" for one in _SCRIPTS)
    merged = Merger().merge([str(assets.path(source)) for source in sources])
    merged.flavor = None
    written = BytesIO()
    merged.save(written)
    return written.getvalue()


def make_pdf(html: str, files: Mapping[str, tuple[bytes, str]], longest_s: float = LONGEST_S) -> bytes:
    """The document `html` as PDF/UA-1. `files` are what it may name as `print://<name>`: content and media type.

    Waits while others print; UnavailableError when that, or the print itself, takes too long.
    """
    with _PRINTS.turn():
        given = {f"noto-sans-{weight}": (font(weight), "font/ttf") for weight in WEIGHTS} | dict(files)
        coded = {name: (b64encode(content).decode(), kind) for name, (content, kind) in given.items()}
        command = [sys.executable, "-m", "gis_app.pages.pdf_child"]
        try:
            done = subprocess.run(
                command,
                input=json.dumps({"html": html, "files": coded}).encode(),
                capture_output=True,
                timeout=longest_s,
                check=False,
            )
        except subprocess.TimeoutExpired:
            _log.error("a print was ended after %.0f s; its document has %d characters", longest_s, len(html))
            raise UnavailableError("the print took too long") from None
    if done.returncode != 0:
        _log.error("a print ended with %d: %s", done.returncode, done.stderr[-2000:].decode(errors="replace"))
        raise UnavailableError("the print broke off")
    return done.stdout
