"""Links that are made at the moment of sending, so that no usable token waits in the database.

A domain registers how it makes the token of one of its rows; a message names the row (`password_reset:17`).
"""

from collections.abc import Callable

from sqlalchemy.orm import Session

# Stores the digest of a new token and returns the token, None when the row wants no link any more.
TokenMaker = Callable[[Session, int], str | None]
_MAKERS: dict[str, TokenMaker] = {}


def makes_token(kind: str) -> Callable[[TokenMaker], TokenMaker]:
    """Register a function as the maker of tokens of `kind`."""

    def registered(maker: TokenMaker) -> TokenMaker:
        _MAKERS[kind] = maker
        return maker

    return registered


def make_token(session: Session, secret: str) -> str | None:
    """The token for `kind:id`. Raises LookupError for a kind that nobody registered."""
    kind, _, row_id = secret.partition(":")
    return _MAKERS[kind](session, int(row_id))
