"""Static files as a bare ASGI app in front of the API: compressed copies made by the build, hashed names for ever."""

import re
from dataclasses import dataclass
from email.utils import formatdate
from hashlib import blake2b
from mimetypes import guess_type
from pathlib import Path

from starlette.types import ASGIApp, Receive, Scope, Send

from gis_app.pages.assets import DIST_PATH, STATIC_PREFIX

# Vite's names: a hash of at least eight characters before the ending.
HASHED = re.compile(r"-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$")
FOR_EVER = b"public, max-age=31536000, immutable"
ASK_AGAIN = b"no-cache"
# In the order of preference: the smaller copy first.
ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".woff2": "font/woff2", ".svg": "image/svg+xml"}
Header = tuple[bytes, bytes]


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file of the build in memory with its compressed copies."""

    body: bytes
    copies: dict[str, bytes]
    headers: tuple[Header, ...]
    etag: bytes


def read_files(dist: Path) -> dict[str, StaticFile]:
    """Every file below `dist` by its path, e.g. `assets/map-page-x1.js`. A missing folder holds no files."""
    files: dict[str, StaticFile] = {}
    for path in sorted(dist.rglob("*")):
        if not path.is_file() or path.suffix in (".br", ".gz"):
            continue
        name = path.relative_to(dist).as_posix()
        body = path.read_bytes()
        beside = {code: path.with_name(path.name + ending) for code, ending in ENCODINGS}
        copies = {code: copy.read_bytes() for code, copy in beside.items() if copy.is_file()}
        kind = TYPES.get(path.suffix) or guess_type(path.name)[0] or "application/octet-stream"
        text = "; charset=utf-8" if kind.startswith("text/") else ""
        etag = f'"{blake2b(body, digest_size=8).hexdigest()}"'.encode()
        headers: tuple[Header, ...] = (
            (b"content-type", f"{kind}{text}".encode()),
            (b"cache-control", FOR_EVER if HASHED.search(path.name) else ASK_AGAIN),
            (b"last-modified", formatdate(path.stat().st_mtime, usegmt=True).encode()),
            (b"vary", b"Accept-Encoding"),
        )
        files[name] = StaticFile(body, copies, headers, etag)
    return files


def accepted_encodings(header: str) -> set[str]:
    """The encodings a client takes; one with q=0 it does not."""
    found = set()
    for part in header.split(","):
        name, _, weight = part.strip().partition(";")
        if weight.replace(" ", "") not in ("q=0", "q=0.0"):
            found.add(name.strip())
    return found


class StaticApp:
    """Answers `/static/…` from memory; every other request goes to the app behind it."""

    def __init__(self, inner: ASGIApp, dist: Path = DIST_PATH) -> None:
        self._inner = inner
        self._files = read_files(dist)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(STATIC_PREFIX):
            await self._inner(scope, receive, send)
            return
        file = self._files.get(scope["path"].removeprefix(STATIC_PREFIX))
        if file is None or scope["method"] not in ("GET", "HEAD"):
            status = 404 if file is None else 405
            await _answer(send, status, [(b"content-type", b"text/plain; charset=utf-8")], b"")
            return
        asked = {name: value.decode("latin-1") for name, value in scope["headers"]}
        accepted = accepted_encodings(asked.get(b"accept-encoding", ""))
        code = next((code for code, _ in ENCODINGS if code in accepted and code in file.copies), None)
        body = file.copies[code] if code else file.body
        etag = file.etag if code is None else file.etag[:-1] + f'-{code}"'.encode()
        headers = [*file.headers, (b"etag", etag)]
        if code:
            headers.append((b"content-encoding", code.encode()))
        if etag.decode() in asked.get(b"if-none-match", ""):
            await _answer(send, 304, headers, b"")
        else:
            await _answer(send, 200, headers, body, only_headers=scope["method"] == "HEAD")


async def _answer(send: Send, status: int, headers: list[Header], body: bytes, *, only_headers: bool = False) -> None:
    length = [] if status == 304 else [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": [*headers, *length]})
    await send({"type": "http.response.body", "body": b"" if only_headers else body})
