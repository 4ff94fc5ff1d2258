"""What a place of the register is called, and which microdistricts and streets a person's districts hold."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.dependencies import Language
from gis_app.planning.alphabet import alphabetic
from gis_app.planning.scope import Scope
from gis_app.works.filters import PlaceOfRegister

_NAME = text("""
SELECT CASE :kind
    WHEN 'district' THEN (SELECT CASE :lang WHEN 'kk' THEN d.name_kk WHEN 'en' THEN d.name_en ELSE d.name_ru END
        FROM districts AS d WHERE d.id = :id)
    WHEN 'street' THEN (SELECT n.name FROM street_names AS n WHERE n.street_id = :id AND n.kind = 'official'
        ORDER BY n.language <> :lang, n.language <> 'ru', n.id LIMIT 1)
    WHEN 'house' THEN (SELECT h.address FROM houses AS h WHERE h.id = :id)
    ELSE (SELECT coalesce(CASE :lang WHEN 'kk' THEN p.name_kk WHEN 'en' THEN p.name_en END,
        p.name_ru, p.name_kk, p.name_en) FROM places AS p WHERE p.id = :id AND p.kind = :kind)
END
""")
_DISTRICTS = text("""
SELECT d.id, CASE :lang WHEN 'kk' THEN d.name_kk WHEN 'en' THEN d.name_en ELSE d.name_ru END
FROM districts AS d WHERE d.valid_to IS NULL AND (CAST(:own AS int[]) IS NULL OR d.id = ANY(CAST(:own AS int[])))
""")
_MICRODISTRICTS = text("""
SELECT p.id, coalesce(CASE :lang WHEN 'kk' THEN p.name_kk WHEN 'en' THEN p.name_en END,
    p.name_ru, p.name_kk, p.name_en), (SELECT d.id FROM districts AS d WHERE d.valid_to IS NULL
        AND ST_Intersects(d.geom_m, ST_PointOnSurface(p.geom_m)) ORDER BY d.id LIMIT 1) AS district
FROM places AS p WHERE p.kind = 'microdistrict' AND p.valid_to IS NULL
""")
# A street is of a district when some of it lies there: streets are long and cross borders.
_OFFERED = text("""
SELECT name FROM (SELECT DISTINCT ON (s.id) n.name, s.length_m FROM streets AS s
    JOIN street_names AS n ON n.street_id = s.id AND n.kind = 'official'
    WHERE s.valid_to IS NULL AND (CAST(:own AS int[]) IS NULL OR EXISTS (SELECT FROM districts AS d
        WHERE d.id = ANY(CAST(:own AS int[])) AND ST_Intersects(d.geom_m, s.geom_m)))
    ORDER BY s.id, n.language <> :lang, n.language <> 'ru', n.id) AS street
ORDER BY length_m DESC LIMIT :most
""")
# A list that a browser offers while somebody types; the rest is found by its name all the same.
MOST_OFFERED = 1500


@dataclass(frozen=True, slots=True)
class Microdistrict:
    """A microdistrict with the id of the district that holds it."""

    id: int
    name: str
    district: int | None


def _own(scope: Scope) -> list[int] | None:
    return None if scope.districts is None else sorted(scope.districts)


def name_of(session: Session, place: PlaceOfRegister, lang: Language) -> str | None:
    """The official name of a place in `lang`, else in another language; None for an unknown id."""
    name: str | None = session.scalar(_NAME, {"kind": place.kind, "id": place.id, "lang": lang})
    return name


def own_districts(session: Session, scope: Scope, lang: Language) -> Mapping[int, str]:
    """The districts of a scope by id, in alphabetic order."""
    found = session.execute(_DISTRICTS, {"own": _own(scope), "lang": lang}).all()
    return dict(sorted(found, key=lambda row: alphabetic(row[1])))


def own_microdistricts(session: Session, scope: Scope, lang: Language) -> list[Microdistrict]:
    """The microdistricts inside the districts of a scope, in alphabetic order."""
    rows = session.execute(_MICRODISTRICTS, {"lang": lang})
    found = [Microdistrict(*row) for row in rows if scope.holds(row[2])]
    return sorted(found, key=lambda one: alphabetic(one.name))


def own_streets(session: Session, scope: Scope, lang: Language) -> list[str]:
    """Names of the streets of a scope, each once, in alphabetic order; of very many the longest streets."""
    names = session.scalars(_OFFERED, {"own": _own(scope), "lang": lang, "most": MOST_OFFERED})
    return sorted(set(names), key=alphabetic)
