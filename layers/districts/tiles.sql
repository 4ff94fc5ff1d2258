-- Tiles of one zoom :z; :x and :y are arrays of the same length. Answers x, y, features, data.
SELECT tile.x, tile.y, made.features, made.data || label.data AS data
FROM unnest(CAST(:x AS int[]), CAST(:y AS int[])) AS tile (x, y)
CROSS JOIN LATERAL (
    SELECT
        ST_TileEnvelope(CAST(:z AS int), tile.x, tile.y) AS bounds,
        ST_TileEnvelope(CAST(:z AS int), tile.x, tile.y, margin => CAST(:buffer AS float8) / 4096) AS reach
) AS area
CROSS JOIN LATERAL (
    SELECT count(*)::int AS features, ST_AsMVT(feature, 'districts', 4096, 'geom', 'id') AS data
    FROM (
        SELECT
            ST_AsMVTGeom(d.geom_web, area.bounds, 4096, CAST(:buffer AS int)) AS geom,
            d.id, d.name_kk, d.name_ru, d.name_en
        FROM districts AS d
        WHERE d.geom_web && area.reach AND d.valid_to IS NULL
        ORDER BY d.id
    ) AS feature
    WHERE feature.geom IS NOT NULL
) AS made
CROSS JOIN LATERAL (
    SELECT ST_AsMVT(feature, 'districts_labels', 4096, 'geom', 'id') AS data
    FROM (
        SELECT
            ST_AsMVTGeom(ST_PointOnSurface(d.geom_web), area.bounds, 4096, 0) AS geom,
            d.id, d.name_kk, d.name_ru, d.name_en
        FROM districts AS d
        WHERE d.geom_web && area.bounds AND d.valid_to IS NULL
        ORDER BY d.id
    ) AS feature
    WHERE feature.geom IS NOT NULL
) AS label
