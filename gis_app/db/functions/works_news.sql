-- Changes of works and notices of shut-offs that residents are to hear of: noted by the writer's own transaction, whoever
-- it is, and taken by the job `appeals.relink` before it links anew (gis_app/appeals/news.py).
CREATE OR REPLACE FUNCTION note_work_news() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO work_news (change_id)
    SELECT id FROM added WHERE changed ?| array['planned_start', 'planned_end', 'state'];
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER work_changes_note_news AFTER INSERT ON work_changes
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_work_news();

CREATE OR REPLACE FUNCTION note_outage_news() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO outage_news (version_id) SELECT id FROM added WHERE version > 1;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER outage_versions_note_news AFTER INSERT ON outage_versions
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_outage_news();
