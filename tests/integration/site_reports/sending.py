"""Sending reports as a phone does."""

from typing import Any
from uuid import uuid4

from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.asgi_client import Answer
from tests.grid import Grid
from tests.people import BrowserOf

grid = Grid()


def at(x: float, y: float) -> dict[str, float]:
    """The place of a phone, in steps of the grid."""
    point = grid.point(x, y)
    return {"lon": point.x, "lat": point.y}


def place(x: float, y: float) -> tuple[float, float]:
    """The place of a photo, in steps of the grid."""
    point = grid.point(x, y)
    return point.x, point.y


def send(browser: BrowserOf, work: int, kind: str = "start", /, *photos: bytes, **fields: Any) -> Answer:
    """A report over the interface of phones; a key of its own unless one is given."""
    given = {"kind": kind, "client_key": str(uuid4()), **at(2, 1)} | fields
    data = {name: str(value) for name, value in given.items() if value is not None}
    files = [("photo", (f"photo{number}.jpg", data, "image/jpeg")) for number, data in enumerate(photos)]
    headers = {"accept": "application/json", "x-csrf-token": browser.token("/geocode/explain")}
    path = f"/api/works/{work}/reports?lang=ru"
    return browser.request("POST", path, headers, data=data, **({"files": files} if files else {}))


def marks(answer: Answer) -> list[str]:
    """The codes of an answer's marks."""
    return [mark["code"] for mark in answer.json()["own"]["marks"]]


def state_of(session: Session, work: int) -> str:
    """The state of a work as the database has it."""
    return str(session.execute(text("SELECT state FROM works WHERE id = :id"), {"id": work}).scalar_one())


def events_of(session: Session, work: int) -> list[tuple[str, str]]:
    """Kinds and days of a work's events, in their order."""
    rows = session.execute(
        text("SELECT kind, on_day::text FROM work_events WHERE work_id = :id ORDER BY id"), {"id": work}
    )
    return [(kind, day) for kind, day in rows]
