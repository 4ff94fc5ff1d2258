"""Taking a reaction: of a finished work, once a browser or address, the latest word counts."""

from datetime import date, timedelta
from typing import Final

from sqlalchemy import func
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from gis_app.accounts.attempts import (
    counted_address,
    note,
    refuse_too_many_in_turn,
    refuse_too_many_of_address,
    take_turn_of_address,
)
from gis_app.accounts.delays import Allowance
from gis_app.accounts.user import CurrentUser
from gis_app.errors import InvalidParameterError
from gis_app.reactions.aspects import aspects_in_use
from gis_app.reactions.models import Reaction
from gis_app.reactions.reading import has_part, is_open, public_work
from gis_app.reactions.refusal import ReactionRefusedError
from gis_app.reactions.schemas import GivenReaction
from gis_app.reactions.voters import key_of_address_at_work, pepper_of, voter_for

# A house behind one address judges the works about it; beyond this it is a machine that makes secrets.
OF_AN_ADDRESS: Final = Allowance(free=20, first_s=60, longest_s=3600, window=timedelta(hours=1))
# At one work, changes too: a household that thinks again. Counted under a digest, as an account is.
OF_AN_ADDRESS_AT_WORK: Final = Allowance(free=10, first_s=3600, longest_s=24 * 3600, window=timedelta(hours=24))
KIND: Final = "reaction"
KIND_AT_WORK: Final = "reaction_work"
# The day alone: to the microsecond it would be that of the try, beside which the address stands.
_TODAY: Final = func.date_trunc("day", func.now(), "UTC")


def react(
    session: Session,
    work_id: int,
    given: GivenReaction,
    *,
    client: str,
    by: CurrentUser | None,
    today: date,
) -> None:
    """Keep what a person says of a work; said again by the same browser or address, the new word replaces the old one.

    Raises NotFoundError, ReactionRefusedError (not finished, or the person's own work), InvalidParameterError for an
    aspect that does not exist, TooManyRequestsError for an address that reacts too often. `client` is the address.
    """
    work = public_work(session, work_id)
    if not is_open(work, today):
        raise ReactionRefusedError("not-finished")
    if has_part(by, work):
        raise ReactionRefusedError("own-work")
    known = [one.code for one in aspects_in_use(today)]
    if unknown := set(given.aspects) - set(known):
        raise InvalidParameterError("aspects", f"there is no {sorted(unknown)[0]!r}")
    voter = voter_for(session, work_id, secret=given.device, client=client)
    _count(session, work_id, voter, counted_address(client))
    _keep(session, work_id, voter, given.satisfied, [code for code in known if code in given.aspects])


def _count(session: Session, work_id: int, voter: bytes, address: str) -> None:
    """Refuse an address that reacts too often, and count this one; changes of a word count at their work alone."""
    take_turn_of_address(session, address)
    of_work = key_of_address_at_work(pepper_of(session), address, work_id)
    refuse_too_many_in_turn(session, KIND_AT_WORK, of_work, OF_AN_ADDRESS_AT_WORK)
    note(session, KIND_AT_WORK, of_work, "", succeeded=False)
    if session.get(Reaction, (work_id, voter)) is None:
        refuse_too_many_of_address(session, KIND, address, OF_AN_ADDRESS)
        note(session, KIND, None, address, succeeded=False)


def _keep(session: Session, work_id: int, voter: bytes, is_satisfied: bool, aspects: list[str]) -> None:
    # Pressed twice at one moment: both mean the same, and one row stays.
    said = {"is_satisfied": is_satisfied, "aspects": aspects}
    session.execute(
        insert(Reaction)
        .values(work_id=work_id, voter=voter, created_at=_TODAY, **said)
        .on_conflict_do_update(index_elements=["work_id", "voter"], set_=said | {"changed_at": _TODAY})
    )
    session.expire_all()
