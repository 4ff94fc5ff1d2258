"""The program that lays out one print, in a process of its own: `gis_app/pages/prints/pdf.py` starts it.

Standard input: JSON of `html`, of `map` (a PlanMap, or null) and of what its `bar` says. Argument: the folder where the
fonts are kept. Standard output: the document as tagged PDF (PDF/UA-1).
"""

import gc
import json
import sys
from collections.abc import Mapping
from pathlib import Path

from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

from gis_app.pages.drawn_plan import plan_of_json
from gis_app.pages.prints.fonts import WEIGHTS, font
from gis_app.pages.prints.plan_picture import picture_of

# What a document may name: files of our own, by this scheme alone.
OWN = "print://"


class OutsideFileError(ValueError):
    """A print named a file that is not given with it."""


class OwnFiles(URLFetcher):  # type: ignore[misc]
    """The files that a document may name, as `print://<name>`; every other address ends the rendering."""

    def __init__(self, files: Mapping[str, tuple[bytes, str]]) -> None:
        super().__init__(fail_on_errors=True)
        self._files = files

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """The content and the media type of a file; OutsideFileError for what is not given."""
        name = url.removeprefix(OWN)
        if not url.startswith(OWN) or name not in self._files:
            raise OutsideFileError(f"a print names {url[:80]}")
        content, media_type = self._files[name]
        return URLFetcherResponse(url, content, {"Content-Type": media_type})


def main(fonts: str) -> None:
    """Lay out what standard input asks."""
    # Nothing that a print makes is thrown away before its end, so looking for it would be a fifth of the time.
    gc.disable()
    asked = json.load(sys.stdin)
    regular, bold = (font(Path(fonts), weight) for weight in WEIGHTS)
    files = {f"noto-sans-{weight}": (file, "font/ttf") for weight, file in zip(WEIGHTS, (regular, bold), strict=True)}
    if asked["map"] is not None:
        picture = picture_of(plan_of_json(asked["map"]), asked["bar"], regular, bold)
        files["map"] = (picture, "image/png")
    HTML(string=asked["html"], url_fetcher=OwnFiles(files)).write_pdf(sys.stdout.buffer, pdf_variant="pdf/ua-1")
