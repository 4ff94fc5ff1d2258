"""The map of those who cannot name their place: pressed twice it comes nearer, pressed once more it is the place.

A picture in a form sends where it was pressed, so no script is needed. Three steps: the city, a part of it, a few
blocks.
"""

from dataclasses import dataclass
from functools import cached_property
from math import atan, cos, exp, log, pi, radians, tan
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.dependencies import Language
from gis_app.pages.drawn_plan import Label
from gis_app.pages.ground import Frame, draw_land, draw_roads, drawable, name_streets
from gis_app.settings import Settings

Point = tuple[float, float]
# Fits a phone: a picture that is shown smaller would send places that are not where it was pressed.
SIDE_PX: Final = 320
# Metres from one edge to the other; the first step shows the whole city.
SPANS_M: Final = (None, 5000.0, 900.0)
LAST_STEP: Final = len(SPANS_M) - 1
_EARTH_M: Final = 6_378_137.0
_MOST_ROADS: Final = (0, 700, 500)
_MOST_NAMES: Final = (0, 5, 8)

# The roads that a person knows the city by, and the outlines of its districts.
_MAIN_ROADS = text("""
SELECT ST_AsSVG(ST_TransScale(ST_Simplify(p.geom_web, 1 / :scale), -:west, -:north, :scale, :scale), 0, 0)
  FROM street_pieces AS p WHERE p.fclass IN ('motorway', 'trunk', 'primary', 'secondary')
 ORDER BY ST_Length(p.geom_web) DESC LIMIT 900
""")
_DISTRICTS = text("""
SELECT coalesce(CASE :lang WHEN 'kk' THEN d.name_kk WHEN 'en' THEN d.name_en END, d.name_ru) AS name,
       ST_AsSVG(ST_TransScale(ST_Simplify(d.geom_web, 1 / :scale), -:west, -:north, :scale, :scale), 0, 0) AS path,
       ST_X(at.point) AS x, ST_Y(at.point) AS y
  FROM districts AS d, LATERAL (SELECT ST_PointOnSurface(d.geom_web) AS point) AS at
 WHERE d.valid_to IS NULL ORDER BY d.id
""")


@dataclass(frozen=True, slots=True)
class PinMap:
    """What the picture shows, back to front, in pixels."""

    land: list[tuple[str, str]]
    roads: list[tuple[str, str]]
    borders: list[str]
    labels: list[Label]
    is_far: bool


@dataclass(frozen=True)
class PinView:
    """A step with the middle of its picture (longitude, latitude in degrees)."""

    step: int
    middle: Point
    bounds: tuple[float, float, float, float]

    @classmethod
    def of(cls, settings: Settings, step: int, middle: Point | None) -> "PinView":
        """The view asked for; without a middle, or with one outside the city, the city."""
        west, south, east, north = settings.bounds
        if step <= 0 or middle is None or not (west <= middle[0] <= east and south <= middle[1] <= north):
            return cls(0, ((west + east) / 2, (south + north) / 2), settings.bounds)
        return cls(min(step, LAST_STEP), middle, settings.bounds)

    @cached_property
    def frame(self) -> Frame:
        """What the picture shows, in the plane of the web map."""
        x, y = _to_plane(*self.middle)
        span_m = SPANS_M[self.step]
        if span_m is None:
            west, south = _to_plane(*self.bounds[:2])
            east, north = _to_plane(*self.bounds[2:])
            span = max(east - west, north - south) * 1.02
        else:
            span = span_m / cos(radians(self.middle[1]))
        return Frame(x - span / 2, y - span / 2, x + span / 2, y + span / 2, SIDE_PX / span)

    def point_at(self, x_px: float, y_px: float) -> Point:
        """Where a pixel of the picture lies, as longitude and latitude."""
        frame = self.frame
        x, y = min(max(x_px, 0), SIDE_PX), min(max(y_px, 0), SIDE_PX)
        return _to_degrees(frame.west + x / frame.scale, frame.north - y / frame.scale)

    def pressed(self, x_px: float, y_px: float) -> "PinView | Point":
        """The next view, or after the last step the place."""
        point = self.point_at(x_px, y_px)
        return point if self.step == LAST_STEP else PinView(self.step + 1, point, self.bounds)

    @property
    def wider(self) -> "PinView | None":
        """The step before; None at the first."""
        if self.step == 0:
            return None
        return PinView(self.step - 1, self.middle, self.bounds)


def _to_plane(lon: float, lat: float) -> Point:
    return radians(lon) * _EARTH_M, log(tan(pi / 4 + radians(lat) / 2)) * _EARTH_M


def _to_degrees(x: float, y: float) -> Point:
    lat = 2 * atan(exp(y / _EARTH_M)) - pi / 2
    return round(x / _EARTH_M * 180 / pi, 5), round(lat * 180 / pi, 5)


def draw_pin_map(session: Session, view: PinView, lang: Language) -> PinMap:
    """The picture of a view, with names in `lang`."""
    frame = view.frame
    if view.step == 0:
        main = session.scalars(_MAIN_ROADS, frame.values())
        districts = session.execute(_DISTRICTS, frame.values() | {"lang": lang}).all()
        return PinMap(
            land=[],
            roads=[("wide", drawn) for path in main if (drawn := drawable(path))],
            borders=[row.path for row in districts if row.path],
            labels=[Label(row.name, *frame.pixel(row.x, row.y), 0) for row in districts],
            is_far=True,
        )
    return PinMap(
        land=draw_land(session, frame, _MOST_ROADS[view.step]),
        roads=draw_roads(session, frame, _MOST_ROADS[view.step]),
        borders=[],
        labels=name_streets(session, frame, lang, _MOST_NAMES[view.step], [], letter_px=6.5, clear_px=10),
        is_far=view.step < LAST_STEP,
    )


def read_coordinates(words: str, bounds: tuple[float, float, float, float]) -> Point | None:
    """Longitude and latitude from "43.238, 76.945", in either order: whichever lies in the city. None for no such."""
    numbers = []
    for part in words.replace(";", " ").replace(", ", " ").replace(",", " ").split():
        try:
            numbers.append(float(part))
        except ValueError:
            return None
    if len(numbers) != 2:
        return None
    west, south, east, north = bounds
    for lon, lat in (numbers, numbers[::-1]):
        if west <= lon <= east and south <= lat <= north:
            return lon, lat
    return None
