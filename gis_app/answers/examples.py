"""Questions to try on the demo's invented city: a yes, a no, a shut-off, a name of several places, a warranty."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import text
from sqlalchemy.orm import Session

Kind = Literal["yes", "no", "outage", "which", "warranty"]

# Each is asked once a minute at most (figure_memory.py); only where training data are all there is.
_YES = text("""
SELECT 'house:' || h.id FROM works AS w,
       LATERAL (SELECT id FROM houses ORDER BY geom_m <-> ST_Centroid(w.geom_m), id LIMIT 1) AS h
 WHERE w.is_training AND w.state = 'in_progress' AND w.type_code = 'yard' AND w.geom_m IS NOT NULL ORDER BY w.id LIMIT 1
""")
_NO = text("""
SELECT 'house:' || h.id FROM houses AS h
 WHERE NOT EXISTS (SELECT 1 FROM works AS w WHERE ST_DWithin(w.geom_m, h.geom_m, 350))
   AND NOT EXISTS (SELECT 1 FROM outages AS o WHERE ST_DWithin(o.geom_m, h.geom_m, 350)) ORDER BY h.id LIMIT 1
""")
_OUTAGE = text("""
SELECT 'house:' || h.id FROM outages AS o JOIN houses AS h ON ST_Intersects(o.geom_m, h.geom_m)
 WHERE o.is_training AND o.state = 'published' AND :today BETWEEN o.first_day AND o.last_day ORDER BY h.id LIMIT 1
""")
_WHICH = text(r"""
SELECT name FROM (
    SELECT regexp_replace(regexp_replace(name_ru, '^микрорайон\s+', ''), '[\s-]+\d+$', '') AS name FROM places
     WHERE kind = 'microdistrict' AND name_ru ~ '[\s-]\d+$') AS series
 GROUP BY name HAVING count(*) > 1 ORDER BY count(*) DESC, name LIMIT 1
""")
_WARRANTY = text("""
SELECT round(CAST(ST_X(p) AS numeric), 5) || ',' || round(CAST(ST_Y(p) AS numeric), 5) FROM (
    SELECT ST_PointOnSurface(s.geom) AS p FROM surface_protections AS s JOIN works AS w ON w.id = s.work_id
     WHERE w.is_training AND s.kind = 'warranty' AND :today BETWEEN s.from_day AND s.to_day
     ORDER BY s.id LIMIT 1) AS one
""")
_ASKED = (("yes", _YES), ("no", _NO), ("outage", _OUTAGE), ("which", _WHICH), ("warranty", _WARRANTY))


@dataclass(frozen=True, slots=True)
class Example:
    """A question to try: the id of a place, or of `which` the words."""

    kind: Kind
    asked: str


def examples(session: Session, today: date) -> tuple[Example, ...]:
    """One of each kind that the invented data show today."""
    found = ((kind, session.scalar(statement, {"today": today})) for kind, statement in _ASKED)
    return tuple(Example(kind, str(asked)) for kind, asked in found if asked)  # type: ignore[arg-type]
