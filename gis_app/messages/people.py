"""Who is told: the people of an organisation, the planners of a district, by the grants in force."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import BigInteger, Select, func, literal, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from gis_app.accounts.models import GrantRow, User
from gis_app.accounts.roles import ADMINISTRATOR, CONTRACTOR, EXECUTOR, INSPECTOR, OPERATOR, PLANNER
from gis_app.messages.kinds import kind_of


def people_of_organisation(
    session: Session, organisation_id: int | None, roles: Iterable[str] = (CONTRACTOR, EXECUTOR)
) -> set[int]:
    """The active users who act for an organisation in one of the roles; nobody for none."""
    if organisation_id is None:
        return set()
    return _having(session, roles, organisation_id=organisation_id)


def people_by_organisation(
    session: Session, organisation_ids: Collection[int], roles: Iterable[str] = (CONTRACTOR, EXECUTOR)
) -> dict[int, set[int]]:
    """The same for many organisations in one statement; one without people is left out."""
    ids = literal(list(organisation_ids), ARRAY(BigInteger))
    found: dict[int, set[int]] = {}
    statement = _granted(roles).add_columns(GrantRow.organisation_id).where(GrantRow.organisation_id == func.any(ids))
    for user_id, organisation_id in session.execute(statement):
        found.setdefault(organisation_id, set()).add(user_id)
    return found


def planners_of(session: Session, district_id: int | None) -> set[int]:
    """The active users who plan a district. Where nobody does, the administrators: somebody has to know."""
    found = _having(session, (PLANNER,), district_id=district_id) if district_id is not None else set()
    return found or _having(session, (ADMINISTRATOR,))


def audience(
    session: Session,
    kind: str,
    *,
    organisation_id: int | None = None,
    district_ids: Iterable[int | None] = (),
    author_id: int | None = None,
) -> set[int]:
    """Whom `kinds.yaml` names for a kind: of this organisation, of these districts, and the author."""
    wanted = set(kind_of(kind).to)
    found = people_of_organisation(session, organisation_id, wanted & {CONTRACTOR, EXECUTOR})
    if PLANNER in wanted:
        for district_id in set(district_ids):
            found |= planners_of(session, district_id)
    if INSPECTOR in wanted:
        found |= _having(session, (INSPECTOR,))
    if OPERATOR in wanted:
        found |= _having(session, (OPERATOR,))
    if "author" in wanted and author_id is not None:
        found.add(author_id)
    return found


def _having(
    session: Session, roles: Iterable[str], *, organisation_id: int | None = None, district_id: int | None = None
) -> set[int]:
    statement = _granted(roles)
    if organisation_id is not None:
        statement = statement.where(GrantRow.organisation_id == organisation_id)
    if district_id is not None:
        # Like everywhere, a grant without a district holds for the whole city.
        statement = statement.where(or_(GrantRow.district_id == district_id, GrantRow.district_id.is_(None)))
    return set(session.scalars(statement))


def _granted(roles: Iterable[str]) -> Select[Any]:
    return (
        select(GrantRow.user_id)
        .join(User, User.id == GrantRow.user_id)
        .where(GrantRow.role.in_(list(roles)), GrantRow.revoked_at.is_(None), User.is_active)
    )
