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
# ix_works_geom_m.
_WORKS = text(f"""
WITH {_ASKED}
SELECT w.id, w.version, w.updated_at, w.state
  FROM asked AS a JOIN works AS w ON ST_DWithin(w.geom_m, a.geom_m, :radius_m)
 WHERE w.state <> 'draft' AND w.is_training = :is_training AND w.planned_start IS NOT NULL
   AND coalesce(w.actual_end, w.planned_end, w.planned_start) >= :since
   AND (w.state <> 'cancelled' OR (w.updated_at >= :since AND NOT is_given_up_draft(w.id)))
   AND (CAST(:types AS text[]) = '{{}}' OR w.type_code = ANY(:types))
 ORDER BY w.planned_start, w.id LIMIT :most
""")  # noqa: S608 (fixed words)
# ix_outages_geom_m.
_OUTAGES = text(f"""
WITH {_ASKED}
SELECT o.id, o.version, o.state, v.received_at AS updated_at
  FROM asked AS a JOIN outages AS o ON ST_DWithin(o.geom_m, a.geom_m, :at_m)
  JOIN outage_versions AS v ON v.outage_id = o.id AND v.version = o.version
 WHERE o.is_training = :is_training AND o.first_day IS NOT NULL AND coalesce(o.last_day, o.first_day) >= :since
 ORDER BY o.first_day, o.id LIMIT :most
""")  # noqa: S608 (fixed words)
# ix_works_geom_m and ix_outages_geom_m, then the news of each.
_NEWS = text(f"""
WITH {_ASKED}
SELECT n.id FROM asked AS a
  JOIN works AS w ON ST_DWithin(w.geom_m, a.geom_m, :radius_m) AND w.state <> 'draft'
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
    """Works with days, by id, version, time of the last change and state: those ahead, and the last season's."""
    return session.execute(_WORKS, _given(watched, wish, is_training) | {"since": today - KEPT, "most": MOST}).all()


def outages_at(session: Session, watched: Watched, wish: Wish, today: date, *, is_training: bool) -> Sequence[Row[Any]]:
    """Shut-offs with days, as `works_at`; none for who does not want them."""
    if not wish.outages:
        return []
    return session.execute(_OUTAGES, _given(watched, wish, is_training) | {"since": today - KEPT, "most": MOST}).all()


def news_at(session: Session, watched: Watched, wish: Wish, *, is_training: bool) -> Sequence[PlaceNews]:
    """The latest news of a place, the newest first."""
    ids = session.scalars(_NEWS, _given(watched, wish, is_training) | {"most": MOST_NEWS}).all()
    return session.scalars(select(PlaceNews).where(PlaceNews.id.in_(ids)).order_by(PlaceNews.id.desc())).all()


def _given(watched: Watched, wish: Wish, is_training: bool) -> dict[str, Any]:
    return {
        "shape": shapely.to_wkb(watched.shape),
        "metric_srid": get_settings().metric_srid,
        "radius_m": watched.radius_m,
        "at_m": min(watched.radius_m, OUTAGE_AT_M),
        "types": list(wish.types),
        "outages": wish.outages,
        "is_training": is_training,
    }
