"""What streets are called in the language of a page, and the streets of works by their names."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.dependencies import Language

_NAMES = text("""
SELECT DISTINCT ON (street_id) street_id, name FROM street_names
WHERE street_id = ANY(:ids) AND kind = 'official'
ORDER BY street_id, language <> :lang, language <> 'ru', id
""")
_OF_WORKS = text("SELECT work_id, street_id FROM work_streets WHERE work_id = ANY(:ids)")


def names_of_streets(session: Session, ids: Sequence[int], lang: Language) -> Mapping[int, str]:
    """The official name of each street in `lang`, else in Russian, else in any language; one without is left out."""
    if not ids:
        return {}
    return {row.street_id: row.name for row in session.execute(_NAMES, {"ids": list(ids), "lang": lang})}


def streets_of_works(session: Session, work_ids: Collection[int], lang: Language) -> Mapping[int, list[str]]:
    """The names of the streets of each work in alphabetic order, by its id. A work away from streets is left out."""
    found = session.execute(_OF_WORKS, {"ids": list(work_ids)}).all()
    names = names_of_streets(session, sorted({row.street_id for row in found}), lang)
    streets: dict[int, set[str]] = {}
    for row in found:
        if row.street_id in names:
            streets.setdefault(row.work_id, set()).add(names[row.street_id])
    return {id: sorted(of_it) for id, of_it in streets.items()}
