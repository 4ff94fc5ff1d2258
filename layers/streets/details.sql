SELECT coalesce(jsonb_agg(jsonb_build_object(
    'name', n.name, 'language', n.language, 'kind', n.kind, 'valid_from', n.valid_from, 'valid_to', n.valid_to
) ORDER BY n.kind, n.language, n.name), '[]') AS names
FROM street_names AS n
WHERE n.street_id = :id
