"""Which district and which microdistrict a street lies in, from where its pieces lie."""

from sqlalchemy import text
from sqlalchemy.orm import Session

# A street belongs to a district when most of it lies there; an avenue through three districts belongs to none.
LEAST_SHARE = 0.8

_DISTRICTS = """
WITH middle AS (
    SELECT street_id, ST_Length(geom_m) AS length_m, ST_LineInterpolatePoint(geom, 0.5) AS point
    FROM street_pieces WHERE street_id IS NOT NULL
), share AS (
    SELECT m.street_id, d.id AS district_id, sum(m.length_m) AS inside_m
    FROM middle m JOIN districts d ON d.valid_to IS NULL AND ST_Covers(d.geom, m.point)
    GROUP BY m.street_id, d.id
), whole AS (
    SELECT street_id, sum(length_m) AS all_m FROM middle GROUP BY street_id
), chosen AS (
    SELECT s.id, min(share.district_id) FILTER (WHERE inside_m >= :least * all_m) AS district_id
    FROM streets s JOIN whole ON whole.street_id = s.id LEFT JOIN share ON share.street_id = s.id
    GROUP BY s.id
)
UPDATE streets SET district_id = chosen.district_id FROM chosen
WHERE streets.id = chosen.id AND streets.district_id IS DISTINCT FROM chosen.district_id
"""

# A scope in brackets («Абая (Акбулак)») was written by the source and stays; geometry fills the others.
_MICRODISTRICTS = """
WITH middle AS (
    SELECT p.street_id, ST_Length(p.geom_m) AS length_m, ST_LineInterpolatePoint(p.geom, 0.5) AS point
    FROM street_pieces p JOIN streets s ON s.id = p.street_id WHERE s.microdistrict_id IS NULL
), share AS (
    SELECT m.street_id, d.id AS place_id, sum(m.length_m) AS inside_m
    FROM middle m JOIN places d
      ON d.kind = 'microdistrict' AND d.valid_to IS NULL AND ST_Dimension(d.geom) = 2 AND ST_Covers(d.geom, m.point)
    GROUP BY m.street_id, d.id
), whole AS (
    SELECT street_id, sum(length_m) AS all_m FROM middle GROUP BY street_id
), chosen AS (
    SELECT DISTINCT ON (street_id) street_id, place_id FROM share JOIN whole USING (street_id)
    WHERE inside_m >= :least * all_m ORDER BY street_id, inside_m DESC, place_id
)
UPDATE streets SET microdistrict_id = chosen.place_id FROM chosen WHERE streets.id = chosen.street_id
"""


def assign_streets(session: Session) -> int:
    """Set district and microdistrict of every street anew; returns how many changed."""
    changed = 0
    for statement in (_DISTRICTS, _MICRODISTRICTS):
        changed += session.execute(text(statement), {"least": LEAST_SHARE}).rowcount  # type: ignore[attr-defined]
    return changed
