"""What is followed: the shape of a place, how far about it, and whether such a thing may be followed at all."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Literal

import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from gis_app.errors import InvalidParameterError
from gis_app.geocoding.frame import frame_of
from gis_app.settings import Settings
from gis_app.subscriptions.models import FollowedPlace

WatchedKind = Literal["point", "street", "area", "drawn"]
# A house with its yard, the block, a walk of some minutes, the neighbourhood. Metres.
RADII_M: Final = (100, 300, 500, 1000)
USUAL_RADIUS_M: Final = 300
# A street is its centre line: what lies on its carriageway and pavements.
STREET_M: Final = 15
MOST_CORNERS: Final = 100
LARGEST_DRAWN_KM2: Final = 30.0


@dataclass(frozen=True, slots=True)
class Watched:
    """A shape in EPSG:4326, longitude first, and the metres about it. `place_id` leads to the page of the place.

    `streets` of a street or a stretch: those of the register. A work concerns it when it lies on one of them, and near.
    """

    kind: WatchedKind
    shape: BaseGeometry
    radius_m: int
    place_id: str | None = None
    streets: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        """The same for whatever is followed alike."""
        if self.place_id is not None:
            return f"{self.place_id}|{self.radius_m}"
        return f"drawn:{sha256(shapely.to_wkb(shapely.normalize(self.shape))).hexdigest()[:32]}"


def watch_place(
    kind: str, place_id: str, shape: BaseGeometry, radius_m: int | None, streets: tuple[int, ...] = ()
) -> Watched:
    """A place of the register or a pin, by its kind (house, crossing, stretch, street, area, point).

    The distance counts for points alone: a street is followed as far as its pavements, an area as far as its edge.
    """
    if kind in ("street", "stretch"):
        return Watched("street", shape, STREET_M, place_id, streets)
    if kind == "area":
        return Watched("area", shape, 0, place_id)
    if radius_m is not None and radius_m not in RADII_M:
        raise InvalidParameterError("radius", f"one of {', '.join(map(str, RADII_M))}")
    return Watched("point", shape, radius_m or USUAL_RADIUS_M, place_id)


def read_drawn(words: str, settings: Settings) -> Watched:
    """A drawn area as "lon,lat lon,lat lon,lat …" in degrees. Raises InvalidParameterError for what is none."""
    corners = words.replace(";", " ").split()
    if not 3 <= len(corners) <= MOST_CORNERS:
        raise InvalidParameterError("area", f"3 to {MOST_CORNERS} corners")
    try:
        points = [tuple(float(part) for part in corner.split(",")) for corner in corners]
    except ValueError:
        raise InvalidParameterError("area", "each corner is longitude,latitude in degrees") from None
    west, south, east, north = settings.bounds
    if any(len(point) != 2 or not (west <= point[0] <= east and south <= point[1] <= north) for point in points):
        raise InvalidParameterError("area", "the area lies outside of the city")
    shape = shapely.Polygon(points)
    if not shape.is_valid or shape.is_empty:
        raise InvalidParameterError("area", "the lines of the area cross")
    if not 0 < frame_of(settings.metric_srid).metric(shape).area <= LARGEST_DRAWN_KM2 * 1e6:
        raise InvalidParameterError("area", f"the area has more than {LARGEST_DRAWN_KM2:g} km²")
    return Watched("drawn", shape, 0)


def keep_place(session: Session, watched: Watched) -> int:
    """The id of a followed place, made when nobody has followed it yet."""
    statement = insert(FollowedPlace).values(
        key=watched.key,
        place_id=watched.place_id,
        kind=watched.kind,
        radius_m=watched.radius_m,
        streets=list(watched.streets),
        geom=func.ST_GeomFromWKB(shapely.to_wkb(watched.shape), 4326),
    )
    # An update gives the id back where an insert that does nothing gives none; streets that were not known are filled.
    said = {"key": watched.key, "streets": statement.excluded.streets}
    kept = statement.on_conflict_do_update(index_elements=["key"], set_=said)
    return int(session.execute(kept.returning(FollowedPlace.id)).scalar_one())


def watched_of(session: Session, followed_place_id: int) -> Watched:
    """A followed place as it was given."""
    row = session.get_one(FollowedPlace, followed_place_id)
    shape = session.scalar(select(func.ST_AsBinary(FollowedPlace.geom)).where(FollowedPlace.id == followed_place_id))
    radius, streets = int(row.radius_m), tuple(row.streets)
    return Watched(row.kind, shapely.from_wkb(bytes(shape)), radius, row.place_id, streets)  # type: ignore[arg-type]
