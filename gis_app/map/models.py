"""Prebuilt tiles, and the note of those that a change has touched."""

from sqlalchemy import BigInteger, Index, LargeBinary, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from gis_app.db.base import Base, BigId, Instant


class Tile(Base):
    """A vector tile, gzipped once when it was built. `version` grows with every build, over all layers."""

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
