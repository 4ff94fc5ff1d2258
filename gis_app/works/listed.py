"""Works whose pages search engines are told of: public ones, and none of those made up for training."""

from datetime import datetime
from typing import Final

from sqlalchemy import func, not_, select
from sqlalchemy.orm import Session

from gis_app.works.filters import is_public
from gis_app.works.models import Work

# Numbers in a part: in three languages a file stays below the 50,000 addresses that the format allows.
PART: Final = 10_000


def listed_parts(session: Session) -> list[tuple[int, datetime]]:
    """The numbers of the parts that hold works, each with the last change in it. One pass over the works."""
    number = Work.id // PART
    statement = (
        select(number, func.max(Work.updated_at))
        .where(is_public(), not_(Work.is_training))
        .group_by(number)
        .order_by(number)
    )
    return [(int(part), at) for part, at in session.execute(statement)]


def listed_works(session: Session, part: int) -> list[tuple[int, datetime]]:
    """The works of a part by their numbers, each with its last change. A range of the primary key."""
    first = part * PART
    statement = (
        select(Work.id, Work.updated_at)
        .where(Work.id >= first, Work.id < first + PART, is_public(), not_(Work.is_training))
        .order_by(Work.id)
    )
    return [(id, at) for id, at in session.execute(statement)]
