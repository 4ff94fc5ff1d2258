"""A small city for tests of appeals: a street, a yard, a park, a river, and a surface under warranty."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.appeals.load_topics import load_topics
from gis_app.appeals.received import Contact, Received
from tests.grid import Grid
from tests.integration.works.people import add_city, add_work

# One step is ten metres.
grid = Grid(step_m=10)
NOON = datetime(2026, 6, 8, 7, tzinfo=UTC)  # a Monday in the city
TODAY = date(2026, 6, 8)


@dataclass
class Ground:
    """The street runs east along y = 0 and is 12 m wide; the yard lies north of it, the park and the river south."""

    session: Session
    ids: dict[str, int] = field(default_factory=dict)

    def run(self, sql: str, **values: Any) -> Any:
        """One statement; the first value it returns, if any."""
        result = self.session.execute(text(sql), values)
        return result.scalar() if result.returns_rows else None

    def lay(self) -> "Ground":
        """Write the register."""
        load_topics(self.session)
        self.ids = add_city(self.session)
        shape = "ST_Multi(ST_GeomFromText(:shape, 4326))"
        block = self.run(
            "INSERT INTO blocks (district_id, geom) VALUES (1, ST_GeomFromText(:shape, 4326)) RETURNING id",
            shape=grid.box(-20, 0, 20, 20).wkt,
        )
        self.run(f"INSERT INTO carriageways (geom) VALUES ({shape})", shape=grid.box(-20, -0.6, 20, 0.6).wkt)
        self.run(
            f"INSERT INTO yards (block_id, geom) VALUES (:block, {shape})",
            block=block,
            shape=grid.box(-20, 0.6, 20, 20).wkt,
        )
        for kind, place in (("park", grid.box(-20, -20, 0, -3)), ("river", grid.line((10, -20), (10, -3)))):
            self.run(
                "INSERT INTO places (kind, name_ru, source, geom) "
                "VALUES (:kind, 'x', 'test', ST_GeomFromText(:shape, 4326))",
                kind=kind,
                shape=place.wkt,
            )
        return self

    def responsible(self, task: str, name: str, **scope: Any) -> int:
        """A body that answers for a task, from `scope` (district_id, valid_from, valid_to)."""
        body = self.run(
            "INSERT INTO organisations (name, name_key, is_public_body) VALUES (:name, :name, true) RETURNING id",
            name=name,
        )
        values = {"district_id": None, "valid_from": None, "valid_to": None} | scope
        self.run(
            "INSERT INTO service_areas (organisation_id, task_code, district_id, valid_from, valid_to, source) "
            "VALUES (:body, :task, :district_id, :valid_from, :valid_to, 'test')",
            body=body,
            task=task,
            **values,
        )
        return int(body)

    def under_warranty(self, until: date, type_code: str = "road_medium_repair", **given: Any) -> int:
        """The carriageway, repaired by our contractor and under warranty until a day; the work's id."""
        work = add_work(
            self.session,
            grid.line((-20, 0), (20, 0)),
            type_code=type_code,
            state="in_warranty",
            contractor_id=self.ids["ours"],
            district_id=1,
            **{"planned_start": "2024-05-01", "planned_end": "2024-05-31", **given},
        )
        self.run(
            "INSERT INTO surface_protections (work_id, kind, from_day, to_day, rule, guarantor_id, geom) VALUES "
            "(:work, 'warranty', '2024-06-01', :until, 'r', :body, ST_Multi(ST_GeomFromText(:shape, 4326)))",
            work=work,
            until=until,
            body=self.ids["ours"],
            shape=grid.box(-20, -0.6, 20, 0.6).wkt,
        )
        return work


def written(words: str = "Яма на дороге", at: tuple[float, float] | None = (0, 0), **given: Any) -> Received:
    """An appeal with a pin at a place of the grid."""
    point = None
    if at is not None:
        pin = grid.point(*at)
        point = (pin.x, pin.y)
    values: dict[str, Any] = {
        "channel": "web", "kind": "complaint", "language": "ru", "text": words, "received_at": NOON, "point": point,
    } | given  # fmt: skip
    return Received(**values)


KEY = UUID("00000000-0000-4000-8000-000000000001")
CONTACT = Contact(name="Айгуль", phone="+77010000000", email="a@example.kz")
