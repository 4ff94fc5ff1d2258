"""Reads the decisions in force from the database: for the geocoder, and as cases that it must not forget."""

from collections.abc import Iterator

from geoalchemy2.shape import to_shape
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gis_app.geocoding.decisions import Decision, Decisions, QuestionKey, question_key
from gis_app.geocoding.review_models import ReviewDecision


def decisions_version(session: Session) -> int:
    """The id of the newest decision; 0 before the first. The geocoder is stale when it knows an older one."""
    return session.scalars(select(func.coalesce(func.max(ReviewDecision.id), 0))).one()


def load_decisions(session: Session) -> Decisions:
    """The decisions in force. Keys are computed anew, so that better folding of texts serves old decisions too."""
    version = decisions_version(session)
    return Decisions((as_decision(row) for row in rows_in_force(session)), version)


def rows_in_force(session: Session) -> Iterator[ReviewDecision]:
    """The last decision of each text and scope, oldest first; those withdrawn are left out."""
    last: dict[QuestionKey, ReviewDecision] = {}
    for row in session.scalars(select(ReviewDecision).order_by(ReviewDecision.id)):
        key = question_key(row.text, row.district)
        last.pop(key, None)
        last[key] = row
    return (row for row in last.values() if row.kind != "withdrawn")


def as_decision(row: ReviewDecision) -> Decision:
    """A stored decision as the geocoder asks it."""
    return Decision(
        id=row.id,
        text=row.text,
        district=row.district,
        match_type=row.match_type,
        label=row.label,
        geom=None if row.geom is None else to_shape(row.geom),
        author=row.author,
        valid_from=row.valid_from,
        targets=tuple((kind, number) for kind, number in row.targets),
        is_elsewhere=row.kind == "other_city",
    )
