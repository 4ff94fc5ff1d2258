"""Life situations as the city keeps them: versions of rules, and the workbooks that brought them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from gis_app.db.base import Base, BigId, Instant


class SituationFile(Base):
    """A workbook of rules as received. `applied_at` is when its good rows became the rules."""

    __tablename__ = "situation_files"
    id: Mapped[BigId]
    uploader_id: Mapped[int] = mapped_column(BigInteger)
    uploader_name: Mapped[str]
    file_name: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    received_at: Mapped[Instant]
    applied_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class LifeSituation(Base):
    """A version of a rule. `rule` has the shape of ``situations.schema.json``; small positions are asked first.

    The version without `replaced_at` holds. Without `file_id` the program brought it. Rows are only added while the
    table is locked, so that a later id is always a later commit.
    """

    __tablename__ = "life_situations"
    __table_args__ = (
        CheckConstraint("valid_to >= valid_from", name="in_order"),
        UniqueConstraint("code", "version"),
        # One version of a rule holds; the rules to route by.
        Index("uq_life_situations_code_current", "code", unique=True, postgresql_where=text("replaced_at IS NULL")),
        Index("ix_life_situations_replaced_at", "replaced_at"),  # whether a process's copy is still the newest
    )
    id: Mapped[BigId]
    code: Mapped[str]
    position: Mapped[int]
    rule: Mapped[dict[str, Any]] = mapped_column(JSONB)
    version: Mapped[int]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    source: Mapped[str]
    file_id: Mapped[int | None] = mapped_column(ForeignKey(SituationFile.id))
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=text("clock_timestamp()"))
    replaced_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
