"""What every loader of the register shares: its version, and which data may lie in it together."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.errors import UsageError

_HAS_KIND = """
SELECT EXISTS (SELECT FROM districts WHERE is_sketch = :is_sketch)
    OR EXISTS (SELECT FROM streets WHERE is_sketch = :is_sketch)
    OR EXISTS (SELECT FROM houses WHERE is_sketch = :is_sketch)
    OR EXISTS (SELECT FROM places WHERE is_sketch = :is_sketch)
"""


class MixedRegisterError(UsageError):
    """The demo's sketch would be mixed into real data."""


def lock_register(session: Session) -> None:
    """Wait until no other loading of this register runs; the lock ends with the transaction.

    Two loadings at once would each find a street missing and both add it.
    """
    session.execute(text("SELECT pg_advisory_xact_lock(hashtext(current_schema()), hashtext('register'))"))


def bump_version(session: Session) -> None:
    """Say that the register has changed, so that indexes made from it are rebuilt."""
    session.execute(text("UPDATE register_state SET version = version + 1, changed_at = now()"))


def holds(session: Session, *, is_sketch: bool) -> bool:
    """Whether the register holds sketch data (or real data)."""
    return bool(session.execute(text(_HAS_KIND), {"is_sketch": is_sketch}).scalar_one())


def refuse_sketch_over_real(session: Session) -> None:
    """Raise MixedRegisterError when the sketch is about to be loaded into a register with real data.

    The other way round is welcome: real data of a kind replace the sketch's data of that kind.
    """
    if holds(session, is_sketch=False):
        raise MixedRegisterError("the register holds real data already: the demo's sketch is not mixed into it")
