-- Every notice, and how the place of the latest was found. The row as received is not given: it may name people.
SELECT
    (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
            'version', v.version, 'state', v.state, 'text', v.text, 'first_day', v.first_day, 'last_day', v.last_day,
            'reason', v.reason, 'received_at', v.received_at
        ) ORDER BY v.version), '[]')
        FROM outage_versions AS v WHERE v.outage_id = o.id
    ) AS versions,
    (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
            'text', p.text, 'label', p.label, 'match_type', p.match_type, 'confidence', p.confidence,
            'missing', p.missing, 'is_used', p.is_used
        ) ORDER BY p.position), '[]')
        FROM outage_parts AS p
        JOIN outage_versions AS v ON v.id = p.version_id
        WHERE v.outage_id = o.id AND v.version = o.version
    ) AS parts
FROM outages AS o
WHERE o.id = :id
