"""What became of an organisation, what it answers for, and how to reach it. Each row holds for some days."""

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from gis_app.db.base import Base, BigId, Instant, geometry

SUCCESSIONS = ("renamed", "merged", "split")
CONTACTS = ("phone", "email", "address", "website", "hours")


class OrganisationSuccession(Base):
    """`successor_id` took over from `predecessor_id` on `on_day`: one to one (renamed), several into one (merged), or
    one into several (split)."""

    __tablename__ = "organisation_successions"
    __table_args__ = (
        CheckConstraint("kind IN ('renamed', 'merged', 'split')", name="kind"),
        CheckConstraint("predecessor_id <> successor_id", name="another"),
        UniqueConstraint("predecessor_id", "successor_id"),
    )
    id: Mapped[BigId]
    predecessor_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    successor_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    kind: Mapped[str]
    on_day: Mapped[date]
    source: Mapped[str]
    created_at: Mapped[Instant]


class ServiceArea(Base):
    """Who answers for a task (a code of `tasks.yaml`), where and when: in a district (its id in the register), in a
    geometry (EPSG:4326), or in the whole city when both are empty. Days are inclusive; an empty one is open."""

    __tablename__ = "service_areas"
    __table_args__ = (
        CheckConstraint("valid_to >= valid_from", name="in_order"),
        CheckConstraint("district_id IS NULL OR geom IS NULL", name="one_place"),
    )
    id: Mapped[BigId]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    task_code: Mapped[str]
    district_id: Mapped[int | None] = mapped_column(BigInteger)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    source: Mapped[str]
    created_at: Mapped[Instant]
    geom: Mapped[Any] = geometry(nullable=True)


class OrganisationContact(Base):
    """A way to reach an organisation, from one day to another (inclusive; an empty one is open)."""

    __tablename__ = "organisation_contacts"
    __table_args__ = (
        CheckConstraint("kind IN ('phone', 'email', 'address', 'website', 'hours')", name="kind"),
        CheckConstraint("valid_to >= valid_from", name="in_order"),
        UniqueConstraint("organisation_id", "kind", "value"),
    )
    id: Mapped[BigId]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    kind: Mapped[str]
    value: Mapped[str]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    source: Mapped[str]
    created_at: Mapped[Instant]
