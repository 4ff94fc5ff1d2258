-- Works and shut-offs whose appeals are to be linked anew: noted by the writer's own transaction, whoever it is (a page,
-- a rule, a loader), and taken by the job `appeals.relink`, which also finds the yards of each work.
-- Nested loops are off: a plan made for one work is kept by the session and would take minutes for the next 20,000.
CREATE OR REPLACE FUNCTION note_works_to_relink() RETURNS trigger LANGUAGE plpgsql
SET search_path FROM CURRENT SET enable_nestloop = off AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO works_to_relink (work_id) SELECT id FROM added ON CONFLICT DO NOTHING;
    ELSE
        INSERT INTO works_to_relink (work_id)
        SELECT n.id FROM added AS n JOIN removed AS o ON o.id = n.id
         WHERE (n.type_code, n.state, n.planned_start, n.planned_end, n.actual_start, n.actual_end, n.match_type)
               IS DISTINCT FROM
               (o.type_code, o.state, o.planned_start, o.planned_end, o.actual_start, o.actual_end, o.match_type)
            OR n.geom IS DISTINCT FROM o.geom
        ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER works_note_new_to_relink AFTER INSERT ON works
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_works_to_relink();
CREATE OR REPLACE TRIGGER works_note_changed_to_relink AFTER UPDATE ON works
    REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_works_to_relink();

CREATE OR REPLACE FUNCTION note_outages_to_relink() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO outages_to_relink (outage_id) SELECT id FROM added ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER outages_note_new_to_relink AFTER INSERT ON outages
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_outages_to_relink();
CREATE OR REPLACE TRIGGER outages_note_changed_to_relink AFTER UPDATE ON outages
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_outages_to_relink();
