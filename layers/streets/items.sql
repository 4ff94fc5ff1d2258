SELECT
    s.id, ST_AsGeoJSON(ST_ForcePolygonCCW(s.geom), 7) AS geometry,
    name.name_kk, name.name_ru, name.name_en,
    s.kind, s.fclass AS class, s.length_m, s.district_id, s.microdistrict_id, s.is_sketch, s.successor_id
-- when near
    , ST_Distance(s.geom_m, ST_Transform(ST_SetSRID(ST_MakePoint(:lon, :lat), 4326), ST_SRID(s.geom_m))) AS distance_m
-- end
FROM streets AS s
LEFT JOIN LATERAL (
    SELECT
        max(n.name) FILTER (WHERE n.language = 'kk') AS name_kk,
        coalesce(
            max(n.name) FILTER (WHERE n.language = 'ru'), max(n.name) FILTER (WHERE n.language = 'und')
        ) AS name_ru,
        max(n.name) FILTER (WHERE n.language = 'en') AS name_en
    FROM street_names AS n
    WHERE n.street_id = s.id AND n.kind = 'official' AND n.valid_to IS NULL
) AS name ON true
WHERE true
-- when list
  AND s.valid_to IS NULL
-- end
-- when id
  AND s.id = :id
-- end
-- when after
  AND s.id > :after
-- end
-- when bbox
  AND ST_Intersects(s.geom, ST_MakeEnvelope(:west, :south, :east, :north, 4326))
-- end
-- when near
  AND ST_DWithin(s.geom_m, ST_Transform(ST_SetSRID(ST_MakePoint(:lon, :lat), 4326), CAST(:metric_srid AS int)), :radius_m)
-- end
-- when district
  AND s.district_id = ANY(:district)
-- end
-- when class
  AND s.fclass = ANY(:class)
-- end
