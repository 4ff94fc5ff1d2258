-- What each version of a work changed, kept by a trigger so that no writer of `works` can forget it: the former value
-- stands here, so nothing is overwritten. The writer may name the person in the settings gis_app.actor and
-- gis_app.actor_id, which end with its transaction; without a name a plan or a rule wrote.
-- Of a shape only the fact that it changed is noted: where a work has been stands in `former_places`.

CREATE OR REPLACE FUNCTION keep_changes_of_works() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    not_told CONSTANT text[] := ARRAY['version', 'updated_at', 'plan_row_id', 'place_key', 'geom', 'geom_m', 'geom_web'];
BEGIN
    INSERT INTO work_changes (work_id, version, changed, actor, actor_id)
    SELECT n.id, n.version, told.changed, nullif(current_setting('gis_app.actor', true), ''),
           nullif(current_setting('gis_app.actor_id', true), '')::bigint
    FROM old_rows AS o
    JOIN new_rows AS n ON n.id = o.id
    CROSS JOIN LATERAL (
        SELECT jsonb_object_agg(field, jsonb_build_object('from', before, 'to', after)) AS changed
        FROM (
            SELECT b.key AS field, b.value AS before, a.value AS after
            FROM jsonb_each(to_jsonb(o) - not_told) AS b
            JOIN jsonb_each(to_jsonb(n) - not_told) AS a ON a.key = b.key
            WHERE a.value IS DISTINCT FROM b.value
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
