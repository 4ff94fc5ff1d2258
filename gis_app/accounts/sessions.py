"""Sessions on the server: opened by signing in, found by the cookie's token, ended at once when revoked."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Interval, bindparam, func, select, text, update
from sqlalchemy.orm import Session

from gis_app.accounts.models import GrantRow, User, UserSession
from gis_app.accounts.tokens import digest, new_token
from gis_app.accounts.user import CurrentUser, Grant
from gis_app.errors import NotFoundError
from gis_app.settings import Settings

LONGEST_USER_AGENT = 300
SEEN_EVERY = timedelta(minutes=1)
# Written at most once a minute, and never waited for: pages of one person come several at a time.
_TOUCH = text(
    "UPDATE sessions SET last_seen_at = now() WHERE id = "
    "(SELECT id FROM sessions WHERE id = :id FOR UPDATE SKIP LOCKED)"
)


def open_session(session: Session, settings: Settings, user: User, user_agent: str) -> str:
    """A new session of `user`; returns its token, which exists from now on in the browser's cookie alone."""
    token = new_token()
    session.add(
        UserSession(
            user_id=user.id,
            token_sha256=digest(token),
            expires_at=func.now() + timedelta(days=settings.session_days),
            user_agent=user_agent[:LONGEST_USER_AGENT],
        )
    )
    session.flush()
    return token


@cache
def _user_of_token() -> Any:
    # Made once: making it takes longer than asking it.
    return (
        select(
            UserSession.id,
            UserSession.last_seen_at < func.now() - SEEN_EVERY,
            User,
            GrantRow.role,
            GrantRow.organisation_id,
            GrantRow.district_id,
        )
        .join(User, User.id == UserSession.user_id)
        .outerjoin(GrantRow, (GrantRow.user_id == User.id) & GrantRow.revoked_at.is_(None))
        .where(
            UserSession.token_sha256 == bindparam("token"),
            UserSession.revoked_at.is_(None),
            UserSession.expires_at > func.now(),
            UserSession.last_seen_at > func.now() - bindparam("idle", type_=Interval),
            User.is_active,
        )
    )


def find_user(session: Session, settings: Settings, token: str) -> CurrentUser | None:
    """The active user of a session that is neither ended nor too old nor unused for too long. One question: every
    request of a signed-in person asks it.
    """
    idle = timedelta(hours=settings.session_idle_hours)
    rows = session.execute(_user_of_token(), {"token": digest(token), "idle": idle}).all()
    if not rows:
        return None
    session_id, is_stale, user = rows[0][:3]
    if is_stale:
        session.execute(_TOUCH, {"id": session_id})
    grants = frozenset(Grant(*row[3:]) for row in rows if row[3] is not None)
    return CurrentUser(user.id, user.name, user.email, user.language, grants, session_id, user.is_demo)


def as_current(session: Session, user: User) -> CurrentUser:
    """The user with the grants in force, outside of a request."""
    rows = session.execute(
        select(GrantRow.role, GrantRow.organisation_id, GrantRow.district_id).where(
            GrantRow.user_id == user.id, GrantRow.revoked_at.is_(None)
        )
    )
    grants = frozenset(Grant(role, organisation_id, district_id) for role, organisation_id, district_id in rows)
    return CurrentUser(user.id, user.name, user.email, user.language, grants, None, user.is_demo)


def end_token(session: Session, token: str) -> None:
    """End the session of a token, whoever's it is: signing out, and before another signing in."""
    session.execute(
        update(UserSession)
        .where(UserSession.token_sha256 == digest(token), UserSession.revoked_at.is_(None))
        .values(revoked_at=func.now())
    )


def end_session(session: Session, user_id: int, session_id: int) -> None:
    """End one session of a user. Raises NotFoundError for a session that is not the user's or has ended."""
    ended = session.execute(
        update(UserSession)
        .where(UserSession.id == session_id, UserSession.user_id == user_id, UserSession.revoked_at.is_(None))
        .values(revoked_at=func.now())
        .returning(UserSession.id)
    ).scalar_one_or_none()
    if ended is None:
        raise NotFoundError(f"there is no session {session_id}")


def end_all(session: Session, user_id: int, *, but: int | None = None) -> int:
    """End every session of a user except `but`; how many there were."""
    ended = session.execute(
        update(UserSession)
        .where(UserSession.user_id == user_id, UserSession.revoked_at.is_(None), UserSession.id != (but or 0))
        .values(revoked_at=func.now())
        .returning(UserSession.id)
    )
    return len(ended.all())


def open_sessions(session: Session, settings: Settings, user_id: int) -> list[UserSession]:
    """The user's sessions that still hold, the last used first."""
    now: datetime = session.execute(select(func.now())).scalar_one()
    return list(
        session.scalars(
            select(UserSession)
            .where(
                UserSession.user_id == user_id,
                UserSession.revoked_at.is_(None),
                UserSession.expires_at > now,
                UserSession.last_seen_at > now - timedelta(hours=settings.session_idle_hours),
            )
            .order_by(UserSession.last_seen_at.desc(), UserSession.id.desc())
        )
    )
