"""A stage for uploads in a database of the test's own: the worker commits."""

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine

from gis_app.db.embedded import Cluster
from gis_app.db.session import make_engine
from gis_app.settings import Settings
from tests.conftest import administer
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


@pytest.fixture(scope="module")
def shared_stage(test_cluster: Cluster, template_database: str) -> Iterator[Stage]:
    """One stage for many uploads that change no works."""
    name = f"shared_{os.getpid()}_{uuid4().hex[:8]}"
    administer(test_cluster, f"CREATE DATABASE {name} OWNER gis_app TEMPLATE {template_database}")
    settings = Settings(cluster="test", database_url=test_cluster.url(name))
    engine = make_engine(settings)
    yield Stage(settings, engine)
    engine.dispose()
    administer(test_cluster, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
