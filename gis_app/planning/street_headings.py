"""Under which street a work stands in a list: the register's street along which it lies, else its microdistrict."""

from collections.abc import Collection, Mapping

from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.dependencies import Language

# A work of a street lies on its carriageway or beside it; a house's works stand back from it.
ALONG_M = 60

# A line belongs to the street that stays near it from end to end, not to one that it crosses. Reads the index of
# streets.geom_m once a work.
_HEADINGS = text("""
SELECT w.id, coalesce(
    (SELECT n.name FROM street_names AS n WHERE n.street_id = along.id AND n.kind = 'official'
        ORDER BY n.language <> :lang, n.language <> 'ru', n.id LIMIT 1),
    (SELECT coalesce(CASE :lang WHEN 'kk' THEN p.name_kk WHEN 'en' THEN p.name_en END, p.name_ru, p.name_kk, p.name_en)
        FROM places AS p WHERE p.kind = 'microdistrict' AND p.valid_to IS NULL AND ST_Dimension(p.geom) = 2
        AND ST_Covers(p.geom_m, shape.middle) ORDER BY ST_Area(p.geom_m), p.id LIMIT 1))
FROM works AS w
CROSS JOIN LATERAL (SELECT work_point(w.geom_m) AS middle,
    CASE WHEN GeometryType(w.geom_m) = 'LINESTRING' THEN ST_Collect(
        ST_LineInterpolatePoint(w.geom_m, 0.2), ST_LineInterpolatePoint(w.geom_m, 0.8)) END AS ends) AS shape
LEFT JOIN LATERAL (SELECT s.id FROM streets AS s
    WHERE s.valid_to IS NULL AND ST_DWithin(s.geom_m, shape.middle, :along)
    ORDER BY ST_Distance(s.geom_m, shape.middle)
        + coalesce((SELECT sum(ST_Distance(s.geom_m, one.geom)) FROM ST_Dump(shape.ends) AS one), 0), s.id
    LIMIT 1) AS along ON true
WHERE w.id = ANY(:ids) AND w.geom IS NOT NULL
""")


def street_headings(session: Session, ids: Collection[int], lang: Language) -> Mapping[int, str]:
    """The heading of each work in `lang`, by id. A work without a place, or far from all that has a name, has none."""
    found = session.execute(_HEADINGS, {"ids": list(ids), "lang": lang, "along": ALONG_M})
    return {work_id: heading for work_id, heading in found if heading is not None}
