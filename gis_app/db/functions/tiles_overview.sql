-- The overview is counted in cells when a work in them changes; its tiles only put 64 cells together.

-- A quarter as one number, in which "before" and "after" are less and more; 0 for no day.
CREATE OR REPLACE FUNCTION quarter_number(day date) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(date_part('year', day)::int * 4 + date_part('quarter', day)::int - 1, 0)
$$;

-- The compact form of works that have none yet, written; the cells of zoom 16 that they enter are noted.
-- A day that is missing is taken to be the other one.
-- Two forms of one text, because a table that has just been filled has no statistics and the planner guesses: for a few
-- works the indexes are asked; for many, each list is hashed once. (A nested loop over 200,000 ids would take hours.)
DO $do$
DECLARE
    leave text := $body$
    WITH gone AS (DELETE FROM work_cells WHERE work_id IN (SELECT unnest(ids)) RETURNING cx, cy)
    INSERT INTO tiles_dirty (layer, z, x, y) SELECT DISTINCT 'works_overview', 16, cx, cy FROM gone;
    $body$;
    enter text := $body$
    WITH come AS (
        INSERT INTO work_cells (work_id, cx, cy, px, py, type_number, state_number, first_quarter, last_quarter)
        SELECT
            w.id,
            floor((ST_X(at.point) + 20037508.342789244) / (40075016.685578488 / 65536))::int,
            floor((20037508.342789244 - ST_Y(at.point)) / (40075016.685578488 / 65536))::int,
            ST_X(at.point), ST_Y(at.point), t.number, work_state_number(w.state),
            quarter_number(coalesce(w.planned_start, w.planned_end)),
            quarter_number(coalesce(w.planned_end, w.planned_start))
        FROM works AS w
        JOIN work_types AS t ON t.code = w.type_code
        CROSS JOIN LATERAL (SELECT work_point(w.geom_web) AS point OFFSET 0) AS at
        WHERE w.id IN (SELECT unnest(ids)) AND NOT ST_IsEmpty(at.point)
          AND w.state <> 'draft' AND (w.state <> 'cancelled' OR NOT is_given_up_draft(w.id))
        RETURNING cx, cy
    )
    INSERT INTO tiles_dirty (layer, z, x, y) SELECT DISTINCT 'works_overview', 16, cx, cy FROM come;
    $body$;
    few text := 'SET enable_seqscan = off';
    many text := 'SET enable_nestloop = off SET enable_mergejoin = off';
    head text := 'CREATE OR REPLACE FUNCTION %I(ids bigint[]) RETURNS void LANGUAGE sql SET search_path FROM CURRENT ';
BEGIN
    EXECUTE format(head || few || ' AS %L', 'add_few_work_cells', enter);
    EXECUTE format(head || many || ' AS %L', 'add_many_work_cells', enter);
    EXECUTE format(head || few || ' AS %L', 'refresh_few_work_cells', leave || enter);
    EXECUTE format(head || many || ' AS %L', 'refresh_many_work_cells', leave || enter);
END $do$;

CREATE OR REPLACE FUNCTION add_work_cells(ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF cardinality(ids) <= 200 THEN
        PERFORM add_few_work_cells(ids);
    ELSE
        PERFORM add_many_work_cells(ids);
    END IF;
END $$;

-- The same of works that may have one: it is written anew, and the cells that they leave are noted too.
CREATE OR REPLACE FUNCTION refresh_work_cells(ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF cardinality(ids) <= 200 THEN
        PERFORM refresh_few_work_cells(ids);
    ELSE
        PERFORM refresh_many_work_cells(ids);
    END IF;
END $$;

-- Count anew the overview's cells that hold noted cells of zoom 16, and note their tiles instead. A cell of an
-- overview tile of zoom z is a tile of zoom z + 3. Called by the builder alone, who holds the lock.
-- `detail` lists type.state.quarter+n for n works that start in the quarter and type.state.quarter-n for n that end.
-- Without statistics the planner would read the whole table for each of thousands of cells: the index is asked for.
CREATE OR REPLACE FUNCTION take_noted_cells() RETURNS void LANGUAGE plpgsql
SET search_path FROM CURRENT SET enable_seqscan = off AS $$
DECLARE
    columns_ int[];
    rows_ int[];
    level int;
BEGIN
    WITH taken AS (DELETE FROM tiles_dirty WHERE layer = 'works_overview' AND z = 16 RETURNING x, y)
    SELECT array_agg(x), array_agg(y) INTO columns_, rows_ FROM (SELECT DISTINCT x, y FROM taken) AS noted;
    IF columns_ IS NULL THEN
        RETURN;
    END IF;
    FOR level IN SELECT generate_series(minzoom, maxzoom) FROM tile_layers() WHERE layer = 'works_overview' LOOP
        DELETE FROM overview_cells AS c
        USING (SELECT DISTINCT x >> (13 - level) AS cx, y >> (13 - level) AS cy FROM unnest(columns_, rows_) AS n (x, y)) AS n
        WHERE c.z = level AND c.cx = n.cx AND c.cy = n.cy;

        INSERT INTO overview_cells (z, cx, cy, total, px, py, counts, detail)
        WITH counted AS MATERIALIZED (
            SELECT
                n.cx, n.cy, w.type_number AS t, w.state_number AS s, w.first_quarter AS q1, w.last_quarter AS q2,
                count(*) AS n, sum(w.px) AS px, sum(w.py) AS py
            FROM (
                SELECT DISTINCT x >> (13 - level) AS cx, y >> (13 - level) AS cy FROM unnest(columns_, rows_) AS n (x, y)
            ) AS n
            JOIN work_cells AS w
              ON w.cx BETWEEN n.cx << (13 - level) AND ((n.cx + 1) << (13 - level)) - 1
             AND w.cy BETWEEN n.cy << (13 - level) AND ((n.cy + 1) << (13 - level)) - 1
            GROUP BY 1, 2, 3, 4, 5, 6
        ),
        -- Starts and ends go into `detail`, types into `counts`: one list, grouped once, because joining the three
        -- results is a guess for the planner.
        part AS (
            SELECT cx, cy, t, s, q1 AS quarter, '+' AS sign, sum(n) AS n, NULL::float8 AS px, NULL::float8 AS py
            FROM counted GROUP BY cx, cy, t, s, q1
            UNION ALL
            SELECT cx, cy, t, s, q2, '-', sum(n), NULL, NULL
            FROM counted WHERE q2 > 0 GROUP BY cx, cy, t, s, q2
            UNION ALL
            SELECT cx, cy, t, NULL, NULL, NULL, sum(n), sum(px), sum(py) FROM counted GROUP BY cx, cy, t
        )
        SELECT
            level, cx, cy, sum(n) FILTER (WHERE sign IS NULL), sum(px) / sum(n) FILTER (WHERE sign IS NULL),
            sum(py) / sum(n) FILTER (WHERE sign IS NULL), jsonb_object_agg('t_' || t, n) FILTER (WHERE sign IS NULL),
            string_agg(t || '.' || s || '.' || quarter || sign || n, ';' ORDER BY s, t, quarter, sign)
                FILTER (WHERE sign IS NOT NULL)
        FROM part GROUP BY cx, cy;

        INSERT INTO tiles_dirty (layer, z, x, y)
        SELECT DISTINCT 'works_overview', level, x >> (16 - level), y >> (16 - level)
        FROM unnest(columns_, rows_) AS n (x, y);
    END LOOP;
END $$;
