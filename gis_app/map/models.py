"""Prebuilt tiles, the note of those that a change has touched, and what the overview counts."""

from typing import Any

from sqlalchemy import BigInteger, Index, LargeBinary, SmallInteger
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from gis_app.db.base import Base, BigId, Instant


class Tile(Base):
    """A vector tile, gzipped once when it was built. `version` grows with every build, over all layers.

    A row is never deleted, so that servers learn of a tile that became empty: no data and no features. No data
    but features: the tile holds too much and is left to another layer.
    """

    __tablename__ = "tiles"
    layer: Mapped[str] = mapped_column(primary_key=True)
    z: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    x: Mapped[int] = mapped_column(primary_key=True)
    y: Mapped[int] = mapped_column(primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)
    etag: Mapped[str]
    features: Mapped[int]
    bytes: Mapped[int]
    version: Mapped[int] = mapped_column(BigInteger, index=True)


class DirtyTile(Base):
    """A tile to be rebuilt. Written by triggers in the transaction that changed the data.

    Of the layer works_overview, zoom 16 means a cell to be counted anew, with the cells around it at lower zooms.
    A tile may be noted many times: with a unique key two writers of one tile would wait for each other.
    """

    __tablename__ = "tiles_dirty"
    # the builder takes a batch of tiles; a writer looks whether it noted the tile already
    __table_args__ = (Index("ix_tiles_dirty_tile", "layer", "z", "x", "y"),)
    id: Mapped[BigId]
    layer: Mapped[str]
    z: Mapped[int] = mapped_column(SmallInteger)
    x: Mapped[int]
    y: Mapped[int]
    noted_at: Mapped[Instant]


class WorkCell(Base):
    """A located work as the overview counts it: some 50 bytes, so that 200,000 are soon counted.

    `cx`, `cy` are the column and row of its point in the XYZ grid of zoom 16, `px`, `py` the point itself in
    EPSG:3857. A quarter is year * 4 + quarter - 1, or 0 for a work without planned days. Kept by triggers.
    """

    __tablename__ = "work_cells"
    __table_args__ = (Index("ix_work_cells_cell", "cx", "cy"),)  # the works of an overview tile
    work_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    cx: Mapped[int]
    cy: Mapped[int]
    px: Mapped[float]
    py: Mapped[float]
    type_number: Mapped[int] = mapped_column(SmallInteger)
    state_number: Mapped[int] = mapped_column(SmallInteger)
    first_quarter: Mapped[int] = mapped_column(SmallInteger)
    last_quarter: Mapped[int] = mapped_column(SmallInteger)


class OverviewCell(Base):
    """A counted cell of an overview tile of zoom `z`: the tile `cx`, `cy` of zoom z + 3.

    `px`, `py` are the mean place of its works in EPSG:3857; `counts` and `detail` go into the tile as they are.
    """

    __tablename__ = "overview_cells"
    z: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    cx: Mapped[int] = mapped_column(primary_key=True)
    cy: Mapped[int] = mapped_column(primary_key=True)
    total: Mapped[int]
    px: Mapped[float]
    py: Mapped[float]
    counts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    detail: Mapped[str]
