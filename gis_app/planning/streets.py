"""The names of the streets on which works lie (gis_app/works/streets.py finds them)."""

from collections.abc import Collection

from sqlalchemy import BigInteger, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from gis_app.dependencies import Language
from gis_app.works.street_names import names_of_streets
from gis_app.works.streets import WorkStreet


def street_names_of(session: Session, work_ids: Collection[int], lang: Language) -> dict[int, list[str]]:
    """The streets of each work in alphabetic order, by the work's id. A work away from streets is left out."""
    asked = func.any(literal(list(work_ids), ARRAY(BigInteger)))
    pairs = session.execute(select(WorkStreet.work_id, WorkStreet.street_id).where(WorkStreet.work_id == asked)).all()
    names = names_of_streets(session, sorted({street for _, street in pairs}), lang)
    found: dict[int, set[str]] = {}
    for work, street in pairs:
        if street in names:
            found.setdefault(work, set()).add(names[street])
    return {work: sorted(of_work) for work, of_work in found.items()}
