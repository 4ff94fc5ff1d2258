"""The statements behind `planning/impact.py`: what lies within fifteen metres of a work and meets some days.

Both start from the one work by its id and use a GiST scan on the other table's metric geometry (ix_works_geom_m,
ix_outages_geom_m), so the size of the city does not matter:
tests/integration/planning/test_impact_indexes.py holds them to it.
Distances are metres in the city's metric CRS. Days are inclusive. Invented data stays among itself.
"""

from sqlalchemy import text

# A work known by its district or microdistrict alone lies everywhere in it and tells nothing about a street.
ROUGH_PLACES = ("microdistrict", "district")

# An open work that has begun goes on at least until today. Follower: has not begun, and begins after the old end. Of
# each sort the first `most` by day; `total` counts all of the sort.
NEAR_WORKS = text("""
WITH near AS (
    SELECT w.id, w.type_code, w.excavates, w.contractor_id, w.geom_m,
           coalesce(w.actual_start, w.planned_start, w.planned_end) AS first_day,
           CASE WHEN w.state IN ('in_progress', 'paused')
                THEN greatest(coalesce(w.planned_end, w.planned_start), CAST(:today AS date))
                ELSE coalesce(w.planned_end, w.planned_start) END AS last_day,
           w.state IN ('planned', 'scheduled')
               AND coalesce(w.planned_start, w.planned_end) > CAST(:old_end AS date) AS is_follower,
           public.ST_Distance(w.geom_m, it.geom_m) AS distance_m
      FROM works AS it JOIN works AS w ON public.ST_DWithin(w.geom_m, it.geom_m, :near_m)
     WHERE it.id = :work AND w.id <> it.id AND w.is_training = it.is_training
       AND w.state IN ('planned', 'scheduled', 'in_progress', 'paused')
       AND w.match_type NOT IN ('microdistrict', 'district')
), ranked AS (
    SELECT near.*, count(*) OVER (PARTITION BY is_follower) AS total,
           row_number() OVER (PARTITION BY is_follower ORDER BY first_day, distance_m, id) AS place
      FROM near
     WHERE CASE WHEN is_follower THEN first_day <= CAST(:follow_until AS date)
                ELSE last_day >= CAST(:first AS date) AND first_day <= CAST(:last AS date) END
)
SELECT id, type_code, excavates, contractor_id, first_day, last_day, is_follower, distance_m, total,
       public.ST_AsGeoJSON(public.ST_Transform(public.ST_Simplify(geom_m, 1, true), 4326), 6) AS shape
  FROM ranked WHERE place <= :most ORDER BY is_follower DESC, place
""")

NEAR_OUTAGES = text("""
SELECT o.id, coalesce(o.first_day, o.last_day) AS first_day, coalesce(o.last_day, o.first_day) AS last_day,
       o.work_id IS NOT DISTINCT FROM it.id AS is_own, count(*) OVER () AS total,
       public.ST_AsGeoJSON(public.ST_Transform(public.ST_Simplify(o.geom_m, 1, true), 4326), 6) AS shape
  FROM works AS it JOIN outages AS o ON public.ST_DWithin(o.geom_m, it.geom_m, :near_m)
 WHERE it.id = :work AND o.state <> 'retracted' AND o.is_training = it.is_training
   AND coalesce(o.last_day, o.first_day) >= CAST(:first AS date)
   AND coalesce(o.first_day, o.last_day) <= CAST(:last AS date)
 ORDER BY 2, o.id LIMIT :most
""")
