-- Tiles of one zoom :z; :x and :y are arrays of the same length. Answers x, y, features, data.
-- The margin keeps what lies just outside a tile in it, so that lines and icons are not cut at its edge.
-- A draft is in no tile: it is not public. A tile over :max_features answers one more than that and no data: counting stops there. Rows are ordered so that equal content gives
-- equal bytes, and works of the same days stand together, which gzip likes.
SELECT tile.x, tile.y, busy.features, shapes.data || points.data AS data
FROM unnest(CAST(:x AS int[]), CAST(:y AS int[])) AS tile (x, y)
CROSS JOIN LATERAL (
    SELECT
        ST_TileEnvelope(CAST(:z AS int), tile.x, tile.y) AS bounds,
        ST_TileEnvelope(CAST(:z AS int), tile.x, tile.y, margin => CAST(:buffer AS float8) / 4096) AS reach
) AS area
CROSS JOIN LATERAL (
    SELECT count(*)::int AS features
    FROM (
        SELECT 1 FROM works AS w
        WHERE w.geom_web && area.reach AND w.state <> 'draft'
          AND (w.state <> 'cancelled' OR NOT is_given_up_draft(w.id))
        LIMIT CAST(:max_features AS int) + 1
    ) AS counted
) AS busy
CROSS JOIN LATERAL (
    SELECT ST_AsMVT(feature, 'works', 4096, 'geom', 'id') AS data
    FROM (
        SELECT
            ST_AsMVTGeom(w.geom_web, area.bounds, 4096, CAST(:buffer AS int)) AS geom,
            w.id, n.number AS t, n.group_code AS g, work_state_number(w.state) AS s,
            w.planned_start - DATE '2000-01-01' AS ps, w.planned_end - DATE '2000-01-01' AS pe,
            w.actual_start - DATE '2000-01-01' AS "as", w.actual_end - DATE '2000-01-01' AS ae,
            w.contractor_id AS c, w.district_id AS d, CASE WHEN w.is_training THEN 1 END AS tr,
            CASE WHEN w.match_type IN ('street', 'microdistrict', 'district') OR ST_Area(w.geom_m) > 300000
                THEN 1 END AS wide
        FROM works AS w
        JOIN work_types AS n ON n.code = w.type_code
        WHERE w.geom_web && area.reach AND w.state <> 'draft' AND busy.features <= :max_features
          AND (w.state <> 'cancelled' OR NOT is_given_up_draft(w.id))
        ORDER BY ST_Dimension(w.geom_web) DESC, w.planned_start, w.planned_end, w.state, n.number, w.id
    ) AS feature
    WHERE feature.geom IS NOT NULL
) AS shapes
CROSS JOIN LATERAL (
    SELECT ST_AsMVT(feature, 'works_points', 4096, 'geom', 'id') AS data
    FROM (
        SELECT
            ST_AsMVTGeom(work_point(w.geom_web), area.bounds, 4096, CAST(:buffer AS int)) AS geom,
            w.id, n.number AS t, n.group_code AS g, work_state_number(w.state) AS s,
            w.planned_start - DATE '2000-01-01' AS ps, w.planned_end - DATE '2000-01-01' AS pe,
            w.actual_start - DATE '2000-01-01' AS "as", w.actual_end - DATE '2000-01-01' AS ae,
            w.contractor_id AS c, w.district_id AS d, CASE WHEN w.is_training THEN 1 END AS tr
        FROM works AS w
        JOIN work_types AS n ON n.code = w.type_code
        WHERE w.geom_web && area.reach AND w.state <> 'draft' AND busy.features <= :max_features
          AND (w.state <> 'cancelled' OR NOT is_given_up_draft(w.id))
        ORDER BY w.planned_start, w.planned_end, w.state, n.number, w.id
    ) AS feature
    WHERE feature.geom IS NOT NULL
) AS points
