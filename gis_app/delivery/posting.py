"""One request to a service of somebody else. It follows no redirect, reads no more than it must, and its errors name
neither the address nor what was sent: both are secrets.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any, Final
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from gis_app.delivery.smtp import NoAnswerError

TIMEOUT_S: Final = 15
LONGEST_REPLY: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Reply:
    """What the service answered, whatever its status."""

    status: int
    body: bytes


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_given: Any, **_named: Any) -> None:
        """A redirect is an answer like any other: nothing is sent to where it points."""


_OPENER: Final = build_opener(_NoRedirect)


def post(url: str, body: bytes, headers: Mapping[str, str]) -> Reply:
    """Send `body` to an http(s) address. Raises NoAnswerError when no answer comes."""
    if not url.startswith(("https://", "http://")):
        raise ValueError("not a web address")
    try:
        with _OPENER.open(Request(url, body, dict(headers), method="POST"), timeout=TIMEOUT_S) as reply:  # noqa: S310
            return Reply(reply.status, reply.read(LONGEST_REPLY))
    except HTTPError as refusal:
        with refusal:
            return Reply(refusal.code, refusal.read(LONGEST_REPLY))
    except (URLError, HTTPException, OSError) as error:
        raise NoAnswerError(f"the service did not answer: {type(error).__name__}") from None
