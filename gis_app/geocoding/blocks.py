"""Blocks, carriageways and yards, derived from the streets.

A block is what streets enclose; a carriageway is a street's line buffered by the half-width of its class; a yard is a
block without carriageways, parks and rivers. "In my yard", "on my stretch of the street" and "who answers for this
tree" are asked of these layers. They are derived anew as a whole; their ids do not last.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.db.session import raw_connection
from gis_app.geocoding.street_space import BOUNDING_CLASSES, half_width_m

# What is smaller than a detached house's plot (300 m²) is a traffic island or a sliver of drawing.
LEAST_BLOCK_M2 = 300.0
LEAST_YARD_M2 = 100.0
# Half-width of a river whose source gives only its line: the mountain rivers here run in channels of 6–12 m.
RIVER_HALF_WIDTH_M = 4.0
# Streets drawn by hand end short of each other; ends are lengthened by this so that blocks close.
CLOSE_GAP_M = 12.0

Shapes = NDArray[np.object_]


class Piece(NamedTuple):
    """A piece of road in metres."""

    street_id: int | None
    fclass: str
    one_way: bool
    in_tunnel: bool
    line: BaseGeometry


@dataclass(frozen=True)
class Derived:
    """Numbers of what was derived."""

    blocks: int
    carriageways: int
    yards: int

    def __str__(self) -> str:
        return f"{self.blocks:,} blocks, {self.carriageways:,} carriageways, {self.yards:,} yards"


def block_polygons(pieces: Iterable[Piece]) -> list[Polygon]:
    """The areas enclosed by streets, metres; traffic islands and medians are left out."""
    lines = [piece.line for piece in pieces if piece.fclass in BOUNDING_CLASSES and not piece.in_tunnel]
    if not lines:
        return []
    noded = shapely.union_all([*lines, *_lengthened(lines)])
    polygons = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    return [polygon for polygon in polygons if polygon.area >= LEAST_BLOCK_M2]


def _lengthened(lines: Sequence[BaseGeometry]) -> list[BaseGeometry]:
    """Short pieces from loose ends to the line they nearly reach, straight on within `CLOSE_GAP_M`."""
    array: Shapes = np.array(lines, dtype=object)
    ends = np.concatenate([shapely.get_point(array, 0), shapely.get_point(array, -1)])
    inner = np.concatenate([shapely.get_point(array, 1), shapely.get_point(array, -2)])
    owner = np.tile(np.arange(len(array)), 2)
    tree = shapely.STRtree(array)
    # An end that shares its very point with another vertex is closed; all others may miss their street by millimetres.
    vertices, times = np.unique(shapely.get_coordinates(array), axis=0, return_counts=True)
    shared = {tuple(vertex) for vertex in vertices[times > 1].tolist()}
    loose = np.array([at for at, end in enumerate(shapely.get_coordinates(ends).tolist()) if tuple(end) not in shared])
    if not len(loose):
        return []
    tips = np.column_stack([shapely.get_x(ends[loose]), shapely.get_y(ends[loose])])
    heading = tips - np.column_stack([shapely.get_x(inner[loose]), shapely.get_y(inner[loose])])
    size = np.linalg.norm(heading, axis=1, keepdims=True)
    reach = tips + np.divide(heading, size, out=np.zeros_like(heading), where=size > 0) * CLOSE_GAP_M
    rays = shapely.linestrings(np.stack([tips, reach], axis=1))
    hit_ray, hit_line = tree.query(rays, predicate="intersects")
    other = hit_line != owner[loose][hit_ray]
    chosen: list[BaseGeometry] = np.asarray(rays, dtype=object)[np.unique(hit_ray[other])].tolist()
    return chosen


def carriageway_polygons(pieces: Iterable[Piece]) -> list[tuple[int | None, BaseGeometry]]:
    """One area per street, and one per piece of road without a street; metres."""
    widths: dict[int | None, list[tuple[BaseGeometry, float]]] = defaultdict(list)
    for piece in pieces:
        width = half_width_m(piece.fclass, one_way=piece.one_way, named=piece.street_id is not None)
        if width is not None and not piece.in_tunnel:
            widths[piece.street_id].append((piece.line, width))
    areas: list[tuple[int | None, BaseGeometry]] = []
    for street_id, members in widths.items():
        lines = np.array([line for line, _ in members], dtype=object)
        buffers = shapely.buffer(lines, [width for _, width in members], quad_segs=4)
        if street_id is None:
            areas += [(None, area) for area in buffers]
        else:
            areas.append((street_id, shapely.union_all(buffers)))
    return areas


def yard_polygons(blocks: Sequence[Polygon], taken: Sequence[BaseGeometry]) -> list[BaseGeometry | None]:
    """Each block without what is taken (carriageways, parks, rivers); None where no yard is left."""
    if not blocks:
        return []
    shapes: Shapes = np.array(blocks, dtype=object)
    if not len(taken):
        return list(blocks)
    occupied: Shapes = np.array(taken, dtype=object)
    touching: dict[int, list[int]] = defaultdict(list)
    for block, other in zip(*shapely.STRtree(occupied).query(shapes, predicate="intersects").tolist(), strict=True):
        touching[block].append(other)
    yards: list[BaseGeometry | None] = []
    for number, block in enumerate(blocks):
        left: BaseGeometry = block
        if number in touching:
            near = shapely.intersection(occupied[touching[number]], shapely.box(*block.bounds))
            left = shapely.difference(block, shapely.union_all(near))
        parts = [part for part in shapely.get_parts(left) if isinstance(part, Polygon) and part.area >= LEAST_YARD_M2]
        yards.append(MultiPolygon(parts) if parts else None)
    return yards


def derive_blocks(session: Session, metric_srid: int) -> Derived:
    """Replace blocks, carriageways and yards by what the streets, parks and rivers give now."""
    pieces = [
        Piece(row[0], row[1], row[2] in ("F", "T"), row[3], shapely.from_wkb(bytes(row[4])))
        for row in session.execute(
            text("SELECT street_id, fclass, oneway, tunnel, ST_AsBinary(geom_m) FROM street_pieces ORDER BY id")
        )
    ]
    green = [
        shapely.buffer(shape, RIVER_HALF_WIDTH_M) if shape.geom_type.endswith("LineString") else shape
        for shape in (
            shapely.from_wkb(bytes(row[0]))
            for row in session.execute(
                text(
                    "SELECT ST_AsBinary(geom_m) FROM places WHERE kind IN ('park', 'river') AND valid_to IS NULL"
                    " AND ST_Dimension(geom) > 0 ORDER BY id"
                )
            )
        )
    ]
    blocks = block_polygons(pieces)
    carriageways = carriageway_polygons(pieces)
    yards = yard_polygons(blocks, [area for _, area in carriageways] + green)
    # The space between the two carriageways of an avenue is a median, not a block.
    kept = [number for number, yard in enumerate(yards) if yard is not None]
    for statement in ("DELETE FROM yards", "DELETE FROM blocks", "DELETE FROM carriageways"):
        session.execute(text(statement))
    _write(session, metric_srid, [blocks[n] for n in kept], carriageways, [yards[n] for n in kept])
    return Derived(len(kept), len(carriageways), len(kept))


def _write(
    session: Session,
    metric_srid: int,
    blocks: Sequence[BaseGeometry],
    carriageways: Sequence[tuple[int | None, BaseGeometry]],
    yards: Sequence[Any],
) -> None:
    connection = raw_connection(session)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('blocks', 'id')) FROM generate_series(1, %s)", (len(blocks),)
        )
        ids = [row[0] for row in cursor.fetchall()]
        for table, owner, values in (
            ("blocks", "id", zip(ids, _degrees(blocks, metric_srid), strict=True)),
            ("yards", "block_id", zip(ids, _degrees(yards, metric_srid, multi=True), strict=True)),
            (
                "carriageways",
                "street_id",
                zip(
                    [street for street, _ in carriageways],
                    _degrees([area for _, area in carriageways], metric_srid, multi=True),
                    strict=True,
                ),
            ),
        ):
            with cursor.copy(f"COPY {table} ({owner}, geom) FROM STDIN (FORMAT BINARY)") as copy:
                copy.set_types(["int8", "bytea"])
                for row in values:
                    copy.write_row(row)
    session.execute(
        text(
            "UPDATE blocks SET district_id = d.id FROM districts d"
            " WHERE d.valid_to IS NULL AND ST_Covers(d.geom, ST_PointOnSurface(blocks.geom))"
        )
    )


def _degrees(shapes: Sequence[BaseGeometry], metric_srid: int, *, multi: bool = False) -> list[bytes]:
    """EWKB in EPSG:4326, longitude first, of shapes in metres."""
    if not len(shapes):
        return []
    transformer = Transformer.from_crs(metric_srid, 4326, always_xy=True)
    array: Shapes = np.empty(len(shapes), dtype=object)
    array[:] = [MultiPolygon([shape]) if multi and isinstance(shape, Polygon) else shape for shape in shapes]
    turned = shapely.transform(array, lambda xy: np.column_stack(transformer.transform(xy[:, 0], xy[:, 1])))
    return list(shapely.to_wkb(shapely.set_srid(turned, 4326), include_srid=True))
