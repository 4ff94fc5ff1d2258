-- Which tiles a change touches. Triggers note them in the writer's own transaction; gis_app/map/building.py builds them.

-- One point that stands for a work: itself, the middle of a line, a point inside an area.
CREATE OR REPLACE FUNCTION work_point(shape geometry) RETURNS geometry
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE GeometryType(shape)
        WHEN 'POINT' THEN shape
        WHEN 'LINESTRING' THEN ST_LineInterpolatePoint(shape, 0.5)
        ELSE ST_PointOnSurface(shape)
    END
$$;

-- The number of a work's state in tiles.
CREATE OR REPLACE FUNCTION work_state_number(state text) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_position(ARRAY['planned', 'in_progress', 'paused', 'finished', 'accepted', 'cancelled'], state) - 1
$$;

-- The lowest zoom that shows a road of this class.
CREATE OR REPLACE FUNCTION street_min_zoom(fclass text) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN fclass IN ('motorway', 'trunk', 'primary') THEN 10
        WHEN fclass IN ('motorway_link', 'trunk_link', 'primary_link', 'secondary') THEN 11
        WHEN fclass IN ('secondary_link', 'tertiary', 'tertiary_link') THEN 12
        WHEN fclass IN ('residential', 'unclassified', 'living_street', 'pedestrian') THEN 13
        ELSE 14
    END
$$;

-- The tiles of each layer: zooms and margin (in 1/4096 of a tile) as in layers/*/layer.yaml; a test compares them.
CREATE OR REPLACE FUNCTION tile_layers() RETURNS TABLE (layer text, minzoom int, maxzoom int, margin int)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    VALUES
        ('works', 12, 14, 64), ('works_overview', 8, 13, 0), ('streets', 10, 14, 64), ('houses', 14, 14, 64),
        ('districts', 8, 14, 64), ('microdistricts', 11, 14, 64), ('rivers', 9, 14, 64), ('parks', 10, 14, 64),
        ('landmarks', 13, 14, 64)
$$;

-- Tiles of the zooms `lowest` to `highest` that a shape (EPSG:3857) touches, with a margin in 1/4096 of a tile's side.
-- One unit more than the margin is looked at, so that rounding at an edge never loses a tile.
CREATE OR REPLACE FUNCTION tiles_of(shape geometry, lowest int, highest int, margin int)
RETURNS TABLE (z int, x int, y int) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT level.z, column_.x, row_.y
    FROM generate_series(lowest, highest) AS level (z)
    CROSS JOIN LATERAL (
        SELECT 40075016.685578488 / (1 << level.z) AS side_m, (1 << level.z) - 1 AS last, (margin + 1) / 4096.0 AS reach
    ) AS size
    CROSS JOIN LATERAL generate_series(
        greatest(0, floor((ST_XMin(shape) + 20037508.342789244) / side_m - reach)::int),
        least(last, floor((ST_XMax(shape) + 20037508.342789244) / side_m + reach)::int)
    ) AS column_ (x)
    CROSS JOIN LATERAL generate_series(
        greatest(0, floor((20037508.342789244 - ST_YMax(shape)) / side_m - reach)::int),
        least(last, floor((20037508.342789244 - ST_YMin(shape)) / side_m + reach)::int)
    ) AS row_ (y)
    WHERE ST_Dimension(shape) = 0
       OR ST_Intersects(shape, ST_TileEnvelope(level.z, column_.x, row_.y, margin => reach))
$$;

-- Note the tiles of one layer that the shapes touch, above zoom `lowest` only. A tile that this transaction has noted
-- already is not noted again: a load that writes row by row leaves no more marks than one that writes all at once.
CREATE OR REPLACE FUNCTION note_tiles(layer_id text, shapes geometry[], lowest int DEFAULT 0) RETURNS void
LANGUAGE sql AS $$
    INSERT INTO tiles_dirty (layer, z, x, y)
    SELECT layer_id, touched.z, touched.x, touched.y
    FROM (
        SELECT DISTINCT t.z, t.x, t.y
        FROM tile_layers() AS l
        CROSS JOIN unnest(shapes) AS shape
        CROSS JOIN LATERAL tiles_of(shape, greatest(l.minzoom, lowest), l.maxzoom, l.margin) AS t
        WHERE l.layer = layer_id AND shape IS NOT NULL AND NOT ST_IsEmpty(shape)
    ) AS touched
    WHERE NOT EXISTS (
        SELECT 1 FROM tiles_dirty AS d
        WHERE d.layer = layer_id AND d.z = touched.z AND d.x = touched.x AND d.y = touched.y
          AND d.xmin = pg_current_xact_id()::xid
    )
$$;

-- Note every tile of the layers that exists now (a table was emptied).
CREATE OR REPLACE FUNCTION note_existing_tiles(layer_ids text[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO tiles_dirty (layer, z, x, y) SELECT layer, z, x, y FROM tiles WHERE layer = ANY(layer_ids)
$$;

-- A quarter as one number, in which "before" and "after" are less and more; 0 for no day.
CREATE OR REPLACE FUNCTION quarter_number(day date) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(date_part('year', day)::int * 4 + date_part('quarter', day)::int - 1, 0)
$$;

-- The compact form of some works, written anew; the cells of zoom 16 that they leave and enter are noted.
-- A day that is missing is taken to be the other one.
CREATE OR REPLACE FUNCTION refresh_work_cells(ids bigint[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO tiles_dirty (layer, z, x, y)
    SELECT DISTINCT 'works_overview', 16, cx, cy FROM work_cells WHERE work_id = ANY(ids);
    DELETE FROM work_cells WHERE work_id = ANY(ids);
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
    WHERE w.id = ANY(ids) AND NOT ST_IsEmpty(at.point);
    INSERT INTO tiles_dirty (layer, z, x, y)
    SELECT DISTINCT 'works_overview', 16, cx, cy FROM work_cells WHERE work_id = ANY(ids);
$$;

-- Count anew the overview's cells that hold noted cells of zoom 16, and note their tiles instead. A cell of an
-- overview tile of zoom z is a tile of zoom z + 3. Called by the builder alone, who holds the lock.
-- `detail` lists type.state.quarter+n for n works that start in the quarter and type.state.quarter-n for n that end.
CREATE OR REPLACE FUNCTION take_noted_cells() RETURNS void LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    columns_ int[];
    rows_ int[];
    level int;
BEGIN
    WITH taken AS (DELETE FROM tiles_dirty WHERE layer = 'works_overview' AND z = 16 RETURNING x, y)
    SELECT array_agg(x), array_agg(y) INTO columns_, rows_ FROM (SELECT DISTINCT x, y FROM taken) AS noted;
    IF columns_ IS NULL THEN
        RETURN;
    ELSIF cardinality(columns_) > 500 THEN
        -- After a large load the planner still believes the table empty: minutes instead of a second.
        ANALYZE work_cells;
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
        entry AS (
            SELECT cx, cy, t, s, q1 AS quarter, '+' AS sign, sum(n) AS n FROM counted GROUP BY cx, cy, t, s, q1
            UNION ALL
            SELECT cx, cy, t, s, q2, '-', sum(n) FROM counted WHERE q2 > 0 GROUP BY cx, cy, t, s, q2
        ),
        detail AS (
            SELECT cx, cy, string_agg(t || '.' || s || '.' || quarter || sign || n, ';' ORDER BY s, t, quarter, sign) AS entries
            FROM entry GROUP BY cx, cy
        ),
        by_type AS (
            SELECT cx, cy, jsonb_object_agg('t_' || t, n) AS counts
            FROM (SELECT cx, cy, t, sum(n) AS n FROM counted GROUP BY cx, cy, t) AS one GROUP BY cx, cy
        ),
        cell AS (
            SELECT cx, cy, sum(n) AS total, sum(px) / sum(n) AS px, sum(py) / sum(n) AS py FROM counted GROUP BY cx, cy
        )
        SELECT level, c.cx, c.cy, c.total, c.px, c.py, b.counts, d.entries
        FROM cell AS c JOIN detail AS d USING (cx, cy) JOIN by_type AS b USING (cx, cy);

        INSERT INTO tiles_dirty (layer, z, x, y)
        SELECT DISTINCT 'works_overview', level, x >> (16 - level), y >> (16 - level)
        FROM unnest(columns_, rows_) AS n (x, y);
    END LOOP;
END $$;

-- Works. In lists and cards more is shown than in tiles: a change of the budget alone touches no tile.
CREATE OR REPLACE FUNCTION note_tiles_of_works() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    ids bigint[];
    shapes geometry[];
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        PERFORM note_existing_tiles(ARRAY['works', 'works_overview']);
        TRUNCATE work_cells, overview_cells;
        RETURN NULL;
    ELSIF TG_OP = 'INSERT' THEN
        SELECT array_agg(id), array_agg(geom_web) INTO ids, shapes FROM new_rows WHERE geom_web IS NOT NULL;
    ELSIF TG_OP = 'DELETE' THEN
        SELECT array_agg(id), array_agg(geom_web) INTO ids, shapes FROM old_rows WHERE geom_web IS NOT NULL;
    ELSE
        SELECT array_agg(coalesce(o.id, n.id)), array_agg(shape.geom_web) INTO ids, shapes
        FROM old_rows AS o
        FULL JOIN new_rows AS n ON n.id = o.id
        CROSS JOIN LATERAL (VALUES (o.geom_web), (n.geom_web)) AS shape (geom_web)
        WHERE shape.geom_web IS NOT NULL
          AND (
            o.id IS NULL OR n.id IS NULL
            OR (o.type_code, o.state, o.planned_start, o.planned_end, o.actual_start, o.actual_end,
                o.contractor_id, o.district_id, o.is_training)
               IS DISTINCT FROM
               (n.type_code, n.state, n.planned_start, n.planned_end, n.actual_start, n.actual_end,
                n.contractor_id, n.district_id, n.is_training)
            OR ST_AsBinary(o.geom_web) IS DISTINCT FROM ST_AsBinary(n.geom_web)
          );
    END IF;
    IF shapes IS NOT NULL THEN
        PERFORM note_tiles('works', shapes);
        PERFORM refresh_work_cells(ids);
    END IF;
    RETURN NULL;
END $$;

-- Roads: a footway is in no tile below zoom 14, so it touches none there.
CREATE OR REPLACE FUNCTION note_tiles_of_street_pieces() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        PERFORM note_existing_tiles(ARRAY['streets']);
    ELSIF TG_OP = 'INSERT' THEN
        PERFORM note_tiles('streets', array_agg(geom_web), street_min_zoom(fclass))
        FROM new_rows GROUP BY street_min_zoom(fclass);
    ELSIF TG_OP = 'DELETE' THEN
        PERFORM note_tiles('streets', array_agg(geom_web), street_min_zoom(fclass))
        FROM old_rows GROUP BY street_min_zoom(fclass);
    ELSE
        PERFORM note_tiles('streets', array_agg(shape.geom_web), street_min_zoom(shape.fclass))
        FROM old_rows AS o
        FULL JOIN new_rows AS n ON n.id = o.id
        CROSS JOIN LATERAL (VALUES (o.geom_web, o.fclass), (n.geom_web, n.fclass)) AS shape (geom_web, fclass)
        WHERE shape.geom_web IS NOT NULL
          AND (
            (o.fclass, o.street_id, o.bridge, o.tunnel) IS DISTINCT FROM (n.fclass, n.street_id, n.bridge, n.tunnel)
            OR ST_AsBinary(o.geom_web) IS DISTINCT FROM ST_AsBinary(n.geom_web)
          )
        GROUP BY street_min_zoom(shape.fclass);
    END IF;
    RETURN NULL;
END $$;

-- A street's name is written along its pieces.
CREATE OR REPLACE FUNCTION note_tiles_of_street_names() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    touched bigint[];
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        PERFORM note_existing_tiles(ARRAY['streets']);
        RETURN NULL;
    ELSIF TG_OP = 'INSERT' THEN
        SELECT array_agg(DISTINCT street_id) INTO touched FROM new_rows WHERE kind = 'official';
    ELSIF TG_OP = 'DELETE' THEN
        SELECT array_agg(DISTINCT street_id) INTO touched FROM old_rows WHERE kind = 'official';
    ELSE
        SELECT array_agg(DISTINCT street_id) INTO touched
        FROM ((SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows)
              UNION ALL
              (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows)) AS changed
        WHERE kind = 'official';
    END IF;
    PERFORM note_tiles('streets', array_agg(p.geom_web), street_min_zoom(p.fclass))
    FROM street_pieces AS p WHERE p.street_id = ANY(touched) GROUP BY street_min_zoom(p.fclass);
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION note_tiles_of_houses() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        PERFORM note_existing_tiles(ARRAY['houses']);
    ELSIF TG_OP = 'INSERT' THEN
        PERFORM note_tiles('houses', (SELECT array_agg(geom_web) FROM new_rows));
    ELSIF TG_OP = 'DELETE' THEN
        PERFORM note_tiles('houses', (SELECT array_agg(geom_web) FROM old_rows));
    ELSE
        PERFORM note_tiles('houses', array_agg(shape.geom_web))
        FROM old_rows AS o
        FULL JOIN new_rows AS n ON n.id = o.id
        CROSS JOIN LATERAL (VALUES (o.geom_web), (n.geom_web)) AS shape (geom_web)
        WHERE (o.number, o.street_id) IS DISTINCT FROM (n.number, n.street_id)
           OR ST_AsBinary(o.geom_web) IS DISTINCT FROM ST_AsBinary(n.geom_web);
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION note_tiles_of_districts() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        PERFORM note_existing_tiles(ARRAY['districts']);
    ELSIF TG_OP = 'INSERT' THEN
        PERFORM note_tiles('districts', (SELECT array_agg(geom_web) FROM new_rows));
    ELSIF TG_OP = 'DELETE' THEN
        PERFORM note_tiles('districts', (SELECT array_agg(geom_web) FROM old_rows));
    ELSE
        PERFORM note_tiles('districts', array_agg(shape.geom_web))
        FROM old_rows AS o
        FULL JOIN new_rows AS n ON n.id = o.id
        CROSS JOIN LATERAL (VALUES (o.geom_web), (n.geom_web)) AS shape (geom_web)
        WHERE (o.name_kk, o.name_ru, o.name_en, o.valid_to) IS DISTINCT FROM (n.name_kk, n.name_ru, n.name_en, n.valid_to)
           OR ST_AsBinary(o.geom_web) IS DISTINCT FROM ST_AsBinary(n.geom_web);
    END IF;
    RETURN NULL;
END $$;

-- Another city is in no tile; every other kind of place is a layer named by its plural.
CREATE OR REPLACE FUNCTION note_tiles_of_places() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        PERFORM note_existing_tiles(ARRAY['microdistricts', 'rivers', 'parks', 'landmarks']);
    ELSIF TG_OP = 'INSERT' THEN
        PERFORM note_tiles(kind || 's', array_agg(geom_web)) FROM new_rows GROUP BY kind;
    ELSIF TG_OP = 'DELETE' THEN
        PERFORM note_tiles(kind || 's', array_agg(geom_web)) FROM old_rows GROUP BY kind;
    ELSE
        PERFORM note_tiles(shape.kind || 's', array_agg(shape.geom_web))
        FROM old_rows AS o
        FULL JOIN new_rows AS n ON n.id = o.id
        CROSS JOIN LATERAL (VALUES (o.kind, o.geom_web), (n.kind, n.geom_web)) AS shape (kind, geom_web)
        WHERE shape.geom_web IS NOT NULL
          AND (
            (o.kind, o.name_kk, o.name_ru, o.name_en, o.valid_to)
               IS DISTINCT FROM (n.kind, n.name_kk, n.name_ru, n.name_en, n.valid_to)
            OR ST_AsBinary(o.geom_web) IS DISTINCT FROM ST_AsBinary(n.geom_web)
          )
        GROUP BY shape.kind;
    END IF;
    RETURN NULL;
END $$;

-- Four statement-level triggers on each table: a transition table belongs to one kind of statement.
DO $$
DECLARE
    source text;
BEGIN
    FOREACH source IN ARRAY ARRAY['works', 'street_pieces', 'street_names', 'houses', 'districts', 'places'] LOOP
        EXECUTE format(
            'CREATE OR REPLACE TRIGGER note_tiles_insert AFTER INSERT ON %1$I REFERENCING NEW TABLE AS new_rows '
            'FOR EACH STATEMENT EXECUTE FUNCTION note_tiles_of_%1$s()', source);
        EXECUTE format(
            'CREATE OR REPLACE TRIGGER note_tiles_update AFTER UPDATE ON %1$I REFERENCING OLD TABLE AS old_rows '
            'NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_tiles_of_%1$s()', source);
        EXECUTE format(
            'CREATE OR REPLACE TRIGGER note_tiles_delete AFTER DELETE ON %1$I REFERENCING OLD TABLE AS old_rows '
            'FOR EACH STATEMENT EXECUTE FUNCTION note_tiles_of_%1$s()', source);
        EXECUTE format(
            'CREATE OR REPLACE TRIGGER note_tiles_truncate AFTER TRUNCATE ON %1$I '
            'FOR EACH STATEMENT EXECUTE FUNCTION note_tiles_of_%1$s()', source);
    END LOOP;
END $$;

-- Note every tile of a layer: those that its data touch and those that exist (which may have to become empty).
-- Of the overview every cell is noted, also those of works that are no more: its tiles follow when cells are counted.
CREATE OR REPLACE FUNCTION note_all_tiles(layer_id text) RETURNS void LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF layer_id = 'works_overview' THEN
        PERFORM refresh_work_cells(array_agg(id))
        FROM (SELECT id FROM works UNION SELECT work_id FROM work_cells) AS every;
        INSERT INTO tiles_dirty (layer, z, x, y) SELECT layer_id, 16, cx, cy FROM overview_cells WHERE z = 13;
        RETURN;
    END IF;
    PERFORM note_existing_tiles(ARRAY[layer_id]);
    CASE layer_id
        WHEN 'works' THEN PERFORM note_tiles(layer_id, array_agg(geom_web)) FROM works WHERE geom IS NOT NULL;
        WHEN 'streets' THEN
            PERFORM note_tiles(layer_id, array_agg(geom_web), street_min_zoom(fclass))
            FROM street_pieces GROUP BY street_min_zoom(fclass);
        WHEN 'houses' THEN PERFORM note_tiles(layer_id, array_agg(geom_web)) FROM houses;
        WHEN 'districts' THEN PERFORM note_tiles(layer_id, array_agg(geom_web)) FROM districts;
        ELSE PERFORM note_tiles(layer_id, array_agg(geom_web)) FROM places WHERE kind || 's' = layer_id;
    END CASE;
END $$;
