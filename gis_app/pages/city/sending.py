"""How files and feeds of the city's data are sent: written once a minute, each with its licence, for every site."""

import gzip
import os
import tempfile
import weakref
import zlib
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, BinaryIO, Final, Literal

from starlette.responses import Response, StreamingResponse

from gis_app.city.feeds import Entry, write_atom
from gis_app.city.files import Row, Terms, write_csv, write_geojson
from gis_app.pages.city.request import CityRequest
from gis_app.pages.shared_caches import kept_by_all

DataForm = Literal["csv", "geojson"]
_KINDS: Final[dict[str, str]] = {
    "csv": "text/csv; charset=utf-8", "geojson": "application/geo+json", "atom": "application/atom+xml",
    "ics": "text/calendar; charset=utf-8",
}  # fmt: skip
_WRITERS: Final[dict[str, Callable[[BinaryIO, Sequence[str], Iterable[Row], Terms], Any]]] = {
    "csv": write_csv, "geojson": write_geojson,
}  # fmt: skip
_PIECE = 64 * 1024
# A quarter of the time of the usual level, for a tenth more bytes.
_LEVEL = 4


@dataclass(eq=False)
class _KeptFile:
    """A nameless file on disk, gzipped, closed when the memory and the last answer have let go of it."""

    number: int
    size: int

    def __init__(self, file: BinaryIO) -> None:
        file.flush()
        self.number, self.size = os.dup(file.fileno()), file.tell()
        weakref.finalize(self, os.close, self.number)

    def pieces(self) -> Iterator[bytes]:
        """What is in it, from the beginning, for each reader by itself."""
        at = 0
        while piece := os.pread(self.number, _PIECE, at):
            at += len(piece)
            yield piece


def send_rows(
    city: CityRequest,
    form: DataForm,
    columns: Sequence[str],
    key: Hashable,
    read: Callable[[], Iterable[Row]],
    name: str,
    of: Hashable = None,
) -> Response:
    """The rows that `read` gives, which must depend on `key`, `of`, the language and the day alone.

    `of` is what no link can ask for, such as the moment of what they are made of: the latest alone is kept.
    """
    kept = city.files.get(
        (form, city.today, city.lang, city.is_training, key),
        (city.site, of),
        lambda: _write(form, columns, read(), city.terms),
    )
    headers = _headers(city) | {"content-disposition": f'attachment; filename="{name}.{form}"'}
    if "gzip" in city.request.headers.get("accept-encoding", ""):
        headers |= {"content-encoding": "gzip", "content-length": str(kept.size)}
        return StreamingResponse(kept.pieces(), media_type=_KINDS[form], headers=headers)
    return StreamingResponse(_unpacked(kept), media_type=_KINDS[form], headers=headers)


def _write(form: DataForm, columns: Sequence[str], rows: Iterable[Row], terms: Terms) -> _KeptFile:
    """The session ends before the first byte is sent: so all is written first."""
    with tempfile.TemporaryFile() as file:
        with gzip.GzipFile(fileobj=file, mode="wb", compresslevel=_LEVEL, mtime=0) as packed:
            _WRITERS[form](packed, columns, rows, terms)  # type: ignore[arg-type]
        return _KeptFile(file)


def _unpacked(kept: _KeptFile) -> Iterator[bytes]:
    unpacking = zlib.decompressobj(zlib.MAX_WBITS | 16)
    for piece in kept.pieces():
        yield unpacking.decompress(piece)


def send_feed(city: CityRequest, path: str, page: str, title: str, read: Callable[[], Iterable[Entry]]) -> Response:
    """The feed at `path` (with what narrows it), about `page`; `read` depends on the path, the language and the day."""
    own = f"{path}{'&' if '?' in path else '?'}lang={city.lang}"
    body = city.files.get(
        ("atom", own, city.today, city.is_training),
        city.site,
        lambda: write_atom(city.site, own, page, title, city.lang, city.terms, read()),
    )
    return send_known(city, "atom", body)


def send_known(city: CityRequest, form: Literal["atom", "ics"], body: bytes, name: str = "") -> Response:
    """The bytes; a program that has them already is told so (304), since programs ask every hour."""
    headers = _headers(city) | {"etag": f'"{sha256(body).hexdigest()[:32]}"'}
    if name:
        headers["content-disposition"] = f'inline; filename="{name}.{form}"'
    if city.request.headers.get("if-none-match") == headers["etag"]:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=_KINDS[form], headers=headers)


def _headers(city: CityRequest) -> dict[str, str]:
    return {
        "link": f'<{city.terms.licence_url}>; rel="license"',
        "access-control-allow-origin": "*",
        "cache-control": kept_by_all(city.request, city.lang, "public, max-age=60"),
        "content-security-policy": "default-src 'none'; sandbox",
        "vary": "Accept-Language, Accept-Encoding",
    }
