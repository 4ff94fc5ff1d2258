"""What the public sees of appeals: counts by cell of a grid or by district, none below five."""

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from gis_app.db.base import Base, BigId, geometry, metric_geometry, web_geometry


class AppealCell(Base):
    """So many appeals about a group of topics, received in a month that is over, open or closed on `published_on`.

    Of a square of `side_m` metres, or of what is left of a district. Each appeal is counted in one row at most, so that
    no sum or difference of rows tells of fewer than five.
    """

    __tablename__ = "appeal_cells"
    __table_args__ = (
        CheckConstraint("total >= 5", name="nobody_alone"),
        CheckConstraint("state IN ('open', 'closed')", name="state"),
        CheckConstraint("num_nonnulls(side_m, district_id) = 1", name="cell_or_district"),
    )
    id: Mapped[BigId]
    topic_group: Mapped[str]
    month: Mapped[date]
    state: Mapped[str]
    total: Mapped[int]
    side_m: Mapped[int | None]
    district_id: Mapped[int | None] = mapped_column(BigInteger)
    is_training: Mapped[bool]
    published_on: Mapped[date]
    geom: Mapped[Any] = geometry("GEOMETRY")
    geom_m: Mapped[Any] = metric_geometry()
    geom_web: Mapped[Any] = web_geometry()
