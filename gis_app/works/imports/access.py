"""Who sees an upload and what he may do with it. Whoever may not see it is told that it does not exist.

A contractor's people see the plans of their organisation; a planner sees his own and those that contractors have
handed in, when they touch his districts or no known district. Only a planner accepts, and only when all good rows
lie in his districts.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, and_, exists, false, func, not_, or_, select, union
from sqlalchemy.orm import Session

from gis_app.accounts.roles import CONTRACTOR, PLANNER
from gis_app.accounts.user import CurrentUser
from gis_app.errors import ForbiddenError, NotFoundError
from gis_app.organisations.models import Organisation
from gis_app.works.imports.models import ImportRow, Upload
from gis_app.works.imports.rows import SETTLED
from gis_app.works.imports.uploads import OPEN_STATES, Sender
from gis_app.works.models import Work

HANDED_IN = ("submitted", "accepting", "accepted")


def organisations_of(user: CurrentUser) -> frozenset[int]:
    """The organisations for which a user may plan."""
    return frozenset(
        grant.organisation_id for grant in user.grants if grant.role == CONTRACTOR and grant.organisation_id is not None
    )


def organisation_names(session: Session, user: CurrentUser) -> dict[int, str]:
    """The names of the organisations for which a user may plan, by their ids."""
    own = select(Organisation.id, Organisation.name).where(Organisation.id.in_(organisations_of(user)))
    return {row.id: row.name for row in session.execute(own.order_by(Organisation.id))}


def sender_of(user: CurrentUser, organisation_id: int | None = None) -> Sender:
    """As whom a user sends a plan. Raises ForbiddenError for somebody else's organisation, or for no role to plan.

    A contractor of one organisation need not name it.
    """
    own = organisations_of(user)
    if organisation_id is None and not user.has(PLANNER) and len(own) == 1:
        organisation_id = next(iter(own))
    if organisation_id is not None:
        if organisation_id not in own:
            raise ForbiddenError("you do not act for this organisation")
        return Sender(user.id, user.name, organisation_id)
    if not user.has(PLANNER):
        raise ForbiddenError("name the organisation whose plan this is" if own else "you plan nothing")
    return Sender(user.id, user.name, None, tuple(sorted(user.district_ids)))


def visible_to(user: CurrentUser) -> ColumnElement[bool]:
    """The condition on uploads that a user may see."""
    conditions: list[ColumnElement[bool]] = [Upload.uploader_id == user.id]
    own = organisations_of(user)
    if own:
        conditions.append(Upload.organisation_id.in_(own))
    if user.has(PLANNER):
        conditions.append(and_(Upload.state.in_(HANDED_IN), _touches(user.district_ids)))
    return or_(false(), *conditions)


def _touches(districts: Iterable[int]) -> ColumnElement[bool]:
    rows = select(ImportRow.id).where(ImportRow.upload_id == Upload.id)
    known = exists(rows.where(ImportRow.district_id.is_not(None)))
    return or_(exists(rows.where(ImportRow.district_id.in_(set(districts)))), not_(known))


def find_visible(session: Session, user: CurrentUser, upload_id: int) -> Upload:
    """An upload that the user may see. Raises NotFoundError for any other, whether it exists or not."""
    found = session.scalars(select(Upload).where(Upload.id == upload_id, visible_to(user))).first()
    if found is None:
        raise NotFoundError(f"there is no upload {upload_id}")
    return found


def is_own(user: CurrentUser, upload: Upload) -> bool:
    """Whether the upload is the user's or his organisation's."""
    return upload.uploader_id == user.id or upload.organisation_id in organisations_of(user)


def may_mend(user: CurrentUser, upload: Upload) -> bool:
    """Its senders mend a plan until it is handed in; then the planner does."""
    if upload.state == "checked":
        return is_own(user, upload)
    return upload.state == "submitted" and user.has(PLANNER)


def may_mend_row(user: CurrentUser, upload: Upload, district_id: int | None) -> bool:
    """Whether a row in this district is the user's to mend: a planner leaves alone what other planners answer for."""
    is_strange = district_id is not None and district_id not in user.district_ids
    return may_mend(user, upload) and (upload.state == "checked" or not is_strange)


def may_submit(user: CurrentUser, upload: Upload) -> bool:
    """A contractor's plan is handed in by its senders."""
    return upload.state == "checked" and upload.organisation_id is not None and is_own(user, upload)


def may_withdraw(user: CurrentUser, upload: Upload) -> bool:
    """Its senders take a plan back until it is accepted."""
    return upload.state in (*OPEN_STATES, "received", "unmapped", "failed") and is_own(user, upload)


def may_send_back(user: CurrentUser, upload: Upload) -> bool:
    """A planner gives back what others have handed in."""
    return upload.state == "submitted" and user.has(PLANNER) and not is_own(user, upload)


def may_decide(user: CurrentUser, upload: Upload) -> bool:
    """A planner accepts what was handed in, and his own plan as soon as it is checked."""
    if not user.has(PLANNER):
        return False
    is_his_own = upload.uploader_id == user.id and upload.organisation_id is None
    return upload.state == "submitted" or (upload.state == "checked" and is_his_own)


def strange_districts(session: Session, user: CurrentUser, upload: Upload) -> dict[int, int]:
    """How many good rows lie in districts that the user does not plan, or change a work there, by district."""
    good = and_(ImportRow.upload_id == upload.id, ImportRow.outcome.not_in(SETTLED))
    rows = select(ImportRow.id, ImportRow.district_id).where(good)
    changed = select(ImportRow.id, Work.district_id).join(Work, Work.id == ImportRow.work_id).where(good)
    touched = union(rows, changed).subquery()
    statement = select(touched.c.district_id, func.count()).group_by(touched.c.district_id)
    found = session.execute(statement).all()
    return {district: count for district, count in found if district is not None and district not in user.district_ids}


def require(allowed: bool) -> None:
    """Raise ForbiddenError unless it is allowed."""
    if not allowed:
        raise ForbiddenError("the plan is not yours to decide about, or not in a state for it")
