SELECT
    d.id, ST_AsGeoJSON(ST_ForcePolygonCCW(d.geom), 7) AS geometry,
    d.name_kk, d.name_ru, d.name_en, d.valid_from, d.valid_to, d.is_sketch
-- when near
    , ST_Distance(d.geom_m, ST_Transform(ST_SetSRID(ST_MakePoint(:lon, :lat), 4326), ST_SRID(d.geom_m))) AS distance_m
-- end
FROM districts AS d
WHERE true
-- when list
  AND d.valid_to IS NULL
-- end
-- when id
  AND d.id = :id
-- end
-- when after
  AND d.id > :after
-- end
-- when bbox
  AND ST_Intersects(d.geom, ST_MakeEnvelope(:west, :south, :east, :north, 4326))
-- end
-- when near
  AND ST_DWithin(d.geom_m, ST_Transform(ST_SetSRID(ST_MakePoint(:lon, :lat), 4326), CAST(:metric_srid AS int)), :radius_m)
-- end
