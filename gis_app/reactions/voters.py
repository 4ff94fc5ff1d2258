"""Once a person: what stands for somebody who reacts is a digest for each work, and there is no cookie.

A browser with scripts sends a secret of its own storage. Without one the network address counts, digested with a secret
of this installation: a second word from the same address replaces the first.
"""

import hmac
from hashlib import sha256
from secrets import token_bytes
from typing import Final

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from gis_app.accounts.attempts import counted_address
from gis_app.reactions.models import ReactionPepper

PEPPER_BYTES: Final = 32


def voter_for(session: Session, work_id: int, *, secret: str | None, client: str) -> bytes:
    """What stands for the person at one work: by the browser's secret, else by the address `client`."""
    if secret is not None:
        return voter_of_browser(secret, work_id)
    return voter_of_address(pepper_of(session), counted_address(client), work_id)


def voter_of_browser(secret: str, work_id: int) -> bytes:
    """It tells nothing of the browser, and is another one at each work."""
    return sha256(f"reaction:{work_id}:{secret}".encode()).digest()


def voter_of_address(pepper: bytes, address: str, work_id: int) -> bytes:
    """There are few addresses: without the pepper all could be tried until one fits."""
    return hmac.digest(pepper, f"reaction:{work_id}:{address}".encode(), "sha256")


def key_of_address_at_work(pepper: bytes, address: str, work_id: int) -> bytes:
    """What an address is counted under at one work; it is no voter's."""
    return hmac.digest(pepper, f"reaction-count:{work_id}:{address}".encode(), "sha256")


def pepper_of(session: Session) -> bytes:
    """The secret of this installation, made when it is first needed. Two that make it at once get the same."""
    kept = select(ReactionPepper.pepper).where(ReactionPepper.id == 1)
    pepper = session.scalar(kept)
    if pepper is None:
        session.execute(insert(ReactionPepper).values(id=1, pepper=token_bytes(PEPPER_BYTES)).on_conflict_do_nothing())
        pepper = session.execute(kept).scalar_one()
    return pepper
