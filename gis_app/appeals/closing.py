"""Ending appeals that have ended in the register they came from, and that nobody here has touched since."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gis_app.appeals.facts import Author, append_events
from gis_app.appeals.linking import link_appeals
from gis_app.appeals.models import Appeal, AppealAnswer
from gis_app.appeals.past import PATHS, Past, events_of
from gis_app.db.many import insert_many
from gis_app.dependencies import Language


def close_imported(
    session: Session, ended: Sequence[tuple[int, Past, Language]], *, author: Author, today: date
) -> frozenset[int]:
    """Append what became of appeals (id, past, language); the ids of those that were ended by it.

    Only one that is still as it was registered follows its source: what people here have begun is theirs. The caller
    commits.
    """
    known = {
        row.id: row.received_at
        for row in session.execute(
            select(Appeal.id, Appeal.received_at)
            .where(Appeal.id.in_([id_ for id_, _, _ in ended]), Appeal.status == "registered")
            .order_by(Appeal.id)
            .with_for_update()
        )
    }
    closing = [one for one in ended if one[0] in known and len(PATHS[one[1].status]) > 1]
    answers = [
        {
            "appeal_id": id_,
            "state": "sent",
            "language": language,
            "text": past.answer,
            "author": author.name,
            "made_at": past.at,
        }
        for id_, past, language in closing
        if past.answer
    ]
    insert_many(session, AppealAnswer, answers)
    append_events(
        session, [event for id_, past, _ in closing for event in events_of(past, id_, known[id_], author)[1:]]
    )
    ids = frozenset(id_ for id_, _, _ in closing)
    link_appeals(session, sorted(ids), today=today)
    return ids
