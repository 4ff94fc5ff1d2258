"""The works of an organisation in numbers, as contractor and as customer."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gis_app.works.filters import is_public
from gis_app.works.models import Work
from gis_app.works.status_sql import status_column


def count_by_status(session: Session, organisation_id: int, today: date) -> dict[str, dict[str, int]]:
    """How many works it carries out (`contractor`) and has ordered (`customer`), by their status today."""
    status = status_column(today)
    counts: dict[str, dict[str, int]] = {}
    for role, column in (("contractor", Work.contractor_id), ("customer", Work.customer_id)):
        rows = session.execute(
            select(status, func.count()).where(column == organisation_id, is_public()).group_by(status)
        )
        counts[role] = {row[0]: row[1] for row in rows}
    return counts
