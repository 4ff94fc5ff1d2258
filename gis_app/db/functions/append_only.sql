-- Logs are only added to; of a grant only its revocation is written, once.
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is only added to', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE OR REPLACE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE OR REPLACE TRIGGER appeal_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON appeal_events
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER appeal_deadlines_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON appeal_deadlines
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER appeal_answers_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON appeal_answers
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE OR REPLACE FUNCTION grants_keep_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.revoked_at IS NOT NULL OR NEW.revoked_at IS NULL
        OR (OLD.id, OLD.user_id, OLD.role, OLD.organisation_id, OLD.district_id, OLD.granted_by, OLD.granted_at)
        IS DISTINCT FROM
        (NEW.id, NEW.user_id, NEW.role, NEW.organisation_id, NEW.district_id, NEW.granted_by, NEW.granted_at)
    THEN
        RAISE EXCEPTION 'of a grant only its revocation is written, once' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER grants_keep_history BEFORE UPDATE ON grants
    FOR EACH ROW EXECUTE FUNCTION grants_keep_history();
CREATE OR REPLACE TRIGGER grants_never_deleted BEFORE DELETE OR TRUNCATE ON grants
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
