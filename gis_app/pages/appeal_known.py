"""What is known at the place of a new appeal, shown before anything is written: perhaps nothing has to be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from gis_app.answers.answer import answer_of
from gis_app.answers.places import Found, at_point
from gis_app.dependencies import Language
from gis_app.geocoding.geocoder import Geocoder
from gis_app.outages.schemas import OutageLine
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
    session: Session, geocoder: Geocoder, point: tuple[float, float], lang: Language, today: date, *, but: int | None
) -> Known:
    """What is known about a point (longitude, latitude); `but` is the work that the appeal is about already."""
    place = at_point(session, geocoder, *point, lang)
    answer = answer_of(session, Found(place), lang, today)
    near = sorted(answer.works, key=lambda one: (_TIMES.index(one.when), one.distance_m, one.work.id))
    works = [one.work for one in near if one.work.id != but]
    return Known(place.id, works[:MOST_WORKS], answer.outages[:MOST_OUTAGES])
