"""Under which heading a work stands in a print: one of its streets, else its microdistrict.

Which streets a work lies on is said by `work_streets` (docs/decisions/0013). A print numbers each work once, so a work
over several streets stands under the one that is nearest to its middle.
"""

from collections.abc import Collection, Mapping

from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.dependencies import Language
from gis_app.works.street_names import names_of_streets

_STREETS = text("""
SELECT DISTINCT ON (l.work_id) l.work_id, l.street_id
  FROM work_streets AS l JOIN works AS w ON w.id = l.work_id JOIN streets AS s ON s.id = l.street_id
 WHERE l.work_id = ANY(:ids)
 ORDER BY l.work_id, ST_Distance(s.geom_m, work_point(w.geom_m)), l.street_id
""")
_MICRODISTRICTS = text("""
SELECT w.id, (
    SELECT coalesce(CASE :lang WHEN 'kk' THEN p.name_kk WHEN 'en' THEN p.name_en END, p.name_ru, p.name_kk, p.name_en)
      FROM places AS p WHERE p.kind = 'microdistrict' AND p.valid_to IS NULL AND ST_Dimension(p.geom) = 2
       AND ST_Covers(p.geom_m, work_point(w.geom_m)) ORDER BY ST_Area(p.geom_m), p.id LIMIT 1) AS name
  FROM works AS w WHERE w.id = ANY(:ids) AND w.geom IS NOT NULL
""")


def street_headings(session: Session, ids: Collection[int], lang: Language) -> Mapping[int, str]:
    """The heading of each work in `lang`, by id. A work without a place, or far from all that has a name, has none."""
    streets = {row.work_id: row.street_id for row in session.execute(_STREETS, {"ids": list(ids)})}
    names = names_of_streets(session, sorted(set(streets.values())), lang)
    found = {work: names[street] for work, street in streets.items() if street in names}
    others = [id for id in ids if id not in found]
    for row in session.execute(_MICRODISTRICTS, {"ids": others, "lang": lang}):
        if row.name is not None:
            found[row.id] = row.name
    return found
