"""Index appeals as the reception and the executors read them: the open ones by urgency and day, and all by words.

Revision ID: 2026_11_22_appeal_queue
Revises: 2026_11_22_hidden_photos
"""

from alembic import op

revision = "2026_11_22_appeal_queue"
down_revision = "2026_11_22_hidden_photos"
branch_labels = None
depends_on = None

# The order of every queue (gis_app/appeals/queue.py); an appeal without a term comes last.
_ORDER = "(NOT is_urgent), (coalesce(due_on, DATE '9999-12-31')), id"
_WORDS = (
    "to_tsvector('russian', number || ' ' || coalesce(external_no, '') || ' ' || coalesce(place_text, '') || ' ' "
    "|| text)"
)


def upgrade() -> None:
    """Bring the schema forward."""
    op.execute("SET lock_timeout = '5s'")
    # Every open view and the numbers beside the views (read_page, count_views).
    op.execute(
        f"CREATE INDEX ix_appeals_queue ON appeals (is_training, {_ORDER}) INCLUDE (status, operator_id, body_id) "
        "WHERE closed_at IS NULL"
    )
    # What the reception has to decide: the page that is opened first, of few rows among the open ones.
    op.execute(
        f"CREATE INDEX ix_appeals_waiting ON appeals (is_training, {_ORDER}) "
        "WHERE status IN ('registered', 'in_check', 'reopened')"
    )
    # An executor's queue.
    op.execute(f"CREATE INDEX ix_appeals_of_body ON appeals (body_id, {_ORDER}) WHERE closed_at IS NULL")
    # An appeal by its number in another system (find_by_number, search).
    op.execute("CREATE INDEX ix_appeals_external_no ON appeals (external_no) WHERE external_no IS NOT NULL")
    # Search among all appeals.
    op.execute(f"CREATE INDEX ix_appeals_words ON appeals USING gin ({_WORDS})")


def downgrade() -> None:
    """Take it back."""
    op.execute("SET lock_timeout = '5s'")
    for name in ("words", "external_no", "of_body", "waiting", "queue"):
        op.execute(f"DROP INDEX ix_appeals_{name}")
