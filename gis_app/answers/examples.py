"""Questions to try on the demo's invented city: a yes, a no, a shut-off, a name of several places, a warranty."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.answers.answer import answer_of
from gis_app.answers.places import Found, find_by_id, find_by_words
from gis_app.answers.schemas import AnswerOut
from gis_app.dependencies import Language
from gis_app.geocoding.geocoder import Geocoder

Kind = Literal["yes", "no", "outage", "which", "warranty"]

# Each is asked once a minute at most (figure_memory.py); only in the demo. The first few that may show what is
# promised: what else lies there decides what the answer says first, so the answer itself is asked.
_YES = text("""
SELECT 'house:' || h.id FROM works AS w,
       LATERAL (SELECT id FROM houses ORDER BY geom_m <-> ST_Centroid(w.geom_m), id LIMIT 1) AS h
 WHERE w.is_training AND w.state = 'in_progress' AND w.type_code = 'yard' AND w.geom_m IS NOT NULL
 ORDER BY w.id LIMIT 20
""")
_NO = text("""
SELECT 'house:' || h.id FROM houses AS h
 WHERE NOT EXISTS (SELECT 1 FROM works AS w WHERE ST_DWithin(w.geom_m, h.geom_m, 350))
   AND NOT EXISTS (SELECT 1 FROM outages AS o WHERE ST_DWithin(o.geom_m, h.geom_m, 350)) ORDER BY h.id LIMIT 20
""")
_OUTAGE = text("""
SELECT 'house:' || h.id FROM outages AS o JOIN houses AS h ON ST_Intersects(o.geom_m, h.geom_m)
 WHERE o.is_training AND o.state = 'published' AND :today BETWEEN o.first_day AND o.last_day
   AND NOT EXISTS (SELECT 1 FROM works AS w WHERE ST_DWithin(w.geom_m, h.geom_m, 15)) ORDER BY h.id LIMIT 20
""")
_WHICH = text(r"""
SELECT name FROM (
    SELECT regexp_replace(regexp_replace(name_ru, '^микрорайон\s+', ''), '[\s-]+\d+$', '') AS name FROM places
     WHERE kind = 'microdistrict' AND name_ru ~ '[\s-]\d+$') AS series
 GROUP BY name HAVING count(*) > 1 ORDER BY count(*) DESC, name LIMIT 20
""")
_WARRANTY = text("""
SELECT round(CAST(ST_X(p) AS numeric), 5) || ',' || round(CAST(ST_Y(p) AS numeric), 5) FROM (
    SELECT ST_PointOnSurface(s.geom) AS p FROM surface_protections AS s JOIN works AS w ON w.id = s.work_id
     WHERE w.is_training AND s.kind = 'warranty' AND :today BETWEEN s.from_day AND s.to_day
     ORDER BY s.id LIMIT 20) AS one
""")
_ASKED: Final = {"yes": _YES, "no": _NO, "outage": _OUTAGE, "which": _WHICH, "warranty": _WARRANTY}


def _at_door(answer: AnswerOut, *times: str) -> bool:
    return any(one.group in ("here", "yard") and one.when in times for one in answer.works)


# What each kind promises.
_SHOWS: Final[dict[Kind, Callable[[AnswerOut], bool]]] = {
    "yes": lambda answer: answer.is_yes and _at_door(answer, "now"),
    "no": lambda answer: not answer.is_yes,
    "outage": lambda answer: (
        any(one.status == "in_force" for one in answer.outages)
        and all(one.group == "near" or one.when == "finished" for one in answer.works)
    ),
    "which": lambda answer: answer.place is None and len(answer.choices) > 1,
    "warranty": lambda answer: any(one.kind == "warranty" for one in answer.surfaces),
}


@dataclass(frozen=True, slots=True)
class Example:
    """A question to try: the id of a place, or of `which` the words."""

    kind: Kind
    asked: str


def examples(session: Session, geocoder: Geocoder, lang: Language, today: date) -> tuple[Example, ...]:
    """One of each kind that is shown today."""
    return tuple(_examples(session, geocoder, lang, today))


def _examples(session: Session, geocoder: Geocoder, lang: Language, today: date) -> Iterator[Example]:
    for kind, shows in _SHOWS.items():
        for asked in session.scalars(_ASKED[kind], {"today": today} if kind in ("outage", "warranty") else {}):
            if kind == "which":
                found = find_by_words(session, geocoder, asked, lang)
            else:
                found = Found(find_by_id(session, geocoder, asked, lang))
            if shows(answer_of(session, found, lang, today)):
                yield Example(kind, asked)
                break
