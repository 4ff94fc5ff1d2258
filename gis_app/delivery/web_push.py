"""Web Push (RFC 8030, 8188, 8291, 8292): an encrypted message to one browser by the push service of its maker.

The address comes from a visitor's browser and is called by this server, so only known push services are taken.
"""

import re
from base64 import urlsafe_b64decode
from binascii import Error as NotBase64
from dataclasses import dataclass
from email.utils import parseaddr
from hashlib import sha256
from typing import Final, Literal
from urllib.parse import urlsplit

import orjson
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from py_vapid import Vapid02
from pywebpush import WebPusher

from gis_app.delivery.posting import post
from gis_app.delivery.smtp import NotNowError, RecipientGoneError, RefusedForGoodError
from gis_app.errors import InvalidParameterError
from gis_app.settings import Settings

Urgency = Literal["low", "normal", "high"]
# A push that could not be shown within two days tells of a day that has passed.
KEPT_FOR_S: Final = 2 * 24 * 3600
# RFC 8291 lets a service refuse more; with the header of the encryption this is below it.
LONGEST_PAYLOAD: Final = 3800
_LONGEST_ADDRESS: Final = 2000
_POINT_BYTES, _SECRET_BYTES = 65, 16
# What a request's address may be written with: no spaces, and nothing beyond ASCII.
_ADDRESS: Final = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True)
class FollowingBrowser:
    """A browser's push subscription: where its maker takes messages, and the keys to write them for it alone."""

    endpoint: str
    p256dh: str
    auth: str

    @property
    def text(self) -> str:
        """As it is kept, and read by `read_browser`."""
        keys = {"p256dh": self.p256dh, "auth": self.auth}
        return orjson.dumps({"endpoint": self.endpoint, "keys": keys}).decode()

    @property
    def key(self) -> str:
        """What this subscription is known by: with its keys, for its address alone is known to others too."""
        return sha256(self.text.encode()).hexdigest()


def read_browser(given: str, settings: Settings) -> FollowingBrowser:
    """A PushSubscription as JSON. Raises InvalidParameterError for what is none, or leads to no known push service."""
    try:
        read = orjson.loads(given)
        found = FollowingBrowser(str(read["endpoint"]), str(read["keys"]["p256dh"]), str(read["keys"]["auth"]))
        point, secret = _decoded(found.p256dh), _decoded(found.auth)
        EllipticCurvePublicKey.from_encoded_point(SECP256R1(), point)
    except (orjson.JSONDecodeError, KeyError, TypeError, NotBase64, ValueError):
        raise InvalidParameterError("push", "not a push subscription") from None
    if (len(point), len(secret)) != (_POINT_BYTES, _SECRET_BYTES):
        raise InvalidParameterError("push", "not a push subscription")
    if len(found.endpoint) > _LONGEST_ADDRESS or not _ADDRESS.fullmatch(found.endpoint):
        raise InvalidParameterError("push", "not a push subscription")
    if not is_push_service(found.endpoint, settings.push_hosts):
        raise InvalidParameterError("push", "not the address of a push service that we know")
    return found


def is_push_service(endpoint: str, hosts: tuple[str, ...]) -> bool:
    """Whether an address is of one of `hosts`; one that begins with a dot stands for all below it."""
    try:
        parts = urlsplit(endpoint)
        host, has_user = parts.hostname or "", parts.username is not None
        has_own_port = parts.port not in (None, 443)
    except ValueError:
        return False
    is_here = host == "127.0.0.1" and host in hosts
    if has_user or not (is_here or (parts.scheme == "https" and not has_own_port)):
        return False
    return any(host.endswith(one) if one.startswith(".") else host == one for one in hosts)


def send_push(
    private_pem: bytes,
    settings: Settings,
    browser: FollowingBrowser,
    payload: bytes,
    *,
    topic: str,
    urgency: Urgency = "normal",
) -> None:
    """Send one message. `topic` (letters of base64url, at most 32): a later one takes the place of an earlier unseen.

    Raises RecipientGoneError when the browser follows no more, RefusedForGoodError or NotNowError.
    """
    if len(payload) > LONGEST_PAYLOAD:
        raise RefusedForGoodError("the message is too long for a push")
    target = {"endpoint": browser.endpoint, "keys": {"p256dh": browser.p256dh, "auth": browser.auth}}
    body = bytes(WebPusher(target).encode(payload)["body"])
    headers = {
        **_introduced(private_pem, settings, browser.endpoint),
        "content-type": "application/octet-stream",
        "content-encoding": "aes128gcm",
        "ttl": str(KEPT_FOR_S),
        "topic": topic,
        "urgency": urgency,
    }
    status = post(browser.endpoint, body, headers).status
    if status in (200, 201, 202, 204):
        return
    if status == 429 or status >= 500:
        raise NotNowError(f"the push service asks to try later: {status}")
    if status in (404, 410):
        raise RecipientGoneError(f"the recipient follows no more: {status}")
    raise RefusedForGoodError(f"the push service refused the message: {status}")


def _introduced(private_pem: bytes, settings: Settings, endpoint: str) -> dict[str, str]:
    """Who we are, signed for this push service alone; the library makes it good for a day."""
    parts = urlsplit(endpoint)
    address = parseaddr(settings.mail_from)[1]
    signer = Vapid02.from_pem(private_pem)
    signer.conf = {"no-strict": True}  # a mail domain of one word is a mail domain
    signed: dict[str, str] = signer.sign({"aud": f"{parts.scheme}://{parts.netloc}", "sub": f"mailto:{address}"})
    return signed


def _decoded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
