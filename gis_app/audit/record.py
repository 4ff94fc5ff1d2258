"""Adding to the audit log, in the transaction of the deed itself: neither stands without the other."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from gis_app.audit.models import AuditEntry


def record(
    session: Session,
    action: str,
    *,
    actor: str,
    actor_id: int | None,
    subject: str,
    subject_id: str | int | None,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Append one entry. `action` is a short word as `work.rescheduled`; `details` are JSON values and hold no secret
    and no personal data beyond what the subject's own row has.
    """
    session.add(
        AuditEntry(
            action=action,
            actor=actor,
            actor_id=actor_id,
            subject=subject,
            subject_id=None if subject_id is None else str(subject_id),
            details=dict(details or {}),
        )
    )
    session.flush()
