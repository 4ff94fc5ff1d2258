"""Reading people, their grants with names, and open invitations, for the pages of administrators."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, column, func, or_, select, table
from sqlalchemy.orm import Session

from gis_app.accounts.models import GrantRow, Invitation, User
from gis_app.organisations.models import Organisation

PER_PAGE = 50
# Their model stands above this package; here only the names are read.
DISTRICTS = table("districts", *(column(name) for name in ("id", "name_kk", "name_ru", "name_en", "valid_to")))


@dataclass(frozen=True, slots=True)
class HeldGrant:
    """A grant with the names of what it is for; `revoked_at` for one of the past."""

    id: int
    user_id: int
    role: str
    scope: str | None
    granted_at: datetime
    granted_by: str | None
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Choice:
    """A district or an organisation to choose."""

    id: int
    name: str


def find_people(session: Session, words: str, page: int) -> tuple[list[User], bool]:
    """A page of users whose name or address holds `words`, by name; and whether more follow."""
    pattern = "%" + words.strip().lower().replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_") + "%"
    fits = or_(func.lower(User.name).like(pattern), User.email.like(pattern))
    found = session.scalars(
        select(User).where(fits).order_by(User.name, User.id).offset((page - 1) * PER_PAGE).limit(PER_PAGE + 1)
    ).all()
    return list(found[:PER_PAGE]), len(found) > PER_PAGE


def grants_of(session: Session, user_ids: list[int], lang: str, *, with_past: bool = False) -> list[HeldGrant]:
    """The grants of users, those in force first, then the latest; of the past only when asked for."""
    giver = select(User.name).where(User.id == GrantRow.granted_by).scalar_subquery()
    scope = case((GrantRow.organisation_id.is_not(None), _organisation_name(lang)), else_=DISTRICTS.c[f"name_{lang}"])
    statement = (
        select(GrantRow.id, GrantRow.user_id, GrantRow.role, scope, GrantRow.granted_at, giver, GrantRow.revoked_at)
        .outerjoin(Organisation, Organisation.id == GrantRow.organisation_id)
        .outerjoin(DISTRICTS, DISTRICTS.c.id == GrantRow.district_id)
        .where(GrantRow.user_id.in_(user_ids))
        .order_by(GrantRow.revoked_at.desc().nulls_first(), GrantRow.role, scope, GrantRow.id)
    )
    if not with_past:
        statement = statement.where(GrantRow.revoked_at.is_(None))
    return [HeldGrant(*row) for row in session.execute(statement)]


def open_invitations(session: Session, invited_by: int | None = None) -> list[Invitation]:
    """Invitations that can still be taken, the newest first; of one inviter or of all."""
    statement = (
        select(Invitation)
        .where(Invitation.used_at.is_(None), Invitation.revoked_at.is_(None), Invitation.expires_at > func.now())
        .order_by(Invitation.id.desc())
        .limit(200)
    )
    if invited_by is not None:
        statement = statement.where(Invitation.invited_by == invited_by)
    return list(session.scalars(statement))


def districts(session: Session, lang: str) -> list[Choice]:
    """The districts of today by name."""
    name = DISTRICTS.c[f"name_{lang}"]
    rows = session.execute(select(DISTRICTS.c.id, name).where(DISTRICTS.c.valid_to.is_(None)).order_by(name))
    return [Choice(*row) for row in rows]


def organisations(session: Session, lang: str, *, training: bool) -> list[Choice]:
    """The organisations of today by name. Invented ones are offered to the people of the demo alone."""
    name = _organisation_name(lang)
    statement = select(Organisation.id, name).where(Organisation.valid_to.is_(None)).order_by(name)
    if not training:
        statement = statement.where(~Organisation.is_training)
    return [Choice(*row) for row in session.execute(statement)]


def _organisation_name(lang: str) -> Any:
    return func.coalesce(getattr(Organisation, f"name_{lang}"), Organisation.name)
