"""Passwords: argon2id, and the same work whether or not there is something to compare with."""

from functools import lru_cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from gis_app.errors import TooManyRequestsError, UsageError

SHORTEST = 10
LONGEST = 200
FEWEST_LETTERS = 5
# One hashing takes 64 MiB and a whole core: more at once would not be faster and could take the machine's memory.
_AT_ONCE = BoundedSemaphore(4)
_LONGEST_WAIT_S = 5
_hasher = PasswordHasher()


class WeakPasswordError(UsageError):
    """A password that would be guessed. `reason` is short, long, plain or known: the page has words for each."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"this password cannot be taken: {reason}")


def check_strength(password: str, email: str) -> None:
    """Raise WeakPasswordError for one too short, too long, of too few different letters, or taken from the address."""
    if len(password) < SHORTEST:
        raise WeakPasswordError("short")
    if len(password) > LONGEST:
        raise WeakPasswordError("long")
    if len(set(password.casefold())) < FEWEST_LETTERS:
        raise WeakPasswordError("plain")
    if password.casefold() in (email.casefold(), email.casefold().partition("@")[0]):
        raise WeakPasswordError("known")


def hash_password(password: str) -> str:
    """What is stored of a password: argon2id with a salt of its own."""
    with _Place():
        return _hasher.hash(password)


@lru_cache
def _nobodys_hash() -> str:
    """A hash to compare with when there is no account: the answer takes as long as with one."""
    return hash_password("nobody has this password")


def is_password(stored: str | None, password: str) -> bool:
    """Whether `password` is the one stored. Exactly one comparison is done, also when nothing is stored."""
    compared = stored or _nobodys_hash()
    with _Place():
        try:
            _hasher.verify(compared, password[:LONGEST])
        except (VerificationError, InvalidHashError):
            return False
    return stored is not None and len(password) <= LONGEST


class _Place:
    """One of the few places where hashing goes on at once."""

    def __enter__(self) -> None:
        if not _AT_ONCE.acquire(timeout=_LONGEST_WAIT_S):
            raise TooManyRequestsError("too many people are signing in at this moment", 5)

    def __exit__(self, *_: object) -> None:
        _AT_ONCE.release()
