"""The whole demo, loaded once for all tests about it, on a Wednesday."""

import os
from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Engine

from etl.demo.load import load_demo
from etl.progress import Silent
from gis_app.appeals.load_topics import load_topics
from gis_app.appeals.situations.register import load_situations
from gis_app.db.embedded import Cluster
from gis_app.db.session import make_engine, session_scope
from gis_app.settings import Settings
from gis_app.works.types import load_work_types
from tests.conftest import administer

TODAY = date(2026, 3, 4)
Demo = tuple[Settings, Engine]


@pytest.fixture(scope="package")
def demo(test_cluster: Cluster, template_database: str) -> Iterator[Demo]:
    """A database with the demo; its tests add nothing to it."""
    name = f"demo_{os.getpid()}"
    administer(test_cluster, f"CREATE DATABASE {name} OWNER gis_app TEMPLATE {template_database}")
    settings = Settings(cluster="test", database_url=test_cluster.url(name))
    engine = make_engine(settings)
    with session_scope(engine) as session:
        load_work_types(session)
        load_topics(session)
        load_situations(session)
    load_demo(engine, TODAY, Silent(), settings)
    yield settings, engine
    engine.dispose()
    administer(test_cluster, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
