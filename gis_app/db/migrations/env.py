"""Run by alembic: connects as the program does and migrates the city's schema."""

from alembic import context
from sqlalchemy import Connection

from gis_app.settings import get_settings

connection: Connection = context.config.attributes["connection"]
settings = context.config.attributes.get("settings") or get_settings()
context.configure(
    connection=connection,
    target_metadata=context.config.attributes.get("metadata"),
    version_table="alembic_version",
    version_table_schema=settings.schema_name,
    transaction_per_migration=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
