-- The triggers that note touched tiles: statement-level, so that a load of 20,000 rows notes each tile once.

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
        IF TG_OP = 'INSERT' THEN
            PERFORM add_work_cells(ids);
        ELSE
            PERFORM refresh_work_cells(ids);
        END IF;
    END IF;
    RETURN NULL;
END $$;

-- Shut-offs. The link to a work is in the card only.
CREATE OR REPLACE FUNCTION note_tiles_of_outages() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        PERFORM note_existing_tiles(ARRAY['outages']);
    ELSIF TG_OP = 'INSERT' THEN
        PERFORM note_tiles('outages', (SELECT array_agg(geom_web) FROM new_rows WHERE geom_web IS NOT NULL));
    ELSIF TG_OP = 'DELETE' THEN
        PERFORM note_tiles('outages', (SELECT array_agg(geom_web) FROM old_rows WHERE geom_web IS NOT NULL));
    ELSE
        PERFORM note_tiles('outages', array_agg(shape.geom_web))
        FROM old_rows AS o
        FULL JOIN new_rows AS n ON n.id = o.id
        CROSS JOIN LATERAL (VALUES (o.geom_web), (n.geom_web)) AS shape (geom_web)
        WHERE shape.geom_web IS NOT NULL
          AND (
            (o.kind, o.state, o.first_day, o.last_day, o.confidence, o.is_partial, o.is_training)
               IS DISTINCT FROM
               (n.kind, n.state, n.first_day, n.last_day, n.confidence, n.is_partial, n.is_training)
            OR ST_AsBinary(o.geom_web) IS DISTINCT FROM ST_AsBinary(n.geom_web)
          );
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
    FROM street_pieces AS p WHERE p.street_id IN (SELECT unnest(touched)) GROUP BY street_min_zoom(p.fclass);
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

-- Fresh surfaces are appended and never changed.
CREATE OR REPLACE FUNCTION note_tiles_of_surface_protections() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM note_tiles('protections', (SELECT array_agg(geom_web) FROM new_rows));
    ELSIF TG_OP = 'TRUNCATE' THEN
        PERFORM note_existing_tiles(ARRAY['protections']);
    END IF;
    RETURN NULL;
END $$;

-- What is published of appeals is replaced as a whole, once a month.
CREATE OR REPLACE FUNCTION note_tiles_of_appeal_cells() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM note_tiles('appeals', (SELECT array_agg(DISTINCT geom_web) FROM new_rows WHERE side_m IS NOT NULL));
    ELSE
        PERFORM note_existing_tiles(ARRAY['appeals']);
    END IF;
    RETURN NULL;
END $$;

-- Four statement-level triggers on each table: a transition table belongs to one kind of statement.
DO $$
DECLARE
    source text;
BEGIN
    FOREACH source IN ARRAY ARRAY[
        'works', 'outages', 'street_pieces', 'street_names', 'houses', 'districts', 'places', 'surface_protections',
        'appeal_cells'
    ] LOOP
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
