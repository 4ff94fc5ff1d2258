"""Giving and taking roles: by an administrator, each time a new row of history and an entry of the audit log."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from gis_app.accounts.listing import DISTRICTS
from gis_app.accounts.models import GrantRow, User
from gis_app.accounts.people import get_user, keep_an_administrator
from gis_app.accounts.roles import ADMINISTRATOR, is_complete
from gis_app.accounts.user import CurrentUser
from gis_app.audit.record import record
from gis_app.errors import ForbiddenError, InvalidParameterError, NotFoundError
from gis_app.organisations.models import Organisation


def check_scope(session: Session, role: str, organisation_id: int | None, district_ids: Sequence[int | None]) -> None:
    """Raise InvalidParameterError for a grant that names too much, too little, or what does not exist."""
    if not district_ids or not all(is_complete(role, organisation_id, one) for one in district_ids):
        raise InvalidParameterError("role", "a planner needs a district, contractor and executor an organisation")
    for column, named in ((Organisation.id, {organisation_id}), (DISTRICTS.c.id, set(district_ids))):
        wanted = named - {None}
        if wanted and set(session.scalars(select(column).where(column.in_(wanted)))) != wanted:
            raise InvalidParameterError("role", "there is no such organisation or district")


def give(
    session: Session,
    user: User,
    role: str,
    organisation_id: int | None,
    district_id: int | None,
    *,
    actor: str,
    actor_id: int | None,
) -> bool:
    """Write a grant; False when it is in force already. Raises as `check_scope`. Who may give it was asked before."""
    check_scope(session, role, organisation_id, [district_id])
    statement = insert(GrantRow).values(
        user_id=user.id, role=role, organisation_id=organisation_id, district_id=district_id, granted_by=actor_id
    )
    made = session.execute(statement.on_conflict_do_nothing().returning(GrantRow.id)).scalar_one_or_none()
    if made is None:
        return False
    details = {"role": role, "organisation": organisation_id, "district": district_id}
    record(session, "role.granted", actor=actor, actor_id=actor_id, subject="user", subject_id=user.id, details=details)
    return True


def grant_role(
    session: Session, by: CurrentUser, user_id: int, role: str, organisation_id: int | None, district_id: int | None
) -> bool:
    """Give a role; administrators only."""
    _only_administrators(by)
    user = get_user(session, user_id)
    return give(session, user, role, organisation_id, district_id, actor=by.name, actor_id=by.id)


def revoke_grant(session: Session, by: CurrentUser, grant_id: int) -> int:
    """Take a role back; administrators only. Returns the user's id. It holds from the user's next request on."""
    _only_administrators(by)
    row = session.scalars(
        select(GrantRow).where(GrantRow.id == grant_id, GrantRow.revoked_at.is_(None)).with_for_update()
    ).one_or_none()
    if row is None:
        raise NotFoundError(f"there is no grant {grant_id} in force")
    if row.role == ADMINISTRATOR:
        keep_an_administrator(session, row.user_id)
    row.revoked_at = session.execute(select(func.now())).scalar_one()
    row.revoked_by = by.id
    record(
        session, "role.revoked", actor=by.name, actor_id=by.id, subject="user", subject_id=row.user_id,
        details={"role": row.role, "organisation": row.organisation_id, "district": row.district_id},
    )  # fmt: skip
    return row.user_id


def _only_administrators(by: CurrentUser) -> None:
    if not by.has(ADMINISTRATOR):
        raise ForbiddenError("only administrators change roles")
