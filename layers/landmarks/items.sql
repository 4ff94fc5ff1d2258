SELECT
    p.id, ST_AsGeoJSON(ST_ForcePolygonCCW(p.geom), 7) AS geometry,
    p.name_kk, p.name_ru, p.name_en, p.address, p.is_sketch, p.successor_id, p.valid_to
-- when near
    , ST_Distance(p.geom_m, ST_Transform(ST_SetSRID(ST_MakePoint(:lon, :lat), 4326), ST_SRID(p.geom_m))) AS distance_m
-- end
FROM places AS p
WHERE p.kind = 'landmark'
-- when list
  AND p.valid_to IS NULL
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
