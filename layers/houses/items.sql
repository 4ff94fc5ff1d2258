SELECT
    h.id, ST_AsGeoJSON(ST_ForcePolygonCCW(h.geom), 7) AS geometry,
    h.number, h.address, h.street_id, h.microdistrict_id, h.quality, h.is_sketch
-- when near
    , ST_Distance(h.geom_m, ST_Transform(ST_SetSRID(ST_MakePoint(:lon, :lat), 4326), ST_SRID(h.geom_m))) AS distance_m
-- end
FROM houses AS h
WHERE true
-- when id
  AND h.id = :id
-- end
-- when after
  AND h.id > :after
-- end
-- when bbox
  AND ST_Intersects(h.geom, ST_MakeEnvelope(:west, :south, :east, :north, 4326))
-- end
-- when near
  AND ST_DWithin(h.geom_m, ST_Transform(ST_SetSRID(ST_MakePoint(:lon, :lat), 4326), CAST(:metric_srid AS int)), :radius_m)
-- end
-- when street
  AND h.street_id = ANY(:street)
-- end
-- when number
  AND h.number = ANY(:number)
-- end
