"""Holding an appeal for a step: locked, in the version that was looked at, and the person's own to work with."""

from typing import Final

from sqlalchemy.orm import Session

from gis_app.appeals.facts import Author
from gis_app.appeals.models import Appeal
from gis_app.appeals.status import ImpossibleStepError, StaleAppealError, take
from gis_app.appeals.transitions import OPEN
from gis_app.errors import ForbiddenError

LONGEST_WORDS: Final = 5000
# Who may do what changes no status; of the others the table of changes tells.
WORKING: Final = frozenset({"operator", "executor", "administrator"})


def hold(session: Session, appeal_id: int, author: Author, version: int | None = None) -> Appeal:
    """The appeal, locked until the transaction ends. An executor holds those of its own organisation alone.

    Raises NotFoundError, ForbiddenError, or StaleAppealError when it has a newer version than `version`.
    """
    appeal = take(session, appeal_id)
    if author.role == "executor" and (appeal.body_id is None or appeal.body_id != author.organisation_id):
        raise ForbiddenError("this appeal was not given to your organisation")
    if version is not None and version != appeal.version:
        raise StaleAppealError("somebody else has changed this appeal meanwhile")
    return appeal


def hold_open(session: Session, appeal_id: int, author: Author, version: int | None = None) -> Appeal:
    """The same for an appeal on which somebody works: raises ImpossibleStepError when nobody owes an answer."""
    if author.role not in WORKING:
        raise ForbiddenError("this step is not yours to take")
    appeal = hold(session, appeal_id, author, version)
    if appeal.status not in OPEN:
        raise ImpossibleStepError("no-such-step")
    return appeal


def checked(words: str | None, need: str = "note") -> str:
    """Words without outer blanks. None at all, or too many, raise ImpossibleStepError."""
    said = (words or "").replace("\x00", "").strip()
    if not said:
        raise ImpossibleStepError(f"needs-{need}")
    if len(said) > LONGEST_WORDS:
        raise ImpossibleStepError("long-words")
    return said
