"""People with roles, and works in any state, for tests of the life of works."""

from typing import Any

from shapely.geometry.base import BaseGeometry
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.accounts.user import CurrentUser, Grant
from gis_app.works.types import load_work_types
from tests.grid import Grid

grid = Grid()


def person(role: str, name: str = "", **scope: int) -> CurrentUser:
    """Somebody with one role; `scope` are organisation_id and district_id."""
    return CurrentUser(len(role), name or f"{role.title()} A.", "a@example.kz", "ru", frozenset({Grant(role, **scope)}))


def add_organisation(session: Session, name: str) -> int:
    return int(
        session.execute(
            text("INSERT INTO organisations (name, name_key, is_contractor) VALUES (:name, :name, true) RETURNING id"),
            {"name": name},
        ).scalar_one()
    )


def add_work(session: Session, geom: BaseGeometry | None = None, **given: Any) -> int:
    """A work as a plan leaves it, in any state (`state`), without any event."""
    columns: dict[str, Any] = {
        "type_code": "road_medium_repair",
        "location_raw": "ул. Абая",
        "match_type": "none" if geom is None else "street",
        "confidence": 0.9,
        "source": "test",
        "period": "2026",
        "planned_start": "2026-06-01",
        "planned_end": "2026-06-30",
    } | given
    names = ", ".join(columns)
    made = session.execute(
        text(
            f"INSERT INTO works (identity_key, geom, {names}) VALUES (gen_random_uuid()::text, "
            f"ST_GeomFromText(:shape, 4326), {', '.join(f':{name}' for name in columns)}) RETURNING id"
        ),
        columns | {"shape": None if geom is None else geom.wkt},
    )
    return int(made.scalar_one())


def add_city(session: Session) -> dict[str, int]:
    """Two districts side by side, two contractors, the types of work."""
    load_work_types(session)
    shapes = {"here": grid.box(-50, -50, 50, 50), "there": grid.box(50, -50, 90, 50)}
    for number, (name, shape) in enumerate(shapes.items(), start=1):
        session.execute(
            text(
                "INSERT INTO districts (id, name_ru, name_kk, name_en, source, geom) VALUES "
                "(:id, :name, :name, :name, 'test', ST_Multi(ST_GeomFromText(:shape, 4326)))"
            ),
            {"id": number, "name": name, "shape": shape.wkt},
        )
    ours, theirs = add_organisation(session, "ours"), add_organisation(session, "theirs")
    return {"here": 1, "there": 2, "ours": ours, "theirs": theirs}


def people(city: dict[str, int]) -> dict[str, CurrentUser]:
    """One person of each role who has to do with works of this district and of our organisation."""
    return {
        "administrator": person("administrator"),
        "operator": person("operator"),
        "inspector": person("inspector", district_id=city["here"]),
        "planner": person("planner", district_id=city["here"]),
        "contractor": person("contractor", organisation_id=city["ours"]),
        "executor": person("executor", organisation_id=city["ours"]),
    }
