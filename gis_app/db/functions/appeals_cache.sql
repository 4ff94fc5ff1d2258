-- The cache of facts on `appeals` (status, due_on, answered_at, closed_at), kept from the append-only tables.
-- Statement-level: an import of 40,000 appeals costs one update, and none where the loader wrote the values already.
-- Only the rows of the statement are looked at: who appends holds the appeal's row, so the newest of them is the
-- newest of all. (Asked of the whole table, an import into an empty register met a plan of nested loops: minutes.)
CREATE OR REPLACE FUNCTION appeals_take_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE appeals a
       SET status = f.status_after, answered_at = greatest(a.answered_at, f.answered_at), closed_at = f.closed_at,
           version = a.version + 1
      FROM (SELECT DISTINCT ON (e.appeal_id) e.appeal_id, e.status_after,
                   max(e.at) FILTER (WHERE e.status_after = 'answered') OVER (PARTITION BY e.appeal_id) AS answered_at,
                   CASE WHEN e.status_after IN
                             ('consulted', 'answered', 'confirmed', 'refused', 'duplicate', 'withdrawn')
                        THEN e.at END AS closed_at
              FROM added e
             WHERE e.status_after IS NOT NULL
             ORDER BY e.appeal_id, e.id DESC) f
     WHERE a.id = f.appeal_id
       AND (a.status, a.answered_at, a.closed_at)
           IS DISTINCT FROM (f.status_after, greatest(a.answered_at, f.answered_at), f.closed_at);
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER appeals_take_events AFTER INSERT ON appeal_events
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION appeals_take_events();

CREATE OR REPLACE FUNCTION appeals_take_deadlines() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE appeals a
       SET due_on = d.due_on
      FROM (SELECT DISTINCT ON (appeal_id) appeal_id, due_on
              FROM added
             WHERE purpose = 'answer'
             ORDER BY appeal_id, id DESC) d
     WHERE a.id = d.appeal_id AND a.due_on IS DISTINCT FROM d.due_on;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER appeals_take_deadlines AFTER INSERT ON appeal_deadlines
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION appeals_take_deadlines();
