"""Loading the vocabulary of work types from `layers/work_types.yaml` to the table."""

from dataclasses import dataclass

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from gis_app.works.models import WorkType
from layers.work_types import Vocabulary, read_vocabulary


@dataclass(frozen=True, slots=True)
class LoadedTypes:
    """How many types the file holds, and the codes that stood in the table alone and are now retired."""

    total: int
    retired: tuple[str, ...]


def load_work_types(session: Session, vocabulary: Vocabulary | None = None) -> LoadedTypes:
    """Bring the table in line with the vocabulary. Codes are never renamed and rows never deleted.

    A type that has left the file is retired on the database's current day, because works still point to it.
    The caller commits.
    """
    wanted = vocabulary or read_vocabulary()
    values = [
        {
            "code": work_type.code,
            "number": work_type.number,
            "group_code": work_type.group,
            "title_kk": work_type.title.kk,
            "title_ru": work_type.title.ru,
            "title_en": work_type.title.en,
            "geometry": work_type.geometry,
            "color": work_type.color,
            "icon": work_type.icon,
            "influence_m": work_type.influence_m,
            "retired_on": work_type.retired_on,
        }
        for work_type in wanted.types
    ]
    stored = {row["code"]: dict(row) for row in session.execute(select(*WorkType.__table__.columns)).mappings()}
    changed = [value for value in values if stored.get(str(value["code"])) != value]
    if changed:  # an update without need would wait for every loading whose works point to the type
        statement = insert(WorkType).values(changed)
        changing = {name: statement.excluded[name] for name in values[0] if name != "code"}
        session.execute(statement.on_conflict_do_update(index_elements=["code"], set_=changing))
    codes = [work_type.code for work_type in wanted.types]
    gone = session.scalars(
        update(WorkType)
        .where(WorkType.code.not_in(codes), WorkType.retired_on.is_(None))
        .values(retired_on=func.current_date())
        .returning(WorkType.code)
    )
    return LoadedTypes(total=len(values), retired=tuple(sorted(gone)))
