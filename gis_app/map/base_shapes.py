"""The register's ground for a map that leaves the server: borders, rivers, parks and streets as thin GeoJSON."""

from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import text
from sqlalchemy.orm import Session

# Five decimals of a degree are a metre: enough for a ground on which works are drawn.
_DECIMALS = 5
# A city has ten thousand paths and drives; on a map of all of it they are noise.
_MOST_PIECES = 12_000
_SMALL_ROADS_UNITS = 14_000.0

_LAND = text(
    """
WITH frame AS (SELECT ST_MakeEnvelope(:west, :south, :east, :north, 3857) AS box)
SELECT p.kind, ST_AsGeoJSON(ST_Transform(ST_Collect(part.geom), 4326), :decimals)
FROM places AS p, frame, ST_Dump(ST_Simplify(ST_Intersection(ST_MakeValid(p.geom_web), frame.box), :near)) AS part
WHERE p.kind IN ('river', 'park') AND p.valid_to IS NULL AND p.geom_web && frame.box AND ST_Dimension(part.geom) > 0
GROUP BY p.kind, ST_Dimension(part.geom) ORDER BY p.kind
"""
)
_BORDERS = text(
    """
WITH frame AS (SELECT ST_MakeEnvelope(:west, :south, :east, :north, 3857) AS box)
SELECT 'border', ST_AsGeoJSON(ST_Transform(ST_CollectionExtract(ST_Collect(
    ST_Simplify(ST_Intersection(ST_Boundary(d.geom_web), frame.box), :near)), 2), 4326), :decimals)
FROM districts AS d, frame WHERE d.valid_to IS NULL AND d.geom_web && frame.box
"""
)
_ROADS = text(
    """
WITH frame AS (SELECT ST_MakeEnvelope(:west, :south, :east, :north, 3857) AS box), pieces AS (
    SELECT CASE WHEN p.fclass IN ('motorway', 'trunk', 'primary', 'secondary') THEN 'wide'
            WHEN p.fclass IN ('tertiary', 'residential', 'unclassified', 'living_street') THEN 'middle' ELSE 'thin'
        END AS width, ST_Intersection(p.geom_web, frame.box) AS geom
    FROM street_pieces AS p, frame WHERE ST_Intersects(p.geom_web, frame.box)
    ORDER BY ST_Length(p.geom_web) DESC LIMIT :most
)
SELECT width, ST_AsGeoJSON(ST_Transform(ST_Simplify(ST_LineMerge(ST_CollectionExtract(ST_Collect(geom), 2)), :near),
    4326), :decimals)
FROM pieces WHERE :small OR width <> 'thin' GROUP BY width
ORDER BY array_position(ARRAY['thin', 'middle', 'wide'], width)
"""
)


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the plane of the web map, in units of EPSG:3857."""

    west: float
    south: float
    east: float
    north: float


def base_shapes(session: Session, box: Box) -> dict[str, list[dict[str, Any]]]:
    """GeoJSON geometries (EPSG:4326) by kind: park, river, border, thin, middle, wide. Back to front in this order."""
    near = max(box.east - box.west, box.north - box.south) / 4000
    given = {
        "west": box.west, "south": box.south, "east": box.east, "north": box.north, "near": near,
        "decimals": _DECIMALS,
    }  # fmt: skip
    roads = given | {"most": _MOST_PIECES, "small": box.east - box.west < _SMALL_ROADS_UNITS}
    rows = [*session.execute(_LAND, given), *session.execute(_BORDERS, given), *session.execute(_ROADS, roads)]
    found: dict[str, list[dict[str, Any]]] = {}
    for kind, shape in rows:
        if shape is not None:
            found.setdefault(kind, []).append(orjson.loads(shape))
    return found
