"""Invitations: a link that makes one account with the roles it was sent with."""

from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from gis_app.accounts import attempts
from gis_app.accounts.addresses import normal_email
from gis_app.accounts.delays import LINKS_OF_AN_ADDRESS, MAILS_OF_AN_ACCOUNT
from gis_app.accounts.grants import check_scope, give
from gis_app.accounts.mails import INVITATION, mail_invitation
from gis_app.accounts.models import Invitation, User
from gis_app.accounts.passwords import check_strength, hash_password
from gis_app.accounts.people import clean_language, clean_name, get_user, retire_demo_accounts
from gis_app.accounts.roles import ADMINISTRATOR, CONTRACTOR, OF_A_DISTRICT, PLANNER
from gis_app.accounts.sessions import as_current
from gis_app.accounts.sign_in import find_by_email
from gis_app.accounts.tokens import digest, new_token
from gis_app.accounts.user import CurrentUser
from gis_app.audit.record import record
from gis_app.delivery.secrets import makes_token
from gis_app.errors import ConflictError, ForbiddenError, NotFoundError
from gis_app.settings import Settings

DAYS = 7
# Who may invite whom: an administrator anybody, a planner the people of contractors.
MAY_INVITE = {ADMINISTRATOR: None, PLANNER: frozenset({CONTRACTOR})}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom to invite as what."""

    email: str
    name: str
    language: str
    role: str
    organisation_id: int | None = None
    district_ids: tuple[int, ...] = field(default=())


def may_invite(by: CurrentUser, role: str) -> bool:
    """Whether `by` may invite somebody as `role`."""
    return any(
        inviting in by.roles and (invited is None or role in invited) for inviting, invited in MAY_INVITE.items()
    )


def invite(session: Session, settings: Settings, by: CurrentUser, wanted: Wanted) -> str | None:
    """Store an invitation and queue its mail. An earlier one to the same address is taken back.

    Where no mail server is set, an administrator gets the token instead, once, to hand it over; nobody else does, or
    a planner could take a contractor's account for itself. Raises ForbiddenError, InvalidParameterError,
    ConflictError (the address has an account), TooManyRequestsError.
    """
    if not may_invite(by, wanted.role):
        raise ForbiddenError("you may not invite people of this role")
    invitation = _store(session, wanted, by.id)
    account = attempts.account_key(invitation.email)
    attempts.refuse_too_many_of_account(session, "invitation", account, MAILS_OF_AN_ACCOUNT)
    attempts.note(session, "invitation", account, "invited", succeeded=False)
    _write_down(session, invitation, by.name, by.id)
    if settings.smtp_url is None and by.has(ADMINISTRATOR):
        return token_of(session, invitation.id)
    mail_invitation(session, settings, invitation, by.name, DAYS)
    return None


def invite_by_command(session: Session, wanted: Wanted) -> tuple[Invitation, str]:
    """An invitation from the command line; its token is returned once and no mail is sent."""
    invitation = _store(session, wanted, None)
    _write_down(session, invitation, "command line", None)
    token = new_token()
    invitation.token_sha256 = digest(token)
    return invitation, token


def _store(session: Session, wanted: Wanted, invited_by: int | None) -> Invitation:
    email = normal_email(wanted.email)
    districts: tuple[int | None, ...] = wanted.district_ids if wanted.role in OF_A_DISTRICT else (None,)
    check_scope(session, wanted.role, wanted.organisation_id, districts)
    if find_by_email(session, email) is not None:
        raise ConflictError("this address has an account already: give it the role instead")
    open_ones = update(Invitation).where(
        Invitation.email == email, Invitation.used_at.is_(None), Invitation.revoked_at.is_(None)
    )
    session.execute(open_ones.values(revoked_at=func.now()))
    invitation = Invitation(
        email=email, name=clean_name(wanted.name), language=clean_language(wanted.language), role=wanted.role,
        organisation_id=wanted.organisation_id, district_ids=[one for one in districts if one is not None],
        invited_by=invited_by, expires_at=func.now() + timedelta(days=DAYS),
    )  # fmt: skip
    session.add(invitation)
    session.flush()
    return invitation


def _write_down(session: Session, invitation: Invitation, actor: str, actor_id: int | None) -> None:
    details = {
        "role": invitation.role, "organisation": invitation.organisation_id, "districts": invitation.district_ids,
    }  # fmt: skip
    record(
        session, "user.invited", actor=actor, actor_id=actor_id, subject="invitation", subject_id=invitation.id,
        details=details,
    )  # fmt: skip


@makes_token(INVITATION)
def token_of(session: Session, invitation_id: int) -> str | None:
    """The token for the mail of an invitation, None when it was taken back or used."""
    row = session.get(Invitation, invitation_id, with_for_update=True)
    if row is None or row.used_at or row.revoked_at:
        return None
    token = new_token()
    row.token_sha256 = digest(token)
    return token


def find_invitation(session: Session, token: str, address: str) -> Invitation | None:
    """The open invitation of a link, locked; None for a link unknown, used, taken back or too old, which is counted."""
    attempts.refuse_too_many_of_address(session, attempts.LINK, address, LINKS_OF_AN_ADDRESS)
    row = session.scalars(
        select(Invitation)
        .where(
            Invitation.token_sha256 == digest(token),
            Invitation.used_at.is_(None),
            Invitation.revoked_at.is_(None),
            Invitation.expires_at > func.now(),
        )
        .with_for_update()
    ).one_or_none()
    if row is None or not _still_stands(session, row):
        attempts.note(session, attempts.LINK, None, address, succeeded=False)
        return None
    return row


def _still_stands(session: Session, row: Invitation) -> bool:
    """Whether who invited could still do so: an invitation must not outlive the right to invite."""
    if row.invited_by is None:
        return True
    inviter = get_user(session, row.invited_by)
    return inviter.is_active and may_invite(as_current(session, inviter), row.role)


def accept(session: Session, row: Invitation, name: str, password: str) -> User:
    """Make the account that the invitation speaks of, with its roles and no others. Raises WeakPasswordError,
    ConflictError (somebody was quicker).
    """
    check_strength(password, row.email)
    if find_by_email(session, row.email) is not None:
        raise ConflictError("this address has an account already")
    inviter = get_user(session, row.invited_by) if row.invited_by else None
    user = User(
        email=row.email, name=clean_name(name), language=row.language, password_hash=hash_password(password),
        # Whom somebody of the demo invites belongs to the demo.
        is_demo=inviter is not None and inviter.is_demo,
    )  # fmt: skip
    session.add(user)
    try:
        session.flush()
    except IntegrityError as error:  # the same link, opened twice at one moment
        raise ConflictError("this address has an account already") from error
    if not user.is_demo:
        retire_demo_accounts(session)
    row.used_at = session.execute(select(func.now())).scalar_one()
    actor = inviter.name if inviter else "command line"
    districts: list[int | None] = [*row.district_ids] or [None]
    for district_id in districts:
        give(session, user, row.role, row.organisation_id, district_id, actor=actor, actor_id=row.invited_by)
    record(session, "user.created", actor=user.name, actor_id=user.id, subject="user", subject_id=user.id)
    return user


def revoke_invitation(session: Session, by: CurrentUser, invitation_id: int) -> None:
    """Take an open invitation back: administrators, and who sent it."""
    row = session.get(Invitation, invitation_id, with_for_update=True)
    if row is None or row.used_at or row.revoked_at or not (by.has(ADMINISTRATOR) or row.invited_by == by.id):
        raise NotFoundError(f"there is no open invitation {invitation_id}")
    row.revoked_at = session.execute(select(func.now())).scalar_one()
    record(
        session, "user.invitation_revoked", actor=by.name, actor_id=by.id, subject="invitation",
        subject_id=invitation_id,
    )  # fmt: skip
