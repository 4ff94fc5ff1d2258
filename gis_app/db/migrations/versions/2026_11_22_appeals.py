"""Create appeals, who wrote them, what happened to them, their deadlines, links, answers and photos.

Revision ID: 2026_11_22_appeals
Revises: 2026_11_22_outage_files
"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from gis_app.db.migrations.columns import geometry, metric_geometry, spatial_index, web_geometry

revision = "2026_11_22_appeals"
down_revision = "2026_11_22_outage_files"
branch_labels = None
depends_on = None

_STATUSES = (
    "('consulted', 'registered', 'in_check', 'sent', 'in_work', 'answered', 'confirmed', 'reopened', 'redirected', "
    "'refused', 'duplicate', 'withdrawn')"
)
_EVENTS = (
    "('status', 'comment', 'question', 'reply', 'topic', 'place', 'situation', 'body', 'link', 'deadline', 'merge', "
    "'split', 'work', 'anonymised')"
)
_CHANNELS = "('web', 'phone', 'front_office', 'letter', 'social', 'mobile', 'import', 'open311')"
_LANGUAGES = "('kk', 'ru', 'en')"


def upgrade() -> None:
    """Bring the schema forward."""
    op.execute("SET lock_timeout = '5s'")
    _create_topics()
    _create_appeals()
    _create_people()
    _create_history()
    _create_links()


def _id() -> "sa.Column[Any]":
    return sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False)


def _text(name: str, *, nullable: bool = False, default: str | None = None) -> "sa.Column[Any]":
    return sa.Column(name, sa.Text(), nullable=nullable, server_default=default)


def _number(name: str, *, nullable: bool = True) -> "sa.Column[Any]":
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _flag(name: str) -> "sa.Column[Any]":
    return sa.Column(name, sa.Boolean(), server_default="false", nullable=False)


def _at(name: str, *, nullable: bool = True, now: bool = False) -> "sa.Column[Any]":
    default = sa.text("now()") if now else None
    return sa.Column(name, sa.DateTime(timezone=True), server_default=default, nullable=nullable and not now)


def _json(name: str) -> "sa.Column[Any]":
    return sa.Column(name, postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False)


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def _points_to(table: str, column: str, target: str, key: str = "id") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.{key}"], name=op.f(f"fk_{table}_{column}_{target}"))


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def _once(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _create_topics() -> None:
    op.create_table(
        "appeal_topics",
        _text("code"),
        sa.Column("number", sa.Integer(), nullable=False),
        _text("group_code"),
        _text("title_kk"),
        _text("title_ru"),
        _text("title_en"),
        sa.Column("is_urgent", sa.Boolean(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        _key("appeal_topics", "code"),
        _once("appeal_topics", "number"),
    )


def _create_appeals() -> None:
    table = "appeals"
    op.create_table(
        table,
        _id(),
        _text("number"),
        sa.Column("token_sha256", sa.LargeBinary(), nullable=False),
        sa.Column("client_key", sa.Uuid(), nullable=True),
        _text("channel"),
        _text("kind"),
        _text("language"),
        _text("topic_code"),
        _text("topic_by"),
        _text("text"),
        _text("place_text", nullable=True),
        _text("match_type"),
        sa.Column("confidence", sa.Double(), nullable=False),
        _text("place_reason", nullable=True),
        sa.Column("district_id", sa.Integer(), nullable=True),
        _text("setting", default="other"),
        _text("situation", nullable=True),
        _number("body_id"),
        _number("operator_id"),
        _flag("is_urgent"),
        _flag("is_first_contact"),
        _text("status", default="registered"),
        _at("received_at", nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        _at("answered_at"),
        _at("closed_at"),
        _number("parent_id"),
        _text("source", nullable=True),
        _text("external_no", nullable=True),
        _flag("is_training"),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        _at("created_at", now=True),
        geometry("POINT", nullable=True),
        metric_geometry(),
        web_geometry(),
        _check(table, "channel", f"channel IN {_CHANNELS}"),
        _check(table, "kind", "kind IN ('complaint', 'request', 'proposal', 'enquiry', 'thanks')"),
        _check(table, "language", f"language IN {_LANGUAGES}"),
        _check(
            table,
            "setting",
            "setting IN ('carriageway', 'sidewalk', 'yard', 'house', 'park', 'river', 'other')",
        ),
        _check(table, "status", f"status IN {_STATUSES}"),
        _check(table, "topic_by", "topic_by IN ('applicant', 'suggested', 'operator', 'import')"),
        _check(table, "parent", "parent_id <> id"),
        _points_to(table, "topic_code", "appeal_topics", "code"),
        _points_to(table, "district_id", "districts"),
        _points_to(table, "body_id", "organisations"),
        _points_to(table, "parent_id", "appeals"),
        _key(table, "id"),
        _once(table, "number"),
        _once(table, "token_sha256"),
        _once(table, "client_key"),
        _once(table, "source", "external_no"),
    )
    op.create_index("ix_appeals_status_due_on", table, ["status", "due_on"])
    op.create_index("ix_appeals_body_id", table, ["body_id", "status"])
    op.create_index("ix_appeals_topic_code", table, ["topic_code"])
    op.create_index("ix_appeals_parent_id", table, ["parent_id"])
    op.create_index("ix_appeals_received_at", table, ["received_at"])
    spatial_index(table, "geom_m")  # appeals near a work, similar appeals nearby
    spatial_index(table, "geom_web")  # the operators' map


def _create_people() -> None:
    op.create_table(
        "applicants",
        _number("appeal_id", nullable=False),
        *(
            _text(name, nullable=True)
            for name in ("name", "phone", "email", "address", "social_link", "social_handle", "token")
        ),
        _at("anonymised_at"),
        _points_to("applicants", "appeal_id", "appeals"),
        _key("applicants", "appeal_id"),
    )
    table = "appeal_followers"
    op.create_table(
        table,
        _id(),
        _number("appeal_id", nullable=False),
        _text("email", nullable=True),
        _text("language"),
        _text("token", nullable=True),
        sa.Column("token_sha256", sa.LargeBinary(), nullable=False),
        sa.Column("client_key", sa.Uuid(), nullable=True),
        _at("anonymised_at"),
        _at("created_at", now=True),
        _points_to(table, "appeal_id", "appeals"),
        _key(table, "id"),
        _once(table, "token_sha256"),
        _once(table, "client_key"),
    )
    op.create_index(op.f("ix_appeal_followers_appeal_id"), table, ["appeal_id"])


def _create_history() -> None:
    table = "appeal_events"
    op.create_table(
        table,
        _id(),
        _number("appeal_id", nullable=False),
        _text("kind"),
        _text("status_before", nullable=True),
        _text("status_after", nullable=True),
        _text("note", nullable=True),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        _json("details"),
        _text("author"),
        _number("author_id"),
        _text("author_role"),
        _number("author_organisation_id"),
        _at("at", nullable=False),
        _check(table, "kind", f"kind IN {_EVENTS}"),
        _check(table, "status_after", f"status_after IN {_STATUSES}"),
        _check(table, "status_told", "(kind = 'status') = (status_after IS NOT NULL)"),
        _points_to(table, "appeal_id", "appeals"),
        _key(table, "id"),
    )
    op.create_index(op.f("ix_appeal_events_appeal_id"), table, ["appeal_id"])
    table = "appeal_deadlines"
    op.create_table(
        table,
        _id(),
        _number("appeal_id", nullable=False),
        _text("purpose"),
        _text("rule"),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        _text("reason", nullable=True),
        _text("author"),
        _number("author_id"),
        _at("made_at", now=True),
        _check(table, "purpose", "purpose IN ('answer', 'redirect', 'notice')"),
        _check(table, "in_order", "due_on >= from_day"),
        _points_to(table, "appeal_id", "appeals"),
        _key(table, "id"),
    )
    op.create_index(op.f("ix_appeal_deadlines_appeal_id"), table, ["appeal_id"])


def _create_links() -> None:
    table = "appeal_links"
    op.create_table(
        table,
        _id(),
        _number("appeal_id", nullable=False),
        _number("work_id"),
        _number("outage_id"),
        sa.Column("distance_m", sa.Double(), nullable=False),
        _text("relation"),
        _text("timing"),
        *(sa.Column(f"{part}_part", sa.Double(), nullable=False) for part in ("place", "topic", "time")),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("rule_version", sa.Integer(), nullable=False),
        _text("state", default="proposed"),
        _text("decided_by", nullable=True),
        _number("decided_by_id"),
        _at("decided_at"),
        _at("created_at", now=True),
        _check(table, "one_cause", "num_nonnulls(work_id, outage_id) = 1"),
        _check(table, "state", "state IN ('proposed', 'confirmed', 'rejected')"),
        _points_to(table, "appeal_id", "appeals"),
        _points_to(table, "work_id", "works"),
        _points_to(table, "outage_id", "outages"),
        _key(table, "id"),
        _once(table, "appeal_id", "work_id"),
        _once(table, "appeal_id", "outage_id"),
    )
    op.create_index("ix_appeal_links_work_id", table, ["work_id"])
    op.create_index("ix_appeal_links_outage_id", table, ["outage_id"])
    table = "appeal_answers"
    op.create_table(
        table,
        _id(),
        _number("appeal_id", nullable=False),
        _text("state"),
        _text("language"),
        _text("text"),
        _json("basis"),
        _text("author"),
        _number("author_id"),
        _number("author_organisation_id"),
        _at("made_at", now=True),
        _check(table, "state", "state IN ('draft', 'sent')"),
        _points_to(table, "appeal_id", "appeals"),
        _key(table, "id"),
    )
    op.create_index(op.f("ix_appeal_answers_appeal_id"), table, ["appeal_id"])
    table = "appeal_photos"
    op.create_table(
        table,
        _id(),
        _number("appeal_id", nullable=False),
        _number("photo_id", nullable=False),
        _flag("is_public"),
        _at("created_at", now=True),
        _points_to(table, "appeal_id", "appeals"),
        _key(table, "id"),
        _once(table, "appeal_id", "photo_id"),
    )
    op.create_index(op.f("ix_appeal_photos_appeal_id"), table, ["appeal_id"])
