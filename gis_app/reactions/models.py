"""Reactions as they are stored."""

from datetime import datetime

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, LargeBinary, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from gis_app.db.base import Base, Instant
from gis_app.works.models import Work


class Reaction(Base):
    """What one browser, or one address, said of one work. Its latest word counts.

    `voter` is a digest for this work (voters.py): nobody can tell who it is, nor which reactions to different works are
    of one person. Both moments are the midnight before (UTC): whose tries were counted at that moment tells nobody.
    """

    __tablename__ = "work_reactions"
    work_id: Mapped[int] = mapped_column(ForeignKey(Work.id), primary_key=True, autoincrement=False)
    voter: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    is_satisfied: Mapped[bool]
    aspects: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    created_at: Mapped[Instant]
    changed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class ReactionPepper(Base):
    """The one secret of this installation by which addresses are digested."""

    __tablename__ = "reaction_peppers"
    __table_args__ = (CheckConstraint("id = 1", name="one"),)
    id: Mapped[int] = mapped_column(primary_key=True, server_default="1", autoincrement=False)
    pepper: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[Instant]
