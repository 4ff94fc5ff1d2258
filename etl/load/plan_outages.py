"""The shut-offs of a plan are passed on to the outages in the plan's own transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from etl.report import PlanReport
from etl.rows import PlanRow
from gis_app.outages.linking import link_unlinked
from gis_app.outages.notice import Notice
from gis_app.outages.receiving import receive_notices
from gis_app.settings import Settings
from gis_app.works.locating import Locator


def pass_on_outages(
    session: Session,
    notices: Sequence[tuple[PlanRow, Notice]],
    report: PlanReport,
    locator: Locator | None,
    settings: Settings,
    today: date,
) -> None:
    """Store the notices and tell the report; shut-offs that had no work yet are tried with those of this plan."""
    received = receive_notices(session, [notice for _, notice in notices], locator, settings.metric_srid)
    report.outages = Counter(one.outcome for one in received)
    report.outages_with_area = sum(one.area is not None and one.area.geom is not None for one in received)
    link_unlinked(session, today)
