"""What the register holds, as rows in and as targets of names: streets, places, districts, houses."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from shapely.geometry.base import BaseGeometry

from gis_app.geocoding.latin import english_name

FIRST_LANGUAGE = "ru"  # the city's: a label is in it when nobody asks for another
STREET_KINDS = frozenset(
    {"street", "avenue", "lane", "boulevard", "highway", "passage", "square", "track", "embankment", "other"}
)


class StreetRow(NamedTuple):
    """A merged street. `geom` is lines in EPSG:4326, or in metres where the caller says so."""

    id: int
    kind: str
    geom: BaseGeometry
    is_sketch: bool = False


class NameRow(NamedTuple):
    """A name of a street: `kind` official, old or variant; `scope_district_id` limits an old name.

    `until` is the day since which the name is no longer in use, None where it is not known.
    """

    street_id: int
    name: str
    language: str = "und"
    kind: str = "official"
    scope_district_id: int | None = None
    until: date | None = None


class HouseRow(NamedTuple):
    """A house of a street or a microdistrict. `x`, `y` are longitude, latitude, or metres like `StreetRow.geom`.

    `address` is given for a house whose street and microdistrict the register does not have.
    """

    street_id: int | None
    microdistrict_id: int | None
    number: str
    x: float
    y: float
    quality: str = "given"
    is_sketch: bool = False
    id: int = 0
    address: str | None = None


class PlaceRow(NamedTuple):
    """A place that is no street: kind microdistrict, river, park, landmark or city, with all its names.

    `until` says since when an old name is no longer in use, where that is known.
    """

    id: int
    kind: str
    names: tuple[tuple[str, str, str], ...]  # name, language, official|old|variant
    geom: BaseGeometry
    address: str | None = None
    is_sketch: bool = False
    until: Mapping[str, date] = MappingProxyType({})


class DistrictRow(NamedTuple):
    """An administrative district with its names in Russian, Kazakh, English."""

    id: int
    name_ru: str
    name_kk: str
    name_en: str
    geom: BaseGeometry


@dataclass(slots=True)
class Target:
    """Something a name can stand for. `geom` is in metres.

    `kind` is street, microdistrict, river, park, landmark, city or district; `street_kind` is the kind word of a
    street. `names` are by language; `districts` are the ids of the districts it touches.
    """

    kind: str
    id: int
    geom: BaseGeometry
    names: dict[str, str]
    street_kind: str = "other"
    is_sketch: bool = False
    districts: frozenset[int] = field(default_factory=frozenset)
    is_doubtful: bool = False  # its streets lie elsewhere
    streets: tuple[int, ...] = ()  # targets that an area without an id of its own is made of

    @property
    def shown_kind(self) -> str:
        """What a reader takes it for: a street that only its houses tell of is held as an area, and is a street."""
        return "street" if self.kind == "microdistrict" and self.street_kind != "other" else self.kind

    def label(self, language: str = FIRST_LANGUAGE) -> str:
        """The official name in `language`, else in the first one there is; in English then in Latin letters."""
        if language in self.names:
            return self.names[language]
        if language == "en" and self.names:
            # A Kazakh name has no case ending: Abay Avenue, not Abaya Avenue.
            kind = self.street_kind if self.shown_kind == "street" else None
            return english_name(self.names.get("kk") or self.label(), kind)
        return next(iter(self.names.values()), "")
