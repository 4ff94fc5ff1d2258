"""What else is planned about a work: for who lives there, so wider than what two crews care about."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from gis_app.dependencies import Language
from gis_app.planning.impact_queries import ROUGH_PLACES
from gis_app.works.filters import is_public
from gis_app.works.models import Work
from gis_app.works.queries import read_lines
from gis_app.works.schemas import WorkLine
from gis_app.works.status_sql import status_column

# A walk of some minutes, as in the answer for a place (gis_app/answers/around.py).
NEAR_M = 300.0
MOST_NEAR = 5


@dataclass(frozen=True, slots=True)
class NearWork:
    """A public work that is not over, `distance_m` away."""

    line: WorkLine
    distance_m: float


def find_neighbours(session: Session, work_id: int, lang: Language, today: date) -> list[NearWork]:
    """The works nearest to a work, of its own kind (invented or real); ix_works_geom_m.

    A work that is known to lie in a district or microdistrict, and no nearer, is nobody's neighbour.
    """
    own = aliased(Work)
    far = func.ST_Distance(Work.geom_m, own.geom_m).label("far")
    rows = session.execute(
        select(Work.id, far)
        .join(own, own.id == work_id)
        .where(
            Work.id != work_id,
            Work.is_training == own.is_training,
            own.match_type.not_in(ROUGH_PLACES),
            Work.match_type.not_in(ROUGH_PLACES),
            func.ST_DWithin(Work.geom_m, own.geom_m, NEAR_M),
            is_public(),
            status_column(today).in_(("planned", "due", "in_progress", "overdue", "paused")),
        )
        .order_by(far, Work.id)
        .limit(MOST_NEAR)
    ).all()
    lines = read_lines(session, [row[0] for row in rows], lang, today)
    return [NearWork(lines[row[0]], row[1]) for row in rows]
