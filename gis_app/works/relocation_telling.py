"""Contractors are told when a person made the place of their works certain."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gis_app.geocoding.review_models import ReviewDecision
from gis_app.messages import Occasion, people_by_organisation, tell_each
from gis_app.messages.kinds import kind_of
from gis_app.works.models import Work
from gis_app.works.relocation import Relocation

KIND = "place_mended"


def tell_of_places(session: Session, decision: ReviewDecision, done: Relocation) -> None:
    """Tell each contractor once how many of its works a decision placed anew; other words alone are no news."""
    moved = [one.work_id for one in done.changes if one.what != "reworded"]
    counted = select(Work.contractor_id, func.count()).where(Work.id.in_(moved), Work.contractor_id.is_not(None))
    rows = session.execute(counted.group_by(Work.contractor_id))
    found = {contractor_id: count for contractor_id, count in rows if contractor_id is not None}
    people = people_by_organisation(session, found, kind_of(KIND).to)
    occasions = (
        Occasion(
            f"decision-{decision.id}-mended", people.get(contractor_id, set()), f"/contractor?mended={decision.id}",
            {"text": decision.text, "count": count},
        )
        for contractor_id, count in found.items()
    )  # fmt: skip
    tell_each(session, KIND, occasions)
