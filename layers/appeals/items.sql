SELECT
    c.id, ST_AsGeoJSON(ST_ForcePolygonCCW(c.geom), 7) AS geometry,
    c.topic_group, c.month, c.state, c.total, c.side_m, c.district_id, c.is_training, c.published_on
-- when near
    , ST_Distance(c.geom_m, ST_Transform(ST_SetSRID(ST_MakePoint(:lon, :lat), 4326), ST_SRID(c.geom_m))) AS distance_m
-- end
FROM appeal_cells AS c
WHERE true
-- when list
  AND c.geom IS NOT NULL
-- end
-- when id
  AND c.id = :id
-- end
-- when after
  AND c.id > :after
-- end
-- when bbox
  AND ST_Intersects(c.geom, ST_MakeEnvelope(:west, :south, :east, :north, 4326))
-- end
-- when near
  AND ST_DWithin(c.geom_m, ST_Transform(ST_SetSRID(ST_MakePoint(:lon, :lat), 4326), CAST(:metric_srid AS int)), :radius_m)
-- end
-- when datetime
  AND c.month <= :last_day AND c.month + interval '1 month' > :first_day
-- end
-- when topic_group
  AND c.topic_group = ANY(:topic_group)
-- end
-- when state
  AND c.state = ANY(:state)
-- end
-- when month
  AND CAST(c.month AS text) = ANY(:month)
-- end
