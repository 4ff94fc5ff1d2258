"""A followed street knows its streets of the register: news of it are of the works that lie on them.

Revision ID: 2026_11_22_followed_streets
Revises: 2026_11_22_reaction_pepper
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_followed_streets"
down_revision = "2026_11_22_reaction_pepper"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward; the streets stand in the ids of the places ("street:12", "stretch:12:34:76.9,43.2")."""
    op.execute("SET lock_timeout = '5s'")
    none = sa.text("'{}'")
    op.add_column(
        "followed_places", sa.Column("streets", sa.ARRAY(sa.BigInteger()), server_default=none, nullable=False)
    )
    op.execute(
        """
        UPDATE followed_places AS p
           SET streets = ARRAY(SELECT part::bigint FROM unnest(string_to_array(p.place_id, ':')) AS part
                                WHERE part ~ '^[0-9]{1,18}$')
         WHERE p.place_id ~ '^(street|stretch):'
        """
    )
