"""What is known about a place while somebody tells of it: works, shut-offs and open appeals there, whatever the topic.

For the reception, which may know each appeal; strangers are told of similar ones more vaguely (similar.py).
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.appeals.contact_words import part
from gis_app.dependencies import Language
from gis_app.outages.models import Outage
from gis_app.settings import get_settings
from gis_app.works.queries import read_lines
from gis_app.works.schemas import WorkLine

# A yard and the street before it; further away nobody says "here".
NEAR_M: Final = 200.0
MOST: Final = 8
# What was finished longer ago explains nothing of today, what begins later is no answer to a call.
BACK_DAYS, AHEAD_DAYS = 180, 365

_POINT = "ST_Transform(ST_SetSRID(ST_MakePoint(:lon, :lat), 4326), CAST(:srid AS int))"
# ix_works_geom_m: the nearest first.
_WORKS = text(f"""
SELECT w.id, ST_Distance(w.geom_m, p.at) AS distance_m
  FROM (SELECT {_POINT} AS at) AS p JOIN works AS w ON ST_DWithin(w.geom_m, p.at, :near_m)
 WHERE w.is_training = :training AND w.state NOT IN ('draft', 'cancelled')
   AND coalesce(w.actual_end, w.planned_end, w.planned_start, CURRENT_DATE) >= CAST(:today AS date) - :back
   AND coalesce(w.actual_start, w.planned_start, CURRENT_DATE) <= CAST(:today AS date) + :ahead
 ORDER BY distance_m, w.id LIMIT :most
""")  # noqa: S608 (fixed words)
# ix_outages_geom_m
_OUTAGES = text(f"""
SELECT o.id FROM (SELECT {_POINT} AS at) AS p JOIN outages AS o ON ST_DWithin(o.geom_m, p.at, 0)
 WHERE o.is_training = :training AND o.state <> 'retracted'
   AND coalesce(o.last_day, o.first_day) >= CAST(:today AS date) - 1
 ORDER BY o.first_day, o.id LIMIT :most
""")  # noqa: S608 (fixed words)
# ix_appeals_open_geom_m: open appeals about a point, the nearest first.
_APPEALS = text(f"""
SELECT a.id, a.number, a.topic_code, a.text, a.language, a.status, a.received_at, a.due_on,
       ST_Distance(a.geom_m, p.at) AS distance_m,
       (SELECT count(*) FROM appeal_followers AS f WHERE f.appeal_id = a.id) AS followers
  FROM (SELECT {_POINT} AS at) AS p JOIN appeals AS a ON ST_DWithin(a.geom_m, p.at, :near_m)
 WHERE a.closed_at IS NULL AND a.parent_id IS NULL AND a.is_training = :training
 ORDER BY distance_m, a.id LIMIT :most
""")  # noqa: S608 (fixed words)


@dataclass(frozen=True, slots=True)
class OpenAppeal:
    """An open appeal near a place, as the reception sees it: no contacts within the words."""

    id: int
    number: str
    topic: str
    text: str
    language: str
    status: str
    received_at: datetime
    due_on: date | None
    distance_m: float
    followers: int


@dataclass(frozen=True, slots=True)
class Around:
    """What lies about a place: works with their distance in metres, shut-offs over it, open appeals."""

    works: list[tuple[WorkLine, float]]
    outages: list[Outage]
    appeals: list[OpenAppeal]

    def is_empty(self) -> bool:
        """Whether nothing at all is known there."""
        return not (self.works or self.outages or self.appeals)


def look_around(
    session: Session, point: tuple[float, float], lang: Language, today: date, *, is_training: bool
) -> Around:
    """Everything about a point (EPSG:4326, longitude first); the nearest first, few of each."""
    asked: dict[str, object] = {
        "lon": point[0], "lat": point[1], "srid": get_settings().metric_srid, "near_m": NEAR_M, "most": MOST,
        "training": is_training, "today": today, "back": BACK_DAYS, "ahead": AHEAD_DAYS,
    }  # fmt: skip
    near = session.execute(_WORKS, asked).all()
    lines = read_lines(session, [row.id for row in near], lang, today)
    outages = [session.get_one(Outage, id) for id in session.scalars(_OUTAGES, asked)]
    appeals = [
        OpenAppeal(
            row.id, row.number, row.topic_code, part(row.text).words, row.language, row.status, row.received_at,
            row.due_on, row.distance_m, row.followers,
        )
        for row in session.execute(_APPEALS, asked)
    ]  # fmt: skip
    return Around([(lines[row.id], row.distance_m) for row in near if row.id in lines], outages, appeals)
