"""What is known at the place of a new appeal, shown before anything is written: perhaps nothing has to be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from gis_app.answers.around import look_around
from gis_app.answers.grouping import when_of
from gis_app.answers.places import at_point
from gis_app.dependencies import Language
from gis_app.geocoding.geocoder import Geocoder
from gis_app.outages.queries import read_lines as read_outages
from gis_app.outages.schemas import OutageLine
from gis_app.works.queries import read_lines as read_works
from gis_app.works.schemas import WorkLine

# So many are read before writing; the rest stands on the page of the answer.
MOST_WORKS: Final = 4
MOST_OUTAGES: Final = 2
# What was finished explains little and comes last.
_TIMES: Final = ("now", "unreported", "planned", "undated", "finished")


@dataclass(frozen=True, slots=True)
class Known:
    """Works about a point, what goes on and what is close first, shut-offs over it, and the id of the whole answer."""

    place_id: str
    works: Sequence[WorkLine]
    outages: Sequence[OutageLine]

    def is_any(self) -> bool:
        """Whether there is anything to read."""
        return bool(self.works or self.outages)


def known_at(
    session: Session,
    geocoder: Geocoder,
    point: tuple[float, float],
    lang: Language,
    today: date,
    *,
    is_training: bool,
    but: int | None,
) -> Known:
    """What is known about a point (longitude, latitude); `but` is the work that the appeal is about already.

    An invented appeal is explained by invented works alone, a real one by real ones.
    """
    place = at_point(session, geocoder, *point, lang)
    around = look_around(session, place, today)
    near = [one.id for one in around.works if one.is_training == is_training and one.id != but and not one.is_of_area]
    lines = read_works(session, near, lang, today)
    told = []
    for at, id in enumerate(near):
        line = lines[id]
        when = when_of(line.status, line.planned_end or line.planned_start, today)
        if when is not None:
            told.append((_TIMES.index(when), at, line))
    outages = [one.id for one in around.outages if one.is_training == is_training][:MOST_OUTAGES]
    shut_off = read_outages(session, outages, lang, today)
    return Known(place.id, [line for _, _, line in sorted(told)[:MOST_WORKS]], [shut_off[one] for one in outages])
