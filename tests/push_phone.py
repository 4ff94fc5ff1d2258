"""A browser that follows by push, as its maker builds it: keys of its own, and another library to read what comes."""

from base64 import urlsafe_b64encode
from os import urandom

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from gis_app.delivery.web_push import FollowingBrowser


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


class Phone:
    """A browser that follows: its key, its secret, and how it reads what comes."""

    def __init__(self, endpoint: str) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._secret = urandom(16)
        point = self._key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.browser = FollowingBrowser(endpoint, _text(point), _text(self._secret))

    def read(self, body: bytes) -> bytes:
        read: bytes = http_ece.decrypt(body, private_key=self._key, auth_secret=self._secret, version="aes128gcm")
        return read
