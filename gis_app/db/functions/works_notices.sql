-- Servers keep counted figures and names in memory (gis_app/planning/figure_memory.py) and are told at the commit when
-- these may no longer be right. Once a statement, without looking at its rows; PostgreSQL sends a notice that a
-- transaction gives many times only once. Channels are database-wide, so theirs carries the schema's name.

CREATE OR REPLACE FUNCTION tell_of_figures() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM pg_notify(current_schema() || '_figures', '');
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER works_tell_of_figures AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON works
    FOR EACH STATEMENT EXECUTE FUNCTION tell_of_figures();
CREATE OR REPLACE TRIGGER extension_requests_tell_of_figures AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE
    ON extension_requests FOR EACH STATEMENT EXECUTE FUNCTION tell_of_figures();
CREATE OR REPLACE TRIGGER extension_decisions_tell_of_figures AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE
    ON extension_decisions FOR EACH STATEMENT EXECUTE FUNCTION tell_of_figures();
CREATE OR REPLACE TRIGGER districts_tell_of_figures AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE
    ON districts FOR EACH STATEMENT EXECUTE FUNCTION tell_of_figures();
CREATE OR REPLACE TRIGGER organisations_tell_of_figures AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE
    ON organisations FOR EACH STATEMENT EXECUTE FUNCTION tell_of_figures();
