-- What tiles show and where they lie: read by layers/*/tiles.sql and by the notes of touched tiles.

-- One point that stands for a work: itself, the middle of a line, a point inside an area.
CREATE OR REPLACE FUNCTION work_point(shape geometry) RETURNS geometry
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE GeometryType(shape)
        WHEN 'POINT' THEN shape
        WHEN 'LINESTRING' THEN ST_LineInterpolatePoint(shape, 0.5)
        ELSE ST_PointOnSurface(shape)
    END
$$;

-- The number of a work's state in tiles. Numbers are final: a new state is put at the end. A draft has none, it is in no tile.
CREATE OR REPLACE FUNCTION work_state_number(state text) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_position(ARRAY[
        'planned', 'in_progress', 'paused', 'finished', 'accepted', 'cancelled', 'scheduled', 'in_warranty', 'archived'
    ], state) - 1
$$;

-- The lowest zoom that shows a road of this class.
CREATE OR REPLACE FUNCTION street_min_zoom(fclass text) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN fclass IN ('motorway', 'trunk', 'primary') THEN 10
        WHEN fclass IN ('motorway_link', 'trunk_link', 'primary_link', 'secondary') THEN 11
        WHEN fclass IN ('secondary_link', 'tertiary', 'tertiary_link') THEN 12
        WHEN fclass IN ('residential', 'unclassified', 'living_street', 'pedestrian') THEN 13
        ELSE 14
    END
$$;

-- The tiles of each layer: zooms and margin (in 1/4096 of a tile) as in layers/*/layer.yaml; a test compares them.
CREATE OR REPLACE FUNCTION tile_layers() RETURNS TABLE (layer text, minzoom int, maxzoom int, margin int)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    VALUES
        ('works', 12, 14, 64), ('works_overview', 8, 13, 0), ('outages', 9, 14, 64), ('streets', 10, 14, 64),
        ('houses', 14, 14, 64), ('districts', 8, 14, 64), ('microdistricts', 11, 14, 64), ('rivers', 9, 14, 64),
        ('parks', 10, 14, 64), ('landmarks', 13, 14, 64), ('protections', 12, 14, 64),
        ('appeals', 9, 14, 0)
$$;

-- A box of degrees in EPSG:3857, where it is a box again: what lies in it is found by the index of geom_web.
-- The poles, which that projection has not, are left out.
CREATE OR REPLACE FUNCTION web_box(west float8, south float8, east float8, north float8) RETURNS geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ST_Transform(ST_MakeEnvelope(west, greatest(south, -89), east, least(north, 89), 4326), 3857)
$$;

-- Tiles of the zooms `lowest` to `highest` that a shape (EPSG:3857) touches, with a margin in 1/4096 of a tile's side.
-- One unit more than the margin is looked at, so that rounding at an edge never loses a tile.
CREATE OR REPLACE FUNCTION tiles_of(shape geometry, lowest int, highest int, margin int)
RETURNS TABLE (z int, x int, y int) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT level.z, tile.x, tile.y
    FROM generate_series(lowest, highest) AS level (z)
    CROSS JOIN LATERAL (
        SELECT
            -- float8 by name: division by numeric is a hundred times slower.
            float8 '40075016.685578488' / (1 << level.z) AS side_m, (1 << level.z) - 1 AS last,
            float8 '1' * (margin + 1) / 4096 AS reach
    ) AS size
    CROSS JOIN LATERAL (
        SELECT
            greatest(0, floor((ST_XMin(shape) + 20037508.342789244) / side_m - reach)::int) AS west,
            least(last, floor((ST_XMax(shape) + 20037508.342789244) / side_m + reach)::int) AS east,
            greatest(0, floor((20037508.342789244 - ST_YMax(shape)) / side_m - reach)::int) AS north,
            least(last, floor((20037508.342789244 - ST_YMin(shape)) / side_m + reach)::int) AS south
        OFFSET 0
    ) AS box
    -- What lies in one tile touches it; only a shape across several is compared with each.
    CROSS JOIN LATERAL (
        SELECT box.west AS x, box.north AS y WHERE box.west = box.east AND box.north = box.south
        UNION ALL
        SELECT column_.x, row_.y
        FROM generate_series(box.west, box.east) AS column_ (x)
        CROSS JOIN generate_series(box.north, box.south) AS row_ (y)
        WHERE (box.west < box.east OR box.north < box.south)
          AND (
            ST_Dimension(shape) = 0
            OR ST_Intersects(shape, ST_TileEnvelope(level.z, column_.x, row_.y, margin => size.reach))
          )
    ) AS tile
$$;

-- The number of what is shut off in tiles.
CREATE OR REPLACE FUNCTION outage_kind_number(kind text) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_position(ARRAY['water', 'hot_water', 'heat', 'power', 'gas', 'unknown'], kind) - 1
$$;
