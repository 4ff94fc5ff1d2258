"""What streets are called in the language of a page."""

from collections.abc import Mapping, Sequence

from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.dependencies import Language

_NAMES = text("""
SELECT DISTINCT ON (street_id) street_id, name FROM street_names
WHERE street_id = ANY(:ids) AND kind = 'official'
ORDER BY street_id, language <> :lang, language <> 'ru', id
""")


def names_of_streets(session: Session, ids: Sequence[int], lang: Language) -> Mapping[int, str]:
    """The official name of each street in `lang`, else in Russian, else in any language; one without is left out."""
    if not ids:
        return {}
    return {row.street_id: row.name for row in session.execute(_NAMES, {"ids": list(ids), "lang": lang})}
