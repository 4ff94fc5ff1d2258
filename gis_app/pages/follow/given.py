"""What a form of following says: which place, as the page knows it, and what is wanted of it."""

from collections.abc import Sequence
from dataclasses import dataclass

import shapely
from sqlalchemy.orm import Session

from gis_app.answers.places import find_by_id
from gis_app.dependencies import Language
from gis_app.errors import NotFoundError
from gis_app.geocoding.geocoder import Geocoder
from gis_app.settings import Settings
from gis_app.subscriptions.watched import USUAL_RADIUS_M, Watched, read_drawn, watch_place
from gis_app.texts.fluent import get_texts
from layers.work_types import read_vocabulary


@dataclass(frozen=True, slots=True)
class Chosen:
    """The place that is to be followed. `area` are the corners of a drawn one, as they were given."""

    watched: Watched
    label: str
    area: str = ""

    @property
    def middle(self) -> str:
        """A point of it, as `read_near` reads it."""
        point = self.watched.shape.representative_point()
        return f"{point.x:.5f},{point.y:.5f}"

    @property
    def place_id(self) -> str:
        """The id that leads to the place; empty for a drawn area."""
        return self.watched.place_id or ""


def choose(
    session: Session,
    geocoder: Geocoder,
    settings: Settings,
    lang: Language,
    *,
    place: str,
    area: str,
    radius_m: int | None = None,
) -> Chosen | None:
    """The place of a link or form; None when it names none.

    Raises NotFoundError for an id that nobody has, InvalidParameterError for an area that is none.
    """
    if place:
        found = find_by_id(session, geocoder, place, lang)
        watched = watch_place(found.kind, place, found.shape, radius_m, found.streets)
        return Chosen(watched, found.label or place)
    if area:
        return Chosen(read_drawn(area, settings), get_texts().get(lang, "follow-drawn"), area)
    return None


def label_of(session: Session, geocoder: Geocoder, watched: Watched, lang: Language, *, known: str) -> str:
    """What a followed place is called in a language; as it is `known` where the register has it no more, or no name."""
    if watched.place_id is None:
        return get_texts().get(lang, "follow-drawn")
    try:
        return find_by_id(session, geocoder, watched.place_id, lang).label or known
    except NotFoundError:
        return known


def corners_of(watched: Watched) -> str:
    """The corners of a drawn area as its form has them; empty for what was not drawn."""
    if watched.kind != "drawn":
        return ""
    corners = shapely.get_coordinates(watched.shape)[:-1]
    return " ".join(f"{lon:.5f},{lat:.5f}" for lon, lat in corners)


def read_near(words: str, settings: Settings) -> str:
    """A point of the city as "lon,lat", empty for what is none: where the map to draw on opens."""
    west, south, east, north = settings.bounds
    try:
        lon, lat = (float(part) for part in words.split(","))
    except ValueError:
        return ""
    return f"{lon:.5f},{lat:.5f}" if west <= lon <= east and south <= lat <= north else ""


@dataclass(frozen=True, slots=True)
class Filled:
    """The fields of the form, as they are shown."""

    radius: int = USUAL_RADIUS_M
    rhythm: str = "daily"
    outages: bool = True
    types: tuple[str, ...] = ()
    email: str = ""
    language: str = ""


def kinds_of_work(lang: Language) -> Sequence[tuple[str, Sequence[tuple[str, str]]]]:
    """The kinds of work by group, for people to choose from: (group, [(code, title)])."""
    vocabulary = read_vocabulary()
    return [
        (
            group.title.in_language(lang),
            [(one.code, one.title.in_language(lang)) for one in vocabulary.types
             if one.group == group.code and one.retired_on is None],
        )
        for group in vocabulary.groups
    ]  # fmt: skip
