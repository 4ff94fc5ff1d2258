-- The cache of facts on `works` (planned_*, actual_*, state), kept from the append-only tables.
-- Statement-level: a load of 20,000 rows costs one update, and none where the loader wrote the values already.

-- The works are locked first, in one order: of two writers the second sees what the first has appended. A work that this
-- very transaction has written needs no lock: of a load of 200,000 new ones each would be written once more for it.

CREATE OR REPLACE FUNCTION works_take_schedule() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ids bigint[];
BEGIN
    -- A loader writes new works with their days: they are done. (The work is this transaction's own, so nobody else
    -- can have appended anything to it.)
    SELECT array_agg(a.work_id) INTO ids FROM added a JOIN works w ON w.id = a.work_id
     WHERE w.xmin <> pg_current_xact_id()::xid
        OR (w.planned_start, w.planned_end) IS DISTINCT FROM (a.planned_start, a.planned_end);
    IF ids IS NULL THEN
        RETURN NULL;
    END IF;
    PERFORM FROM works WHERE id = ANY(ids) AND xmin <> pg_current_xact_id()::xid ORDER BY id FOR NO KEY UPDATE;
    UPDATE works w
       SET planned_start = s.planned_start, planned_end = s.planned_end, updated_at = now(), version = w.version + 1
      FROM (SELECT DISTINCT ON (work_id) work_id, planned_start, planned_end
              FROM schedule_versions
             WHERE work_id = ANY(ids)
             ORDER BY work_id, schedule_versions.version DESC) s
     WHERE w.id = s.work_id
       AND (w.planned_start, w.planned_end) IS DISTINCT FROM (s.planned_start, s.planned_end);
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER works_take_schedule AFTER INSERT ON schedule_versions
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION works_take_schedule();

-- The state that an event leaves: the same table as in gis_app/works/transitions.py, which a test compares.
CREATE OR REPLACE FUNCTION state_after_event(kind text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE kind
        WHEN 'drafted' THEN 'draft' WHEN 'started' THEN 'in_progress' WHEN 'resumed' THEN 'in_progress'
        WHEN 'returned' THEN 'in_progress' WHEN 'warranty_began' THEN 'in_warranty' ELSE kind
    END
$$;

-- What was planned counts only until something is reported, however its days lie: a start of last week may be reported
-- after the days were agreed today. Among reports the latest day counts; a start that is reported after an end of the
-- same day does not begin the work anew. A work that is returned with defects has no last day again.
CREATE OR REPLACE FUNCTION works_take_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM works WHERE id IN (SELECT work_id FROM added) AND xmin <> pg_current_xact_id()::xid
      ORDER BY id FOR NO KEY UPDATE;
    UPDATE works w
       SET state = f.state, actual_start = f.actual_start, actual_end = f.actual_end,
           updated_at = now(), version = w.version + 1
      FROM (SELECT e.work_id,
                   (array_agg(state_after_event(e.kind)
                              ORDER BY e.planning, CASE WHEN NOT e.planning THEN e.on_day END DESC,
                                       e.kind = 'started', e.id DESC))[1] AS state,
                   min(e.on_day) FILTER (WHERE e.kind = 'started') AS actual_start,
                   max(e.on_day) FILTER (WHERE e.kind = 'finished'
                                         AND (r.id IS NULL OR (e.on_day, e.id) > (r.on_day, r.id))) AS actual_end
              FROM (SELECT *, kind IN ('drafted', 'planned', 'scheduled') AS planning FROM work_events) e
              LEFT JOIN (SELECT DISTINCT ON (work_id) work_id, id, on_day
                           FROM work_events
                          WHERE kind = 'returned' AND work_id IN (SELECT work_id FROM added)
                          ORDER BY work_id, on_day DESC, id DESC) r ON r.work_id = e.work_id
             WHERE e.work_id IN (SELECT work_id FROM added)
             GROUP BY e.work_id) f
     WHERE w.id = f.work_id
       AND (w.state, w.actual_start, w.actual_end) IS DISTINCT FROM (f.state, f.actual_start, f.actual_end);
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER works_take_events AFTER INSERT ON work_events
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION works_take_events();

-- Facts are appended: what was promised or reported is neither changed nor taken back.
CREATE OR REPLACE FUNCTION refuse_change_of_facts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE OR REPLACE TRIGGER schedule_versions_append_only BEFORE UPDATE OR DELETE ON schedule_versions
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE OR REPLACE TRIGGER work_events_append_only BEFORE UPDATE OR DELETE ON work_events
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE OR REPLACE TRIGGER extension_requests_append_only BEFORE UPDATE OR DELETE ON extension_requests
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE OR REPLACE TRIGGER extension_decisions_append_only BEFORE UPDATE OR DELETE ON extension_decisions
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
