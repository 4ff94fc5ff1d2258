"""Taking in what a person sends: a file or a pasted table, in the limits of size, by a declaration that is his."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

from sqlalchemy import false, func, select
from sqlalchemy.orm import Session

from gis_app.accounts.roles import PLANNER
from gis_app.accounts.user import CurrentUser
from gis_app.errors import NotFoundError, TooManyRequestsError
from gis_app.works.imports.access import organisations_of
from gis_app.works.imports.models import PlanSource, Upload
from gis_app.works.imports.uploads import Sender, receive
from gis_app.works.plan_columns import TEMPLATE_SOURCE

# Chosen instead of a source: the columns are told in the page.
NEW_SOURCE: Final = "new"
# The worker checks one after another: who sends more at once would fill the disk and keep everybody else waiting.
MOST_WAITING: Final = 10
SOON_S: Final = 30
PASTED_NAME = "table.tsv"


class Sent(Protocol):
    """A file of a form."""

    filename: str | None

    @property
    def file(self) -> object: ...


@dataclass(frozen=True, slots=True)
class Given:
    """What was sent: its name and bytes; `problem` is the message's key when it cannot be taken."""

    name: str = ""
    content: bytes = b""
    problem: str | None = None


def read_upload(sent: Sent | None, pasted: str, most_mb: int) -> Given:
    """The file of a form, else the pasted table as tab-separated text. A file that was chosen wins."""
    most_bytes = most_mb * 1_000_000
    if sent is not None and sent.filename:
        content: bytes = sent.file.read(most_bytes + 1)  # type: ignore[attr-defined]
        if len(content) > most_bytes:
            return Given(problem="imports-problem-large")
        return Given(sent.filename, content) if content else Given(problem="imports-problem-empty")
    if pasted.strip():
        # The line names the delimiter; spreadsheets hide it and so do our readers.
        content = f"sep=\t\n{pasted.strip(chr(10))}".encode()
        return Given(PASTED_NAME, content) if len(content) <= most_bytes else Given(problem="imports-problem-large")
    return Given(problem="imports-problem-nothing")


def sources_for(session: Session, user: CurrentUser) -> list[PlanSource]:
    """The declarations that a user may use: his organisation's, and for a planner those of nobody's in particular."""
    own = PlanSource.organisation_id.in_(organisations_of(user))
    nobodys = PlanSource.organisation_id.is_(None) if user.has(PLANNER) else false()
    return list(session.scalars(select(PlanSource).where(own | nobodys).order_by(PlanSource.title)))


def received_file(session: Session, user: CurrentUser, sender: Sender, given: Given, source: str) -> Upload:
    """Store what was sent, to be read by a source of the user's.

    Raises NotFoundError for somebody else's source, TooManyRequestsError while many plans of the user wait.
    """
    chosen = None if source == NEW_SOURCE else source
    if chosen not in (None, TEMPLATE_SOURCE) and chosen not in {one.id for one in sources_for(session, user)}:
        raise NotFoundError(f"there is no source {source}")
    waiting = select(func.count()).where(Upload.uploader_id == user.id, Upload.state.in_(("received", "checking")))
    if (session.scalar(waiting) or 0) >= MOST_WAITING:
        raise TooManyRequestsError("your last plans are still being checked", SOON_S)
    return receive(session, sender, given.name, given.content, chosen, is_training=user.is_demo)
