-- Tiles of one zoom :z; :x and :y are arrays of the same length. Answers x, y, features, data.
-- Pieces of one street and class are joined within a tile: smaller, and a name runs along the whole street.
SELECT tile.x, tile.y, made.features, made.data
FROM unnest(CAST(:x AS int[]), CAST(:y AS int[])) AS tile (x, y)
CROSS JOIN LATERAL (
    SELECT
        ST_TileEnvelope(CAST(:z AS int), tile.x, tile.y) AS bounds,
        ST_TileEnvelope(CAST(:z AS int), tile.x, tile.y, margin => CAST(:buffer AS float8) / 4096) AS reach
) AS area
CROSS JOIN LATERAL (
    SELECT count(*)::int AS features, ST_AsMVT(feature, 'streets', 4096, 'geom') AS data
    FROM (
        SELECT
            ST_AsMVTGeom(joined.geom, area.bounds, 4096, CAST(:buffer AS int)) AS geom,
            joined.class, joined.id, joined.bridge, joined.tunnel,
            name.name_kk, name.name_ru, name.name_en
        FROM (
            SELECT
                p.fclass AS class, p.street_id AS id,
                CASE WHEN p.bridge THEN 1 END AS bridge, CASE WHEN p.tunnel THEN 1 END AS tunnel,
                ST_LineMerge(ST_Collect(p.geom_web ORDER BY p.id)) AS geom
            FROM street_pieces AS p
            WHERE p.geom_web && area.reach AND street_min_zoom(p.fclass) <= CAST(:z AS int)
            GROUP BY p.fclass, p.street_id, p.bridge, p.tunnel
        ) AS joined
        LEFT JOIN LATERAL (
            SELECT
                max(n.name) FILTER (WHERE n.language = 'kk') AS name_kk,
                coalesce(
                    max(n.name) FILTER (WHERE n.language = 'ru'), max(n.name) FILTER (WHERE n.language = 'und')
                ) AS name_ru,
                max(n.name) FILTER (WHERE n.language = 'en') AS name_en
            FROM street_names AS n
            WHERE n.street_id = joined.id AND n.kind = 'official' AND n.valid_to IS NULL
        ) AS name ON true
        ORDER BY street_min_zoom(joined.class) DESC, joined.class, joined.id, joined.bridge, joined.tunnel
    ) AS feature
    WHERE feature.geom IS NOT NULL
) AS made
