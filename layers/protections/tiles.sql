-- Tiles of one zoom :z; :x and :y are arrays of the same length. Answers x, y, features, data.
SELECT tile.x, tile.y, made.features, made.data
FROM unnest(CAST(:x AS int[]), CAST(:y AS int[])) AS tile (x, y)
CROSS JOIN LATERAL (
    SELECT
        ST_TileEnvelope(CAST(:z AS int), tile.x, tile.y) AS bounds,
        ST_TileEnvelope(CAST(:z AS int), tile.x, tile.y, margin => CAST(:buffer AS float8) / 4096) AS reach
) AS area
CROSS JOIN LATERAL (
    SELECT count(*)::int AS features, ST_AsMVT(feature, 'protections', 4096, 'geom', 'id') AS data
    FROM (
        SELECT
            ST_AsMVTGeom(p.geom_web, area.bounds, 4096, CAST(:buffer AS int)) AS geom,
            p.id, p.work_id AS w, CASE p.kind WHEN 'protection' THEN 0 ELSE 1 END AS k,
            p.from_day - DATE '2000-01-01' AS f, p.to_day - DATE '2000-01-01' AS u, p.guarantor_id AS c
        FROM surface_protections AS p
        WHERE p.geom_web && area.reach
        ORDER BY p.id
    ) AS feature
    WHERE feature.geom IS NOT NULL
) AS made
