"""A stage for uploads in a database of the test's own: the worker commits."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from gis_app.settings import Settings
from tests.integration.imports.pages import Desk, open_desk
from tests.integration.imports.plans import Stage


@pytest.fixture
def stage(committed_database: tuple[Settings, Engine]) -> Stage:
    """An empty stage."""
    return Stage(*committed_database)


@pytest.fixture
def desk(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """People at their pages."""
    opened = open_desk(stage, tmp_path, monkeypatch)
    yield opened
    opened.app.state.engine.dispose()
