"""Create messages and what people choose of them; letters of the outbox that are written when they leave.

Revision ID: 2026_11_22_messages
Revises: 2026_11_22_planning
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "2026_11_22_messages"
down_revision = "2026_11_22_planning"
branch_labels = None
depends_on = None

NOW = sa.text("now()")
OUTBOX_STATES = "state IN ('waiting', 'sending', 'sent', 'failed', 'unwanted')"


def upgrade() -> None:
    """Bring the schema forward."""
    op.execute("SET lock_timeout = '5s'")
    op.add_column("outbox", sa.Column("letter", sa.Text(), nullable=True))
    op.add_column("outbox", sa.Column("reader_id", sa.BigInteger(), nullable=True))
    op.drop_constraint(op.f("ck_outbox_state"), "outbox")
    op.execute(f"ALTER TABLE outbox ADD CONSTRAINT ck_outbox_state CHECK ({OUTBOX_STATES}) NOT VALID")
    # The letters that wait for a reader, into which more is gathered; and how the last ones to a reader went.
    op.create_index("ix_outbox_reader_id", "outbox", ["reader_id"], postgresql_where=sa.text("reader_id IS NOT NULL"))
    op.create_table(
        "messages",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("values", postgresql.JSONB(), nullable=False),
        sa.Column("mail", sa.Text(), nullable=False),
        sa.Column("mail_id", sa.BigInteger(), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
        sa.CheckConstraint("mail IN ('at_once', 'digest', 'page')", name=op.f("ck_messages_mail")),
        sa.CheckConstraint("about LIKE '/%'", name=op.f("ck_messages_about")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_messages_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
        sa.UniqueConstraint("key", "user_id", name=op.f("uq_messages_key_user_id")),
    )
    op.create_index("ix_messages_inbox", "messages", ["user_id", "id"])  # a person's messages, newest first
    # The number in the header of every page, and the unread ones of a person.
    op.create_index("ix_messages_unread", "messages", ["user_id"], postgresql_where=sa.text("read_at IS NULL"))
    op.create_index(  # what the next digest has to tell
        "ix_messages_to_digest",
        "messages",
        ["user_id"],
        postgresql_where=sa.text("mail = 'digest' AND mail_id IS NULL AND read_at IS NULL"),
    )
    op.create_index("ix_messages_mail_id", "messages", ["mail_id"])  # the messages of a mail when it is written
    op.create_table(
        "message_choices",
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("no_mail", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("by_kind", postgresql.JSONB(), server_default="{}", nullable=False),
        sa.Column("digest_hour", sa.Integer(), server_default="8", nullable=False),
        sa.Column("stop_token", sa.Text(), nullable=False),
        sa.CheckConstraint("digest_hour BETWEEN 0 AND 23", name=op.f("ck_message_choices_digest_hour")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_message_choices_user_id_users")),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_message_choices")),
        sa.UniqueConstraint("stop_token", name=op.f("uq_message_choices_stop_token")),
    )
