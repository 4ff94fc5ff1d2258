"""Appeals and the facts about them. What happened is appended; who wrote it stands apart in `applicants`."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from gis_app.db.base import Base, BigId, Instant, geometry, metric_geometry, web_geometry
from gis_app.geocoding.models import District
from gis_app.organisations.models import Organisation

CHANNELS = "('web', 'phone', 'front_office', 'letter', 'social', 'mobile', 'import', 'open311')"
KINDS = "('complaint', 'request', 'proposal', 'enquiry', 'thanks')"
LANGUAGES = "('kk', 'ru', 'en')"
SETTINGS = "('carriageway', 'sidewalk', 'yard', 'house', 'park', 'river', 'other')"
STATUSES = (
    "('consulted', 'registered', 'in_check', 'sent', 'in_work', 'answered', 'confirmed', 'reopened', 'redirected', "
    "'refused', 'duplicate', 'withdrawn')"
)
EVENTS = (
    "('status', 'comment', 'question', 'reply', 'topic', 'place', 'situation', 'body', 'link', 'deadline', 'merge', "
    "'split', 'work', 'anonymised')"
)


class AppealTopic(Base):
    """A topic of ``rules/topics.yaml`` as the database knows it: retired and never renamed."""

    __tablename__ = "appeal_topics"
    code: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    group_code: Mapped[str]
    title_kk: Mapped[str]
    title_ru: Mapped[str]
    title_en: Mapped[str]
    is_urgent: Mapped[bool]
    retired_on: Mapped[date | None]


class Appeal(Base):
    """One appeal. `number` is public; the token is the applicant's key, of which only the SHA-256 stands here.

    `status`, `due_on`, `answered_at` and `closed_at` are a cache of the last event and deadline, kept by triggers.
    `setting` is where the place lies; `topic_by` who chose the topic. Whoever may read an appeal may not yet read its
    applicant.
    """

    __tablename__ = "appeals"
    __table_args__ = (
        CheckConstraint(f"channel IN {CHANNELS}", name="channel"),
        CheckConstraint(f"kind IN {KINDS}", name="kind"),
        CheckConstraint(f"language IN {LANGUAGES}", name="language"),
        CheckConstraint(f"setting IN {SETTINGS}", name="setting"),
        CheckConstraint(f"status IN {STATUSES}", name="status"),
        CheckConstraint("topic_by IN ('applicant', 'suggested', 'operator', 'import')", name="topic_by"),
        CheckConstraint("parent_id <> id", name="parent"),
        UniqueConstraint("source", "external_no"),  # an import finds the appeal again
        Index("ix_appeals_status_due_on", "status", "due_on"),  # the reception's queue
        Index("ix_appeals_body_id", "body_id", "status"),  # an executor's queue
        Index("ix_appeals_topic_code", "topic_code"),  # similar appeals; the public layer
        Index("ix_appeals_parent_id", "parent_id"),  # what follows one
        Index("ix_appeals_received_at", "received_at"),  # the register by time; retention
    )
    id: Mapped[BigId]
    number: Mapped[str] = mapped_column(unique=True)
    token_sha256: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    client_key: Mapped[UUID | None] = mapped_column(unique=True)
    channel: Mapped[str]
    kind: Mapped[str]
    language: Mapped[str]
    topic_code: Mapped[str] = mapped_column(ForeignKey(AppealTopic.code))
    topic_by: Mapped[str]
    text: Mapped[str]
    place_text: Mapped[str | None]
    match_type: Mapped[str]
    confidence: Mapped[float]
    place_reason: Mapped[str | None]
    district_id: Mapped[int | None] = mapped_column(ForeignKey(District.id))
    setting: Mapped[str] = mapped_column(server_default="other")
    yard_id: Mapped[int | None] = mapped_column(BigInteger)  # of the register as it was at the last linking
    situation: Mapped[str | None]
    body_id: Mapped[int | None] = mapped_column(ForeignKey(Organisation.id))
    operator_id: Mapped[int | None] = mapped_column(BigInteger)
    is_urgent: Mapped[bool] = mapped_column(server_default="false")
    is_first_contact: Mapped[bool] = mapped_column(server_default="false")
    status: Mapped[str] = mapped_column(server_default="registered")
    received_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    due_on: Mapped[date | None]
    answered_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    closed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("appeals.id"))
    source: Mapped[str | None]
    external_no: Mapped[str | None]
    is_training: Mapped[bool] = mapped_column(server_default="false")
    version: Mapped[int] = mapped_column(server_default="1")
    created_at: Mapped[Instant]
    geom: Mapped[Any] = geometry("POINT", nullable=True)
    geom_m: Mapped[Any] = metric_geometry()
    geom_web: Mapped[Any] = web_geometry()


class Applicant(Base):
    """Who wrote an appeal: personal data, apart. `token` is the key of the link that letters carry.

    Every read is in the audit log; `anonymised_at` is when all else here was emptied.
    """

    __tablename__ = "applicants"
    appeal_id: Mapped[int] = mapped_column(ForeignKey(Appeal.id), primary_key=True)
    name: Mapped[str | None]
    phone: Mapped[str | None]
    email: Mapped[str | None]
    address: Mapped[str | None]
    social_link: Mapped[str | None]
    social_handle: Mapped[str | None]
    token: Mapped[str | None]
    anonymised_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class AppealFollower(Base):
    """Somebody who said "me too": told of what happens to the appeal. Personal data, as in `applicants`."""

    __tablename__ = "appeal_followers"
    id: Mapped[BigId]
    appeal_id: Mapped[int] = mapped_column(ForeignKey(Appeal.id), index=True)
    email: Mapped[str | None]
    language: Mapped[str]
    token: Mapped[str | None]
    token_sha256: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    client_key: Mapped[UUID | None] = mapped_column(unique=True)
    anonymised_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    created_at: Mapped[Instant]


class AppealEvent(Base):
    """Something that happened to an appeal. Append-only; the last one with `status_after` gives the status.

    `is_public` events are told to the applicant; `note` is in the applicant's language then. `details` holds what
    changed, from and to.
    """

    __tablename__ = "appeal_events"
    __table_args__ = (
        CheckConstraint(f"kind IN {EVENTS}", name="kind"),
        CheckConstraint(f"status_after IN {STATUSES}", name="status_after"),
        CheckConstraint("(kind = 'status') = (status_after IS NOT NULL)", name="status_told"),
        # The rules of which appeals stayed with the reception.
        Index("ix_appeal_events_situation", "appeal_id", postgresql_where=text("kind = 'situation'")),
    )
    id: Mapped[BigId]
    appeal_id: Mapped[int] = mapped_column(ForeignKey(Appeal.id), index=True)
    kind: Mapped[str]
    status_before: Mapped[str | None]
    status_after: Mapped[str | None]
    note: Mapped[str | None]
    is_public: Mapped[bool]
    details: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    author: Mapped[str]
    author_id: Mapped[int | None] = mapped_column(BigInteger)
    author_role: Mapped[str]
    author_organisation_id: Mapped[int | None] = mapped_column(BigInteger)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class AppealDeadline(Base):
    """Until when something is owed, by a rule of ``rules/deadlines.yaml``. Append-only; the last of a purpose holds."""

    __tablename__ = "appeal_deadlines"
    __table_args__ = (
        CheckConstraint("purpose IN ('answer', 'redirect', 'notice')", name="purpose"),
        CheckConstraint("due_on >= from_day", name="in_order"),
    )
    id: Mapped[BigId]
    appeal_id: Mapped[int] = mapped_column(ForeignKey(Appeal.id), index=True)
    purpose: Mapped[str]
    rule: Mapped[str]
    from_day: Mapped[date]
    due_on: Mapped[date]
    reason: Mapped[str | None]
    author: Mapped[str]
    author_id: Mapped[int | None] = mapped_column(BigInteger)
    made_at: Mapped[Instant]


class AppealLink(Base):
    """A work or a shut-off that explains an appeal, with the parts of its score (each 0 to 1) and who decided.

    `relation` is where they lie to each other, `timing` when; `rule_version` is the scoring that made the row.
    """

    __tablename__ = "appeal_links"
    __table_args__ = (
        CheckConstraint("num_nonnulls(work_id, outage_id) = 1", name="one_cause"),
        CheckConstraint("state IN ('proposed', 'confirmed', 'rejected')", name="state"),
        UniqueConstraint("appeal_id", "work_id"),
        UniqueConstraint("appeal_id", "outage_id"),
        Index("ix_appeal_links_work_id", "work_id"),  # the appeals of a work
        Index("ix_appeal_links_outage_id", "outage_id"),  # the appeals of a shut-off
    )
    id: Mapped[BigId]
    appeal_id: Mapped[int] = mapped_column(ForeignKey(Appeal.id))
    work_id: Mapped[int | None] = mapped_column(ForeignKey("works.id"))
    outage_id: Mapped[int | None] = mapped_column(ForeignKey("outages.id"))
    distance_m: Mapped[float]
    relation: Mapped[str]
    timing: Mapped[str]
    place_part: Mapped[float]
    topic_part: Mapped[float]
    time_part: Mapped[float]
    score: Mapped[float]
    rule_version: Mapped[int]
    state: Mapped[str] = mapped_column(server_default="proposed")
    decided_by: Mapped[str | None]
    decided_by_id: Mapped[int | None] = mapped_column(BigInteger)
    decided_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    created_at: Mapped[Instant]


class AppealAnswer(Base):
    """A text for the applicant: a draft made by rule or person, or what was sent. Append-only."""

    __tablename__ = "appeal_answers"
    __table_args__ = (CheckConstraint("state IN ('draft', 'sent')", name="state"),)
    id: Mapped[BigId]
    appeal_id: Mapped[int] = mapped_column(ForeignKey(Appeal.id), index=True)
    state: Mapped[str]
    language: Mapped[str]
    text: Mapped[str]
    basis: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    author: Mapped[str]
    author_id: Mapped[int | None] = mapped_column(BigInteger)
    author_organisation_id: Mapped[int | None] = mapped_column(BigInteger)
    made_at: Mapped[Instant]


class AppealPhoto(Base):
    """A photo of an appeal, in the order given. The picture itself is in `photos`, without metadata."""

    __tablename__ = "appeal_photos"
    __table_args__ = (UniqueConstraint("appeal_id", "photo_id"),)
    id: Mapped[BigId]
    appeal_id: Mapped[int] = mapped_column(ForeignKey(Appeal.id), index=True)
    photo_id: Mapped[int] = mapped_column(BigInteger)
    is_public: Mapped[bool] = mapped_column(server_default="false")
    created_at: Mapped[Instant]
