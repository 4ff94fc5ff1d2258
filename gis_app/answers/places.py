"""Which place a question is about: from its words, from the id in a link, or from a pin."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gis_app.answers.alike import alike
from gis_app.answers.districts import Part, districts_along, districts_of_street
from gis_app.answers.series import series_of
from gis_app.answers.stretches import KIND, id_of_stretch, stretch_of_id
from gis_app.dependencies import Language
from gis_app.errors import NotFoundError
from gis_app.geocoding.answer import Answer, Other
from gis_app.geocoding.geocoder import Geocoder
from gis_app.geocoding.models import District, House, Place, Street
from gis_app.geocoding.register import Register
from gis_app.geocoding.reverse import reverse

PlaceKind = Literal["house", "crossing", "stretch", "street", "area", "point"]

_KIND_OF_MATCH: dict[str, PlaceKind] = {
    "rooftop": "house", "corner": "house", "rooftop_base": "house", "interpolated": "house", "multi": "house",
    "segment": "stretch", "contour": "area", "intersection": "crossing", "street": "street",
    "microdistrict": "area", "district": "area", "landmark": "point",
}  # fmt: skip
_TABLES: dict[str, type[House] | type[Street] | type[District] | type[Place]] = {
    "house": House, "street": Street, "district": District,
    "microdistrict": Place, "park": Place, "landmark": Place, "river": Place,
}  # fmt: skip
_KIND_OF_ID: dict[str, PlaceKind] = {"house": "house", "street": "street", "landmark": "point"}
# What the register has under one id.
_WHOLE = ("street", "microdistrict", "district")
# A pin on a roof or in a yard is that house's; farther off it is a place of its own. Metres.
AT_HOUSE_M = 40.0
# From the geocoder: below this an answer is a guess, and the person is asked instead.
SURE = 0.5
# More are no question but a list to search.
MOST_CHOICES = 8


@dataclass(frozen=True, slots=True)
class AskedPlace:
    """A place of the register, or a point. `shape` is EPSG:4326, longitude first; `streets` are those it lies on.

    `id` leads here again: kind and permanent id, a stretch by its ends (`stretches.py`), or "lon,lat". Empty for what
    only words describe (one side of a street). `districts` of a street that runs through several: each with a point.
    """

    id: str
    kind: PlaceKind
    label: str
    shape: BaseGeometry
    streets: tuple[int, ...] = ()
    districts: tuple[Part, ...] = ()

    @property
    def point(self) -> tuple[float, float]:
        """A point of it, longitude and latitude in degrees."""
        inside = self.shape.representative_point()
        return (inside.x, inside.y)


@dataclass(frozen=True, slots=True)
class Missing:
    """What nobody knows: a `house` by its `number` on a street (or microdistrict) that is known, or a `name`."""

    kind: Literal["house", "name"]
    number: str = ""
    street: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What the words mean: one place, or several of which the person chooses, or none.

    Beside a place `choices` are others of the same name, less likely meant. With something `missing` they are what
    is known instead: the street of the house, or names alike.
    """

    place: AskedPlace | None
    choices: Sequence[Other] = ()
    missing: Missing | None = None


def find_by_words(session: Session, geocoder: Geocoder, words: str, lang: Language) -> Found:
    """The place of an address, a crossing, a stretch, a street, a microdistrict or a landmark."""
    answer = geocoder.geocode(words.replace(" × ", " - "), None, lang)
    if (no_house := _missing_house(answer)) is not None:
        return Found(None, _distinct(answer)[:MOST_CHOICES], no_house)
    if answer.ambiguous and answer.alternatives:
        return Found(None, _distinct(answer)[:MOST_CHOICES])
    if answer.geom is None or answer.confidence < SURE or answer.match_type not in _KIND_OF_MATCH:
        guesses = _distinct(answer)
        same = [] if guesses else series_of(session, words, lang)
        near = [] if same else alike(geocoder.register, words, lang)
        if near:
            return Found(None, _nearest_first(near, guesses)[:MOST_CHOICES], Missing("name"))
        return Found(None, (guesses or same)[:MOST_CHOICES])
    kind = _KIND_OF_MATCH[answer.match_type]
    ids = [f"{name}:{number}" for name, number in answer.targets]
    streets = tuple(number for name, number in answer.targets if name == "street")
    if kind == "house":
        house = next((number for name, number in answer.targets if name == "house"), None)
        streets = streets or _streets_of_house(session, house)
    if kind == "stretch":
        # Where it ends it only touches the others: what is done along them does not concern it.
        own_id, streets = id_of_stretch(geocoder.register, answer), streets[:1]
    elif kind == "crossing" or answer.match_type in ("multi", "contour", "interpolated"):
        own_id = ""
    else:
        own_id = next((one for one in ids if kind != "house" or one.startswith("house:")), "")
    if not own_id and kind in ("house", "crossing"):
        inside = answer.geom.representative_point()
        own_id = id_of_point(inside.x, inside.y)
    districts = _districts(geocoder.register, kind, answer.geom, streets)
    place = AskedPlace(own_id, kind, answer.label, answer.geom, streets, districts)
    return Found(place, list(answer.alternatives)[:MOST_CHOICES])


def _nearest_first(near: Sequence[Other], guesses: Sequence[Other]) -> list[Other]:
    """Names alike, then what the geocoder was too unsure of, unless that is one of the names with its house."""
    further = [one for one in guesses if all(one.label != other.label for other in near)]
    of_them = [one for one in further if any(one.label.startswith(f"{other.label}, ") for other in near)]
    return [*of_them, *near, *(one for one in further if one not in of_them)]


def _missing_house(answer: Answer) -> Missing | None:
    """The house of an address of which only the street, or the microdistrict, is known."""
    step = next((step for step in answer.steps if step.key == "no_house"), None)
    if step is None or answer.match_type not in ("street", "microdistrict", "none"):
        return None
    is_known = answer.geom is not None or bool(answer.alternatives)
    return Missing("house", str(step.values["number"]), str(step.values["owner"])) if is_known else None


def _distinct(answer: Answer) -> list[Other]:
    here = []
    if answer.geom is not None:
        inside = answer.geom.representative_point()
        known = answer.targets[0] if len(answer.targets) == 1 and answer.match_type in _WHOLE else None
        here = [Other(answer.label, (inside.x, inside.y), "{}:{}".format(*known) if known else "")]
    return list(dict.fromkeys([*here, *answer.alternatives]))


def find_by_id(session: Session, geocoder: Geocoder, place_id: str, lang: Language) -> AskedPlace:
    """The place of a link. Raises NotFoundError for an id that nobody has."""
    name, _, number = place_id.partition(":")
    if not number:
        return at_point(session, geocoder, *read_point(place_id), lang)
    if name == KIND:
        stretch = stretch_of_id(geocoder.register, place_id, lang)
        lies_in = _districts(geocoder.register, "stretch", stretch.shape, (stretch.street,))
        return AskedPlace(place_id, "stretch", stretch.label, stretch.shape, (stretch.street,), lies_in)
    table = _TABLES.get(name)
    if table is None or not number.isascii() or not number.isdecimal() or len(number) > 18:
        raise NotFoundError(f"no place has the id {place_id}")
    shape = session.scalar(select(func.ST_AsBinary(table.geom)).where(table.id == int(number)))
    if shape is None:
        raise NotFoundError(f"no place has the id {place_id}")
    label = _label(session, geocoder, name, int(number), lang)
    streets: tuple[int, ...] = ()
    if name == "street":
        streets = (int(number),)
    elif name == "house":
        streets = _streets_of_house(session, int(number))
    kind = _KIND_OF_ID.get(name, "area")
    geometry = shapely.from_wkb(bytes(shape))
    districts = _districts(geocoder.register, kind, geometry, streets)
    return AskedPlace(place_id, kind, label, geometry, streets, districts)


def _districts(register: Register, kind: PlaceKind, shape: BaseGeometry, streets: Sequence[int]) -> tuple[Part, ...]:
    """Of a street, or of a stretch (EPSG:4326) of one, that runs through several."""
    if kind not in ("street", "stretch") or len(streets) != 1:
        return ()
    whole = districts_of_street(register, streets[0])
    if kind == "street" or not whole:
        return whole
    return districts_along(register, register.frame.metric(shape), frozenset(district for district, _ in whole))


def _label(session: Session, geocoder: Geocoder, name: str, number: int, lang: Language) -> str:
    if name != "house":
        return _target_label(geocoder, name, number, lang)
    house = session.get_one(House, number)
    if house.street_id is not None:
        return f"{_target_label(geocoder, 'street', house.street_id, lang)}, {house.number}"
    if house.microdistrict_id is not None:
        return f"{_target_label(geocoder, 'microdistrict', house.microdistrict_id, lang)}, {house.number}"
    return house.address


def _target_label(geocoder: Geocoder, name: str, number: int, lang: Language) -> str:
    target = geocoder.register.by_key.get((name, number))
    if target is None:
        raise NotFoundError(f"no place has the id {name}:{number}")
    return geocoder.register.targets[target].label(lang)


def at_point(session: Session, geocoder: Geocoder, lon: float, lat: float, lang: Language) -> AskedPlace:
    """The place of a pin: the house it stands on, else the point with the street it lies on."""
    here = reverse(geocoder.register, lon, lat, lang)
    if here.address is not None and here.address.distance_m <= AT_HOUSE_M:
        house = int(here.address.id.partition(":")[2])
        streets = _streets_of_house(session, house)
        return AskedPlace(id_of_point(lon, lat), "house", here.address.label, shapely.Point(lon, lat), streets)
    streets = (int(here.street.id.partition(":")[2]),) if here.street is not None else ()
    near = here.street or here.microdistrict or here.district
    return AskedPlace(id_of_point(lon, lat), "point", near.label if near else "", shapely.Point(lon, lat), streets)


def id_of_point(lon: float, lat: float) -> str:
    """A point as an id: to the metre."""
    return f"{lon:.5f},{lat:.5f}"


def read_point(words: str) -> tuple[float, float]:
    """Longitude and latitude of an id like "76.94512,43.23841". Raises NotFoundError for anything else."""
    try:
        lon, lat = (float(part) for part in words.split(","))
    except ValueError:
        raise NotFoundError(f"no place has the id {words}") from None
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise NotFoundError(f"no place has the id {words}")
    return lon, lat


def _streets_of_house(session: Session, house: int | None) -> tuple[int, ...]:
    street = session.scalar(select(House.street_id).where(House.id == house)) if house is not None else None
    return () if street is None else (street,)
