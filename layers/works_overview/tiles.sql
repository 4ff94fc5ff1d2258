-- Tiles of one zoom :z; :x and :y are arrays of the same length. Answers x, y, features, data.
-- Each cell was counted when it changed (take_noted_cells); here the 64 cells of a tile are only put together.
SELECT tile.x, tile.y, made.features, made.data
FROM unnest(CAST(:x AS int[]), CAST(:y AS int[])) AS tile (x, y)
CROSS JOIN LATERAL (
    SELECT
        coalesce(sum(feature.total), 0)::int AS features,
        ST_AsMVT(feature, 'works_overview', 4096, 'geom') AS data
    FROM (
        SELECT
            ST_AsMVTGeom(
                ST_SetSRID(ST_MakePoint(c.px, c.py), 3857), ST_TileEnvelope(CAST(:z AS int), tile.x, tile.y), 4096, 0
            ) AS geom,
            CAST(:z AS int) + 3 || '/' || c.cx || '/' || c.cy AS cell,
            c.total, c.detail, c.counts
        FROM overview_cells AS c
        WHERE c.z = CAST(:z AS int)
          AND c.cx BETWEEN tile.x << 3 AND (tile.x << 3) + 7 AND c.cy BETWEEN tile.y << 3 AND (tile.y << 3) + 7
        ORDER BY c.cy, c.cx
    ) AS feature
) AS made
