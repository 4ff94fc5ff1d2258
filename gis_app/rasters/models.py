"""Rasters that planners add: who added what, what became of it, where it lies."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey, Index
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from gis_app.db.base import Base, BigId, Instant

RECEIVED, PREPARING, READY, REFUSED = "received", "preparing", "ready", "refused"


class Raster(Base):
    """A georeferenced picture. Its pixels are in a file named by `key` (gis_app/rasters/files.py), never here.

    `district_ids` are the districts of who added it, None for the whole city. `reason` is ``{"code", "values"}`` of a
    refusal. `facts` tell what was received and how it was made (gis_app/rasters/preparing.py). Bounds are EPSG:4326;
    `maxzoom` is the zoom of 256-pixel tiles in which the picture has all its pixels.
    """

    __tablename__ = "rasters"
    __table_args__ = (
        CheckConstraint("state IN ('received', 'preparing', 'ready', 'refused')", name="state"),
        CheckConstraint("state <> 'ready' OR (west < east AND south < north)", name="bounds"),
        Index("ix_rasters_owner_id", "owner_id"),  # how many of a person's wait (gis_app/rasters/receiving.py)
    )
    id: Mapped[BigId]
    key: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    note: Mapped[str] = mapped_column(server_default="")
    taken_on: Mapped[date | None]
    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    owner_name: Mapped[str]
    district_ids: Mapped[list[int] | None] = mapped_column(ARRAY(BigInteger))
    is_public: Mapped[bool] = mapped_column(server_default="false")
    file_name: Mapped[str]
    file_bytes: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(server_default=RECEIVED)
    reason: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    west: Mapped[float | None]
    south: Mapped[float | None]
    east: Mapped[float | None]
    north: Mapped[float | None]
    maxzoom: Mapped[int | None]
    received_at: Mapped[Instant]
    ready_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north in degrees. Raises ValueError while the raster is not ready."""
        if self.west is None or self.south is None or self.east is None or self.north is None:
            raise ValueError(f"the raster {self.id} is {self.state}")
        return self.west, self.south, self.east, self.north
