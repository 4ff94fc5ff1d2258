"""The register: districts, streets with their names, houses, named places, and what is derived of them."""

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column, relationship

from gis_app.db.base import Base, BigId, Instant, geometry, metric_geometry, web_geometry

LANGUAGES = "('kk', 'ru', 'en', 'und')"
NAME_KINDS = "('official', 'old', 'variant')"


class District(Base):
    """An administrative district. Its id is the city's own number."""

    __tablename__ = "districts"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name_ru: Mapped[str]
    name_kk: Mapped[str]
    name_en: Mapped[str]
    source: Mapped[str]
    is_sketch: Mapped[bool] = mapped_column(server_default="false")
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    geom: Mapped[Any] = geometry("MULTIPOLYGON")
    geom_m: Mapped[Any] = metric_geometry()
    geom_web: Mapped[Any] = web_geometry()


class Place(Base):
    """A named place that is no street: microdistrict, river, park, landmark or another city."""

    __tablename__ = "places"
    __table_args__ = (
        CheckConstraint("kind IN ('microdistrict', 'river', 'park', 'landmark', 'city')", name="kind"),
        CheckConstraint("coalesce(name_ru, name_kk, name_en) IS NOT NULL", name="named"),
        Index("ix_places_kind", "kind"),  # loaders and layers read one kind at a time
    )
    id: Mapped[BigId]
    kind: Mapped[str]
    name_ru: Mapped[str | None]
    name_kk: Mapped[str | None]
    name_en: Mapped[str | None]
    address: Mapped[str | None]
    source: Mapped[str]
    external_id: Mapped[str | None]
    is_sketch: Mapped[bool] = mapped_column(server_default="false")
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"))
    valid_to: Mapped[date | None]
    geom: Mapped[Any] = geometry()
    geom_m: Mapped[Any] = metric_geometry()
    geom_web: Mapped[Any] = web_geometry()
    names: Mapped[list["PlaceName"]] = relationship(cascade="all, delete-orphan", passive_deletes=True)


class PlaceName(Base):
    """A further name of a place: another language, an old name, a variant in use."""

    __tablename__ = "place_names"
    __table_args__ = (
        CheckConstraint(f"language IN {LANGUAGES}", name="language"),
        CheckConstraint(f"kind IN {NAME_KINDS}", name="kind"),
    )
    id: Mapped[BigId]
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    language: Mapped[str]
    kind: Mapped[str]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    source: Mapped[str]


class Street(Base):
    """One street, whatever number of pieces and languages the sources give it in."""

    __tablename__ = "streets"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('street', 'avenue', 'lane', 'boulevard', 'highway', 'passage', 'square', 'track', 'other')",
            name="kind",
        ),
    )
    id: Mapped[BigId]
    kind: Mapped[str]
    fclass: Mapped[str]
    length_m: Mapped[float]
    district_id: Mapped[int | None] = mapped_column(ForeignKey("districts.id"))
    microdistrict_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"))
    source: Mapped[str]
    is_sketch: Mapped[bool] = mapped_column(server_default="false")
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("streets.id"))
    valid_to: Mapped[date | None]
    geom: Mapped[Any] = geometry("MULTILINESTRING")
    geom_m: Mapped[Any] = metric_geometry()
    geom_web: Mapped[Any] = web_geometry()
    names: Mapped[list["StreetName"]] = relationship(cascade="all, delete-orphan", passive_deletes=True)


class StreetName(Base):
    """A name of a street. An old name is an alias with dates and scope, never a replacement."""

    __tablename__ = "street_names"
    __table_args__ = (
        CheckConstraint(f"language IN {LANGUAGES}", name="language"),
        CheckConstraint(f"kind IN {NAME_KINDS}", name="kind"),
    )
    id: Mapped[BigId]
    street_id: Mapped[int] = mapped_column(ForeignKey("streets.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    language: Mapped[str]
    kind: Mapped[str]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    source: Mapped[str]
    scope_district_id: Mapped[int | None] = mapped_column(ForeignKey("districts.id"))


class StreetPiece(Base):
    """A piece of road as the source gives it, named or not; `street_id` is empty for unnamed ones."""

    __tablename__ = "street_pieces"
    id: Mapped[BigId]
    street_id: Mapped[int | None] = mapped_column(ForeignKey("streets.id", ondelete="SET NULL"), index=True)
    osm_id: Mapped[str | None] = mapped_column(index=True)
    fclass: Mapped[str]
    oneway: Mapped[str | None]
    bridge: Mapped[bool] = mapped_column(server_default="false")
    tunnel: Mapped[bool] = mapped_column(server_default="false")
    source: Mapped[str] = mapped_column(server_default="")
    geom: Mapped[Any] = geometry("LINESTRING")
    geom_m: Mapped[Any] = metric_geometry()
    geom_web: Mapped[Any] = web_geometry()


class House(Base):
    """A house of a street or of a microdistrict, as a point."""

    __tablename__ = "houses"
    __table_args__ = (
        CheckConstraint("quality IN ('surveyed', 'given', 'interpolated')", name="quality"),
        Index("ix_houses_street_id_number", "street_id", "number"),  # a loader finds the house again
        Index("ix_houses_microdistrict_id_number", "microdistrict_id", "number"),
    )
    id: Mapped[BigId]
    street_id: Mapped[int | None] = mapped_column(ForeignKey("streets.id"))
    microdistrict_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"))
    number: Mapped[str]
    number_base: Mapped[int | None]
    address: Mapped[str]
    quality: Mapped[str]
    source: Mapped[str]
    is_sketch: Mapped[bool] = mapped_column(server_default="false")
    geom: Mapped[Any] = geometry("POINT")
    geom_m: Mapped[Any] = metric_geometry()
    geom_web: Mapped[Any] = web_geometry()


class Block(Base):
    """A piece of the city that streets enclose; derived by polygonising them."""

    __tablename__ = "blocks"
    id: Mapped[BigId]
    district_id: Mapped[int | None] = mapped_column(ForeignKey("districts.id"))
    geom: Mapped[Any] = geometry("POLYGON")
    geom_m: Mapped[Any] = metric_geometry()


class Carriageway(Base):
    """The space of a street: its centre line buffered by the half-width of its class."""

    __tablename__ = "carriageways"
    id: Mapped[BigId]
    street_id: Mapped[int | None] = mapped_column(ForeignKey("streets.id", ondelete="CASCADE"), index=True)
    geom: Mapped[Any] = geometry("MULTIPOLYGON")
    geom_m: Mapped[Any] = metric_geometry()


class Yard(Base):
    """What is left of a block without its carriageways."""

    __tablename__ = "yards"
    id: Mapped[BigId]
    block_id: Mapped[int] = mapped_column(ForeignKey("blocks.id", ondelete="CASCADE"), index=True)
    geom: Mapped[Any] = geometry("MULTIPOLYGON")
    geom_m: Mapped[Any] = metric_geometry()


class RegisterState(Base):
    """One row: the register's version, raised by every load, so that indexes know when to be rebuilt."""

    __tablename__ = "register_state"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)
    id: Mapped[int] = mapped_column(SmallInteger, Identity(always=False), primary_key=True)
    version: Mapped[int] = mapped_column(BigInteger, server_default="0")
    changed_at: Mapped[Instant]
