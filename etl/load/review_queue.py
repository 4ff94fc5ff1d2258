"""A loaded plan feeds the review queue, in its own transaction: rows that the geocoder could not place for certain."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from etl.load.plan_writing import Judged
from gis_app.geocoding.review import Doubt, put_in_queue


def queue_doubtful(session: Session, judged: Sequence[Judged]) -> int:
    """Put the questions of works without a certain place in the queue; how many different ones they are.

    Rows whose file gave coordinates asked nothing and are left out.
    """
    drafts = [one.row.draft for one in judged]
    return put_in_queue(
        session,
        (
            Doubt(
                draft.place_text,
                draft.place_district,
                draft.match_type,
                draft.confidence,
                draft.ambiguous,
                draft.locate_reasons,
            )
            for draft in drafts
            if draft.place_text is not None and (draft.geometry is None or draft.ambiguous)
        ),
    )
