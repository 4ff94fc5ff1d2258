"""Random tokens, and what is kept of them: the person has the token, the database its SHA-256."""

from hashlib import sha256
from secrets import token_urlsafe

TOKEN_BYTES = 32


def new_token() -> str:
    """A token that nobody can guess: 256 random bits in letters that fit a URL and a cookie."""
    return token_urlsafe(TOKEN_BYTES)


def digest(token: str) -> bytes:
    """What is stored of a token. Unsalted on purpose: the token is random, and its row is found by the digest."""
    return sha256(token.encode()).digest()
