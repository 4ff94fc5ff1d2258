"""The works that a contractor finished last are found without reading all it ever did.

Revision ID: 2026_11_22_answers
Revises: 2026_11_22_reactions
"""

from alembic import op

revision = "2026_11_22_answers"
down_revision = "2026_11_22_reactions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.execute("SET lock_timeout = '5s'")
    # gis_app/answers/reliability.py: the last hundred of a contractor, asked for with each answer that names one.
    op.execute(
        "CREATE INDEX ix_works_finished_by_contractor ON works "
        "(contractor_id, is_training, actual_end DESC NULLS LAST, id DESC) "
        "WHERE state IN ('finished', 'accepted', 'in_warranty', 'archived')"
    )


def downgrade() -> None:
    """Take the change back."""
    op.execute("DROP INDEX ix_works_finished_by_contractor")
