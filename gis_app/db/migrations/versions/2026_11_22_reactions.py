"""What residents say of finished works.

Revision ID: 2026_11_22_reactions
Revises: 2026_11_22_push_keys
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "2026_11_22_reactions"
down_revision = "2026_11_22_push_keys"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.execute("SET lock_timeout = '5s'")
    op.create_table(
        "work_reactions",
        sa.Column("work_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("voter", sa.LargeBinary(), nullable=False),
        sa.Column("is_satisfied", sa.Boolean(), nullable=False),
        sa.Column("aspects", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["work_id"], ["works.id"], name=op.f("fk_work_reactions_work_id_works")),
        # The reactions of a work, counted; and one browser's own.
        sa.PrimaryKeyConstraint("work_id", "voter", name=op.f("pk_work_reactions")),
    )
    # Whatever else is counted by address needs no migration of its own any more.
    _count("kind ~ '^[a-z_]{3,30}$'")


def _count(kinds: str) -> None:
    name = op.f("ck_sign_in_attempts_kind")
    op.drop_constraint(name, "sign_in_attempts")
    op.execute(f"ALTER TABLE sign_in_attempts ADD CONSTRAINT {name} CHECK ({kinds}) NOT VALID")


def downgrade() -> None:
    """Bring the schema back."""
    op.execute("SET lock_timeout = '5s'")
    kinds = "('sign_in', 'reset', 'invitation', 'appeal', 'appeal_photo')"
    op.execute(f"DELETE FROM sign_in_attempts WHERE kind NOT IN {kinds}")  # noqa: S608 (fixed words)
    _count(f"kind IN {kinds}")
    op.drop_table("work_reactions")
