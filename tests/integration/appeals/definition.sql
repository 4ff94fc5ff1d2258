-- The links of all appeals to works as one statement, written apart from the program: what the program must find.
-- Parameters: today.
WITH fits AS (
    SELECT topic, kind, fit, reach_m, planned_days, own_yard, passes
      FROM unnest(CAST(:topics AS text[]), CAST(:kinds AS text[]), CAST(:fits AS float8[]), CAST(:reaches AS float8[]),
                  CAST(:waits AS int[]), CAST(:own_yards AS bool[]), CAST(:passing AS bool[]))
        AS f(topic, kind, fit, reach_m, planned_days, own_yard, passes)
), pairs AS (
    SELECT a.id AS appeal_id, w.id AS work_id, ST_Distance(a.geom_m, w.geom_m) AS d,
           least(t.influence_m, f.reach_m) AS influence_m, f.fit, f.planned_days, f.own_yard, f.passes,
           CASE w.match_type WHEN 'microdistrict' THEN 0.75 WHEN 'district' THEN 0 ELSE 1 END AS breadth,
           CASE WHEN a.status IN ('registered', 'in_check', 'sent', 'in_work', 'reopened', 'redirected')
                THEN CAST(:today AS date) ELSE (a.received_at AT TIME ZONE 'Asia/Almaty')::date END AS day,
           coalesce(w.actual_start, w.planned_start) AS first,
           coalesce(w.actual_end, w.planned_end, w.actual_start, w.planned_start) AS last,
           w.state IN ('finished', 'accepted', 'in_warranty', 'archived') AS done,
           (SELECT max(to_day) FROM surface_protections p WHERE p.work_id = w.id AND p.kind = 'warranty') AS warranty_to,
           EXISTS (SELECT 1 FROM yards y WHERE ST_Intersects(y.geom_m, a.geom_m) AND ST_Intersects(y.geom_m, w.geom_m)
                      AND w.match_type NOT IN ('microdistrict', 'district')) AS same_yard,
           EXISTS (SELECT 1 FROM yards y WHERE ST_Intersects(y.geom_m, w.geom_m)
                      AND w.match_type NOT IN ('microdistrict', 'district'))
           AND EXISTS (SELECT 1 FROM yards y WHERE ST_Intersects(y.geom_m, a.geom_m)) AS both_in_yards
      FROM appeals a
      JOIN works w ON w.is_training = a.is_training AND w.state NOT IN ('draft', 'cancelled')
      JOIN work_types t ON t.code = w.type_code
      JOIN fits f ON f.topic = a.topic_code AND f.kind = w.type_code
     WHERE ST_DWithin(a.geom_m, w.geom_m, least(t.influence_m, f.reach_m))
       AND (f.fit >= 0.5 OR ST_Distance(a.geom_m, w.geom_m) <= 15) AND w.match_type <> 'district'
), timed AS (
    SELECT *,
           CASE WHEN d <= 3 THEN 'at_it' WHEN same_yard THEN 'same_yard' WHEN both_in_yards THEN 'across' ELSE 'near'
           END AS relation,
           CASE
               WHEN done AND last <= day AND warranty_to >= day AND NOT passes THEN 'in_warranty'
               WHEN done AND last BETWEEN day - 90 AND day THEN 'finished_lately'
               WHEN done AND last <= day THEN 'other_time'
               WHEN first IS NULL THEN CASE WHEN planned_days < 365 THEN 'other_time' ELSE 'undated' END
               WHEN first <= day AND last >= day THEN 'going_on'
               WHEN first > day THEN CASE WHEN first - day <= planned_days THEN 'planned' ELSE 'other_time' END
               WHEN day - last <= 365 THEN 'overdue'
               ELSE 'other_time'
           END AS timing
      FROM pairs
), scored AS (
    SELECT appeal_id, work_id, d, relation, timing,
           0.35 * CASE relation WHEN 'at_it' THEN 1 WHEN 'same_yard' THEN 0.95 WHEN 'near' THEN 0.85 ELSE 0.55 END
                * breadth * (1 - 0.5 * d / influence_m)
           + 0.40 * fit
           + 0.25 * CASE timing WHEN 'going_on' THEN 1 WHEN 'planned' THEN 0.9 - 0.4 * (first - day) / 365.0
                        WHEN 'overdue' THEN 0.7 WHEN 'finished_lately' THEN 0.8 WHEN 'in_warranty' THEN 0.9
                        ELSE 0.4 END AS score
      FROM timed WHERE timing <> 'other_time' AND NOT (own_yard AND relation = 'across')
), ranked AS (
    SELECT *, row_number() OVER (PARTITION BY appeal_id ORDER BY round(score::numeric, 4) DESC, d, work_id) AS place
      FROM scored WHERE round(score::numeric, 4) >= 0.55
)
SELECT appeal_id, work_id, relation, timing, round(score::numeric, 4)::float8 AS score
  FROM ranked WHERE place <= 5 ORDER BY appeal_id, work_id
