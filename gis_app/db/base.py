"""The declarative base of all models, and column types they share."""

from datetime import datetime
from typing import Annotated, Any

from geoalchemy2 import Geometry
from sqlalchemy import BigInteger, Computed, DateTime, Identity, MetaData, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from gis_app.settings import get_settings

WGS84 = 4326
WEB_MERCATOR = 3857


class Base(DeclarativeBase):
    """Models name no schema: the connection's search_path does."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


BigId = Annotated[int, mapped_column(BigInteger, Identity(), primary_key=True)]
Instant = Annotated[datetime, mapped_column(DateTime(timezone=True), server_default=func.now())]


def geometry(kind: str = "GEOMETRY", *, nullable: bool = False) -> Mapped[Any]:
    """A geometry column in EPSG:4326, longitude first. Its index is declared in the migration."""
    return mapped_column(Geometry(kind, srid=WGS84, spatial_index=False), nullable=nullable)


def metric_geometry() -> Mapped[Any]:
    """The same geometry in the city's metric CRS, metres; computed by the database, never written."""
    srid = get_settings().metric_srid
    return mapped_column(
        Geometry("GEOMETRY", srid=srid, spatial_index=False),
        Computed(f"public.ST_Transform(geom, {srid})", persisted=True),
        nullable=True,
    )


def web_geometry() -> Mapped[Any]:
    """The same geometry in web mercator (EPSG:3857) for tiles; computed by the database, never written."""
    return mapped_column(
        Geometry("GEOMETRY", srid=WEB_MERCATOR, spatial_index=False),
        Computed(f"public.ST_Transform(geom, {WEB_MERCATOR})", persisted=True),
        nullable=True,
    )
