"""Blocks and yards follow the streets, parks and rivers in the same transaction."""

from sqlalchemy import text

from etl.load.context import LoadContext
from etl.load.outcome import LoadOutcome
from gis_app.geocoding.blocks import derive_blocks


def derive(context: LoadContext, outcome: LoadOutcome) -> None:
    """Derive blocks, carriageways and yards from what the register holds now, unless the caller does it later."""
    if not context.derive or not context.session.execute(text("SELECT EXISTS (SELECT FROM street_pieces)")).scalar():
        return
    context.progress.stage("deriving blocks")
    outcome.remarks.append(str(derive_blocks(context.session, context.settings.metric_srid)))
