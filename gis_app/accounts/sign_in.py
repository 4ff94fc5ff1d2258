"""Signing in: one answer and one amount of work, whether or not the account exists."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gis_app.accounts import attempts
from gis_app.accounts.delays import OF_AN_ACCOUNT, OF_AN_ADDRESS
from gis_app.accounts.models import User
from gis_app.accounts.passwords import is_password
from gis_app.accounts.sessions import end_token, open_session
from gis_app.accounts.user import CurrentUser
from gis_app.audit.record import record
from gis_app.settings import Settings

KIND = "sign_in"


@dataclass(frozen=True, slots=True)
class Browser:
    """Where a request comes from: the counted address, what the browser calls itself, the session it had before."""

    address: str
    user_agent: str
    former_token: str | None = None


def sign_in(session: Session, settings: Settings, email: str, password: str, browser: Browser) -> str | None:
    """The token of a new session, None when address and password do not belong together.

    Raises TooManyRequestsError while the account or the address must wait. The session that the browser had is ended:
    a token known before signing in is worth nothing afterwards.
    """
    written = email.strip().lower()
    account = attempts.account_key(written)
    attempts.refuse_too_many_of_address(session, KIND, browser.address, OF_AN_ADDRESS)
    attempts.refuse_too_many_of_account(session, KIND, account, OF_AN_ACCOUNT)
    user = find_by_email(session, written)
    known = user is not None and user.is_active
    fits = is_password(user.password_hash if user and known else None, password)
    attempts.note(session, KIND, account, browser.address, succeeded=fits)
    if not fits or user is None:
        record(
            session, "sign_in.failed", actor="visitor", actor_id=None, subject="user",
            subject_id=user.id if user else None, details={"address": browser.address},
        )  # fmt: skip
        return None
    return enter(session, settings, user, browser)


def confirm_password(session: Session, by: CurrentUser, password: str, browser: Browser) -> bool:
    """Whether `password` is that of who is signed in already; counted as a try to sign in, and as slow after failures.

    Raises TooManyRequestsError.
    """
    account = attempts.account_key(by.email)
    attempts.refuse_too_many_of_account(session, KIND, account, OF_AN_ACCOUNT)
    user = session.get_one(User, by.id)
    fits = is_password(user.password_hash, password)
    if not fits:
        attempts.note(session, KIND, account, browser.address, succeeded=False)
    return fits


def enter(session: Session, settings: Settings, user: User, browser: Browser, how: str = "password") -> str:
    """Open a session for a user who has proved who it is, and write it down; returns the token."""
    if browser.former_token:
        end_token(session, browser.former_token)
    record(
        session, "sign_in.succeeded", actor=user.name, actor_id=user.id, subject="user", subject_id=user.id,
        details={"address": browser.address, "how": how},
    )  # fmt: skip
    return open_session(session, settings, user, browser.user_agent)


def find_by_email(session: Session, email: str) -> User | None:
    """The user of a normal address."""
    return session.scalars(select(User).where(func.lower(User.email) == email)).one_or_none()
