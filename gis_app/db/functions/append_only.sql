-- Logs are only added to; of a grant only its revocation is written, once.
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is only added to', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE OR REPLACE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE OR REPLACE TRIGGER appeal_events_append_only BEFORE DELETE OR TRUNCATE ON appeal_events
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER appeal_deadlines_append_only BEFORE DELETE OR TRUNCATE ON appeal_deadlines
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER appeal_answers_append_only BEFORE DELETE OR TRUNCATE ON appeal_answers
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Of a fact about an appeal only its words are ever changed: to the mark that stands for what was forgotten, once the
-- applicant was (gis_app/appeals/forgetting.py). The argument is the column that has the words.
CREATE OR REPLACE FUNCTION refuse_change_but_forgetting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(NEW) ->> TG_ARGV[0] IS DISTINCT FROM '[…]'
        OR to_jsonb(NEW) - TG_ARGV[0] IS DISTINCT FROM to_jsonb(OLD) - TG_ARGV[0]
        OR NOT EXISTS (SELECT FROM applicants AS p WHERE p.appeal_id = OLD.appeal_id AND p.anonymised_at IS NOT NULL)
    THEN
        RAISE EXCEPTION '% is only added to', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER appeal_events_words BEFORE UPDATE ON appeal_events
    FOR EACH ROW EXECUTE FUNCTION refuse_change_but_forgetting('note');
CREATE OR REPLACE TRIGGER appeal_deadlines_words BEFORE UPDATE ON appeal_deadlines
    FOR EACH ROW EXECUTE FUNCTION refuse_change_but_forgetting('reason');
CREATE OR REPLACE TRIGGER appeal_answers_words BEFORE UPDATE ON appeal_answers
    FOR EACH ROW EXECUTE FUNCTION refuse_change_but_forgetting('text');

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
