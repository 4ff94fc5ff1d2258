SELECT
    o.id, ST_AsGeoJSON(ST_ForcePolygonCCW(o.geom), 7) AS geometry,
    o.kind, o.publisher, o.state, v.place_text AS place, o.first_day, o.last_day, v.starts_at, v.ends_at,
    to_char(v.daily_from, 'HH24:MI') AS daily_from, to_char(v.daily_to, 'HH24:MI') AS daily_to, v.reason,
    o.confidence, o.is_partial, o.work_id, o.is_training, v.source_url, v.received_at AS updated_at
-- when near
    , ST_Distance(o.geom_m, ST_Transform(ST_SetSRID(ST_MakePoint(:lon, :lat), 4326), ST_SRID(o.geom_m))) AS distance_m
-- end
FROM outages AS o
JOIN outage_versions AS v ON v.outage_id = o.id AND v.version = o.version
WHERE true
-- when list
  AND o.geom IS NOT NULL AND o.state <> 'retracted'
-- end
-- when id
  AND o.id = :id
-- end
-- when after
  AND o.id > :after
-- end
-- when bbox
  AND ST_Intersects(o.geom, ST_MakeEnvelope(:west, :south, :east, :north, 4326))
-- end
-- when near
  AND ST_DWithin(o.geom_m, ST_Transform(ST_SetSRID(ST_MakePoint(:lon, :lat), 4326), CAST(:metric_srid AS int)), :radius_m)
-- end
-- when datetime
  -- one without days is selected too: the standard asks for it (fc-time-response C)
  AND (
    coalesce(o.first_day, o.last_day) IS NULL
    OR (coalesce(o.first_day, o.last_day) <= :last_day AND coalesce(o.last_day, o.first_day) >= :first_day)
  )
-- end
-- when kind
  AND o.kind = ANY(:kind)
-- end
-- when work
  AND o.work_id = ANY(:work)
-- end
