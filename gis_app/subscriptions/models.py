"""Followed places, their followers, and the news about places."""

from datetime import datetime
from typing import Any, Literal

from geoalchemy2 import Geometry
from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    Computed,
    DateTime,
    ForeignKey,
    Index,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from gis_app.db.base import Base, BigId, Instant, geometry, metric_geometry
from gis_app.settings import get_settings

Rhythm = Literal["at_once", "daily", "weekly"]
NewsKind = Literal[
    "new", "days", "moved", "undated", "soon", "started", "finished", "cancelled", "restored", "outage",
    "outage_moved", "outage_off",
]  # fmt: skip
RHYTHMS: tuple[Rhythm, ...] = ("at_once", "daily", "weekly")
KINDS: tuple[NewsKind, ...] = NewsKind.__args__  # type: ignore[attr-defined]
_METRIC = get_settings().metric_srid


class FollowedPlace(Base):
    """What is followed: a shape and a distance about it, shared by all who follow the same. `key` says what that is.

    Followers of a district are many and its outline is long: it is compared with a work once, not for each of them.
    `reach` is the box about shape and distance, which the index knows.
    """

    __tablename__ = "followed_places"
    __table_args__ = (CheckConstraint("radius_m BETWEEN 0 AND 5000", name="radius_m"),)
    id: Mapped[BigId]
    key: Mapped[str] = mapped_column(unique=True)
    place_id: Mapped[str | None]  # leads to its page (/place/{place_id}); none for a drawn area
    kind: Mapped[str]  # point, street, area or drawn
    # Of a street or a stretch: its streets in the register. What does not lie on them is no news of it, however near.
    streets: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), server_default="{}")
    radius_m: Mapped[float]
    created_at: Mapped[Instant]
    geom: Mapped[Any] = geometry()
    geom_m: Mapped[Any] = metric_geometry()
    reach: Mapped[Any] = mapped_column(
        Geometry("GEOMETRY", srid=_METRIC, spatial_index=False),
        Computed(f"public.ST_Expand(public.ST_Transform(geom, {_METRIC}), radius_m)", persisted=True),
        nullable=True,
    )


class Following(Base):
    """Somebody follows a place by one channel. Told nothing before `confirmed_at`.

    `address` is what the channel needs (an e-mail address, a subscription of a browser, a chat), `address_key` the
    same for whatever is the same address. `token` opens the follower's page. Who stops is deleted, with the address.
    """

    __tablename__ = "followings"
    __table_args__ = (
        CheckConstraint("language IN ('kk', 'ru', 'en')", name="language"),
        CheckConstraint("rhythm IN ('at_once', 'daily', 'weekly')", name="rhythm"),
        UniqueConstraint("channel", "address_key", "place_id"),  # who follows a place follows it once
        Index("ix_followings_place_id", "place_id"),  # the followers of a place that has news
        # Letters that an address was sent without its owner's doing.
        Index("ix_followings_mailbox", "mailbox", postgresql_where=text("mailbox <> ''")),
    )
    id: Mapped[BigId]
    place_id: Mapped[int] = mapped_column(ForeignKey(FollowedPlace.id))
    label: Mapped[str]
    channel: Mapped[str]
    address: Mapped[str]
    address_key: Mapped[str]
    mailbox: Mapped[str] = mapped_column(server_default="")  # `Address.mailbox`
    language: Mapped[str]
    types: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")  # codes of work types; none is all
    outages: Mapped[bool] = mapped_column(server_default="true")
    rhythm: Mapped[str]
    is_training: Mapped[bool] = mapped_column(server_default="false")
    token: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[Instant]
    confirmed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    told_until: Mapped[int] = mapped_column(BigInteger, server_default="0")  # the last news that a letter tells
    hurried_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))  # the last letter out of the rhythm


class PlaceNews(Base):
    """A piece of news about a work or a shut-off: facts, not sentences. `key` names the occasion."""

    __tablename__ = "place_news"
    __table_args__ = (
        CheckConstraint(f"kind IN {KINDS}", name="kind"),
        CheckConstraint("num_nonnulls(work_id, outage_id) = 1", name="about_one"),
        Index("ix_place_news_work_id", "work_id", "id"),  # the feed of a place: news of its works
        Index("ix_place_news_outage_id", "outage_id", "id"),  # of its shut-offs; what was told of one
    )
    id: Mapped[BigId]
    key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    work_id: Mapped[int | None] = mapped_column(BigInteger)
    outage_id: Mapped[int | None] = mapped_column(BigInteger)
    values: Mapped[dict[str, Any]] = mapped_column(JSONB)
    is_training: Mapped[bool]
    created_at: Mapped[Instant]


class PlaceNote(Base):
    """That a piece of news concerns a followed place. Who follows it is told by wish and hour (letters.py)."""

    __tablename__ = "place_notes"
    __table_args__ = (Index("ix_place_notes_news_id", "news_id"),)  # the places that were told of a shut-off
    place_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    news_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
