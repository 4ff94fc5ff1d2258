"""The tile endpoint: a bare ASGI app in front of the rest, because a route costs more than the whole answer.

``/tiles/{layer}/{z}/{x}/{y}.mvt`` and ``/tiles/{layer}.json`` are answered here from memory; any other path goes on.
"""

import json
import re
from urllib.parse import parse_qs

from starlette.types import ASGIApp, Receive, Scope, Send

from gis_app.dependencies import base_url
from gis_app.map.encoding import decompress, etag_of
from gis_app.map.tile_memory import OPEN_TO_ALL, REVALIDATE, Headers, StoredTile, TileMemory
from gis_app.map.tilejson import tilejson
from layers.catalog import Layer, read_catalog

_TILE = re.compile(r"^/tiles/([a-z0-9_]+)/(\d{1,2})/(\d{1,8})/(\d{1,8})\.mvt$")
_DOCUMENT = re.compile(r"^/tiles/([a-z0-9_]+)\.json$")
_NO_GZIP = re.compile(rb"gzip\s*;\s*q=0(\.0+)?\s*(,|$)")
LANGUAGES = ("kk", "ru", "en")


class TileApp:
    """Answers tiles from `memory` and hands every other request to `next_app`."""

    def __init__(self, next_app: ASGIApp, memory: TileMemory) -> None:
        self._next, self._memory = next_app, memory
        self._catalog = read_catalog()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._next(scope, receive, send)
            return
        path: str = scope["path"]
        root: str = scope.get("root_path", "")
        if root and path.startswith(root):
            path = path[len(root) :]
        if not path.startswith("/tiles/"):
            await self._next(scope, receive, send)
        elif scope["method"] not in ("GET", "HEAD"):
            await _problem(scope, send, 405, "Tiles are only read.", [(b"allow", b"GET, HEAD")])
        elif (tile := self._memory.get(path)) is not None:
            await self._answer(scope, send, path, tile)
        else:
            await self._answer_without_tile(scope, send, path)

    async def _answer(self, scope: Scope, send: Send, path: str, tile: StoredTile) -> None:
        takes_gzip = False
        for name, value in scope["headers"]:
            if name == b"accept-encoding":
                takes_gzip = b"gzip" in value and not _NO_GZIP.search(value)
            elif name == b"if-none-match" and _matches(value, tile.etag):
                await _send(scope, send, 304, tile.unchanged, b"")
                return
        # A server that is behind must not have an old tile kept for ever under the new version's address.
        query: bytes = scope["query_string"]
        fresh = query.startswith(b"v=") and query[2:] == str(self._memory.version_of(path.split("/", 3)[2])).encode()
        headers, body = tile.immutable if fresh else tile.revalidated, tile.body
        if not takes_gzip:
            headers, body = _plain(headers, tile)
        await _send(scope, send, 200, headers, body)

    async def _answer_without_tile(self, scope: Scope, send: Send, path: str) -> None:
        document, tile = _DOCUMENT.match(path), _TILE.match(path)
        layer = self._catalog.get((document or tile or [""] * 2)[1])
        if layer is None:
            await _problem(scope, send, 404, "There is no such layer of tiles.")
        elif not self._memory.is_loaded:
            await _problem(scope, send, 503, "The tiles are still being read.", [(b"retry-after", b"1")])
        elif document:
            await self._answer_document(scope, send, layer)
        elif tile and _exists(layer, *(int(part) for part in tile.groups()[1:])):
            await _send(scope, send, 204, [(b"cache-control", REVALIDATE), OPEN_TO_ALL], b"")
        else:
            zooms = f"{layer.tiles.minzoom} to {layer.tiles.maxzoom}"
            await _problem(scope, send, 404, f"The layer {layer.id} has tiles of the zooms {zooms}.")

    async def _answer_document(self, scope: Scope, send: Send, layer: Layer) -> None:
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("lang", [""])[0]
        language = asked if asked in LANGUAGES else "en"
        body = json.dumps(tilejson(layer, self._memory, base_url(scope), language), ensure_ascii=False).encode()
        etag = etag_of(body).encode()
        kept: Headers = [(b"etag", etag), (b"cache-control", REVALIDATE), OPEN_TO_ALL]
        if any(name == b"if-none-match" and _matches(value, etag) for name, value in scope["headers"]):
            await _send(scope, send, 304, kept, b"")
            return
        content = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
        await _send(scope, send, 200, [*content, *kept], body)


def _exists(layer: Layer, z: int, x: int, y: int) -> bool:
    return layer.tiles.minzoom <= z <= layer.tiles.maxzoom and x < 1 << z and y < 1 << z


def _matches(asked: bytes, etag: bytes) -> bool:
    """If-None-Match holds one or more ETags; compared weakly, as RFC 9110 wants for reading."""
    if asked == etag:
        return True
    given = [part.strip().removeprefix(b"W/") for part in asked.split(b",")]
    return b"*" in given or etag in given or _plain_etag(etag) in given


def _plain_etag(etag: bytes) -> bytes:
    return etag[:-1] + b'-plain"'


def _plain(headers: Headers, tile: StoredTile) -> tuple[Headers, bytes]:
    """The answer for a client that cannot read gzip. Other bytes, so another ETag."""
    body = decompress(tile.body)
    changed = {b"content-length": str(len(body)).encode(), b"etag": _plain_etag(tile.etag)}
    return [(name, changed.get(name, value)) for name, value in headers if name != b"content-encoding"], body


async def _send(scope: Scope, send: Send, status: int, headers: Headers, body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


async def _problem(scope: Scope, send: Send, status: int, detail: str, extra: Headers | None = None) -> None:
    """An error as RFC 9457 problem JSON."""
    titles = {404: "Not found", 405: "Method not allowed", 503: "Not available now"}
    body = json.dumps({"type": "about:blank", "title": titles[status], "status": status, "detail": detail}).encode()
    headers: Headers = [
        (b"content-type", b"application/problem+json"),
        (b"content-length", str(len(body)).encode()),
        OPEN_TO_ALL,
    ]
    await _send(scope, send, status, [*headers, *(extra or [])], body)
