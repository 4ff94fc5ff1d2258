"""Create the review queue of places, the question each work's place was asked by, and the history of places.

Revision ID: 2026_11_22_review_queue
Revises: 2026_11_22_work_cells
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from gis_app.db.migrations.columns import geometry

revision = "2026_11_22_review_queue"
down_revision = "2026_11_22_work_cells"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward. The new columns of works have no default, so the table is not rewritten."""
    op.execute("SET lock_timeout = '5s'")
    _create_queue()
    op.add_column("works", sa.Column("place_text", sa.Text(), nullable=True))
    op.add_column("works", sa.Column("place_district", sa.Text(), nullable=True))
    op.add_column("works", sa.Column("place_key", sa.Text(), nullable=True))
    # The queue: works that wait, by their question.
    op.create_index(
        "ix_works_waiting",
        "works",
        ["place_key"],
        postgresql_where=sa.text("place_key IS NOT NULL AND (geom IS NULL OR ambiguous)"),
    )
    op.create_table(
        "former_places",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("work_id", sa.BigInteger(), nullable=False),
        sa.Column("location_raw", sa.Text(), nullable=False),
        sa.Column("match_type", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("ambiguous", sa.Boolean(), nullable=False),
        sa.Column("locate_reason", sa.Text(), nullable=True),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        geometry("GEOMETRY", nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_places")),
    )
    op.create_index("ix_former_places_work_id", "former_places", ["work_id"])  # where a work has been


def _create_queue() -> None:
    json = postgresql.JSONB(astext_type=sa.Text())
    now = sa.text("now()")
    op.create_table(
        "review_items",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("district", sa.Text(), nullable=True),
        sa.Column("match_type", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("ambiguous", sa.Boolean(), nullable=False),
        sa.Column("reasons", json, server_default="{}", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=now, nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), server_default=now, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_items")),
        sa.UniqueConstraint("key", name=op.f("uq_review_items_key")),
    )
    op.create_table(
        "review_candidates",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("match_type", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("reasons", json, server_default="{}", nullable=False),
        sa.Column("targets", json, server_default="[]", nullable=False),
        geometry("GEOMETRY"),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=now, nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["review_items.id"], name=op.f("fk_review_candidates_item_id_review_items")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_candidates")),
        sa.UniqueConstraint("item_id", "number", name=op.f("uq_review_candidates_item_id_number")),
    )
    op.create_table(
        "review_decisions",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("district", sa.Text(), nullable=True),
        sa.Column("candidate_id", sa.BigInteger(), nullable=True),
        sa.Column("match_type", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("targets", json, server_default="[]", nullable=False),
        geometry("GEOMETRY", nullable=True),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), server_default=now, nullable=False),
        sa.CheckConstraint(
            "kind IN ('candidate', 'geometry', 'not_a_place', 'withdrawn')", name=op.f("ck_review_decisions_kind")
        ),
        sa.CheckConstraint(
            "(kind IN ('candidate', 'geometry')) = (geom IS NOT NULL)", name=op.f("ck_review_decisions_place")
        ),
        sa.CheckConstraint("length(trim(author)) > 0", name=op.f("ck_review_decisions_author")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["review_items.id"], name=op.f("fk_review_decisions_item_id_review_items")
        ),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["review_candidates.id"],
            name=op.f("fk_review_decisions_candidate_id_review_candidates"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_decisions")),
    )
    op.create_index(op.f("ix_review_decisions_item_id"), "review_decisions", ["item_id"])
