"""A stage for uploads in a database of the test's own: the worker commits."""

import pytest
from sqlalchemy import Engine

from gis_app.settings import Settings
from tests.integration.imports.plans import Stage


@pytest.fixture
def stage(committed_database: tuple[Settings, Engine]) -> Stage:
    """An empty stage."""
    return Stage(*committed_database)
