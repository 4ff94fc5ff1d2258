"""The street in which a work lies: the one that the work runs along for the longest, for a point the nearest."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.dependencies import Language

# Half of a wide street with its pavements, metres; farther off, a work lies in a yard and in no street.
IN_STREET_M = 40.0
# What a work covers of a street: a crossing street is covered for a few metres, its own for its length.
ALONG_M = 12.0

# Pieces are short and indexed (ix_street_pieces_geom_m), so that a street of twenty kilometres costs nothing.
_STREETS = text("""
SELECT w.id, found.street_id, (
    SELECT n.name FROM street_names AS n WHERE n.street_id = found.street_id AND n.kind = 'official'
    ORDER BY n.language <> :lang, n.language <> 'ru', n.id LIMIT 1) AS name
FROM works AS w
CROSS JOIN LATERAL (
    SELECT p.street_id FROM street_pieces AS p
    WHERE p.street_id IS NOT NULL AND ST_DWithin(p.geom_m, w.geom_m, :in_street_m)
    GROUP BY p.street_id
    ORDER BY sum(CASE WHEN ST_Dimension(w.geom_m) = 0 THEN 0
                 ELSE ST_Length(ST_Intersection(p.geom_m, ST_Buffer(w.geom_m, :along_m))) END) DESC,
        min(ST_Distance(p.geom_m, w.geom_m)), p.street_id
    LIMIT 1
) AS found
WHERE w.id = ANY(:ids) AND w.geom IS NOT NULL AND w.match_type NOT IN ('microdistrict', 'district')
""")


@dataclass(frozen=True, slots=True)
class StreetOfWork:
    """A street of the register by its permanent id and its name in the page's language."""

    id: int
    name: str


def streets_of(session: Session, work_ids: Collection[int], lang: Language) -> dict[int, StreetOfWork]:
    """The street of each work, by the work's id. Works away from any street, or without a place, are left out."""
    asked = {"ids": list(work_ids), "lang": lang, "in_street_m": IN_STREET_M, "along_m": ALONG_M}
    return {row.id: StreetOfWork(row.street_id, row.name) for row in session.execute(_STREETS, asked) if row.name}
