"""A page of HTML as a tagged PDF (PDF/UA-1), without asking anybody outside for anything."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from threading import BoundedSemaphore

from fontTools.merge import Merger
from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

from gis_app.errors import UnavailableError
from gis_app.pages.assets import get_assets

# Laying out a long table is seconds of pure computing: two at a time leave the server able to answer.
_AT_ONCE = BoundedSemaphore(2)
_LONGEST_WAIT_S = 60
WEIGHTS = (400, 600)
_SCRIPTS = ("latin", "latin-ext", "cyrillic", "cyrillic-ext")
# What a document may name: files of our own, by this scheme alone.
OWN = "print://"


class OutsideFileError(ValueError):
    """A print named a file that is not given with it."""


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


@contextmanager
def _turn() -> Iterator[None]:
    if not _AT_ONCE.acquire(timeout=_LONGEST_WAIT_S):
        raise UnavailableError("other plans are being printed just now")
    try:
        yield
    finally:
        _AT_ONCE.release()


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


def make_pdf(html: str, files: Mapping[str, tuple[bytes, str]]) -> bytes:
    """The document `html` as PDF/UA-1. `files` are what it may name as `print://<name>`: content and media type.

    Waits while others print; UnavailableError when that takes too long.
    """
    with _turn():
        given = {f"noto-sans-{weight}": (font(weight), "font/ttf") for weight in WEIGHTS} | dict(files)
        made: bytes = HTML(string=html, url_fetcher=OwnFiles(given)).write_pdf(pdf_variant="pdf/ua-1")
    return made
