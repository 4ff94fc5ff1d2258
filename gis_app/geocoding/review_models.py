"""The review queue: texts that were not located for certain, their candidates, and what people decided."""

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from gis_app.db.base import Base, BigId, Instant, geometry

DECISIONS = ("candidate", "geometry", "not_a_place", "other_city", "withdrawn")


class ReviewItem(Base):
    """A text, with a district hint, that some work could not be placed by. One decision settles all its works.

    `key` is `decisions.question_key` as text. Which works wait for it is not stored here: those with this
    `works.place_key` that have no geometry or an ambiguous one.
    """

    __tablename__ = "review_items"
    id: Mapped[BigId]
    key: Mapped[str] = mapped_column(Text, unique=True)
    text: Mapped[str]
    district: Mapped[str | None]
    match_type: Mapped[str]
    confidence: Mapped[float]
    ambiguous: Mapped[bool]
    reasons: Mapped[dict[str, str]] = mapped_column(JSONB, server_default="{}")
    created_at: Mapped[Instant]
    seen_at: Mapped[Instant]


class ReviewCandidate(Base):
    """A place that a text may mean. Its number never changes its meaning: new candidates get new numbers."""

    __tablename__ = "review_candidates"
    __table_args__ = (UniqueConstraint("item_id", "number"),)
    id: Mapped[BigId]
    item_id: Mapped[int] = mapped_column(ForeignKey("review_items.id"))
    number: Mapped[int]
    match_type: Mapped[str]
    label: Mapped[str]
    confidence: Mapped[float]
    reasons: Mapped[dict[str, str]] = mapped_column(JSONB, server_default="{}")
    targets: Mapped[list[Any]] = mapped_column(JSONB, server_default="[]")
    geom: Mapped[Any] = geometry()
    created_at: Mapped[Instant]


class ReviewDecision(Base):
    """What a person decided about an item. Append-only; the last one of a text and scope is in force.

    `district` is the scope: the hint within which it holds, or None for the whole city. `geom` is None for a text
    that is not a place, and for a decision withdrawn.
    """

    __tablename__ = "review_decisions"
    __table_args__ = (
        CheckConstraint("kind IN ('candidate', 'geometry', 'not_a_place', 'other_city', 'withdrawn')", name="kind"),
        CheckConstraint("(kind IN ('candidate', 'geometry')) = (geom IS NOT NULL)", name="place"),
        CheckConstraint("length(trim(author)) > 0", name="author"),
    )
    id: Mapped[BigId]
    item_id: Mapped[int] = mapped_column(ForeignKey("review_items.id"), index=True)
    kind: Mapped[str]
    text: Mapped[str]
    district: Mapped[str | None]
    candidate_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("review_candidates.id"))
    match_type: Mapped[str]
    label: Mapped[str]
    targets: Mapped[list[Any]] = mapped_column(JSONB, server_default="[]")
    geom: Mapped[Any] = geometry(nullable=True)
    author: Mapped[str]
    note: Mapped[str | None]
    valid_from: Mapped[date]
    decided_at: Mapped[Instant]
