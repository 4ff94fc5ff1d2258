-- What each version of a work changed, kept by a trigger so that no writer of `works` can forget it: the former value
-- stands here, so nothing is overwritten. The writer may name the person in the settings gis_app.actor and
-- gis_app.actor_id, which end with its transaction; without a name a plan or a rule wrote.
-- Of a shape only the fact that it changed is noted: where a work has been stands in `former_places`.
-- Columns are named one by one, since a whole row as JSON would write out its three geometries (0.4 ms a row); a test
-- says when a new column is missing here. Nested loops are off: a plan made for one work is kept by the session and
-- would take hours for the next 200,000.

CREATE OR REPLACE FUNCTION keep_changes_of_works() RETURNS trigger LANGUAGE plpgsql
SET search_path FROM CURRENT SET enable_nestloop = off AS $$
BEGIN
    INSERT INTO work_changes (work_id, version, changed, actor, actor_id)
    SELECT n.id, n.version, told.changed, nullif(current_setting('gis_app.actor', true), ''),
           nullif(current_setting('gis_app.actor_id', true), '')::bigint
    FROM old_rows AS o
    JOIN new_rows AS n ON n.id = o.id
    CROSS JOIN LATERAL (
        SELECT to_jsonb(t) AS fields FROM (
            SELECT
                o.type_code, o.title_ru, o.title_kk, o.title_en, o.program, o.customer_id, o.contractor_id,
                o.location_raw, o.match_type, o.confidence, o.ambiguous, o.locate_reason, o.place_text,
                o.place_district, o.district_id, o.quantity, o.unit, o.budget, o.excavates, o.closes_road,
                o.is_emergency, o.source, o.period, o.identity_key, o.source_url, o.is_training, o.planned_start,
                o.planned_end, o.actual_start, o.actual_end, o.state
        ) AS t
    ) AS before
    CROSS JOIN LATERAL (
        SELECT to_jsonb(t) AS fields FROM (
            SELECT
                n.type_code, n.title_ru, n.title_kk, n.title_en, n.program, n.customer_id, n.contractor_id,
                n.location_raw, n.match_type, n.confidence, n.ambiguous, n.locate_reason, n.place_text,
                n.place_district, n.district_id, n.quantity, n.unit, n.budget, n.excavates, n.closes_road,
                n.is_emergency, n.source, n.period, n.identity_key, n.source_url, n.is_training, n.planned_start,
                n.planned_end, n.actual_start, n.actual_end, n.state
        ) AS t
    ) AS after
    CROSS JOIN LATERAL (
        SELECT jsonb_object_agg(field, jsonb_build_object('from', was, 'to', is_now)) AS changed
        FROM (
            SELECT b.key AS field, b.value AS was, a.value AS is_now
            FROM jsonb_each(before.fields) AS b
            JOIN jsonb_each(after.fields) AS a ON a.key = b.key
            WHERE before.fields <> after.fields AND a.value <> b.value
            UNION ALL
            SELECT 'geom', to_jsonb(o.geom IS NOT NULL), to_jsonb(n.geom IS NOT NULL)
            WHERE ST_AsBinary(o.geom) IS DISTINCT FROM ST_AsBinary(n.geom)
        ) AS differing
    ) AS told
    WHERE told.changed IS NOT NULL
    ORDER BY n.id;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER works_keep_changes AFTER UPDATE ON works
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION keep_changes_of_works();

CREATE OR REPLACE TRIGGER work_changes_append_only BEFORE UPDATE OR DELETE ON work_changes
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE OR REPLACE TRIGGER surface_protections_append_only BEFORE UPDATE OR DELETE ON surface_protections
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
