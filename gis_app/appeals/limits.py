"""How much one address may send: who writes for a house committee writes often, beyond this it is a machine."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from gis_app.accounts.attempts import (
    counted_address,
    note,
    note_of_addresses,
    refusals_of_addresses,
    refuse_too_many_of_address,
)
from gis_app.accounts.delays import Allowance
from gis_app.errors import TooManyRequestsError

APPEALS_OF_AN_ADDRESS: Final = Allowance(free=30, first_s=30, longest_s=3600, window=timedelta(hours=1))
# Each costs memory and room: some of those who send them change their mind.
PHOTOS_OF_AN_ADDRESS: Final = Allowance(free=100, first_s=30, longest_s=3600, window=timedelta(hours=1))
_ALLOWANCES = {"appeal": APPEALS_OF_AN_ADDRESS, "appeal_photo": PHOTOS_OF_AN_ADDRESS}


def refuse_too_many(session: Session, kind: str, client: str) -> str:
    """The address as it is counted. Raises TooManyRequestsError while it must wait.

    `kind` is appeal or appeal_photo.
    """
    address = counted_address(client)
    refuse_too_many_of_address(session, kind, address, _ALLOWANCES[kind])
    return address


def refusals(session: Session, kind: str, addresses: Sequence[str]) -> list[TooManyRequestsError | None]:
    """`refuse_too_many` for several that came together, by their counted addresses: errors to give, not raised."""
    return refusals_of_addresses(session, kind, addresses, _ALLOWANCES[kind])


def count_all(session: Session, kind: str, addresses: Sequence[str]) -> None:
    """Write down that one was taken from each of these addresses."""
    note_of_addresses(session, kind, addresses)


def count(session: Session, kind: str, address: str) -> None:
    """Write down that one was taken from this address."""
    note(session, kind, None, address, succeeded=False)
