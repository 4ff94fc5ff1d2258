-- Tiles of one zoom :z; :x and :y are arrays of the same length. Answers x, y, features, data.
-- Retracted shut-offs are in no tile. Rows are ordered so that equal content gives equal bytes.
SELECT tile.x, tile.y, shapes.features, shapes.data || points.data AS data
FROM unnest(CAST(:x AS int[]), CAST(:y AS int[])) AS tile (x, y)
CROSS JOIN LATERAL (
    SELECT
        ST_TileEnvelope(CAST(:z AS int), tile.x, tile.y) AS bounds,
        ST_TileEnvelope(CAST(:z AS int), tile.x, tile.y, margin => CAST(:buffer AS float8) / 4096) AS reach
) AS area
CROSS JOIN LATERAL (
    SELECT count(*)::int AS features, ST_AsMVT(feature, 'outages', 4096, 'geom', 'id') AS data
    FROM (
        SELECT
            ST_AsMVTGeom(o.geom_web, area.bounds, 4096, CAST(:buffer AS int)) AS geom,
            o.id, outage_kind_number(o.kind) AS k, o.first_day - DATE '2000-01-01' AS fd,
            o.last_day - DATE '2000-01-01' AS ld, CASE WHEN o.state = 'extended' THEN 1 END AS x,
            round(100 * o.confidence)::int AS c, CASE WHEN o.is_partial THEN 1 END AS part,
            CASE WHEN o.is_training THEN 1 END AS tr
        FROM outages AS o
        WHERE o.geom_web && area.reach AND o.state <> 'retracted'
        ORDER BY o.first_day, o.kind, o.id
    ) AS feature
    WHERE feature.geom IS NOT NULL
) AS shapes
CROSS JOIN LATERAL (
    SELECT ST_AsMVT(feature, 'outages_points', 4096, 'geom', 'id') AS data
    FROM (
        SELECT
            ST_AsMVTGeom(work_point(o.geom_web), area.bounds, 4096, CAST(:buffer AS int)) AS geom,
            o.id, outage_kind_number(o.kind) AS k, o.first_day - DATE '2000-01-01' AS fd,
            o.last_day - DATE '2000-01-01' AS ld, CASE WHEN o.state = 'extended' THEN 1 END AS x,
            round(100 * o.confidence)::int AS c, CASE WHEN o.is_partial THEN 1 END AS part,
            CASE WHEN o.is_training THEN 1 END AS tr
        FROM outages AS o
        WHERE o.geom_web && area.reach AND o.state <> 'retracted'
        ORDER BY o.first_day, o.kind, o.id
    ) AS feature
    WHERE feature.geom IS NOT NULL
) AS points
