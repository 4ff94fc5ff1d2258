"""The density of works: how many go on in each hectare of the city in a month, as a GeoTIFF."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
import rasterio
import rasterio.shutil
import shapely
from rasterio.io import MemoryFile
from sqlalchemy import func, not_, or_, select, text
from sqlalchemy.orm import Session

from gis_app.errors import InvalidParameterError, NotFoundError
from gis_app.geocoding.models import District
from gis_app.rasters.cells import CELL_M, CellGrid, Counts, count
from gis_app.settings import Settings
from gis_app.works.filters import is_public
from gis_app.works.models import Work
from gis_app.works.status_sql import first_day_column, last_day_column

# Outside of the district that was asked for.
NOTHING: Final = 65_535
# As in layers/works/tiles.sql: the shape of these says less than it seems to.
VAGUE: Final = ("street", "microdistrict", "district")
LARGEST_AREA_M2: Final = 300_000
FIRST_YEAR, LAST_YEAR = 2000, 2100
# Months and districts kept at once: some 100 kB each.
MOST_KEPT: Final = 24

# A month of a large city is tens of thousands of shapes in memory: one at a time, tiles and files together.
_COUNTING = threading.Lock()

# Committed with the tiles of works, which follow every change of a work within a second or so.
_VERSION = text("SELECT coalesce(max(version), 0) FROM tiles WHERE layer = 'works'")


@dataclass(frozen=True, slots=True)
class Density:
    """`counts` are rows × columns of `grid`; `works` were counted, `left_out` have no place that is exact enough."""

    month: date
    grid: CellGrid
    counts: Counts
    works: int
    left_out: int


def read_month(asked: str) -> date:
    """The first day of a month written as ``2026-06``. Raises InvalidParameterError."""
    try:
        month = date.fromisoformat(f"{asked}-01") if len(asked) == 7 else None
    except ValueError:
        month = None
    if month is None or not FIRST_YEAR <= month.year <= LAST_YEAR:
        raise InvalidParameterError("month", "a month is written as 2026-06")
    return month


def last_day_of(month: date) -> date:
    """The last day of the month that begins on `month`."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def density_of(session: Session, settings: Settings, month: date, today: date) -> Density:
    """Count anew. Works that nobody is told of (drafts) and cancelled ones are not counted."""
    with _COUNTING:
        return _count(session, settings, month, today)


def _count(session: Session, settings: Settings, month: date, today: date) -> Density:
    vague = or_(Work.match_type.in_(VAGUE), func.ST_Area(Work.geom_m) > LARGEST_AREA_M2)
    going_on = [
        is_public(),
        Work.state != "cancelled",
        Work.geom_m.is_not(None),
        first_day_column() <= last_day_of(month),
        last_day_column(today) >= month,
    ]
    read = select(func.ST_AsBinary(Work.geom_m)).where(*going_on, not_(vague))
    shapes = shapely.from_wkb([bytes(row) for row in session.scalars(read)])
    left_out = session.scalar(select(func.count()).select_from(Work).where(*going_on, vague)) or 0
    grid = CellGrid.over(settings.bounds, settings.metric_srid)
    return Density(month, grid, count(list(shapes), grid), len(shapes), left_out)


def in_district(session: Session, found: Density, district_id: int) -> Counts:
    """The counts with `NOTHING` where a cell's middle is outside of a district. Raises NotFoundError."""
    shape = session.scalar(select(func.ST_AsBinary(District.geom_m)).where(District.id == district_id))
    if shape is None:
        raise NotFoundError(f"there is no district {district_id}")
    inside = found.grid.inside(shapely.from_wkb(bytes(shape)))
    return np.where(inside, found.counts, NOTHING).astype(np.uint16)


def geotiff(session: Session, found: Density, district_id: int | None, today: date) -> bytes:
    """The density as Cloud-Optimised GeoTIFF in the city's metric CRS, cut to the district when one is named."""
    counts = found.counts if district_id is None else in_district(session, found, district_id)
    grid = found.grid
    profile = {
        "driver": "GTiff", "dtype": "uint16", "count": 1, "width": grid.columns, "height": grid.rows,
        "crs": f"EPSG:{grid.srid}", "transform": grid.transform, "nodata": NOTHING,
    }  # fmt: skip
    with MemoryFile() as plain, MemoryFile() as made:
        with plain.open(**profile) as target:
            target.write(counts, 1)
            target.update_tags(
                MONTH=f"{found.month:%Y-%m}", DISTRICT="" if district_id is None else str(district_id),
                UNIT="works per hectare", CELL_M=f"{CELL_M:g}", WORKS=str(found.works),
                LEFT_OUT=str(found.left_out), AS_OF=today.isoformat(),
            )  # fmt: skip
            target.set_band_description(1, "works going on in the month, per hectare")
        rasterio.shutil.copy(
            plain.name, made.name, driver="COG", COMPRESS="DEFLATE", PREDICTOR=2, OVERVIEW_RESAMPLING="NEAREST"
        )
        return bytes(made.read())


class DensityMemory:
    """Densities as GeoTIFFs, kept by month, district, day and the version of the works' tiles.

    The version is read before the works: what is kept may be newer than its version says, never older.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[object, ...], bytes] = OrderedDict()
        self._counted: OrderedDict[tuple[object, ...], Density] = OrderedDict()
        self._lock = threading.Lock()

    def version(self, session: Session) -> int:
        """The version of the works as the map shows them."""
        return int(session.execute(_VERSION).scalar_one())

    def get(
        self, session: Session, settings: Settings, month: date, district_id: int | None, today: date, version: int
    ) -> bytes:
        """The GeoTIFF; computed once by whoever asks first. Raises NotFoundError for a district that is not there."""
        key = (version, today, month, district_id)
        # Tiles of a month that nobody has asked for come together: one computes, the others wait for it.
        with self._lock:
            if key not in self._kept:
                if key[:3] not in self._counted:
                    self._counted[key[:3]] = density_of(session, settings, month, today)
                self._kept[key] = geotiff(session, self._counted[key[:3]], district_id, today)
                _drop_oldest(self._counted)
                _drop_oldest(self._kept)
            return self._kept[key]


def _drop_oldest(kept: OrderedDict[Any, Any]) -> None:
    while len(kept) > MOST_KEPT:
        kept.popitem(last=False)
