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


# The street stands first in the id of its place ("street:12", "stretch:12:34:56"); those that follow cross it.
FILL = """
UPDATE followed_places
   SET streets = ARRAY[split_part(place_id, ':', 2)::bigint]
 WHERE place_id ~ '^(street|stretch):[0-9]{1,18}(:|$)'
"""


def upgrade() -> None:
    """Bring the schema forward."""
    op.execute("SET lock_timeout = '5s'")
    none = sa.text("'{}'")
    op.add_column(
        "followed_places", sa.Column("streets", sa.ARRAY(sa.BigInteger()), server_default=none, nullable=False)
    )
    op.execute(FILL)
