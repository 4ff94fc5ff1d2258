-- Reports and their photos are facts: what was told is neither changed nor taken back (the function is of
-- works_cache.sql). A picture behind an address never changes; it may be taken out as a whole, when a law wants it.
CREATE OR REPLACE TRIGGER site_reports_append_only BEFORE UPDATE OR DELETE ON site_reports
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE OR REPLACE TRIGGER site_report_photos_append_only BEFORE UPDATE OR DELETE ON site_report_photos
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE OR REPLACE TRIGGER photos_never_changed BEFORE UPDATE ON photos
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
