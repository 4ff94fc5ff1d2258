"""A new password by mail. Asking gives the same answer and the same work for every address: the worker finds out
whether there is an account.
"""

from datetime import timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from gis_app.accounts import attempts
from gis_app.accounts.delays import LINKS_OF_AN_ADDRESS, MAILS_OF_AN_ACCOUNT, MAILS_OF_AN_ADDRESS
from gis_app.accounts.mails import PASSWORD_RESET, mail_reset
from gis_app.accounts.models import PasswordReset, User
from gis_app.accounts.people import get_user, set_password
from gis_app.accounts.sign_in import KIND as SIGN_IN
from gis_app.accounts.sign_in import find_by_email
from gis_app.accounts.tokens import digest, new_token
from gis_app.delivery.secrets import makes_token
from gis_app.jobs.queue import defer
from gis_app.settings import Settings

KIND = "reset"
MINUTES = 60
LOOK_UP_TASK = "accounts.look_up_reset"


def ask_for_reset(session: Session, email: str, address: str) -> None:
    """Note that somebody at `address` wants a new password for an account. Raises TooManyRequestsError."""
    written = email.strip().lower()[:300]
    account = attempts.account_key(written)
    attempts.refuse_too_many_of_address(session, KIND, address, MAILS_OF_AN_ADDRESS)
    attempts.refuse_too_many_of_account(session, KIND, account, MAILS_OF_AN_ACCOUNT)
    attempts.note(session, KIND, account, address, succeeded=False)
    reset = PasswordReset(email=written, expires_at=func.now() + timedelta(minutes=MINUTES))
    session.add(reset)
    session.flush()
    defer(session, LOOK_UP_TASK, reset_id=reset.id)


def look_up(session: Session, settings: Settings, reset_id: int) -> bool:
    """The worker's part: queue the mail when the address has an active account, and forget the address."""
    reset = session.get(PasswordReset, reset_id, with_for_update=True)
    if reset is None or reset.email is None:
        return False
    user = find_by_email(session, reset.email)
    reset.email = None
    if user is None or not user.is_active or user.password_hash is None:
        return False
    reset.user_id = user.id
    session.flush()
    mail_reset(session, settings, reset, user, MINUTES)
    return True


@makes_token(PASSWORD_RESET)
def token_of(session: Session, reset_id: int) -> str | None:
    """The token for the mail of a reset, None when it was used. The hour runs from the moment the mail leaves."""
    row = session.get(PasswordReset, reset_id, with_for_update=True)
    if row is None or row.used_at:
        return None
    token = new_token()
    row.token_sha256 = digest(token)
    row.expires_at = session.execute(select(func.now() + timedelta(minutes=MINUTES))).scalar_one()
    return token


def find_reset(session: Session, token: str, address: str) -> tuple[PasswordReset, User] | None:
    """The open request of a link, locked, and its user; None for a link unknown, used or too old, which is counted."""
    attempts.refuse_too_many_of_address(session, attempts.LINK, address, LINKS_OF_AN_ADDRESS)
    row = session.scalars(
        select(PasswordReset)
        .where(
            PasswordReset.token_sha256 == digest(token),
            PasswordReset.used_at.is_(None),
            PasswordReset.expires_at > func.now(),
        )
        .with_for_update()
    ).one_or_none()
    user = get_user(session, row.user_id) if row and row.user_id else None
    if row is None or user is None or not user.is_active:
        attempts.note(session, attempts.LINK, None, address, succeeded=False)
        return None
    return row, user


def finish_reset(session: Session, settings: Settings, row: PasswordReset, user: User, password: str, at: str) -> None:
    """Set the new password; every session and every other link of the user ends, and so does the lock-out."""
    set_password(session, settings, user, password, keep_session=None, how="reset")
    session.execute(
        update(PasswordReset)
        .where(PasswordReset.user_id == user.id, PasswordReset.used_at.is_(None))
        .values(used_at=func.now())
    )
    attempts.note(session, SIGN_IN, attempts.account_key(user.email), at, succeeded=True)
