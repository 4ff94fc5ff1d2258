"""What a person wants by mail, and when."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from gis_app.accounts.tokens import new_token
from gis_app.errors import InvalidParameterError, NotFoundError
from gis_app.messages.kinds import kind_of, read_kinds
from gis_app.messages.models import MODES, MessageChoice

DEFAULT_HOUR = 8
# What waits for the next digest, and is not wanted there any more.
_LEAVE_OUT = text(
    "UPDATE messages SET mail = 'page' WHERE user_id = :user AND kind = ANY(:kinds) "
    "AND mail = 'digest' AND mail_id IS NULL AND read_at IS NULL"
)


@dataclass(frozen=True, slots=True)
class Choices:
    """A person's choices; `by_kind` holds those alone that differ from `kinds.yaml`."""

    no_mail: bool
    by_kind: Mapping[str, str]
    digest_hour: int

    def mode_of(self, kind: str) -> str:
        """How a kind reaches the person beside the page, were mails not switched off."""
        return self.by_kind.get(kind) or kind_of(kind).mail


def choices_of(session: Session, user_id: int) -> Choices:
    """The choices of a user."""
    row = session.get(MessageChoice, user_id, populate_existing=True)
    return Choices(False, {}, DEFAULT_HOUR) if row is None else Choices(row.no_mail, row.by_kind, row.digest_hour)


def save_choices(session: Session, user_id: int, by_kind: Mapping[str, str], digest_hour: int) -> None:
    """Keep the modes of the kinds given; the others stay. Raises InvalidParameterError for what cannot be."""
    for kind, mode in by_kind.items():
        if kind not in read_kinds() or mode not in MODES:
            raise InvalidParameterError(kind, "there is no such choice")
    if not 0 <= digest_hour <= 23:
        raise InvalidParameterError("hour", "an hour of the day")
    stop_token_of(session, user_id)
    row = session.get_one(MessageChoice, user_id, with_for_update=True, populate_existing=True)
    merged = {**row.by_kind, **by_kind}
    row.by_kind = {kind: mode for kind, mode in merged.items() if kind_of(kind).mail != mode}
    row.digest_hour = digest_hour
    session.flush()
    unwanted = [kind for kind, mode in by_kind.items() if mode == "page"]
    session.execute(_LEAVE_OUT, {"user": user_id, "kinds": unwanted})


def switch_mail(session: Session, user_id: int, *, on: bool) -> None:
    """Nothing by mail, or again what was chosen by kind."""
    stop_token_of(session, user_id)
    session.execute(update(MessageChoice).where(MessageChoice.user_id == user_id).values(no_mail=not on))


def stop_token_of(session: Session, user_id: int) -> str:
    """The token of the link that switches a user's mails off; made when it is first needed."""
    made = insert(MessageChoice).values(user_id=user_id, stop_token=new_token())
    session.execute(made.on_conflict_do_nothing(index_elements=["user_id"]))
    return session.execute(select(MessageChoice.stop_token).where(MessageChoice.user_id == user_id)).scalar_one()


def find_by_token(session: Session, token: str) -> int:
    """The user whose mails a link switches off. Raises NotFoundError. The link opens nothing else."""
    found = session.scalar(select(MessageChoice.user_id).where(MessageChoice.stop_token == token))
    if found is None:
        raise NotFoundError("this link is not valid")
    return found
