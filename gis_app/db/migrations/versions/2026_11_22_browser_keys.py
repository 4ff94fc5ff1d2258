"""A browser that follows is known by its whole subscription, not by its address alone.

Revision ID: 2026_11_22_browser_keys
Revises: 2026_11_22_followed_streets
"""

from alembic import op

revision = "2026_11_22_browser_keys"
down_revision = "2026_11_22_followed_streets"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.execute("SET lock_timeout = '5s'")
    # As `FollowingBrowser.key` has it.
    op.execute(
        "UPDATE followings SET address_key = encode(sha256(convert_to(address, 'UTF8')), 'hex') WHERE channel = 'push'"
    )
