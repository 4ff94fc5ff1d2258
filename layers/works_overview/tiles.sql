-- Tiles of one zoom :z; :x and :y are arrays of the same length. Answers x, y, features, data.
-- A work counts in the one cell where its icon stands; the cells are the tiles of zoom :z + 3.
WITH tile AS (
    SELECT t.x, t.y, ST_TileEnvelope(CAST(:z AS int), t.x, t.y) AS bounds
    FROM unnest(CAST(:x AS int[]), CAST(:y AS int[])) AS t (x, y)
),
grid AS (
    SELECT 20037508.342789244 AS half_m, 40075016.685578488 / (8 << CAST(:z AS int)) AS side_m
),
work AS MATERIALIZED (
    SELECT
        tile.x, tile.y, cell.cx, cell.cy, at.px, at.py, v.t, v.s,
        extract(year FROM v.first_day)::int * 4 + extract(quarter FROM v.first_day)::int - 1 AS starts_in,
        extract(year FROM v.last_day)::int * 4 + extract(quarter FROM v.last_day)::int - 1 AS ends_in
    FROM tile
    CROSS JOIN grid
    JOIN works AS w ON w.geom_web && tile.bounds
    CROSS JOIN LATERAL (
        SELECT
            coalesce(w.planned_start, w.planned_end) AS first_day,
            coalesce(w.planned_end, w.planned_start) AS last_day,
            (SELECT n.number FROM work_types AS n WHERE n.code = w.type_code) AS t,
            work_state_number(w.state) AS s,
            work_point(w.geom_web) AS geom
    ) AS v
    CROSS JOIN LATERAL (SELECT ST_X(v.geom) AS px, ST_Y(v.geom) AS py) AS at
    CROSS JOIN LATERAL (
        SELECT
            floor((at.px + grid.half_m) / grid.side_m)::int AS cx,
            floor((grid.half_m - at.py) / grid.side_m)::int AS cy
    ) AS cell
    WHERE cell.cx >> 3 = tile.x AND cell.cy >> 3 = tile.y
),
change AS (
    SELECT cx, cy, t, s, coalesce(starts_in, 0) AS quarter, '+' AS sign, count(*) AS n
    FROM work GROUP BY cx, cy, t, s, coalesce(starts_in, 0)
    UNION ALL
    SELECT cx, cy, t, s, ends_in, '-', count(*)
    FROM work WHERE ends_in IS NOT NULL GROUP BY cx, cy, t, s, ends_in
),
detail AS (
    SELECT
        cx, cy,
        string_agg(t || '.' || s || '.' || quarter || sign || n, ';' ORDER BY t, s, quarter, sign) AS entries
    FROM change GROUP BY cx, cy
),
by_type AS (
    SELECT cx, cy, jsonb_object_agg('t_' || t, n) AS counts
    FROM (SELECT cx, cy, t, count(*) AS n FROM work GROUP BY cx, cy, t) AS one GROUP BY cx, cy
),
cell AS (
    SELECT x, y, cx, cy, count(*) AS total, avg(px) AS px, avg(py) AS py FROM work GROUP BY x, y, cx, cy
)
SELECT tile.x, tile.y, made.features, made.data
FROM tile
CROSS JOIN LATERAL (
    SELECT coalesce(sum(feature.total), 0)::int AS features, ST_AsMVT(feature, 'works_overview', 4096, 'geom') AS data
    FROM (
        SELECT
            ST_AsMVTGeom(ST_SetSRID(ST_MakePoint(c.px, c.py), 3857), tile.bounds, 4096, 0) AS geom,
            CAST(:z AS int) + 3 || '/' || c.cx || '/' || c.cy AS cell,
            c.total, d.entries AS detail, b.counts
        FROM cell AS c
        JOIN detail AS d USING (cx, cy)
        JOIN by_type AS b USING (cx, cy)
        WHERE c.x = tile.x AND c.y = tile.y
        ORDER BY c.cy, c.cx
    ) AS feature
) AS made
