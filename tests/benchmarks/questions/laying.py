"""What is laid at a place before the question is asked: by plain geometry about the true point, and taken away after.

Nothing here asks how the answer finds its groups: a work in the yard is a spot on the side of the house away from its
street, a work on the street is a piece of the carriageway before the house.
"""

from datetime import date, timedelta
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.appeals.linking import find_yards_of_works
from tests.benchmarks.questions.question import Question

# What lies there → type of work, first and last day from today on, state.
WORKS: Final[dict[str, tuple[str, int, int, str]]] = {
    "house now": ("house_overhaul", -10, 20, "in_progress"),
    "yard now": ("yard", -10, 20, "in_progress"),
    "yard planned": ("yard", 30, 90, "planned"),
    "street now": ("road_medium_repair", -5, 40, "in_progress"),
    "street planned": ("road_medium_repair", 20, 60, "planned"),
    "street finished": ("road_medium_repair", -90, -60, "accepted"),
    "street long over": ("road_medium_repair", -800, -700, "accepted"),
    "near now": ("road_medium_repair", -5, 40, "in_progress"),
    "far now": ("road_medium_repair", -5, 40, "in_progress"),
}
OUTAGES: Final = {"shut off today": (-1, 2), "shut off next week": (6, 9), "shut off last week": (-9, -6)}

_POINT = "ST_Transform(ST_SetSRID(ST_MakePoint(:lon, :lat), 4326), :srid)"
# The carriageway nearest to the point, 40 m to each side: of the place's own street where it has one.
_BEFORE = f"""
SELECT ST_Transform(ST_Intersection(s.geom_m, ST_Buffer({_POINT}, ST_Distance(s.geom_m, {_POINT}) + 40)), 4326)
  FROM streets AS s WHERE CAST(:street AS bigint) IS NULL OR s.id = :street
 ORDER BY s.geom_m <-> {_POINT} LIMIT 1
"""
# Away from the own street as far again as the house stands from it, 20 to 45 m from the house.
_BEHIND = f"""
WITH at AS (SELECT {_POINT} AS p), foot AS (
    SELECT at.p, ST_ClosestPoint(s.geom_m, at.p) AS f FROM at, streets AS s
     WHERE CAST(:street AS bigint) IS NULL OR s.id = :street ORDER BY s.geom_m <-> at.p LIMIT 1)
SELECT ST_Transform(ST_Buffer(ST_Translate(p, m * sin(a), m * cos(a)), 3), 4326)
  FROM (SELECT p, least(45, greatest(20, ST_Distance(p, f))) AS m, ST_Azimuth(f, p) AS a FROM foot) AS away
"""
_SHAPES: Final = {
    "house": f"SELECT ST_Transform(ST_Buffer({_POINT}, 4), 4326)",
    "yard": _BEHIND,
    "street": _BEFORE,
    # A pit 200 m away, and one 600 m away.
    "near": f"SELECT ST_Transform(ST_Buffer(ST_Translate({_POINT}, 140, 140), 3), 4326)",
    "far": f"SELECT ST_Transform(ST_Buffer(ST_Translate({_POINT}, 420, 420), 3), 4326)",
    "shut": f"SELECT ST_Transform(ST_Expand({_POINT}, 120), 4326)",
}
_WORK = """
INSERT INTO works (identity_key, geom, type_code, location_raw, match_type, confidence, source, period, state,
                   planned_start, planned_end, actual_start, actual_end)
VALUES ('question', :shape, :type, 'question', :match_type, 1, 'question', '2026', :state,
        :first, :last, :began, :ended)
RETURNING id
"""
_OUTAGE = """
WITH made AS (
    INSERT INTO outages (kind, publisher, source, identity_key) VALUES ('hot_water', 'question', 'question', 'question')
    RETURNING id)
INSERT INTO outage_versions (outage_id, version, state, text, place_text, first_day, last_day, file_name, sheet,
                             row_number, content_key, area_from, confidence, is_partial, geom)
SELECT id, 1, 'published', 'question', 'question', :first, :last, 'f', 's', 1, 1, 'given', 0.9, false, :shape FROM made
"""


_STREET = f"""
SELECT s.id FROM streets AS s JOIN street_names AS n ON n.street_id = s.id WHERE n.name = :name
 ORDER BY s.geom_m <-> {_POINT} LIMIT 1
"""


def lay(session: Session, question: Question, today: date, srid: int) -> None:
    """Lay what the question names; the caller undoes it."""
    what, _, _ = question.laid.partition(" ")
    asked: dict[str, object] = {"lon": float(question.lon), "lat": float(question.lat), "srid": srid}
    asked["street"] = session.scalar(text(_STREET), asked | {"name": question.street}) if question.street else None
    shape = session.scalar(text(_SHAPES[what]), asked)
    if question.laid in WORKS:
        kind, begins, ends, state = WORKS[question.laid]
        first, last = today + timedelta(days=begins), today + timedelta(days=ends)
        began, ended = first if state != "planned" else None, last if state == "accepted" else None
        matched = "segment" if what == "street" else "rooftop"
        days = {"first": first, "last": last, "began": began, "ended": ended}
        session.execute(text(_WORK), {"shape": shape, "type": kind, "state": state, "match_type": matched, **days})
        session.execute(text("SELECT place_works_on_streets(10)"))
        find_yards_of_works(session, session.scalars(text("SELECT id FROM works WHERE source = 'question'")).all())
        return
    began, ends = OUTAGES[question.laid]
    session.execute(text(_OUTAGE), {"shape": shape, "first": today + timedelta(began), "last": today + timedelta(ends)})
