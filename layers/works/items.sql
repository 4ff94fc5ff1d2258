-- The status is the rule of gis_app/works/status.py in SQL; a test holds both to the same cases.
SELECT
    w.id, ST_AsGeoJSON(ST_ForcePolygonCCW(w.geom), 7) AS geometry,
    t.code AS type, t.number AS type_number, t.group_code AS "group",
    w.title_kk, w.title_ru, w.title_en, w.location_raw AS location, w.match_type, w.confidence,
    w.state, now_is.status, w.planned_start, w.planned_end, w.actual_start, w.actual_end, w.district_id,
    w.contractor_id, contractor.name AS contractor, w.customer_id, customer.name AS customer,
    w.program, w.quantity, w.unit, w.budget, w.excavates, w.closes_road, w.is_emergency, w.is_training,
    w.source, w.period, w.source_url, w.updated_at
-- when near
    , ST_Distance(w.geom_m, ST_Transform(ST_SetSRID(ST_MakePoint(:lon, :lat), 4326), ST_SRID(w.geom_m))) AS distance_m
-- end
FROM works AS w
JOIN work_types AS t ON t.code = w.type_code
LEFT JOIN organisations AS contractor ON contractor.id = w.contractor_id
LEFT JOIN organisations AS customer ON customer.id = w.customer_id
CROSS JOIN LATERAL (
    SELECT CASE
        WHEN w.state = 'cancelled' THEN 'cancelled'
        WHEN w.state IN ('finished', 'accepted', 'in_warranty', 'archived') THEN 'finished'
        WHEN w.state = 'paused' THEN 'paused'
        WHEN w.state = 'in_progress' AND CAST(:today AS date) > w.planned_end THEN 'overdue'
        WHEN w.state = 'in_progress' THEN 'in_progress'
        WHEN w.planned_start IS NULL THEN 'undated'
        WHEN CAST(:today AS date) < w.planned_start THEN 'planned'
        WHEN CAST(:today AS date) <= coalesce(w.planned_end, w.planned_start) THEN 'due'
        ELSE 'unreported'
    END AS status
) AS now_is
WHERE w.state <> 'draft' AND (w.state <> 'cancelled' OR NOT is_given_up_draft(w.id)) -- not public
-- when list
  AND w.geom IS NOT NULL
-- end
-- when id
  AND w.id = :id
-- end
-- when after
  AND w.id > :after
-- end
-- when bbox
  AND w.geom_web && web_box(:west, :south, :east, :north)
  AND ST_Intersects(w.geom, ST_MakeEnvelope(:west, :south, :east, :north, 4326))
-- end
-- when near
  AND ST_DWithin(w.geom_m, ST_Transform(ST_SetSRID(ST_MakePoint(:lon, :lat), 4326), CAST(:metric_srid AS int)), :radius_m)
-- end
-- when datetime
  -- a work without planned days is selected too: the standard asks for it (fc-time-response C)
  AND (
    coalesce(w.planned_start, w.planned_end) IS NULL
    OR (
      coalesce(w.planned_start, w.planned_end) <= :last_day
      AND coalesce(w.planned_end, w.planned_start) >= :first_day
    )
  )
-- end
-- when type
  AND (t.code = ANY(:type) OR t.number::text = ANY(:type))
-- end
-- when group
  AND t.group_code = ANY(:group)
-- end
-- when state
  AND w.state = ANY(:state)
-- end
-- when status
  AND now_is.status = ANY(:status)
-- end
-- when contractor
  AND w.contractor_id = ANY(:contractor)
-- end
-- when district
  AND w.district_id = ANY(:district)
-- end
