"""Create accounts, the audit log and the outbox.

Revision ID: 2026_11_22_accounts
Revises: 2026_11_22_review_queue
"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "2026_11_22_accounts"
down_revision = "2026_11_22_review_queue"
branch_labels = None
depends_on = None

ROLES = "role IN ('administrator', 'operator', 'inspector', 'planner', 'contractor', 'executor')"


def _id() -> sa.Column[Any]:
    return sa.Column("id", sa.BigInteger(), sa.Identity(always=False), primary_key=True)


def _moment(name: str, *, now: bool = False, nullable: bool = True) -> sa.Column[Any]:
    default = sa.text("now()") if now else None
    return sa.Column(name, sa.DateTime(timezone=True), server_default=default, nullable=nullable and not now)


def _text(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _reference(name: str, table: str, *, nullable: bool = True, kind: Any = None) -> sa.Column[Any]:
    return sa.Column(name, kind or sa.BigInteger(), sa.ForeignKey(f"{table}.id"), nullable=nullable)


def _digest(table: str, *, nullable: bool = True) -> list[Any]:
    """The SHA-256 of a token; a request finds its row by it."""
    return [
        sa.Column("token_sha256", sa.LargeBinary(), nullable=nullable),
        sa.UniqueConstraint("token_sha256", name=op.f(f"uq_{table}_token_sha256")),
        sa.CheckConstraint("octet_length(token_sha256) = 32", name=op.f(f"ck_{table}_token_is_hashed")),
    ]


def upgrade() -> None:
    """Bring the schema forward."""
    op.execute("SET lock_timeout = '5s'")
    _create_audit_log()
    _create_outbox()
    _create_users()
    _create_grants()
    _create_proofs()
    op.create_table(
        "sign_in_attempts",
        _id(),
        _moment("at", now=True),
        _text("kind"),
        sa.Column("account_sha256", sa.LargeBinary(), nullable=True),
        _text("address"),
        sa.Column("succeeded", sa.Boolean(), nullable=False),
        sa.CheckConstraint("kind IN ('sign_in', 'reset', 'invitation')", name=op.f("ck_sign_in_attempts_kind")),
    )
    # Failures of an account, and of an address, newest first.
    op.create_index("ix_sign_in_attempts_account", "sign_in_attempts", ["account_sha256", "kind", "at"])
    op.create_index("ix_sign_in_attempts_address", "sign_in_attempts", ["address", "kind", "at"])


def _create_audit_log() -> None:
    op.create_table(
        "audit_log",
        _id(),
        _moment("at", now=True),
        _text("action"),
        _text("actor"),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        _text("subject"),
        _text("subject_id", nullable=True),
        sa.Column("details", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False),
    )
    # The administrator's page: newest first, of a day, of an actor, of a subject.
    op.create_index("ix_audit_log_at", "audit_log", ["at", "id"])
    op.create_index("ix_audit_log_actor_id", "audit_log", ["actor_id", "id"])
    op.create_index("ix_audit_log_subject", "audit_log", ["subject", "subject_id", "id"])


def _create_outbox() -> None:
    op.create_table(
        "outbox",
        _id(),
        _text("key"),
        sa.Column("channel", sa.Text(), server_default="mail", nullable=False),
        _text("recipient"),
        _text("language"),
        _text("subject"),
        _text("text"),
        _text("html", nullable=True),
        _text("secret", nullable=True),
        sa.Column("state", sa.Text(), server_default="waiting", nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        _moment("next_try_at", now=True),
        _moment("claimed_at"),
        _moment("sent_at"),
        _text("error", nullable=True),
        _moment("created_at", now=True),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),
        sa.CheckConstraint("state IN ('waiting', 'sending', 'sent', 'failed')", name=op.f("ck_outbox_state")),
        sa.CheckConstraint("channel IN ('mail')", name=op.f("ck_outbox_channel")),
    )
    # The sending job: what is due.
    op.create_index(
        "ix_outbox_due", "outbox", ["next_try_at"], postgresql_where=sa.text("state IN ('waiting', 'sending')")
    )


def _create_users() -> None:
    op.create_table(
        "users",
        _id(),
        _text("email"),
        _text("name"),
        _text("language"),
        _text("password_hash", nullable=True),
        sa.Column("is_active", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("is_demo", sa.Boolean(), server_default="false", nullable=False),
        _moment("password_changed_at"),
        _moment("created_at", now=True),
        sa.CheckConstraint("language IN ('kk', 'ru', 'en')", name=op.f("ck_users_language")),
        # Whatever writes a hash, it is argon2's.
        sa.CheckConstraint("password_hash LIKE '$argon2id$%'", name=op.f("ck_users_password_is_hashed")),
    )
    # Signing in, and no second account of an address in other letters.
    op.create_index("uq_users_email", "users", [sa.text("lower(email)")], unique=True)


def _create_grants() -> None:
    op.create_table(
        "grants",
        _id(),
        _reference("user_id", "users", nullable=False),
        _text("role"),
        _reference("organisation_id", "organisations"),
        _reference("district_id", "districts", kind=sa.Integer()),
        _reference("granted_by", "users"),
        _moment("granted_at", now=True),
        _reference("revoked_by", "users"),
        _moment("revoked_at"),
        sa.CheckConstraint(ROLES, name=op.f("ck_grants_role")),
        sa.CheckConstraint(
            "(organisation_id IS NOT NULL) = (role IN ('contractor', 'executor'))",
            name=op.f("ck_grants_organisation"),
        ),
        sa.CheckConstraint("(district_id IS NOT NULL) = (role = 'planner')", name=op.f("ck_grants_district")),
    )
    # The grants in force of a user, read at every request; and none twice.
    op.create_index(
        "uq_grants_in_force",
        "grants",
        ["user_id", "role", sa.text("coalesce(organisation_id, 0)"), sa.text("coalesce(district_id, 0)")],
        unique=True,
        postgresql_where=sa.text("revoked_at IS NULL"),
    )


def _create_proofs() -> None:
    op.create_table(
        "sessions",
        _id(),
        _reference("user_id", "users", nullable=False),
        *_digest("sessions", nullable=False),
        _moment("created_at", now=True),
        _moment("last_seen_at", now=True),
        _moment("expires_at", nullable=False),
        _moment("revoked_at"),
        _text("user_agent"),
    )
    # The list of a user's sessions, and ending them all.
    op.create_index("ix_sessions_user_id", "sessions", ["user_id"], postgresql_where=sa.text("revoked_at IS NULL"))
    op.create_table(
        "invitations",
        _id(),
        _text("email"),
        _text("name"),
        _text("language"),
        _text("role"),
        _reference("organisation_id", "organisations"),
        sa.Column("district_ids", postgresql.ARRAY(sa.BigInteger()), server_default="{}", nullable=False),
        *_digest("invitations"),
        _reference("invited_by", "users"),
        _moment("created_at", now=True),
        _moment("expires_at", nullable=False),
        _moment("used_at"),
        _moment("revoked_at"),
        sa.CheckConstraint(ROLES, name=op.f("ck_invitations_role")),
    )
    op.create_table(
        "password_resets",
        _id(),
        _text("email", nullable=True),
        _reference("user_id", "users"),
        *_digest("password_resets"),
        _moment("created_at", now=True),
        _moment("expires_at", nullable=False),
        _moment("used_at"),
    )
