"""Reading who wrote an appeal: never without an entry in the audit log."""

from sqlalchemy.orm import Session

from gis_app.accounts.user import CurrentUser
from gis_app.appeals.models import Appeal, Applicant
from gis_app.audit.record import record
from gis_app.errors import ForbiddenError, NotFoundError

# Executors, contractors, inspectors and planners do their part without knowing who wrote.
MAY_READ = frozenset({"operator", "administrator"})


def read_applicant(session: Session, appeal_id: int, *, reader: CurrentUser) -> Applicant:
    """The applicant's own data. Raises ForbiddenError, NotFoundError. The caller commits, so that the entry stays."""
    if not reader.roles & MAY_READ:
        raise ForbiddenError("who wrote an appeal is not yours to read")
    appeal, applicant = session.get(Appeal, appeal_id), session.get(Applicant, appeal_id)
    if appeal is None or applicant is None:
        raise NotFoundError(f"no appeal has the id {appeal_id}")
    record(
        session,
        "appeal.applicant_read",
        actor=reader.name,
        actor_id=reader.id,
        subject="appeal",
        subject_id=appeal_id,
        details={"number": appeal.number},
    )
    return applicant
