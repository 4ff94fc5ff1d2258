"""Who answers for a task at many points: the service areas in force on a day, read as tasks are asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy import text
from sqlalchemy.orm import Session

# The areas of a task with who stands for their body on the day, as `organisations.history.organisation_on` follows it.
# UNION, not UNION ALL: a circle of successions ends. Index: ix_service_areas_task_code.
_AREAS = text("""
WITH RECURSIVE areas AS (
    SELECT id, task_code, organisation_id, district_id, geom FROM service_areas
     WHERE task_code = ANY(:tasks)
       AND coalesce(valid_from, '-infinity') <= :day AND coalesce(valid_to, 'infinity') >= :day
), chain AS (
    SELECT organisation_id AS root, organisation_id AS id FROM areas
    UNION
    SELECT c.root, s.successor_id FROM organisation_successions AS s JOIN chain AS c ON c.id = s.predecessor_id
     WHERE s.on_day <= :day
)
SELECT a.task_code, a.organisation_id, a.district_id, ST_AsBinary(a.geom) AS geom,
       ARRAY(SELECT c.id FROM chain AS c
              WHERE c.root = a.organisation_id AND NOT EXISTS (
                    SELECT FROM organisation_successions AS s WHERE s.predecessor_id = c.id AND s.on_day <= :day)
              ORDER BY c.id) AS heirs
  FROM areas AS a ORDER BY a.id
""")


@dataclass(frozen=True, slots=True)
class _Area:
    heirs: tuple[int, ...]
    district_id: int | None
    geom: BaseGeometry | None

    def holds(self, point: tuple[float, float], district_id: int | None) -> bool:
        if self.district_id is not None:
            return self.district_id == district_id
        return self.geom is None or bool(shapely.covers(self.geom, shapely.points(point)))


class Bodies:
    """`organisations.history.responsible_for` for many points on one day: the same answers (a test compares)."""

    def __init__(self, session: Session, day: date) -> None:
        self._session: Session | None = session
        self._day = day
        self._areas: dict[str, list[_Area]] = {}

    @classmethod
    def read(cls, session: Session, day: date, tasks: Sequence[str] = ()) -> Self:
        """The service areas in force on a day. A body that was reorganised by then is replaced by its successors.

        Areas of `tasks` are read now, together; those of any other task when it is first asked for.
        """
        bodies = cls(session, day)
        bodies._read(tasks)
        return bodies

    def known(self) -> set[int]:
        """The ids of all bodies of the tasks that were read."""
        return {heir for areas in self._areas.values() for area in areas for heir in area.heirs}

    def without_session(self) -> Self:
        """The same, to be kept: it reads no further task."""
        self._session = None
        return self

    def at(self, task: str, point: tuple[float, float] | None, district_id: int | None) -> list[int]:
        """The ids of who answers for a task at a point (longitude, latitude); nobody where the place is not known."""
        if point is None:
            return []
        found = {heir for area in self._of_task(task) if area.holds(point, district_id) for heir in area.heirs}
        return sorted(found)

    def _of_task(self, task: str) -> Sequence[_Area]:
        if task not in self._areas:
            self._read([task])
        return self._areas[task]

    def _read(self, tasks: Sequence[str]) -> None:
        if not tasks:
            return
        if self._session is None:
            raise LookupError(f"nobody has read who answers for {', '.join(tasks)}")
        self._areas |= {task: [] for task in tasks}
        for row in self._session.execute(_AREAS, {"tasks": list(tasks), "day": self._day}):
            # All of a circle have successors: the organisation then stands for itself.
            heirs = tuple(row.heirs) or (row.organisation_id,)
            geom = None if row.geom is None else shapely.from_wkb(bytes(row.geom))
            self._areas[row.task_code].append(_Area(heirs, row.district_id, geom))
