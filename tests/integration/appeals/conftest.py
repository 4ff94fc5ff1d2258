import pytest
from sqlalchemy.orm import Session

from tests.integration.appeals.ground import Ground


@pytest.fixture
def ground(session: Session) -> Ground:
    """A small city, undone after the test."""
    return Ground(session).lay()
