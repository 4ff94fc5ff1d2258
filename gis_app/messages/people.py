"""Who is told: the people of an organisation, the planners of a district, by the grants in force."""

from collections.abc import Iterable

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from gis_app.accounts.models import GrantRow, User
from gis_app.accounts.roles import ADMINISTRATOR, CONTRACTOR, EXECUTOR, INSPECTOR, PLANNER
from gis_app.messages.kinds import kind_of


def people_of_organisation(
    session: Session, organisation_id: int | None, roles: Iterable[str] = (CONTRACTOR, EXECUTOR)
) -> set[int]:
    """The active users who act for an organisation in one of the roles; nobody for none."""
    if organisation_id is None:
        return set()
    return _having(session, roles, organisation_id=organisation_id)


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
    if "author" in wanted and author_id is not None:
        found.add(author_id)
    return found


def _having(
    session: Session, roles: Iterable[str], *, organisation_id: int | None = None, district_id: int | None = None
) -> set[int]:
    statement = (
        select(GrantRow.user_id)
        .join(User, User.id == GrantRow.user_id)
        .where(GrantRow.role.in_(list(roles)), GrantRow.revoked_at.is_(None), User.is_active)
    )
    if organisation_id is not None:
        statement = statement.where(GrantRow.organisation_id == organisation_id)
    if district_id is not None:
        # Like everywhere, a grant without a district holds for the whole city.
        statement = statement.where(or_(GrantRow.district_id == district_id, GrantRow.district_id.is_(None)))
    return set(session.scalars(statement))
