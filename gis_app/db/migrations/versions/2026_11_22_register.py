"""Create the register: districts, streets, houses, places, blocks.

Revision ID: 2026_11_22_register
Revises:
"""

import sqlalchemy as sa
from alembic import op

from gis_app.db.migrations.columns import geometry, metric_geometry, spatial_index, web_geometry

revision = "2026_11_22_register"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.execute("SET lock_timeout = '5s'")
    op.create_table(
        "districts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name_ru", sa.Text(), nullable=False),
        sa.Column("name_kk", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("is_sketch", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        geometry("MULTIPOLYGON"),
        metric_geometry(),
        web_geometry(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_districts")),
    )
    op.create_table(
        "places",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name_ru", sa.Text(), nullable=True),
        sa.Column("name_kk", sa.Text(), nullable=True),
        sa.Column("name_en", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=True),
        sa.Column("is_sketch", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("successor_id", sa.BigInteger(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        geometry("GEOMETRY"),
        metric_geometry(),
        web_geometry(),
        sa.CheckConstraint(
            "kind IN ('microdistrict', 'river', 'park', 'landmark', 'city')", name=op.f("ck_places_kind")
        ),
        sa.CheckConstraint("coalesce(name_ru, name_kk, name_en) IS NOT NULL", name=op.f("ck_places_named")),
        sa.ForeignKeyConstraint(["successor_id"], ["places.id"], name=op.f("fk_places_successor_id_places")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_places")),
    )
    op.create_index("ix_places_kind", "places", ["kind"], unique=False)
    op.create_table(
        "place_names",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("place_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('official', 'old', 'variant')", name=op.f("ck_place_names_kind")),
        sa.CheckConstraint("language IN ('kk', 'ru', 'en', 'und')", name=op.f("ck_place_names_language")),
        sa.ForeignKeyConstraint(
            ["place_id"], ["places.id"], name=op.f("fk_place_names_place_id_places"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_names")),
    )
    op.create_index(op.f("ix_place_names_place_id"), "place_names", ["place_id"], unique=False)
    op.create_table(
        "streets",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("fclass", sa.Text(), nullable=False),
        sa.Column("length_m", sa.Double(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=True),
        sa.Column("microdistrict_id", sa.BigInteger(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("is_sketch", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("successor_id", sa.BigInteger(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        geometry("MULTILINESTRING"),
        metric_geometry(),
        web_geometry(),
        sa.CheckConstraint(
            "kind IN ('street', 'avenue', 'lane', 'boulevard', 'highway', 'passage', 'square', 'track', 'other')",
            name=op.f("ck_streets_kind"),
        ),
        sa.ForeignKeyConstraint(["district_id"], ["districts.id"], name=op.f("fk_streets_district_id_districts")),
        sa.ForeignKeyConstraint(["microdistrict_id"], ["places.id"], name=op.f("fk_streets_microdistrict_id_places")),
        sa.ForeignKeyConstraint(["successor_id"], ["streets.id"], name=op.f("fk_streets_successor_id_streets")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_streets")),
    )
    op.create_table(
        "street_names",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("street_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("scope_district_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('official', 'old', 'variant')", name=op.f("ck_street_names_kind")),
        sa.CheckConstraint("language IN ('kk', 'ru', 'en', 'und')", name=op.f("ck_street_names_language")),
        sa.ForeignKeyConstraint(
            ["scope_district_id"], ["districts.id"], name=op.f("fk_street_names_scope_district_id_districts")
        ),
        sa.ForeignKeyConstraint(
            ["street_id"], ["streets.id"], name=op.f("fk_street_names_street_id_streets"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_street_names")),
    )
    op.create_index(op.f("ix_street_names_street_id"), "street_names", ["street_id"], unique=False)
    op.create_table(
        "street_pieces",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("street_id", sa.BigInteger(), nullable=True),
        sa.Column("osm_id", sa.Text(), nullable=True),
        sa.Column("fclass", sa.Text(), nullable=False),
        sa.Column("oneway", sa.Text(), nullable=True),
        sa.Column("bridge", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("tunnel", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        geometry("LINESTRING"),
        metric_geometry(),
        web_geometry(),
        sa.ForeignKeyConstraint(
            ["street_id"],
            ["streets.id"],
            name=op.f("fk_street_pieces_street_id_streets"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_street_pieces")),
    )
    op.create_index(op.f("ix_street_pieces_osm_id"), "street_pieces", ["osm_id"], unique=False)
    op.create_index(op.f("ix_street_pieces_street_id"), "street_pieces", ["street_id"], unique=False)
    op.create_table(
        "houses",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("street_id", sa.BigInteger(), nullable=True),
        sa.Column("microdistrict_id", sa.BigInteger(), nullable=True),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("number_base", sa.Integer(), nullable=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("quality", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("is_sketch", sa.Boolean(), server_default="false", nullable=False),
        geometry("POINT"),
        metric_geometry(),
        web_geometry(),
        sa.CheckConstraint("quality IN ('surveyed', 'given', 'interpolated')", name=op.f("ck_houses_quality")),
        sa.ForeignKeyConstraint(["microdistrict_id"], ["places.id"], name=op.f("fk_houses_microdistrict_id_places")),
        sa.ForeignKeyConstraint(["street_id"], ["streets.id"], name=op.f("fk_houses_street_id_streets")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_houses")),
    )
    op.create_index("ix_houses_microdistrict_id_number", "houses", ["microdistrict_id", "number"], unique=False)
    op.create_index("ix_houses_street_id_number", "houses", ["street_id", "number"], unique=False)
    op.create_table(
        "blocks",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=True),
        geometry("POLYGON"),
        metric_geometry(),
        sa.ForeignKeyConstraint(["district_id"], ["districts.id"], name=op.f("fk_blocks_district_id_districts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blocks")),
    )
    op.create_table(
        "carriageways",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("street_id", sa.BigInteger(), nullable=True),
        geometry("MULTIPOLYGON"),
        metric_geometry(),
        sa.ForeignKeyConstraint(
            ["street_id"], ["streets.id"], name=op.f("fk_carriageways_street_id_streets"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carriageways")),
    )
    op.create_index(op.f("ix_carriageways_street_id"), "carriageways", ["street_id"], unique=False)
    op.create_table(
        "yards",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("block_id", sa.BigInteger(), nullable=False),
        geometry("MULTIPOLYGON"),
        metric_geometry(),
        sa.ForeignKeyConstraint(["block_id"], ["blocks.id"], name=op.f("fk_yards_block_id_blocks"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_yards")),
    )
    op.create_index(op.f("ix_yards_block_id"), "yards", ["block_id"], unique=False)
    op.create_table(
        "register_state",
        sa.Column("id", sa.SmallInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_register_state_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_state")),
    )
    op.execute("INSERT INTO register_state (id, version) OVERRIDING SYSTEM VALUE VALUES (1, 0)")
    for table in (
        "districts",
        "streets",
        "street_pieces",
        "houses",
        "places",
        "blocks",
        "carriageways",
        "yards",
    ):
        spatial_index(table, "geom")  # boxes in degrees: OGC bbox, "which district is this point in"
        spatial_index(table, "geom_m")  # metres: nearest street or house, what lies within a distance
    for table in ("districts", "streets", "street_pieces", "houses", "places"):
        spatial_index(table, "geom_web")  # tiles
