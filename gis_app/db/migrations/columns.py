"""Column types of our migrations: geometry as given, and its two forms computed beside it."""

from typing import Any

import sqlalchemy as sa
from alembic import context, op
from geoalchemy2 import Geometry

from gis_app.settings import Settings, get_settings


def _settings() -> Settings:
    return context.config.attributes.get("settings") or get_settings()


def geometry(kind: str, *, nullable: bool = False) -> sa.Column[Any]:
    """`geom` in EPSG:4326, longitude first."""
    return sa.Column("geom", Geometry(kind, srid=4326, spatial_index=False), nullable=nullable)


def metric_geometry() -> sa.Column[Any]:
    """`geom_m` in the city's metric CRS, computed and stored by the database."""
    srid = _settings().metric_srid
    return sa.Column(
        "geom_m",
        Geometry("GEOMETRY", srid=srid, spatial_index=False),
        sa.Computed(f"public.ST_Transform(geom, {srid})", persisted=True),
    )


def metric_reach() -> sa.Column[Any]:
    """`reach`: the box about `geom` and `radius_m` metres around it, in the metric CRS."""
    srid = _settings().metric_srid
    return sa.Column(
        "reach",
        Geometry("GEOMETRY", srid=srid, spatial_index=False),
        sa.Computed(f"public.ST_Expand(public.ST_Transform(geom, {srid}), radius_m)", persisted=True),
    )


def web_geometry() -> sa.Column[Any]:
    """`geom_web` in EPSG:3857, computed and stored by the database."""
    return sa.Column(
        "geom_web",
        Geometry("GEOMETRY", srid=3857, spatial_index=False),
        sa.Computed("public.ST_Transform(geom, 3857)", persisted=True),
    )


def spatial_index(table: str, column: str) -> None:
    """A GiST index on a geometry column."""
    op.create_index(f"ix_{table}_{column}", table, [column], postgresql_using="gist")


def run_script(sql: str) -> None:
    """Run a file of several statements as it stands, without looking for parameters in it."""
    cursor = op.get_bind().connection.cursor()
    cursor.execute(sql.encode())
    cursor.close()
