"""How much one address may send: who writes for a house committee writes often, beyond this it is a machine."""

from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from gis_app.accounts.attempts import counted_address, note, refuse_too_many_of_address
from gis_app.accounts.delays import Allowance

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


def count(session: Session, kind: str, address: str) -> None:
    """Write down that one was taken from this address."""
    note(session, kind, None, address, succeeded=False)
