-- The streets of works: which works' streets are to be found anew, and how they are found. Finding takes a millisecond
-- a work, too long for a loading of 200,000, so a trigger only notes the work and `place_works_on_streets` follows
-- after the commit (gis_app/works/streets.py).

CREATE OR REPLACE FUNCTION note_streets_of_new_works() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO work_streets_due SELECT n.id FROM new_rows AS n WHERE n.geom IS NOT NULL;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER works_note_streets_of_new AFTER INSERT ON works
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_streets_of_new_works();

-- Hashed by id: a plan made for one work is kept by the session and would take hours for the next 200,000.
CREATE OR REPLACE FUNCTION note_streets_of_moved_works() RETURNS trigger LANGUAGE plpgsql
SET search_path FROM CURRENT SET enable_nestloop = off AS $$
BEGIN
    INSERT INTO work_streets_due
    SELECT n.id FROM new_rows AS n JOIN old_rows AS o ON o.id = n.id
    WHERE o.match_type <> n.match_type OR ST_AsBinary(o.geom) IS DISTINCT FROM ST_AsBinary(n.geom);
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER works_note_streets_of_moved AFTER UPDATE ON works
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION note_streets_of_moved_works();

-- A piece of road came, went or got another street: the works beside it are looked at anew.
CREATE OR REPLACE FUNCTION note_streets_of_works_near() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO work_streets_due
    SELECT DISTINCT w.id FROM changed_rows AS p JOIN works AS w ON ST_DWithin(w.geom_m, p.geom_m, 80);
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER street_pieces_note_new AFTER INSERT ON street_pieces
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION note_streets_of_works_near();
CREATE OR REPLACE TRIGGER street_pieces_note_changed AFTER UPDATE ON street_pieces
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION note_streets_of_works_near();
CREATE OR REPLACE TRIGGER street_pieces_note_gone AFTER DELETE ON street_pieces
    REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION note_streets_of_works_near();

-- The named street nearest to a point within `reach_m` metres.
CREATE OR REPLACE FUNCTION street_nearest(place geometry, reach_m float8) RETURNS bigint
LANGUAGE sql STABLE STRICT PARALLEL SAFE AS $$
    SELECT p.street_id FROM street_pieces AS p
    WHERE p.street_id IS NOT NULL AND ST_DWithin(p.geom_m, place, reach_m)
    ORDER BY ST_Distance(p.geom_m, place), p.street_id LIMIT 1
$$;

-- The streets that a shape (metric CRS) lies on. See docs/decisions/0013 for the reasons:
-- a house is of the street of its address; any other point of the nearest street within 80 m; a corner of every street
-- within 20 m. A line is asked every 30 m which street it follows (within 30 m), an area along its edge (within 40 m):
-- a street counts with two answers and a tenth of all, and the one with most answers always. So what a line only
-- crosses is none of its streets.
CREATE OR REPLACE FUNCTION streets_of(shape geometry, match_type text) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
    IF shape IS NULL OR match_type IN ('microdistrict', 'district', 'none') OR ST_Area(shape) > 300000 THEN
        RETURN;
    ELSIF ST_Dimension(shape) = 0 AND match_type IN ('corner', 'intersection') THEN
        RETURN QUERY SELECT DISTINCT p.street_id FROM street_pieces AS p
            WHERE p.street_id IS NOT NULL AND ST_DWithin(p.geom_m, shape, 20);
        IF FOUND THEN RETURN; END IF;
    END IF;
    IF ST_Dimension(shape) = 0 THEN
        RETURN QUERY SELECT DISTINCT found.street FROM (
            SELECT coalesce(
                (SELECT h.street_id FROM houses AS h
                 WHERE h.street_id IS NOT NULL AND ST_DWithin(h.geom_m, part.geom, 2) LIMIT 1),
                street_nearest(part.geom, 80)) AS street
            FROM ST_Dump(shape) AS part) AS found
        WHERE found.street IS NOT NULL;
        RETURN;
    END IF;
    RETURN QUERY
    WITH lines AS (
        SELECT line.geom, least(40, greatest(3, ceil(ST_Length(line.geom) / 30)))::int AS steps,
            CASE ST_Dimension(part.geom) WHEN 2 THEN 40.0 ELSE 30.0 END AS reach_m
        FROM ST_Dump(shape) AS part
        CROSS JOIN LATERAL (
            SELECT CASE ST_Dimension(part.geom) WHEN 2 THEN ST_ExteriorRing(part.geom) ELSE part.geom END AS geom
        ) AS line
        WHERE ST_Dimension(part.geom) > 0 AND ST_Length(line.geom) > 0
    ), asked AS (
        SELECT street_nearest(ST_LineInterpolatePoint(lines.geom, (step - 0.5) / lines.steps), lines.reach_m) AS street
        FROM lines CROSS JOIN LATERAL generate_series(1, lines.steps) AS step
    ), told AS (
        SELECT street, count(*) AS votes, sum(count(*)) OVER () AS of_all,
            row_number() OVER (PARTITION BY street IS NULL ORDER BY count(*) DESC, street) AS place
        FROM asked GROUP BY street
    )
    SELECT street FROM told
    WHERE street IS NOT NULL AND (place = 1 OR votes >= greatest(2, of_all / 10));
END $$;

-- Finds the streets of at most `most` noted works and takes their notes away; how many notes there were.
-- What is noted meanwhile stays for the next round; notes that somebody else works on are passed over.
CREATE OR REPLACE FUNCTION place_works_on_streets(most int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
    noted bigint[];
BEGIN
    WITH taken AS (
        DELETE FROM work_streets_due WHERE ctid IN (
            SELECT ctid FROM work_streets_due LIMIT most FOR UPDATE SKIP LOCKED
        ) RETURNING work_id
    )
    SELECT array_agg(work_id) INTO noted FROM taken;
    IF noted IS NULL THEN
        RETURN 0;
    END IF;
    DELETE FROM work_streets WHERE work_id = ANY(noted);
    INSERT INTO work_streets (work_id, street_id)
    SELECT w.id, street FROM works AS w CROSS JOIN LATERAL streets_of(w.geom_m, w.match_type) AS street
    WHERE w.id = ANY(noted)
    ON CONFLICT DO NOTHING;
    RETURN cardinality(noted);
END $$;
