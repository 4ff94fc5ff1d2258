"""People who follow a place, the news about places, and which of them each is told.

Revision ID: 2026_11_22_subscriptions
Revises: 2026_11_22_appeal_cells
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from gis_app.db.migrations.columns import geometry, metric_geometry, metric_reach, spatial_index

revision = "2026_11_22_subscriptions"
down_revision = "2026_11_22_appeal_cells"
branch_labels = None
depends_on = None

NOW = sa.text("now()")
KINDS = "'new', 'days', 'moved', 'undated', 'soon', 'started', 'finished', 'cancelled', 'restored'"
ATTEMPTS = "('sign_in', 'reset', 'invitation', 'appeal', 'appeal_photo', 'follow')"


def upgrade() -> None:
    """Bring the schema forward."""
    op.execute("SET lock_timeout = '5s'")
    name = op.f("ck_sign_in_attempts_kind")
    op.drop_constraint(name, "sign_in_attempts")
    op.execute(f"ALTER TABLE sign_in_attempts ADD CONSTRAINT {name} CHECK (kind IN {ATTEMPTS}) NOT VALID")
    # Channels are added by code alone.
    op.drop_constraint(op.f("ck_outbox_channel"), "outbox")
    op.execute(f"ALTER TABLE outbox ADD CONSTRAINT {op.f('ck_outbox_channel')} CHECK (channel <> '') NOT VALID")
    op.create_table(
        "followed_places",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("place_id", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("radius_m", sa.Float(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
        geometry("GEOMETRY"),
        metric_geometry(),
        metric_reach(),
        sa.CheckConstraint("radius_m BETWEEN 0 AND 5000", name=op.f("ck_followed_places_radius_m")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_followed_places")),
        sa.UniqueConstraint("key", name=op.f("uq_followed_places_key")),  # the next follower of a place finds it
    )
    spatial_index("followed_places", "reach")  # which followed places a work or shut-off concerns
    op.create_table(
        "followings",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("place_id", sa.BigInteger(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("address_key", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("types", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("outages", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("rhythm", sa.Text(), nullable=False),
        sa.Column("is_training", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("language IN ('kk', 'ru', 'en')", name=op.f("ck_followings_language")),
        sa.CheckConstraint("rhythm IN ('at_once', 'daily', 'weekly')", name=op.f("ck_followings_rhythm")),
        sa.ForeignKeyConstraint(
            ["place_id"], ["followed_places.id"], name=op.f("fk_followings_place_id_followed_places")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_followings")),
        sa.UniqueConstraint("token", name=op.f("uq_followings_token")),  # the link in a letter
        # Who follows a place follows it once; and all that one address follows.
        sa.UniqueConstraint(
            "channel", "address_key", "place_id", name=op.f("uq_followings_channel_address_key_place_id")
        ),
    )
    op.create_index("ix_followings_place_id", "followings", ["place_id"])  # the followers of a place that has news
    op.create_table(
        "works_to_tell",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("work_id", sa.BigInteger(), nullable=False),
        sa.Column("change_id", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_works_to_tell")),
    )
    op.create_table(
        "place_news",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("work_id", sa.BigInteger(), nullable=True),
        sa.Column("outage_id", sa.BigInteger(), nullable=True),
        sa.Column("values", postgresql.JSONB(), nullable=False),
        sa.Column("is_training", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
        sa.CheckConstraint(
            f"kind IN ({KINDS}, 'outage', 'outage_moved', 'outage_off')", name=op.f("ck_place_news_kind")
        ),
        sa.CheckConstraint("num_nonnulls(work_id, outage_id) = 1", name=op.f("ck_place_news_about_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_news")),
        sa.UniqueConstraint("key", name=op.f("uq_place_news_key")),  # an occasion is news once
    )
    op.create_index("ix_place_news_work_id", "place_news", ["work_id", "id"])  # the feed of a place: news of its works
    op.create_index("ix_place_news_outage_id", "place_news", ["outage_id", "id"])  # of its shut-offs; what was told
    op.create_table(
        "following_notes",
        sa.Column("following_id", sa.BigInteger(), nullable=False),
        sa.Column("news_id", sa.BigInteger(), nullable=False),
        sa.Column("outbox_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["following_id"],
            ["followings.id"],
            name=op.f("fk_following_notes_following_id_followings"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("following_id", "news_id", name=op.f("pk_following_notes")),  # each is told once
    )
    op.create_index(  # what is still to be put into a letter
        "ix_following_notes_waiting", "following_notes", ["following_id"], postgresql_where=sa.text("outbox_id IS NULL")
    )
    op.create_index("ix_following_notes_outbox_id", "following_notes", ["outbox_id"])  # what a letter tells
    op.create_index("ix_following_notes_news_id", "following_notes", ["news_id"])  # who was told of a shut-off
