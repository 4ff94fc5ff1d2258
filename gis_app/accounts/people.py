"""Users: made, renamed, given a password, switched off. Each change is in the audit log."""

from typing import Final

from sqlalchemy import exists, func, select, text, update
from sqlalchemy.orm import Session

from gis_app.accounts.mails import mail_password_changed
from gis_app.accounts.models import GrantRow, User
from gis_app.accounts.passwords import check_strength, hash_password
from gis_app.accounts.roles import ADMINISTRATOR
from gis_app.accounts.sessions import end_all
from gis_app.accounts.user import CurrentUser
from gis_app.audit.record import record
from gis_app.errors import ConflictError, InvalidParameterError, NotFoundError
from gis_app.settings import Settings

LANGUAGES: Final = ("kk", "ru", "en")
LONGEST_NAME: Final = 100
# Held while administrators are counted: two of them must not switch each other off at one moment.
_COUNT_ALONE = text("SELECT pg_advisory_xact_lock(hashtext(current_schema()), hashtext('administrators'))")


def clean_name(written: str) -> str:
    """A person's name on one line. Raises InvalidParameterError for an empty or endless one."""
    name = " ".join(written.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise InvalidParameterError("name", "a name of 1 to 100 letters is needed")
    return name


def clean_language(written: str) -> str:
    """One of the three languages. Raises InvalidParameterError for any other."""
    if written not in LANGUAGES:
        raise InvalidParameterError("language", "kk, ru or en")
    return written


def get_user(session: Session, user_id: int) -> User:
    """The user. Raises NotFoundError."""
    user = session.get(User, user_id)
    if user is None:
        raise NotFoundError(f"there is no user {user_id}")
    return user


def change_profile(session: Session, by: CurrentUser, name: str, language: str) -> None:
    """Change one's own name and language."""
    user = get_user(session, by.id)
    user.name, user.language = clean_name(name), clean_language(language)
    record(session, "user.profile_changed", actor=user.name, actor_id=by.id, subject="user", subject_id=by.id)


def set_password(
    session: Session, settings: Settings, user: User, password: str, *, keep_session: int | None, how: str
) -> None:
    """Give a user a new password and end every session but `keep_session`. Raises WeakPasswordError."""
    check_strength(password, user.email)
    user.password_hash = hash_password(password)
    user.password_changed_at = session.execute(select(func.clock_timestamp())).scalar_one()
    session.flush()
    ended = end_all(session, user.id, but=keep_session)
    record(
        session, "user.password_changed", actor=user.name, actor_id=user.id, subject="user", subject_id=user.id,
        details={"how": how, "sessions_ended": ended},
    )  # fmt: skip
    mail_password_changed(session, settings, user)


def set_active(session: Session, by: CurrentUser, user_id: int, *, active: bool) -> None:
    """Switch an account off, which ends its sessions at once, or on again; never the last administrator off."""
    user = get_user(session, user_id)
    if user.is_active == active:
        return
    if not active:
        keep_an_administrator(session, user_id)
    user.is_active = active
    session.flush()
    ended = 0 if active else end_all(session, user_id)
    record(
        session, "user.activated" if active else "user.deactivated", actor=by.name, actor_id=by.id, subject="user",
        subject_id=user_id, details={"sessions_ended": ended},
    )  # fmt: skip


def keep_an_administrator(session: Session, user_id: int) -> None:
    """Raise ConflictError when nobody but `user_id` is an active administrator: nobody could let others in again."""
    session.execute(_COUNT_ALONE)
    is_one = exists().where(GrantRow.user_id == User.id, GrantRow.role == ADMINISTRATOR, GrantRow.revoked_at.is_(None))
    administrators = session.scalars(select(User.id).where(User.is_active, is_one)).all()
    if list(administrators) == [user_id]:
        raise ConflictError("this is the last administrator")


def retire_demo_accounts(session: Session) -> None:
    """Switch all demo accounts off: the first real account has come, and a demo must open no door to real work."""
    retired = session.scalars(
        update(User).where(User.is_demo, User.is_active).values(is_active=False).returning(User.id)
    )
    for user_id in retired.all():
        end_all(session, user_id)
