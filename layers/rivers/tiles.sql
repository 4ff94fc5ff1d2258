-- Tiles of one zoom :z; :x and :y are arrays of the same length. Answers x, y, features, data.
SELECT tile.x, tile.y, made.features, made.data
FROM unnest(CAST(:x AS int[]), CAST(:y AS int[])) AS tile (x, y)
CROSS JOIN LATERAL (
    SELECT
        ST_TileEnvelope(CAST(:z AS int), tile.x, tile.y) AS bounds,
        ST_TileEnvelope(CAST(:z AS int), tile.x, tile.y, margin => CAST(:buffer AS float8) / 4096) AS reach
) AS area
CROSS JOIN LATERAL (
    SELECT count(*)::int AS features, ST_AsMVT(feature, 'rivers', 4096, 'geom', 'id') AS data
    FROM (
        SELECT
            ST_AsMVTGeom(p.geom_web, area.bounds, 4096, CAST(:buffer AS int)) AS geom,
            p.id, p.name_kk, p.name_ru, p.name_en
        FROM places AS p
        WHERE p.geom_web && area.reach AND p.kind = 'river' AND p.valid_to IS NULL
        ORDER BY p.id
    ) AS feature
    WHERE feature.geom IS NOT NULL
) AS made
