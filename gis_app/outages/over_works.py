"""Whose works lie under a shut-off while they run or soon begin, and who was told of it before.

Starts from few shut-offs by their ids; the works are found by a GiST scan on works.geom_m about each. Invented data
stays among itself. Days are inclusive.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

NEAR_M = 15.0
# A crew that begins within this time plans for the shut-off already.
SOON = timedelta(days=14)

# A work known by its district or microdistrict alone lies everywhere in it and tells nothing about a street. An open
# work that has begun goes on at least until today.
_OVER = text("""
WITH term AS MATERIALIZED (
    SELECT o.id, o.geom_m, o.is_training, coalesce(o.first_day, o.last_day, CAST(:today AS date)) AS first,
           coalesce(o.last_day, o.first_day, CAST(:today AS date)) AS last
      FROM outages AS o WHERE o.id = ANY(:ids) AND o.state <> 'retracted' AND o.geom_m IS NOT NULL
), over AS (
    SELECT t.id AS outage_id, w.contractor_id, w.id AS work_id, w.location_raw, w.type_code,
           w.title_ru, w.title_kk, w.title_en, coalesce(w.actual_start, w.planned_start, w.planned_end) AS begins
      FROM term AS t JOIN works AS w ON public.ST_DWithin(w.geom_m, t.geom_m, :near_m)
     WHERE t.last >= :today AND w.is_training = t.is_training AND w.contractor_id IS NOT NULL
       AND w.state IN ('planned', 'scheduled', 'in_progress', 'paused')
       AND w.match_type NOT IN ('microdistrict', 'district')
       AND coalesce(w.actual_start, w.planned_start, w.planned_end) <= least(t.last, CAST(:soon AS date))
       AND CASE WHEN w.state IN ('in_progress', 'paused')
                THEN greatest(coalesce(w.planned_end, w.planned_start), CAST(:today AS date))
                ELSE coalesce(w.planned_end, w.planned_start) END >= t.first
)
SELECT DISTINCT ON (outage_id, contractor_id) outage_id, contractor_id, location_raw AS place,
       count(*) OVER (PARTITION BY outage_id, contractor_id) AS works,
       CASE WHEN coalesce(over.title_ru, over.title_kk, over.title_en) IS NULL THEN k.title_ru ELSE over.title_ru END
           AS work_ru,
       CASE WHEN coalesce(over.title_ru, over.title_kk, over.title_en) IS NULL THEN k.title_kk ELSE over.title_kk END
           AS work_kk,
       CASE WHEN coalesce(over.title_ru, over.title_kk, over.title_en) IS NULL THEN k.title_en ELSE over.title_en END
           AS work_en
  FROM over JOIN work_types AS k ON k.code = over.type_code
 ORDER BY outage_id, contractor_id, begins, work_id
""")
# By the unique index on key and person.
_TOLD = text("""
SELECT DISTINCT ON (n.outage_id, m.user_id) n.outage_id, m.user_id, m.key, m.values
  FROM unnest(CAST(:outages AS bigint[]), CAST(:keys AS text[])) AS n (outage_id, key)
  JOIN messages AS m ON m.key = n.key
 ORDER BY n.outage_id, m.user_id, m.id DESC
""")


@dataclass(frozen=True, slots=True)
class OverWorks:
    """A shut-off over works of a contractor: the first of them, and how many there are."""

    outage_id: int
    contractor_id: int
    works: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ToldBefore:
    """The last that a person heard of a shut-off."""

    outage_id: int
    user_id: int
    key: str
    values: Mapping[str, Any]


def find_over_works(session: Session, outage_ids: Collection[int], today: date) -> list[OverWorks]:
    """The shut-offs that are not over and meet open works in their days: one answer for each contractor."""
    asked = {"ids": sorted(outage_ids), "today": today, "soon": today + SOON, "near_m": NEAR_M}
    return [
        OverWorks(
            row.outage_id,
            row.contractor_id,
            row.works,
            {"place": row.place} | {f"work_{lang}": getattr(row, f"work_{lang}") or "" for lang in ("kk", "ru", "en")},
        )
        for row in session.execute(_OVER, asked)
    ]


def find_told(session: Session, keys: Mapping[str, int]) -> Sequence[ToldBefore]:
    """Who was told under these keys of occasions, given with the shut-offs that they are of."""
    rows = session.execute(_TOLD, {"outages": list(keys.values()), "keys": list(keys)})
    return [ToldBefore(row.outage_id, row.user_id, row.key, row.values) for row in rows]
