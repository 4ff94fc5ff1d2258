"""What waits for a person: texts by which works could not be placed for certain, with the number of their works."""

from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from gis_app.geocoding.load_decisions import load_decisions
from gis_app.geocoding.review_models import ReviewItem
from gis_app.works.models import Work


@dataclass(frozen=True, slots=True)
class Waiting:
    """An item of the queue and how many works one decision would place."""

    item_id: int
    text: str
    district: str | None
    match_type: str
    confidence: float
    ambiguous: bool
    works: int


def find_waiting(
    session: Session, limit: int | None = None, offset: int = 0, *, districts: frozenset[int] | None = None
) -> list[Waiting]:
    """Undecided texts, those of most works first. A text whose decision still waits for its job is decided.

    With `districts`, only texts of which a work lies in one of them, or in no district that is known: the number of
    works stays that of all, because one decision places them all.
    """
    decisions = load_decisions(session)
    statement = (
        select(ReviewItem, func.count(Work.id).label("works"))
        .join(Work, Work.place_key == ReviewItem.key)
        .where(Work.place_key.is_not(None), or_(Work.geom.is_(None), Work.ambiguous))
        .group_by(ReviewItem.id)
        .order_by(func.count(Work.id).desc(), ReviewItem.id)
    )
    if districts is not None:
        statement = statement.having(func.bool_or(or_(Work.district_id.in_(districts), Work.district_id.is_(None))))
    found = [
        Waiting(item.id, item.text, item.district, item.match_type, item.confidence, item.ambiguous, works)
        for item, works in session.execute(statement)
        if decisions.exact(item.text, item.district) is None
    ]
    return found[offset : None if limit is None else offset + limit]


def works_of_item(session: Session, item: ReviewItem) -> list[Work]:
    """All works that were placed, or could not be placed, by an item's text and hint."""
    return list(session.scalars(select(Work).where(Work.place_key == item.key).order_by(Work.id)))
