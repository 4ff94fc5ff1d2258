"""Reports are made by people of the accounts' tests, of works in their district (4) and of two contractors (7, 8)."""

from datetime import UTC, date, datetime

import pytest
from fastapi import FastAPI
from sqlalchemy.orm import Session

from gis_app import dependencies
from tests.grid import Grid
from tests.integration.accounts.conftest import app, city, enter, visitor
from tests.integration.works.people import add_work

__all__ = ["app", "city", "enter", "visitor"]
NOW = datetime(2026, 6, 10, 7, 0, tzinfo=UTC)  # noon in Almaty
ROAD = Grid().line((1, 1), (4, 1))


@pytest.fixture
def road(app: FastAPI, city: Session) -> int:
    """A repair whose days are fixed, in district 4, by organisation 7."""
    app.dependency_overrides[dependencies.today] = lambda: date(2026, 6, 10)
    app.dependency_overrides[dependencies.now] = lambda: NOW
    return add_work(city, ROAD, state="scheduled", contractor_id=7, district_id=4)
