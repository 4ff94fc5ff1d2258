"""Administrators made from the command line: the first one, and a way back in when nobody is left."""

from sqlalchemy.orm import Session

from gis_app.accounts.addresses import normal_email
from gis_app.accounts.grants import give
from gis_app.accounts.invitations import Wanted, invite_by_command
from gis_app.accounts.models import User
from gis_app.accounts.people import clean_language, clean_name, retire_demo_accounts, set_password
from gis_app.accounts.roles import ADMINISTRATOR
from gis_app.accounts.sign_in import find_by_email
from gis_app.audit.record import record
from gis_app.settings import Settings

ACTOR = "command line"


def make_administrator(
    session: Session, settings: Settings, email: str, name: str, language: str, password: str
) -> User:
    """An active administrator with this password; an account that is there already gets role and password.

    The demo's accounts are switched off: from now on there is something to guard. Raises WeakPasswordError,
    InvalidParameterError.
    """
    address = normal_email(email)
    user = find_by_email(session, address)
    if user is None:
        user = User(email=address, name=clean_name(name), language=clean_language(language))
        session.add(user)
        session.flush()
        record(session, "user.created", actor=ACTOR, actor_id=None, subject="user", subject_id=user.id)
    user.is_active, user.is_demo = True, False
    set_password(session, settings, user, password, keep_session=None, how=ACTOR)
    give(session, user, ADMINISTRATOR, None, None, actor=ACTOR, actor_id=None)
    retire_demo_accounts(session)
    return user


def invite_administrator(session: Session, settings: Settings, email: str, name: str, language: str) -> str:
    """A link that makes an administrator's account, once within seven days. Raises ConflictError for a known one."""
    _, token = invite_by_command(session, Wanted(email, name, language, ADMINISTRATOR))
    return settings.link(f"/invitations/{token}?lang={language}")
