"""How far from the work a report was made, and from what distance on that is told."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gis_app.works.models import Work

# Metres from the work's shape within which somebody is at the work, by how its place is known: shapes that stand for
# the work itself, those guessed along a street, those that are a sign beside a large object.
AT_WORK_M: Final[Mapping[str, int]] = {
    "given": 100,
    "rooftop": 100,
    "corner": 100,
    "contour": 100,
    "microdistrict": 100,
    "district": 100,
    "segment": 150,
    "intersection": 150,
    "street": 150,
    "multi": 150,
    "rooftop_base": 200,
    "interpolated": 200,
    "landmark": 300,
}
# Where the geocoder itself was not sure, or does not say how it knows.
AT_UNSURE_M: Final = 500
UNSURE: Final = 0.5
# A phone says within how many metres it believes itself; beyond this it knows the quarter and not the street.
COARSE_M: Final = 1000


def tolerance_m(work: Work) -> int:
    """Within how many metres of its shape somebody counts as being at the work."""
    if work.ambiguous or work.confidence < UNSURE:
        return AT_UNSURE_M
    return AT_WORK_M.get(work.match_type, AT_UNSURE_M)


def is_far(work: Work, distance_m: float | None, accuracy_m: float | None = None) -> bool:
    """Whether a place is not at the work, whatever the phone's inaccuracy. An unknown distance is not far."""
    return distance_m is not None and distance_m > tolerance_m(work) + min(accuracy_m or 0, COARSE_M)


def distance_to_work(session: Session, work_id: int, lon: float | None, lat: float | None) -> float | None:
    """Metres from a place (EPSG:4326) to the work's shape; None where either is unknown."""
    if lon is None or lat is None:
        return None
    point = func.ST_Transform(func.ST_SetSRID(func.ST_MakePoint(lon, lat), 4326), func.ST_SRID(Work.geom_m))
    found = session.scalar(
        select(func.ST_Distance(Work.geom_m, point)).where(Work.id == work_id, Work.geom_m.is_not(None))
    )
    # Far outside of the projection's zone the answer is no number.
    return None if found is None or not found < float("inf") else round(float(found), 1)
