"""Fixtures: a real PostGIS built by the migrations; what a test writes is undone after it.

Each run makes databases of its own in this checkout's test cluster, so that two runs do not meet.
"""

import gc
import os
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.orm import Session

from gis_app.db.embedded import Cluster, private_cluster
from gis_app.db.migrate import migrate
from gis_app.db.session import make_engine, make_reading_engine
from gis_app.settings import Settings

for name in [name for name in os.environ if name.startswith("GIS_APP_")]:
    del os.environ[name]

# A test with a database takes as long as so many others.
TIMES_AS_LONG = 20


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--part 1/2`: one of two runs side by side, each of whole folders, about as much work in each."""
    parser.addoption("--part", default="1/1")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what another part runs. A folder stays whole: its tests share what they set up."""
    part, parts = map(int, config.getoption("--part").split("/"))
    sizes: Counter[Path] = Counter()
    for item in items:
        sizes[item.path.parent] += TIMES_AS_LONG if "integration" in item.path.parts else 1
    filled: dict[int, int] = dict.fromkeys(range(1, parts + 1), 0)
    own = set()
    for folder, size in sorted(sizes.items(), key=lambda one: (-one[1], one[0])):
        lightest = min(filled, key=lambda number: (filled[number], number))
        filled[lightest] += size
        if lightest == part:
            own.add(folder)
    config.hook.pytest_deselected(items=[item for item in items if item.path.parent not in own])
    items[:] = [item for item in items if item.path.parent in own]


def pytest_collection_finish() -> None:
    """What all tests have read is never thrown away: the garbage collector leaves it alone, as in a server process.
    Each of its full passes would visit all of it, which is an eighth of the processor's time of a run.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def closed_applications(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What an application that was never started leaves open is closed: no server ends its lifespan."""
    made: list[Engine] = []

    def remembered(make: Callable[..., Engine]) -> Callable[..., Engine]:
        def remember(*given: Any, **named: Any) -> Engine:
            made.append(make(*given, **named))
            return made[-1]

        return remember

    for make in (make_engine, make_reading_engine):
        monkeypatch.setattr(f"gis_app.main.{make.__name__}", remembered(make))
    yield
    for engine in made:
        engine.dispose()


@pytest.fixture(scope="session")
def test_cluster() -> Iterator[Cluster]:
    """The test cluster of this checkout, shared by all runs, stopped by the last."""
    with private_cluster(Settings(cluster="test")) as cluster:
        yield cluster


def administer(cluster: Cluster, statement: str) -> None:
    """Run a statement outside of any transaction, as the cluster's owner."""
    engine = create_engine(
        cluster.url("postgres", "postgres").replace("postgresql://", "postgresql+psycopg://"),
        isolation_level="AUTOCOMMIT",
    )
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.fixture(scope="session")
def template_database(test_cluster: Cluster) -> Iterator[str]:
    """The name of a migrated database that tests copy or roll back in."""
    name = f"template_{os.getpid()}_{uuid4().hex[:6]}"
    administer(test_cluster, f"CREATE DATABASE {name} OWNER gis_app TEMPLATE with_postgis")
    engine = make_engine(Settings(cluster="test"), test_cluster.url(name))
    migrate(engine, Settings(cluster="test"))
    engine.dispose()
    yield name
    administer(test_cluster, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def database_url(test_cluster: Cluster, template_database: str) -> Iterator[str]:
    """A migrated database whose tests roll back what they write."""
    name = template_database.replace("template", "rolled_back")
    administer(test_cluster, f"CREATE DATABASE {name} OWNER gis_app TEMPLATE {template_database}")
    yield test_cluster.url(name)
    administer(test_cluster, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def settings(database_url: str) -> Settings:
    """Settings of the tests: the default city on the test database."""
    return Settings(cluster="test", database_url=database_url)


@pytest.fixture(scope="session")
def engine(settings: Settings) -> Iterator[Engine]:
    """An engine on the database whose tests roll back."""
    made = make_engine(settings)
    yield made
    made.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session whose commits are savepoints; everything is undone after the test."""
    with engine.connect() as connection:
        outer = connection.begin()
        with Session(connection, expire_on_commit=False, join_transaction_mode="create_savepoint") as opened:
            yield opened
        outer.rollback()


@pytest.fixture
def committed_database(test_cluster: Cluster, template_database: str) -> Iterator[tuple[Settings, Engine]]:
    """A database of this test's own, copied from the template: for real commits, NOTIFY and other processes."""
    name = f"own_{os.getpid()}_{uuid4().hex[:8]}"
    administer(test_cluster, f"CREATE DATABASE {name} OWNER gis_app TEMPLATE {template_database}")
    own = Settings(cluster="test", database_url=test_cluster.url(name))
    made = make_engine(own)
    yield own, made
    made.dispose()
    administer(test_cluster, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
