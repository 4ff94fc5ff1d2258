"""Whose appeals somebody may read: by the person's grants alone, whatever a link asks for.

The reception, its inspectors and administrators read all; an executor those that its body answers for; a contractor
those that its works explain, and of those no word about who wrote them. Training and real appeals never mix: accounts
of the demo see the first, all others the second.
"""

from sqlalchemy import ColumnElement, and_, exists, false, or_, true
from sqlalchemy.orm import Session

from gis_app.accounts.roles import ADMINISTRATOR, CONTRACTOR, EXECUTOR, INSPECTOR, OPERATOR
from gis_app.accounts.user import CurrentUser
from gis_app.appeals.models import Appeal, AppealLink
from gis_app.appeals.transitions import NOT_SENT
from gis_app.errors import ForbiddenError, NotFoundError
from gis_app.works.filters import is_public
from gis_app.works.models import Work

RECEPTION = frozenset({OPERATOR, ADMINISTRATOR})
READERS = RECEPTION | {INSPECTOR}


def of_the_reception(by: CurrentUser) -> ColumnElement[bool]:
    """What the reception's pages show; nothing to anybody else."""
    return and_(Appeal.is_training.is_(by.is_demo), true() if by.roles & READERS else false())


def bodies_of(by: CurrentUser) -> list[int]:
    """The bodies that a person answers for as an executor."""
    return sorted(
        grant.organisation_id for grant in by.grants if grant.role == EXECUTOR and grant.organisation_id is not None
    )


def contractors_of(by: CurrentUser) -> list[int]:
    """The contractors that a person speaks for."""
    return sorted(
        grant.organisation_id for grant in by.grants if grant.role == CONTRACTOR and grant.organisation_id is not None
    )


def of_the_executor(by: CurrentUser) -> ColumnElement[bool]:
    """The appeals that a person's own body answers for, or has answered."""
    return and_(Appeal.is_training.is_(by.is_demo), Appeal.body_id.in_(bodies_of(by)), _was_sent())


def _was_sent() -> ColumnElement[bool]:
    # Until then the body is a proposal of a rule, and the appeal the reception's alone.
    return Appeal.status.not_in(sorted(NOT_SENT))


def of_the_contractor(by: CurrentUser) -> ColumnElement[bool]:
    """The appeals that a person's own works explain (no rejected link), and those sent to the contractor itself."""
    own = contractors_of(by)
    linked = exists().where(
        AppealLink.appeal_id == Appeal.id, AppealLink.state != "rejected", Work.id == AppealLink.work_id,
        Work.contractor_id.in_(own), is_public(),
    )  # fmt: skip
    return and_(Appeal.is_training.is_(by.is_demo), or_(linked, and_(Appeal.body_id.in_(own), _was_sent())))


def find_for_reception(session: Session, by: CurrentUser, appeal_id: int) -> Appeal:
    """An appeal on a page of the reception. Any that is not for this person raises NotFoundError."""
    return _find(session, appeal_id, of_the_reception(by))


def find_for_executor(session: Session, by: CurrentUser, appeal_id: int) -> Appeal:
    """An appeal of the person's own body. NotFoundError for any other: whether there is one is not told."""
    return _find(session, appeal_id, of_the_executor(by))


def find_for_contractor(session: Session, by: CurrentUser, appeal_id: int) -> Appeal:
    """An appeal that the person's own works explain. NotFoundError for any other."""
    return _find(session, appeal_id, of_the_contractor(by))


def _find(session: Session, appeal_id: int, condition: ColumnElement[bool]) -> Appeal:
    found = session.query(Appeal).where(Appeal.id == appeal_id, condition).one_or_none()
    if found is None:
        raise NotFoundError(f"no appeal of yours has the id {appeal_id}")
    return found


def acting_role(by: CurrentUser, appeal: Appeal) -> str:
    """The role in which a person acts on an appeal, as the table of changes names roles.

    Raises ForbiddenError for somebody who has none.
    """
    for role in (OPERATOR, ADMINISTRATOR, INSPECTOR):
        if role in by.roles:
            return role
    if appeal.body_id is not None and appeal.body_id in {*bodies_of(by), *contractors_of(by)}:
        return EXECUTOR
    raise ForbiddenError("this appeal is not yours to change")
