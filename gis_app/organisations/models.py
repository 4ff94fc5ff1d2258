"""Organisations: who orders works, who carries them out, who answers for what."""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from gis_app.db.base import Base, BigId, Instant


class Organisation(Base):
    """A contractor, a customer or a public body; one may be all three.

    `name_key` is the name folded for comparison (quotes, legal form and case apart). A reorganised body keeps
    its row with `valid_to`; who took over stands in
    `organisation_successions`. `bin` is checked by `bin.check_bin`. Invented
    ones are `is_training` and never mix with real ones.
    """

    __tablename__ = "organisations"
    __table_args__ = (UniqueConstraint("name_key", "is_training"),)
    id: Mapped[BigId]
    name: Mapped[str]
    name_key: Mapped[str]
    name_kk: Mapped[str | None]
    name_ru: Mapped[str | None]
    name_en: Mapped[str | None]
    bin: Mapped[str | None] = mapped_column(unique=True)
    is_contractor: Mapped[bool] = mapped_column(server_default="false")
    is_customer: Mapped[bool] = mapped_column(server_default="false")
    is_public_body: Mapped[bool] = mapped_column(server_default="false")
    contacts: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    source: Mapped[str | None]
    is_training: Mapped[bool] = mapped_column(server_default="false")
    created_at: Mapped[Instant]
