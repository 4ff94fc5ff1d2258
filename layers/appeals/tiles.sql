-- Tiles of one zoom :z; :x and :y are arrays of the same length. Answers x, y, features, data.
-- Sums of published rows alone: each of five appeals at least. Larger squares come first, smaller ones are drawn over them.
SELECT tile.x, tile.y, made.features, made.data
FROM unnest(CAST(:x AS int[]), CAST(:y AS int[])) AS tile (x, y)
CROSS JOIN LATERAL (
    SELECT ST_TileEnvelope(CAST(:z AS int), tile.x, tile.y) AS bounds, (SELECT max(month) FROM appeal_cells) AS newest
) AS area
CROSS JOIN LATERAL (
    SELECT count(*)::int AS features, ST_AsMVT(feature, 'appeals', 4096, 'geom') AS data
    FROM (
        SELECT
            ST_AsMVTGeom(c.geom_web, area.bounds, 4096, CAST(:buffer AS int)) AS geom,
            c.side_m AS s, sum(c.total)::int AS n,
            sum(c.total) FILTER (WHERE c.month > area.newest - interval '12 months')::int AS y,
            sum(c.total) FILTER (WHERE c.state = 'open')::int AS o,
            sum(c.total) FILTER (WHERE c.topic_group = 'energy')::int AS g_energy,
            sum(c.total) FILTER (WHERE c.topic_group = 'housing')::int AS g_housing,
            sum(c.total) FILTER (WHERE c.topic_group = 'transport')::int AS g_transport,
            sum(c.total) FILTER (WHERE c.topic_group = 'improvement')::int AS g_improvement,
            sum(c.total) FILTER (WHERE c.topic_group = 'other')::int AS g_other,
            CASE WHEN c.is_training THEN 1 END AS tr
        FROM appeal_cells AS c
        WHERE c.geom_web && area.bounds AND c.side_m IS NOT NULL
        GROUP BY c.geom_web, c.side_m, c.is_training
        ORDER BY c.side_m DESC, ST_XMin(c.geom_web), ST_YMin(c.geom_web), c.is_training
    ) AS feature
    WHERE feature.geom IS NOT NULL
) AS made
