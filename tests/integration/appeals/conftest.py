import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from gis_app.settings import Settings
from tests.integration.appeals.desk import Desk, set_up
from tests.integration.appeals.ground import Ground


@pytest.fixture
def ground(session: Session) -> Ground:
    """A small city, undone after the test."""
    return Ground(session).lay()


@pytest.fixture
def desk(committed_database: tuple[Settings, Engine]) -> Desk:
    """The application on a small city with one appeal, and people who may enter it."""
    return set_up(*committed_database)
