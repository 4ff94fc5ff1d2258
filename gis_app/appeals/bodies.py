"""Who answers for a task at many points: the service areas in force on a day, read once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from gis_app.organisations.history import organisation_on
from gis_app.organisations.history_models import ServiceArea


@dataclass(frozen=True, slots=True)
class _Area:
    organisation_id: int
    district_id: int | None
    geom: BaseGeometry | None

    def holds(self, point: tuple[float, float], district_id: int | None) -> bool:
        if self.district_id is not None:
            return self.district_id == district_id
        return self.geom is None or bool(shapely.covers(self.geom, shapely.points(point)))


class Bodies:
    """`organisations.history.responsible_for` for many points on one day: the same answers (a test compares)."""

    def __init__(self, areas: Mapping[str, Sequence[_Area]], heirs: Mapping[int, Sequence[int]]) -> None:
        self._areas = areas
        self._heirs = heirs

    @classmethod
    def read(cls, session: Session, day: date) -> Self:
        """The service areas in force on a day. A body that was reorganised by then is replaced by its successors."""
        in_force = (
            or_(ServiceArea.valid_from.is_(None), ServiceArea.valid_from <= day),
            or_(ServiceArea.valid_to.is_(None), ServiceArea.valid_to >= day),
        )
        statement = select(
            ServiceArea.task_code,
            ServiceArea.organisation_id,
            ServiceArea.district_id,
            func.ST_AsBinary(ServiceArea.geom),
        ).where(*in_force)
        areas: dict[str, list[_Area]] = {}
        for task, organisation_id, district_id, geom in session.execute(statement):
            shape = None if geom is None else shapely.from_wkb(bytes(geom))
            areas.setdefault(task, []).append(_Area(organisation_id, district_id, shape))
        ids = {area.organisation_id for of_task in areas.values() for area in of_task}
        heirs = {one: [heir.id for heir in organisation_on(session, one, day)] for one in ids}
        return cls(areas, heirs)

    def at(self, task: str, point: tuple[float, float] | None, district_id: int | None) -> list[int]:
        """The ids of who answers for a task at a point (longitude, latitude); nobody where the place is not known."""
        if point is None:
            return []
        found = {
            heir
            for area in self._areas.get(task, ())
            if area.holds(point, district_id)
            for heir in self._heirs[area.organisation_id]
        }
        return sorted(found)
