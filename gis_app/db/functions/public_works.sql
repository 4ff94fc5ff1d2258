-- Whether a work was a draft that was given up before anybody took it into the plan: as little public as the draft was.
-- Asked for cancelled works alone: state <> 'draft' AND (state <> 'cancelled' OR NOT is_given_up_draft(id)).
CREATE OR REPLACE FUNCTION is_given_up_draft(work bigint) RETURNS boolean
LANGUAGE sql STABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(bool_or(e.kind = 'drafted') AND NOT bool_or(e.kind IN ('planned', 'scheduled', 'started')), false)
    FROM work_events AS e WHERE e.work_id = work
$$;
