"""Contractors are told when a person made the place of their works certain."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gis_app.geocoding.review_models import ReviewDecision
from gis_app.messages import audience, tell
from gis_app.works.models import Work
from gis_app.works.relocation import Relocation


def tell_of_places(session: Session, decision: ReviewDecision, done: Relocation) -> None:
    """Tell each contractor once how many of its works a decision placed anew; other words alone are no news."""
    moved = [one.work_id for one in done.changes if one.what != "reworded"]
    counted = select(Work.contractor_id, func.count()).where(Work.id.in_(moved), Work.contractor_id.is_not(None))
    for contractor_id, count in session.execute(counted.group_by(Work.contractor_id)).all():
        tell(
            session,
            "place_mended",
            key=f"decision-{decision.id}-mended",
            to=audience(session, "place_mended", organisation_id=contractor_id),
            about="/contractor",
            values={"text": decision.text, "count": count},
        )
