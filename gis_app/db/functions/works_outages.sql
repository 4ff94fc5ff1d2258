-- The cache on `outages` of the latest notice, kept from the append-only versions: one update per statement.

CREATE OR REPLACE FUNCTION outages_take_versions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE outages AS o
       SET version = v.version, state = v.state, first_day = v.first_day, last_day = v.last_day,
           confidence = v.confidence, is_partial = v.is_partial, geom = v.geom
      FROM (SELECT DISTINCT ON (outage_id) *
              FROM outage_versions
             WHERE outage_id IN (SELECT outage_id FROM added)
             ORDER BY outage_id, outage_versions.version DESC) AS v
     WHERE o.id = v.outage_id;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER outages_take_versions AFTER INSERT ON outage_versions
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION outages_take_versions();

-- Notices are facts: what was published is neither changed nor taken back (the function is of works_cache.sql).
CREATE OR REPLACE TRIGGER outage_versions_append_only BEFORE UPDATE OR DELETE ON outage_versions
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE OR REPLACE TRIGGER outage_parts_append_only BEFORE UPDATE OR DELETE ON outage_parts
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
