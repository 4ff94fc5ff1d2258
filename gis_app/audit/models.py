"""The audit log. A trigger refuses to change or delete its rows."""

from typing import Any

from sqlalchemy import BigInteger
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from gis_app.db.base import Base, BigId, Instant


class AuditEntry(Base):
    """One deed. `actor` is a person's name, or what acted for nobody (`command line`, `worker`); `subject` is a kind
    of thing (`work`, `user`) and `subject_id` its id. No foreign keys: the log outlives what it speaks of.
    """

    __tablename__ = "audit_log"
    id: Mapped[BigId]
    at: Mapped[Instant]
    action: Mapped[str]
    actor: Mapped[str]
    actor_id: Mapped[int | None] = mapped_column(BigInteger)
    subject: Mapped[str]
    subject_id: Mapped[str | None]
    details: Mapped[dict[str, Any]] = mapped_column(JSONB)
