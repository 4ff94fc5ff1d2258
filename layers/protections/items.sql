SELECT
    p.id, ST_AsGeoJSON(ST_ForcePolygonCCW(p.geom), 7) AS geometry,
    p.kind, p.work_id, p.from_day, p.to_day, p.rule, p.guarantor_id, guarantor.name AS guarantor
-- when near
    , ST_Distance(p.geom_m, ST_Transform(ST_SetSRID(ST_MakePoint(:lon, :lat), 4326), ST_SRID(p.geom_m))) AS distance_m
-- end
FROM surface_protections AS p
LEFT JOIN organisations AS guarantor ON guarantor.id = p.guarantor_id
WHERE true
-- when list
  AND p.geom IS NOT NULL
-- end
-- when id
  AND p.id = :id
-- end
-- when after
  AND p.id > :after
-- end
-- when bbox
  AND ST_Intersects(p.geom, ST_MakeEnvelope(:west, :south, :east, :north, 4326))
-- end
-- when near
  AND ST_DWithin(p.geom_m, ST_Transform(ST_SetSRID(ST_MakePoint(:lon, :lat), 4326), CAST(:metric_srid AS int)), :radius_m)
-- end
-- when datetime
  AND p.from_day <= :last_day AND p.to_day >= :first_day
-- end
-- when kind
  AND p.kind = ANY(:kind)
-- end
-- when work
  AND p.work_id = ANY(:work)
-- end
