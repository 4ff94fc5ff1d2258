"""Ask an ASGI application in the same process, without a server: status, headers and the bytes as sent."""

import asyncio
from dataclasses import dataclass
from typing import Any

import httpx
import orjson
from starlette.types import ASGIApp


@dataclass(frozen=True)
class Answer:
    """What came back; `body` is as sent, compressed or not."""

    status_code: int
    headers: httpx.Headers
    body: bytes

    @property
    def text(self) -> str:
        """The body as text; what is no text stands as replacement characters."""
        return self.body.decode(errors="replace")

    def json(self) -> Any:
        """The body as JSON."""
        return orjson.loads(self.body)


@dataclass(frozen=True)
class AsgiClient:
    """A client of `app`. It asks for no compression unless told to."""

    app: ASGIApp

    origin: str = "http://127.0.0.1"
    client: tuple[str, int] = ("127.0.0.1", 123)

    def request(self, method: str, path: str, headers: dict[str, str] | None = None, **body: Any) -> Answer:
        """One request; redirects are not followed. `body` as httpx takes it: `data`, `json`, `files`, `content`."""

        async def ask() -> Answer:
            transport = httpx.ASGITransport(self.app, raise_app_exceptions=False, client=self.client)
            async with httpx.AsyncClient(transport=transport, base_url=self.origin) as client:
                given = {"accept-encoding": "identity"} | (headers or {})
                async with client.stream(method, path, headers=given, **body) as response:
                    received = b"".join([part async for part in response.aiter_raw()])
                    return Answer(response.status_code, response.headers, received)

        return asyncio.run(ask())

    def get(self, path: str, headers: dict[str, str] | None = None) -> Answer:
        """GET `path`."""
        return self.request("GET", path, headers)
