"""What lies at a followed place, for its calendar and its feed: works, shut-offs, and the news of both."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

import shapely
from sqlalchemy import Row, select, text
from sqlalchemy.orm import Session

from gis_app.settings import get_settings
from gis_app.subscriptions.following import Wish
from gis_app.subscriptions.models import PlaceNews
from gis_app.subscriptions.telling import OUTAGE_AT_M
from gis_app.subscriptions.watched import Watched

# What is over stays in a calendar for a season; what was called off long enough for every program to drop it.
KEPT: Final = timedelta(days=90)
MOST: Final = 300
MOST_NEWS: Final = 50

_ASKED = """
asked AS MATERIALIZED (
    SELECT ST_Transform(ST_SetSRID(ST_GeomFromWKB(:shape), 4326), CAST(:metric_srid AS int)) AS geom_m)
"""
# A work concerns a street when it lies on it, and near: the same as in telling.py.
_CONCERNS: Final = """ST_DWithin(w.geom_m, a.geom_m, :radius_m)
   AND (NOT :is_street OR EXISTS (
        SELECT FROM work_streets AS s WHERE s.work_id = w.id AND s.street_id = ANY(CAST(:streets AS bigint[]))))"""
# Days are those of the plan; of a work whose days were taken back the last that it had: programs keep what vanishes.
_NOT_DONE: Final = "('planned', 'scheduled', 'in_progress', 'paused', 'cancelled')"
# ix_works_geom_m. What is not over first, then the nearest day: a district's season has more than a calendar holds.
_WORKS = text(f"""
WITH {_ASKED}
SELECT w.id, w.version, w.updated_at, w.state, d.first_day, d.last_day, w.planned_start IS NULL AS is_undated
  FROM asked AS a JOIN works AS w ON {_CONCERNS}
  LEFT JOIN LATERAL (
       SELECT v.planned_start, v.planned_end FROM schedule_versions AS v
        WHERE v.work_id = w.id AND v.planned_start IS NOT NULL AND w.planned_start IS NULL AND w.planned_end IS NULL
          AND w.state IN {_NOT_DONE} AND w.updated_at >= :since
        ORDER BY v.version DESC LIMIT 1) AS former ON true
  CROSS JOIN LATERAL (
       SELECT coalesce(w.planned_start, former.planned_start) AS first_day,
              coalesce(w.planned_end, former.planned_end) AS last_day,
              coalesce(w.actual_end, w.planned_end, w.planned_start, former.planned_end, former.planned_start) AS ends
       ) AS d
 WHERE w.state <> 'draft' AND w.is_training = :is_training AND d.first_day IS NOT NULL AND d.ends >= :since
   AND (w.state <> 'cancelled' OR (w.updated_at >= :since AND NOT is_given_up_draft(w.id)))
   AND (CAST(:types AS text[]) = '{{}}' OR w.type_code = ANY(:types))
 ORDER BY d.ends < CAST(:today AS date),
          CASE WHEN d.ends < CAST(:today AS date) THEN CAST(:today AS date) - d.ends
               ELSE greatest(d.first_day - CAST(:today AS date), 0) END,
          d.first_day DESC, w.id
 LIMIT :most
""")  # noqa: S608 (fixed words)
# ix_outages_geom_m.
_OUTAGES = text(f"""
WITH {_ASKED}
SELECT o.id, o.version, o.state, v.received_at AS updated_at, o.first_day
  FROM asked AS a JOIN outages AS o ON ST_DWithin(o.geom_m, a.geom_m, :at_m)
  JOIN outage_versions AS v ON v.outage_id = o.id AND v.version = o.version
 WHERE o.is_training = :is_training AND o.first_day IS NOT NULL AND coalesce(o.last_day, o.first_day) >= :since
 ORDER BY coalesce(o.last_day, o.first_day) < CAST(:today AS date),
          CASE WHEN coalesce(o.last_day, o.first_day) < CAST(:today AS date)
               THEN CAST(:today AS date) - coalesce(o.last_day, o.first_day)
               ELSE greatest(o.first_day - CAST(:today AS date), 0) END,
          o.first_day DESC, o.id
 LIMIT :most
""")  # noqa: S608 (fixed words)
# ix_works_geom_m and ix_outages_geom_m, then the news of each.
_NEWS = text(f"""
WITH {_ASKED}
SELECT n.id FROM asked AS a
  JOIN works AS w ON {_CONCERNS} AND w.state <> 'draft'
  JOIN place_news AS n ON n.work_id = w.id
 WHERE n.is_training = :is_training AND (CAST(:types AS text[]) = '{{}}' OR w.type_code = ANY(:types))
UNION ALL
SELECT n.id FROM asked AS a
  JOIN outages AS o ON ST_DWithin(o.geom_m, a.geom_m, :at_m)
  JOIN place_news AS n ON n.outage_id = o.id
 WHERE n.is_training = :is_training AND :outages
 ORDER BY 1 DESC LIMIT :most
""")  # noqa: S608 (fixed words)


def works_at(session: Session, watched: Watched, wish: Wish, today: date, *, is_training: bool) -> Sequence[Row[Any]]:
    """Works with days, by id, version, time of the last change, state and days: those ahead, and the last season's.
    `is_undated`: the days are former ones, and there are no new ones yet.
    """
    given = _given(watched, wish, is_training) | _season(today)
    return sorted(session.execute(_WORKS, given), key=lambda row: (row.first_day, row.id))


def outages_at(session: Session, watched: Watched, wish: Wish, today: date, *, is_training: bool) -> Sequence[Row[Any]]:
    """Shut-offs with days, as `works_at`; none for who does not want them."""
    if not wish.outages:
        return []
    given = _given(watched, wish, is_training) | _season(today)
    return sorted(session.execute(_OUTAGES, given), key=lambda row: (row.first_day, row.id))


def news_at(session: Session, watched: Watched, wish: Wish, *, is_training: bool) -> Sequence[PlaceNews]:
    """The latest news of a place, the newest first."""
    ids = session.scalars(_NEWS, _given(watched, wish, is_training) | {"most": MOST_NEWS}).all()
    return session.scalars(select(PlaceNews).where(PlaceNews.id.in_(ids)).order_by(PlaceNews.id.desc())).all()


def _season(today: date) -> dict[str, Any]:
    return {"today": today, "since": today - KEPT, "most": MOST}


def _given(watched: Watched, wish: Wish, is_training: bool) -> dict[str, Any]:
    return {
        "shape": shapely.to_wkb(watched.shape),
        "metric_srid": get_settings().metric_srid,
        "radius_m": watched.radius_m,
        "is_street": watched.kind == "street" and bool(watched.streets),
        "streets": list(watched.streets),
        "at_m": min(watched.radius_m, OUTAGE_AT_M),
        "types": list(wish.types),
        "outages": wish.outages,
        "is_training": is_training,
    }
