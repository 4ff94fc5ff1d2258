"""Residents react to works of the accounts' tests, which two contractors (7, 8) do."""

from datetime import date
from hashlib import sha256
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy.orm import Session

from gis_app import dependencies
from tests.asgi_client import Answer
from tests.grid import Grid
from tests.integration.accounts.conftest import app, city, enter, visitor
from tests.integration.works.people import add_work
from tests.people import BrowserOf

__all__ = ["app", "city", "enter", "visitor"]


@pytest.fixture
def finished(app: FastAPI, city: Session) -> int:
    """A repair that was reported finished, in district 4, by organisation 7 for organisation 8."""
    app.dependency_overrides[dependencies.today] = lambda: date(2026, 6, 10)
    return add_work(city, Grid().line((1, 1), (4, 1)), state="finished", contractor_id=7, customer_id=8, district_id=4)


def device_of(browser: BrowserOf) -> str:
    """The secret in the storage of a browser; those of the tests have an address each."""
    return sha256(browser.address.encode()).hexdigest()[:32]


def say(
    browser: BrowserOf, work: int, satisfied: bool = True, *aspects: str, device: str | None = "own", **headers: str
) -> Answer:
    """What the card of the map sends."""
    secret = device_of(browser) if device == "own" else device
    given: dict[str, Any] = {"satisfied": satisfied, "aspects": list(aspects), "device": secret}
    return browser.request("POST", f"/api/works/{work}/reactions?lang=ru", headers, json=given)
