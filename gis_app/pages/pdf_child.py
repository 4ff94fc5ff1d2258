"""The program that lays out one print, in a process of its own: `gis_app/pages/pdf.py` starts it.

Standard input: JSON, ``{"html": …, "files": {name: [content in base64, media type]}}``. Standard output: the PDF.
"""

import json
import resource
import sys
from base64 import b64decode
from collections.abc import Mapping

from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

# A thousand works need a third of it.
MOST_MEMORY_BYTES = 3_000_000_000
MOST_PROCESSOR_SECONDS = 170
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


def main(asked: str | bytes) -> bytes:
    """The document as PDF/UA-1."""
    given = json.loads(asked)
    files = {name: (b64decode(content), media_type) for name, (content, media_type) in given["files"].items()}
    made: bytes = HTML(string=given["html"], url_fetcher=OwnFiles(files)).write_pdf(pdf_variant="pdf/ua-1")
    return made


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_PROCESSOR_SECONDS, MOST_PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.buffer.write(main(sys.stdin.buffer.read()))
