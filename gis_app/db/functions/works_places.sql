-- Where a work has been: kept by a trigger, so that no writer of `works` can forget it.
-- The writer may say why in the setting gis_app.place_cause, which ends with its transaction.

CREATE OR REPLACE FUNCTION keep_former_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO former_places (work_id, location_raw, match_type, confidence, ambiguous, locate_reason, cause, geom)
    VALUES (OLD.id, OLD.location_raw, OLD.match_type, OLD.confidence, OLD.ambiguous, OLD.locate_reason,
            coalesce(nullif(current_setting('gis_app.place_cause', true), ''), 'plan'), OLD.geom);
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER works_keep_former_place AFTER UPDATE ON works FOR EACH ROW
    WHEN (OLD.match_type IS DISTINCT FROM NEW.match_type OR OLD.geom IS DISTINCT FROM NEW.geom)
    EXECUTE FUNCTION keep_former_place();

CREATE OR REPLACE TRIGGER former_places_append_only BEFORE UPDATE OR DELETE ON former_places
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE OR REPLACE TRIGGER review_decisions_append_only BEFORE UPDATE OR DELETE ON review_decisions
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
