"""The district of a work: by the name that a plan gives, else by the place itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gis_app.geocoding.models import District

_KIND_WORDS = re.compile(r"\b(район\w*|р-н\w*|ауданы?\w*|district)(?!\w)")
_RUSSIAN_ENDING = re.compile(r"(ский|ского|скому|ском|ской)$")
# About 100 m: a work on the street between two districts is of the one that its plan names.
_BORDER_DEG = 0.001
_SEVERAL = re.compile(r"[;,/]| и | және | and ")


def fold_district(name: str) -> str:
    """A district's name for comparison: «Ауэзовского района» and «Ауэзовский» give one text."""
    bare = _KIND_WORDS.sub(" ", name.casefold().replace("ё", "е")).strip(" .«»\"'")
    return _RUSSIAN_ENDING.sub("", " ".join(bare.split()))


class DistrictIndex:
    """Districts by name and by place. `geometries` are EPSG:4326, one per id; `names` are (id, name) pairs."""

    def __init__(
        self, ids: Sequence[int], geometries: Sequence[BaseGeometry], names: Sequence[tuple[int, str]]
    ) -> None:
        self._ids = list(ids)
        self._tree = shapely.STRtree(list(geometries))
        self._by_name = {fold_district(name): district for district, name in names if name}

    @classmethod
    def read(cls, session: Session) -> DistrictIndex:
        """The districts of the register that are valid now."""
        statement = select(
            District.id, District.name_ru, District.name_kk, District.name_en, func.ST_AsBinary(District.geom)
        ).where(District.valid_to.is_(None))
        rows = session.execute(statement).all()
        names = [(row[0], name) for row in rows for name in row[1:4]]
        return cls([row[0] for row in rows], [shapely.from_wkb(bytes(row[4])) for row in rows], names)

    def __len__(self) -> int:
        return len(self._ids)

    def by_name(self, text: str) -> list[int]:
        """The ids of all districts that a text names; unknown names are passed over."""
        found = (self._by_name.get(fold_district(part)) for part in _SEVERAL.split(text))
        return [district for district in found if district is not None]

    def is_at(self, district: int, geometry: BaseGeometry) -> bool:
        """Whether a geometry lies in a district or on its border, give or take the width of a wide street."""
        polygon = self._tree.geometries[self._ids.index(district)] if district in self._ids else None
        return polygon is not None and bool(shapely.dwithin(polygon, geometry, _BORDER_DEG))

    def by_place(self, geometries: Sequence[BaseGeometry | None]) -> list[int | None]:
        """The district that holds a point on each geometry; None outside all, and for a missing geometry."""
        answer: list[int | None] = [None] * len(geometries)
        places = [at for at, geometry in enumerate(geometries) if geometry is not None]
        if not places or not self._ids:
            return answer
        points = shapely.point_on_surface(np.array([geometries[at] for at in places], dtype=object))
        for point, polygon in self._tree.query(points, predicate="within").T:
            answer[places[point]] = self._ids[polygon]
        return answer
