"""Saying "me too": somebody follows an appeal that stands in the register, instead of writing another."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from gis_app.accounts.tokens import digest, new_token
from gis_app.appeals.models import Appeal, AppealFollower
from gis_app.dependencies import Language
from gis_app.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class Followed:
    """Somebody follows an appeal. `token` opens the follower's page; None when they did already, from another form."""

    appeal_id: int
    number: str
    token: str | None
    is_new: bool


def follow(
    session: Session,
    number: str,
    *,
    email: str | None,
    language: Language,
    client_key: UUID | None,
    is_training: bool,
    token: str | None = None,
) -> Followed:
    """Follow the open appeal of a public number. The same `client_key`, or the same address, follows once.

    `token` is the one that our own form was made with. An appeal that was joined to another is followed there. Raises
    NotFoundError when there is no such open appeal.
    """
    appeal = session.scalars(
        select(Appeal).where(Appeal.number == number, Appeal.is_training == is_training)
    ).one_or_none()
    if appeal is not None and appeal.parent_id is not None:
        appeal = session.get_one(Appeal, appeal.parent_id)
    if appeal is None or appeal.closed_at is not None:
        raise NotFoundError("no open appeal has this number")
    email = (email or "").strip() or None
    if token is not None and find_follower(session, token) is not None:
        return Followed(appeal.id, appeal.number, token, is_new=False)
    if email is not None and _follows(session, appeal.id, email):
        return Followed(appeal.id, appeal.number, None, is_new=False)
    token = token or new_token()
    row = {
        "appeal_id": appeal.id,
        "email": email,
        "language": language,
        # Letters carry the link; without an address nobody needs the token but its owner.
        "token": token if email else None,
        "token_sha256": digest(token),
        "client_key": client_key,
    }
    made = insert(AppealFollower).values(row).on_conflict_do_nothing(index_elements=["client_key"])
    is_new = session.scalar(made.returning(AppealFollower.id)) is not None
    is_own = is_new or find_follower(session, token) is not None
    return Followed(appeal.id, appeal.number, token if is_own else None, is_new)


def find_follower(session: Session, token: str) -> AppealFollower | None:
    """The follower whose page a token opens."""
    return session.scalars(select(AppealFollower).where(AppealFollower.token_sha256 == digest(token))).one_or_none()


def unfollow(session: Session, token: str) -> None:
    """Forget a follower, who wants no more news."""
    session.execute(delete(AppealFollower).where(AppealFollower.token_sha256 == digest(token)))


def _follows(session: Session, appeal_id: int, email: str) -> bool:
    same = func.lower(AppealFollower.email) == email.lower()
    statement = select(AppealFollower.id).where(AppealFollower.appeal_id == appeal_id, same).limit(1)
    return session.scalar(statement) is not None


def count_followers(session: Session, appeal_id: int) -> int:
    """How many follow an appeal, besides who wrote it."""
    statement = select(func.count()).where(AppealFollower.appeal_id == appeal_id)
    return session.scalar(statement) or 0
