-- Which tiles a change touches. Triggers note them in the writer's own transaction; gis_app/map/building.py builds them.

-- Note the tiles of one layer that the shapes touch, above zoom `lowest` only. A tile that this transaction has noted
-- already is not noted again: a load that writes row by row leaves no more marks than one that writes all at once.
-- Tiles are few and shapes many: they are told apart by hashing, which the planner cannot know.
CREATE OR REPLACE FUNCTION note_tiles(layer_id text, shapes geometry[], lowest int DEFAULT 0) RETURNS void
LANGUAGE sql SET search_path FROM CURRENT SET enable_sort = off AS $$
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
        WHEN 'outages' THEN PERFORM note_tiles(layer_id, array_agg(geom_web)) FROM outages WHERE geom IS NOT NULL;
        WHEN 'streets' THEN
            PERFORM note_tiles(layer_id, array_agg(geom_web), street_min_zoom(fclass))
            FROM street_pieces GROUP BY street_min_zoom(fclass);
        WHEN 'houses' THEN PERFORM note_tiles(layer_id, array_agg(geom_web)) FROM houses;
        WHEN 'protections' THEN PERFORM note_tiles(layer_id, array_agg(geom_web)) FROM surface_protections;
        WHEN 'appeals' THEN PERFORM note_tiles(layer_id, array_agg(geom_web)) FROM appeal_cells WHERE side_m IS NOT NULL;
        WHEN 'districts' THEN PERFORM note_tiles(layer_id, array_agg(geom_web)) FROM districts;
        ELSE PERFORM note_tiles(layer_id, array_agg(geom_web)) FROM places WHERE kind || 's' = layer_id;
    END CASE;
END $$;
