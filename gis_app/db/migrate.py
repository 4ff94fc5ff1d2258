"""Bring the database to the program's version: migrations, then the SQL functions and triggers.

Functions and triggers are `CREATE OR REPLACE`d from ``functions/*.sql`` in the order of their names, so that each has
one text and its history lies in the repository. This is done after a migration and when a text has changed, and not
otherwise: replacing a trigger waits for every transaction that writes to its table, and a loading may take minutes.
"""

import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from gis_app.db.session import open_connection
from gis_app.errors import UnavailableError
from gis_app.settings import Settings

FOLDER = Path(__file__).parent
# One migration at a time over all programs on this database; any fixed number not used elsewhere will do.
MIGRATION_LOCK = 7_310_001


def alembic_config(connection: Connection, settings: Settings) -> Config:
    """Alembic's configuration for a connection; there is no ini file."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    config.attributes["settings"] = settings
    return config


def migrate(engine: Engine, settings: Settings, say: Callable[[str], None] = lambda _: None) -> None:
    """Create the schema if it is missing and run every migration that has not run yet.

    Raises UnavailableError when the database does not answer or has no PostGIS.
    """
    with open_connection(engine) as connection:
        connection.execute(text("SELECT pg_advisory_lock(:id)"), {"id": MIGRATION_LOCK})
        connection.commit()
        try:
            _migrate(connection, settings, say)
        finally:
            connection.rollback()
            connection.execute(text("SELECT pg_advisory_unlock(:id)"), {"id": MIGRATION_LOCK})
            connection.commit()


def _migrate(connection: Connection, settings: Settings, say: Callable[[str], None]) -> None:
    if not connection.execute(text("SELECT 1 FROM pg_extension WHERE extname = 'postgis'")).scalar():
        raise UnavailableError(
            "PostGIS is not in this database; ask its administrator to run: CREATE EXTENSION postgis SCHEMA public"
        )
    # The name is checked by the settings' pattern; identifiers cannot be bound parameters.
    connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {settings.schema_name}"))
    connection.commit()
    config = alembic_config(connection, settings)
    before = current_revision(connection, settings)
    command.upgrade(config, "head")
    connection.commit()
    after = current_revision(connection, settings)
    if before != after:
        say(f"database migrated from {before or 'nothing'} to {after}")
    _install_functions(connection, settings, anew=before != after)
    connection.commit()


def _install_functions(connection: Connection, settings: Settings, *, anew: bool) -> None:
    """Run the scripts of functions when `anew` or when they are not those that stand in the database.

    What stands there is told by a comment on alembic's table, which says the version of the rest.
    """
    scripts = [path.read_text(encoding="utf-8") for path in sorted((FOLDER / "functions").glob("*.sql"))]
    digest = "functions " + sha256("".join(scripts).encode()).hexdigest()
    table = f"{settings.schema_name}.alembic_version"
    found = connection.execute(text("SELECT obj_description(to_regclass(:table), 'pg_class')"), {"table": table})
    if found.scalar() == digest and not anew:
        return
    for script in scripts:
        run_script(connection, script)
    run_script(connection, f"COMMENT ON TABLE {table} IS '{digest}'")


def run_script(connection: Connection, sql: str) -> None:
    """Run a file of several statements as it stands (no parameters, colons and percent signs kept)."""
    cursor = connection.connection.cursor()
    cursor.execute(sql.encode())
    cursor.close()


def current_revision(connection: Connection, settings: Settings) -> str | None:
    """The revision the database stands at, None when it is empty."""
    context = MigrationContext.configure(
        connection, opts={"version_table": "alembic_version", "version_table_schema": settings.schema_name}
    )
    return context.get_current_revision()


def head_revision() -> str:
    """The newest revision this program knows."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER / "migrations"))
    config.set_main_option("path_separator", "os")
    head = ScriptDirectory.from_config(config).get_current_head()
    if head is None or not re.match(r"\d{4}_\d\d_\d\d", head):
        raise ValueError("a migration's revision is its day and a name")
    return head
