"""What is told of shut-offs: one begins tomorrow, or reaches further than was told; and to who was told of it: it has
other days, or is called off.
"""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, Final

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from gis_app.subscriptions.models import NewsKind
from gis_app.subscriptions.work_news import LONGEST_PLACE, News

_COLUMNS: Final = """
o.id, o.kind, o.first_day, o.last_day, o.state, o.version, o.is_training, v.place_text, v.daily_from, v.daily_to
"""
# ix_outages_days. From the day before; of one that is announced late still on its first day.
_TOMORROW = text(f"""
SELECT {_COLUMNS}
  FROM outages AS o JOIN outage_versions AS v ON v.outage_id = o.id AND v.version = o.version
 WHERE o.first_day BETWEEN :today AND CAST(:today AS date) + 1 AND o.state <> 'retracted' AND o.geom IS NOT NULL
   AND NOT EXISTS (
       SELECT FROM place_news AS n
        WHERE n.outage_id = o.id
          AND (n.key = 'outage-' || o.id || '-' || o.first_day
               OR n.kind = 'outage_moved' AND n.created_at > CAST(:now AS timestamptz) - interval '1 day'))
 ORDER BY o.id
""")  # noqa: S608 (fixed words)
# ix_place_news_outage_id: what was told last of each, while it is not over.
_OTHERWISE = text(f"""
SELECT {_COLUMNS}, told.values AS told
  FROM (SELECT DISTINCT ON (outage_id) outage_id, kind, values FROM place_news
         WHERE outage_id IS NOT NULL ORDER BY outage_id, id DESC) AS told
  JOIN outages AS o ON o.id = told.outage_id
  JOIN outage_versions AS v ON v.outage_id = o.id AND v.version = o.version
 WHERE told.kind <> 'outage_off'
   AND coalesce(told.values ->> 'last', told.values ->> 'first') >= CAST(CAST(:today AS date) AS text)
   AND (o.state = 'retracted'
        OR o.first_day IS DISTINCT FROM CAST(told.values ->> 'first' AS date)
        OR o.last_day IS DISTINCT FROM CAST(told.values ->> 'last' AS date))
 ORDER BY o.id
""")  # noqa: S608 (fixed words)
# ix_outages_days. A corrected notice with another outline than that of the version that was told last.
_FURTHER = text(f"""
SELECT {_COLUMNS}
  FROM outages AS o JOIN outage_versions AS v ON v.outage_id = o.id AND v.version = o.version
 CROSS JOIN LATERAL (
       SELECT CAST(n.values ->> 'version' AS int) AS version FROM place_news AS n
        WHERE n.outage_id = o.id AND n.kind = 'outage' ORDER BY n.id DESC LIMIT 1) AS told
  JOIN outage_versions AS former ON former.outage_id = o.id AND former.version = told.version
 WHERE o.first_day <= CAST(:today AS date) + 1 AND coalesce(o.last_day, o.first_day) >= :today
   AND o.state <> 'retracted' AND o.geom IS NOT NULL AND v.geom IS DISTINCT FROM former.geom
 ORDER BY o.id
""")  # noqa: S608 (fixed words)


def outages_tomorrow(session: Session, *, today: date, now: datetime) -> list[News]:
    """The shut-offs that begin tomorrow, or today and were announced late; each once for its first day."""
    rows = session.execute(_TOMORROW, {"today": today, "now": now})
    return [_news(row, "outage", f"outage-{row.id}-{row.first_day.isoformat()}") for row in rows]


def outages_further(session: Session, *, today: date) -> list[News]:
    """The shut-offs ahead or on, told already, whose notice was corrected and names other houses. They are news to the
    places alone that have heard nothing of the shut-off (`added`).
    """
    rows = session.execute(_FURTHER, {"today": today})
    return [_news(row, "outage", f"outage-{row.id}-added-{row.version}", {"added": "1"}) for row in rows]


def outages_otherwise(session: Session, *, today: date) -> list[News]:
    """The shut-offs of which people were told, and whose days have changed since, or which were called off."""
    found = []
    for row in session.execute(_OTHERWISE, {"today": today}):
        kind: NewsKind = "outage_off" if row.state == "retracted" else "outage_moved"
        was = {f"was_{end}": row.told[end] for end in ("first", "last") if end in row.told}
        found.append(_news(row, kind, f"outage-{row.id}-{kind}-{row.version}", was))
    return found


def _news(row: Row[Any], kind: NewsKind, key: str, more: Mapping[str, str] | None = None) -> News:
    days = {"first": row.first_day, "last": row.last_day}
    hours: dict[str, time | None] = {"from": row.daily_from, "to": row.daily_to}
    version = str(row.version)
    values = {"what": row.kind, "place": row.place_text[:LONGEST_PLACE], "version": version, **(more or {})}
    values |= {name: day.isoformat() for name, day in days.items() if day is not None}
    if all(hours.values()):
        values |= {name: f"{hour:%H:%M}" for name, hour in hours.items()}
    return News(key, kind, None, row.id, values, row.is_training)
