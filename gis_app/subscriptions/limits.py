"""How often one address may ask to follow: a household follows a few places, beyond this it is a machine."""

from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from gis_app.accounts.attempts import counted_address, note, refuse_too_many_of_address
from gis_app.accounts.delays import Allowance

OF_AN_ADDRESS: Final = Allowance(free=20, first_s=30, longest_s=3600, window=timedelta(hours=1))


def count_following(session: Session, client: str) -> None:
    """Count a request from a network address. Raises TooManyRequestsError while it must wait."""
    address = counted_address(client)
    refuse_too_many_of_address(session, "follow", address, OF_AN_ADDRESS)
    note(session, "follow", None, address, succeeded=False)
