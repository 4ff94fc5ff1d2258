"""Where an invented appeal lies: by a work in some phase, inside a shut-off, in a yard, a park, at a river."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Protocol

from sqlalchemy import text
from sqlalchemy.orm import Session

# A step of the golden section spreads places evenly, however many there are.
_GOLDEN: Final = 0.618034
_PHASES: Final = {
    "going_on": "w.state = 'in_progress' AND w.planned_end >= :today",
    "late": "w.state IN ('in_progress', 'planned') AND w.planned_end < :today",
    "planned": "w.state = 'planned' AND w.planned_start > :today AND w.planned_start <= CAST(:today AS date) + 330",
    "lately": "w.state = 'finished' AND w.actual_end > CAST(:today AS date) - 200",
}
# On a line a little off its middle, as a pin is put; of an area its inside; beside a point.
_PIN = """
CASE WHEN ST_Dimension(s.geom_m) = 1 THEN ST_Translate(ST_LineInterpolatePoint(
              (SELECT d.geom FROM ST_Dump(s.geom_m) AS d ORDER BY ST_Length(d.geom) DESC LIMIT 1), :share), 3, 3)
     WHEN ST_Dimension(s.geom_m) = 2 THEN ST_PointOnSurface(s.geom_m)
     ELSE ST_Translate(ST_PointOnSurface(s.geom_m), 9, 6) END
"""
_HOW_MANY = "SELECT count(*) FROM ({}) AS s"
_PINNED = """
SELECT ST_X(g), ST_Y(g)
  FROM (SELECT ST_Transform({pin}, 4326) AS g FROM ({wanted} LIMIT 1 OFFSET :skipped) AS s) AS pinned
"""
_WORKS = """
SELECT w.id, w.geom_m FROM works AS w
 WHERE w.is_training AND w.geom IS NOT NULL AND w.type_code = :type AND {}
 ORDER BY w.match_type IN ('microdistrict', 'district'), w.actual_end DESC NULLS LAST, w.planned_start, w.id
"""
_PLACES = {
    "warranty": "SELECT p.id, w.geom_m FROM surface_protections AS p JOIN works AS w ON w.id = p.work_id "
    "WHERE p.kind = 'warranty' AND w.is_training ORDER BY p.id",
    "house": "SELECT h.id, h.geom_m FROM houses AS h ORDER BY h.id",
    "street": "SELECT s.id, s.geom_m FROM streets AS s WHERE s.geom IS NOT NULL ORDER BY s.id",
    "park": "SELECT p.id, p.geom_m FROM places AS p WHERE p.kind = 'park' AND ST_Dimension(p.geom) = 2 ORDER BY p.id",
    "river": "SELECT p.id, p.geom_m FROM places AS p WHERE p.kind = 'river' ORDER BY p.id",
}
# A house inside the outline of a shut-off that is in force, or of one that is still to come.
_IN_OUTAGE = """
SELECT h.id, h.geom_m FROM outages AS o JOIN houses AS h ON ST_Intersects(h.geom_m, o.geom_m)
 WHERE o.is_training AND o.kind = :type AND o.state <> 'retracted' AND {}
 ORDER BY h.id
"""
_OUTAGE_TIMES: Final = {
    "now": "o.first_day <= :today AND o.last_day >= :today",
    "soon": "o.first_day > :today",
}
_ADDRESS = text("""
SELECT coalesce((SELECT n.name FROM street_names AS n WHERE n.street_id = h.street_id AND n.language = :language
                  ORDER BY n.valid_to IS NOT NULL, n.id LIMIT 1) || ', ' || h.number, h.address)
  FROM houses AS h
 ORDER BY h.geom_m <-> ST_Transform(ST_SetSRID(ST_MakePoint(:lon, :lat), 4326), ST_SRID(h.geom_m)) LIMIT 1
""")


class _Told(Protocol):
    @property
    def place(self) -> str: ...
    @property
    def language(self) -> Any: ...


@dataclass(frozen=True, slots=True)
class Placed:
    """A pin (longitude, latitude in degrees) with the words of its applicant; either may be missing."""

    point: tuple[float, float] | None
    words: str | None


class PlaceFinder:
    """Finds the places that rows ask for: the first that asks gets the first such place, and so on around."""

    def __init__(self, session: Session, today: date) -> None:
        self._session = session
        self._today = today
        self._asked: Counter[str] = Counter()

    def find(self, told: Sequence[_Told]) -> list[Placed]:
        """The place of each row; `same` is that of the row before."""
        found: list[Placed] = []
        for one in told:
            found.append(found[-1] if one.place == "same" else self._place(one))
        return found

    def _place(self, told: _Told) -> Placed:
        kind, _, rest = told.place.partition(":")
        if kind in ("nowhere", "words"):
            return Placed(None, rest or None)
        turn = self._asked[told.place]
        self._asked[told.place] += 1
        # `work:going_on:yard`, but `outage:power:now`.
        first, _, second = rest.partition(":")
        if kind == "work":
            point = self._pin(_WORKS.format(_PHASES[first]), second, turn, turn)
        elif kind == "outage":
            point = self._pin(_IN_OUTAGE.format(_OUTAGE_TIMES[second]), first, _spread(turn), turn)
        else:
            point = self._pin(_PLACES[kind], "", _spread(turn), turn)
        if point is None:  # the plan of this day has no such work
            return self._nowhere_near(told)
        return Placed(point, self._address(point, told.language))

    def _nowhere_near(self, told: _Told) -> Placed:
        turn = self._asked["street"]
        self._asked["street"] += 1
        point = self._pin(_PLACES["street"], "", _spread(turn), turn)
        return Placed(point, None if point is None else self._address(point, told.language))

    def _pin(self, wanted: str, type_code: str, order: int, turn: int) -> tuple[float, float] | None:
        asked = {"type": type_code, "today": self._today}
        share = 0.15 + 0.7 * ((turn + 1) * _GOLDEN % 1)
        count = self._session.scalar(text(_HOW_MANY.format(wanted)), asked) or 0
        if not count:
            return None
        statement = text(_PINNED.format(pin=_PIN, wanted=wanted))
        row = self._session.execute(statement, asked | {"skipped": order % count, "share": share}).one()
        return round(float(row[0]), 6), round(float(row[1]), 6)

    def _address(self, point: tuple[float, float], language: str) -> str | None:
        asked = {"lon": point[0], "lat": point[1], "language": language}
        found = self._session.scalar(_ADDRESS, asked)
        return None if found is None else str(found)


def _spread(turn: int) -> int:
    # Taken modulo the number of places: far from the one before, and never the same again soon.
    return int((turn + 1) * _GOLDEN * 1_000_000)
