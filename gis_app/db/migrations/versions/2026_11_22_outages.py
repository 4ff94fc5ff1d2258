"""Create shut-offs, the versions of their notices and the named parts of their places.

Revision ID: 2026_11_22_outages
Revises: 2026_11_22_life_of_works
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from gis_app.db.migrations.columns import geometry, metric_geometry, spatial_index, web_geometry

revision = "2026_11_22_outages"
down_revision = "2026_11_22_life_of_works"
branch_labels = None
depends_on = None

_STATES = "state IN ('published', 'extended', 'retracted')"


def upgrade() -> None:
    """Bring the schema forward."""
    op.execute("SET lock_timeout = '5s'")
    _create_outages()
    _create_versions()
    _create_parts()


def _id() -> "sa.Column[int]":
    return sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False)


def _now(name: str) -> "sa.Column[object]":
    return sa.Column(name, sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False)


def _json(name: str, *, nullable: bool = False) -> "sa.Column[object]":
    kind = postgresql.JSONB(astext_type=sa.Text())
    return sa.Column(name, kind, server_default=None if nullable else "{}", nullable=nullable)


def _create_outages() -> None:
    op.create_table(
        "outages",
        _id(),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("identity_key", sa.Text(), nullable=False),
        sa.Column("work_id", sa.BigInteger(), nullable=True),
        _json("work_link", nullable=True),
        sa.Column("is_training", sa.Boolean(), server_default="false", nullable=False),
        _now("created_at"),
        sa.Column("version", sa.Integer(), server_default="0", nullable=False),
        sa.Column("state", sa.Text(), server_default="published", nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("confidence", sa.Double(), server_default="0", nullable=False),
        sa.Column("is_partial", sa.Boolean(), server_default="false", nullable=False),
        geometry("GEOMETRY", nullable=True),
        metric_geometry(),
        web_geometry(),
        sa.CheckConstraint(
            "kind IN ('water', 'hot_water', 'heat', 'power', 'gas', 'unknown')", name=op.f("ck_outages_kind")
        ),
        sa.CheckConstraint(_STATES, name=op.f("ck_outages_state")),
        sa.ForeignKeyConstraint(["work_id"], ["works.id"], name=op.f("fk_outages_work_id_works")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outages")),
    )
    op.create_index("ix_outages_identity", "outages", ["source", "identity_key"])
    op.create_index("ix_outages_days", "outages", ["first_day", "last_day"])
    op.create_index("ix_outages_work_id", "outages", ["work_id"])
    spatial_index("outages", "geom")  # shut-offs on the screen, OGC bbox
    spatial_index("outages", "geom_m")  # shut-offs near a place or a work
    spatial_index("outages", "geom_web")  # tiles


def _create_versions() -> None:
    op.create_table(
        "outage_versions",
        _id(),
        sa.Column("outage_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("place_text", sa.Text(), nullable=False),
        sa.Column("district", sa.Text(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("daily_from", sa.Time(), nullable=True),
        sa.Column("daily_to", sa.Time(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("source_url", sa.Text(), nullable=True),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("row_number", sa.Integer(), nullable=False),
        _json("data"),
        sa.Column("content_key", sa.Text(), nullable=False),
        sa.Column("area_from", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("is_partial", sa.Boolean(), nullable=False),
        _now("received_at"),
        geometry("GEOMETRY", nullable=True),
        sa.CheckConstraint(_STATES, name=op.f("ck_outage_versions_state")),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_outage_versions_in_order")),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name=op.f("ck_outage_versions_confidence")),
        sa.CheckConstraint("area_from IN ('located', 'given', 'none')", name=op.f("ck_outage_versions_area_from")),
        sa.ForeignKeyConstraint(["outage_id"], ["outages.id"], name=op.f("fk_outage_versions_outage_id_outages")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outage_versions")),
        sa.UniqueConstraint("outage_id", "version", name=op.f("uq_outage_versions_outage_id_version")),
    )


def _create_parts() -> None:
    op.create_table(
        "outage_parts",
        _id(),
        sa.Column("version_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("match_type", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("missing", sa.Text(), nullable=False),
        _json("reasons"),
        sa.Column("is_used", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["outage_versions.id"], name=op.f("fk_outage_parts_version_id_outage_versions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outage_parts")),
        sa.UniqueConstraint("version_id", "position", name=op.f("uq_outage_parts_version_id_position")),
    )
