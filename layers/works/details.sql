-- What one work has beyond a list's row. The row of the plan as received is not given: its cells may name people.
SELECT
    (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
            'version', v.version, 'planned_start', v.planned_start, 'planned_end', v.planned_end,
            'reason', v.reason, 'created_at', v.created_at
        ) ORDER BY v.version), '[]')
        FROM schedule_versions AS v WHERE v.work_id = w.id
    ) AS schedule,
    (
        SELECT coalesce(jsonb_agg(jsonb_build_object('kind', e.kind, 'on_day', e.on_day) ORDER BY e.on_day, e.id), '[]')
        FROM work_events AS e WHERE e.work_id = w.id
    ) AS events,
    (
        SELECT jsonb_build_object('file', p.file_name, 'sheet', r.sheet, 'row', r.row_number, 'received_at', p.received_at)
        FROM plan_rows AS r JOIN work_plans AS p ON p.id = r.plan_id WHERE r.id = w.plan_row_id
    ) AS source_row
FROM works AS w
WHERE w.id = :id
