"""Create the history of organisations, what they answer for, and their contacts.

Revision ID: 2026_11_22_organisations
Revises: 2026_11_22_surface_protections
"""

import sqlalchemy as sa
from alembic import op

from gis_app.db.migrations.columns import geometry

revision = "2026_11_22_organisations"
down_revision = "2026_11_22_surface_protections"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward. The new columns have no default, so the table is not rewritten."""
    op.execute("SET lock_timeout = '5s'")
    op.add_column("organisations", sa.Column("source", sa.Text(), nullable=True))
    # One number, one body; the demo's invented ones may not take a real one's either.
    op.create_unique_constraint(op.f("uq_organisations_bin"), "organisations", ["bin"])
    _create_successions()
    _create_service_areas()
    _create_contacts()


def _id() -> "sa.Column[int]":
    return sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False)


def _rest() -> "list[sa.Column[object]]":
    return [
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
    ]


def _days() -> "list[sa.Column[object]]":
    return [sa.Column("valid_from", sa.Date(), nullable=True), sa.Column("valid_to", sa.Date(), nullable=True)]


def _create_successions() -> None:
    name = "organisation_successions"
    op.create_table(
        name,
        _id(),
        sa.Column("predecessor_id", sa.BigInteger(), nullable=False),
        sa.Column("successor_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        *_rest(),
        sa.CheckConstraint("kind IN ('renamed', 'merged', 'split')", name=op.f(f"ck_{name}_kind")),
        sa.CheckConstraint("predecessor_id <> successor_id", name=op.f(f"ck_{name}_another")),
        sa.ForeignKeyConstraint(
            ["predecessor_id"], ["organisations.id"], name=op.f(f"fk_{name}_predecessor_id_organisations")
        ),
        sa.ForeignKeyConstraint(
            ["successor_id"], ["organisations.id"], name=op.f(f"fk_{name}_successor_id_organisations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("predecessor_id", "successor_id", name=op.f(f"uq_{name}_predecessor_id_successor_id")),
    )
    op.create_index(op.f(f"ix_{name}_successor_id"), name, ["successor_id"])  # whom it took over from


def _create_service_areas() -> None:
    op.create_table(
        "service_areas",
        _id(),
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("task_code", sa.Text(), nullable=False),
        sa.Column("district_id", sa.BigInteger(), nullable=True),
        *_days(),
        *_rest(),
        geometry("GEOMETRY", nullable=True),
        sa.CheckConstraint("valid_to >= valid_from", name=op.f("ck_service_areas_in_order")),
        sa.CheckConstraint("district_id IS NULL OR geom IS NULL", name=op.f("ck_service_areas_one_place")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_service_areas_organisation_id_organisations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_areas")),
    )
    op.create_index(op.f("ix_service_areas_organisation_id"), "service_areas", ["organisation_id"])  # a body's tasks


def _create_contacts() -> None:
    name = "organisation_contacts"
    op.create_table(
        name,
        _id(),
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        *_days(),
        *_rest(),
        sa.CheckConstraint("kind IN ('phone', 'email', 'address', 'website', 'hours')", name=op.f(f"ck_{name}_kind")),
        sa.CheckConstraint("valid_to >= valid_from", name=op.f(f"ck_{name}_in_order")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f(f"fk_{name}_organisation_id_organisations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("organisation_id", "kind", "value", name=op.f(f"uq_{name}_organisation_id_kind_value")),
    )
