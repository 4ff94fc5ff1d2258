-- New works and changes that the followers of places may have to be told of: noted by the writer's own transaction,
-- whoever it is, and taken by the job `subscriptions.tell` (gis_app/subscriptions/telling.py). What is still a draft, or
-- has no place, concerns nobody yet; it is noted when that changes.
CREATE OR REPLACE FUNCTION note_new_works_to_tell() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO works_to_tell (work_id) SELECT id FROM added WHERE state <> 'draft' AND geom IS NOT NULL;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER works_note_new_to_tell AFTER INSERT ON works
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_new_works_to_tell();

CREATE OR REPLACE FUNCTION note_changes_to_tell() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO works_to_tell (work_id, change_id)
    SELECT work_id, id FROM added
     WHERE changed ?| array['planned_start', 'planned_end', 'state'] OR changed @> '{"geom": {"from": false}}';
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER work_changes_note_to_tell AFTER INSERT ON work_changes
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_changes_to_tell();
