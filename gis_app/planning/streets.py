"""The names of the streets on which works lie (gis_app/works/streets.py finds them)."""

from collections.abc import Collection

from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.dependencies import Language

_NAMES = text("""
SELECT on_street.work_id, (
    SELECT n.name FROM street_names AS n WHERE n.street_id = on_street.street_id AND n.kind = 'official'
    ORDER BY n.language <> :lang, n.language <> 'ru', n.id LIMIT 1) AS name
FROM work_streets AS on_street WHERE on_street.work_id = ANY(:ids)
""")


def street_names_of(session: Session, work_ids: Collection[int], lang: Language) -> dict[int, list[str]]:
    """The streets of each work in alphabetic order, by the work's id. A work away from streets is left out."""
    found: dict[int, set[str]] = {}
    for row in session.execute(_NAMES, {"ids": list(work_ids), "lang": lang}):
        if row.name:
            found.setdefault(row.work_id, set()).add(row.name)
    return {id: sorted(names) for id, names in found.items()}
