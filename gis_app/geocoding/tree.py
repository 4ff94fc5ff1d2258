"""What a location text says, before any place is looked up: a small typed tree."""

from dataclasses import dataclass, field

from gis_app.geocoding.names import Hit
from gis_app.geocoding.numbers import HouseNumber


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written, the kind word beside it, and the targets it may stand for (none: unknown)."""

    text: str
    kind: str | None
    hits: tuple[Hit, ...]
    side: str | None = None
    sort: str | None = None  # the kind word with its sort: landmark/lake
    within: tuple[Hit, ...] = ()  # the microdistrict beside it: «Садвакасова (мкр. Достык)»


@dataclass(frozen=True, slots=True)
class HouseEnd:
    """An end of a stretch that is a house of the street («до дома № 288»)."""

    number: HouseNumber
    text: str
    street: Name | None = None  # another street than the stretch's: «до автобусного парка (улица Бродского, 37Г)»


@dataclass(frozen=True, slots=True)
class Corner:
    """An end of a stretch that is itself a crossing («от Тимирязева-Желтоксан»)."""

    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class CityBorder:
    """An end at the border of the city."""

    text: str


End = Name | HouseEnd | Corner | CityBorder


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of `street` from `start` to `end`; `toward` when the end is only a direction. Any may be missing.

    `via` is a street that it passes over, `direction` the compass side that the text says it goes to; `surely` when
    the text says that it is a stretch, else the geometry decides.
    """

    street: Name | None
    start: End | None
    end: End | None
    toward: bool = False
    side: str | None = None
    via: Name | None = None
    direction: str | None = None
    surely: bool = True


@dataclass(frozen=True, slots=True)
class Contour:
    """An area with three or more sides; `surely` when the text says so, else the geometry decides.

    `in_pairs`: «A – B, C – D», which are two crossings where both pairs meet.
    """

    sides: tuple[Name, ...]
    surely: bool = True
    in_pairs: bool = False


@dataclass(frozen=True, slots=True)
class Crossing:
    """A place where two or more streets meet; `surely` when the text says so."""

    names: tuple[Name, ...]
    surely: bool = True


@dataclass(frozen=True, slots=True)
class Address:
    """Houses of a street, of a microdistrict, or of a street in a microdistrict."""

    street: Name | None
    microdistrict: Name | None
    numbers: tuple[HouseNumber, ...]
    is_range: bool = False
    corner: Name | None = None


@dataclass(frozen=True, slots=True)
class Whole:
    """A place as a whole: a street, microdistrict, landmark, river, district or another city.

    `aside` when it stands in brackets and only says more of another place."""

    name: Name
    aside: bool = False


@dataclass(frozen=True, slots=True)
class PartOf:
    """A part of a microdistrict: on a side of streets (each name has its side), or its streets that are named."""

    area: Name
    sides: tuple[Name, ...] = ()
    streets: tuple[Name, ...] = ()


Node = Segment | Contour | Crossing | Address | Whole | PartOf


@dataclass(slots=True)
class Phrase:
    """All locations of one text in the order of the rules, what narrows them, and the words that were not used."""

    nodes: list[Node] = field(default_factory=list)
    within: list[Name] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    cities: list[Name] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)  # the unused words that name something
    unjoined: int = 0  # names side by side, of which the text does not say how they belong together
    unread: str = ""  # signs of a stretch, an area or a crossing that no rule could read
    dropped: list[Name] = field(default_factory=list)  # names of the register that no rule took
