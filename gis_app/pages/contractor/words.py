"""What the contractor's list needs beside the works: the place asked for, works by street, uploads that wait."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from gis_app.accounts.user import CurrentUser
from gis_app.dependencies import Language
from gis_app.geocoding.holder import GeocoderHolder
from gis_app.pages.places import find_place
from gis_app.planning.assignments import Assignment, LonLat
from gis_app.works.imports.access import organisations_of
from gis_app.works.imports.listing import list_uploads
from gis_app.works.street_names import streets_of_works

# An upload in one of these states waits for its sender.
_WAITS_FOR_SENDER = ("checked", "failed", "unmapped")


@dataclass(frozen=True, slots=True)
class PlaceNear:
    """Where the person is: degrees, longitude first. `label` is empty for a point that the browser gave."""

    point: LonLat
    label: str


def place_near(
    holder: GeocoderHolder, session: Session, near: str, lang: Language, bounds: tuple[float, float, float, float]
) -> PlaceNear | None:
    """`lon,lat`, or an address in words; None for what cannot be found.

    Maps give people the latitude first: what lies in the city's `bounds` the other way round is read so.
    """
    parts = near.split(",")
    if len(parts) == 2:
        try:
            lon, lat = float(parts[0]), float(parts[1])
        except ValueError:
            pass
        else:
            west, south, east, north = bounds
            if west <= lat <= east and south <= lon <= north:
                lon, lat = lat, lon
            return PlaceNear((lon, lat), "") if -180 <= lon <= 180 and -90 <= lat <= 90 else None
    if not near.strip():
        return None
    found = find_place(holder, session, near, lang)
    return None if found is None else PlaceNear(found.point, found.label)


def by_street(session: Session, works: list[Assignment], lang: Language) -> list[tuple[str | None, list[Assignment]]]:
    """Works under the names of their streets in alphabetic order; one over several streets stands in each of them.
    Those in no street come last, under None.
    """
    names = streets_of_works(session, [one.line.id for one in works], lang)
    found: dict[str | None, list[Assignment]] = {}
    for one in works:
        for name in names.get(one.line.id) or (None,):
            found.setdefault(name, []).append(one)
    return sorted(found.items(), key=lambda item: (item[0] is None, item[0] or ""))


def own_uploads(session: Session, user: CurrentUser) -> int | None:
    """How many of the person's uploads wait for a decision of their sender; None for who sends no plans."""
    if not organisations_of(user):
        return None
    return sum(one.upload.state in _WAITS_FOR_SENDER for one in list_uploads(session, user))
