"""Joining appeals that tell of the same thing, and parting them again.

The child keeps its number, its applicant and its own page; its clock stops, and what happens to the parent is told to
the child's applicant too (letters.py reads the children). Who followed the child follows the parent; parting the two
gives them back.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, cast

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from gis_app.appeals.facts import RULE, Author, Event, append_events
from gis_app.appeals.models import Appeal, AppealFollower
from gis_app.appeals.status import Given, ImpossibleStepError, change_status, take
from gis_app.dependencies import Language
from gis_app.texts.fluent import get_texts

_CHILDREN = text("SELECT id FROM appeals WHERE parent_id = :parent AND status = 'duplicate' ORDER BY id")
_MOVE_FOLLOWERS = text("UPDATE appeal_followers SET appeal_id = :parent WHERE appeal_id = :child RETURNING id")
_GIVE_BACK = text("""
UPDATE appeal_followers SET appeal_id = :child
 WHERE appeal_id = :parent AND id IN (
       SELECT CAST(jsonb_array_elements_text(e.details -> 'followers') AS bigint) FROM appeal_events AS e
        WHERE e.appeal_id = :child AND e.kind = 'merge' AND e.details ? 'followers')
""")


# Who is joined to one of these would never hear anything.
_ENDED_WITHOUT_ANSWER: Final = ("consulted", "refused", "withdrawn")


@dataclass(frozen=True, slots=True)
class Merged:
    """The parent that a child was joined to, and how many follow it now."""

    parent: Appeal
    child: Appeal
    followers: int


def merge(
    session: Session, child: int, into: int, *, author: Author, at: datetime, version: int | None = None
) -> Merged:
    """Make `child` a repetition of `into`. `version` is that of the child which the person looked at.

    A parent that is itself a repetition is followed to the appeal that it repeats, so that no chain grows; children of
    the child go along. Raises NotFoundError, StaleAppealError, ForbiddenError, or ImpossibleStepError: for an appeal
    and itself, training and real ones, a parent that ended without an answer, and a child whose status knows no such
    step.
    """
    # Two operators who join two appeals crosswise take the locks in one order.
    taken = {one: take(session, one) for one in sorted({child, into})}
    parent = _head_of(session, taken[into])
    if parent.id == child:
        raise ImpossibleStepError("same-appeal")
    if parent.is_training != taken[child].is_training:
        raise ImpossibleStepError("training-and-real")
    if parent.status in _ENDED_WITHOUT_ANSWER:
        raise ImpossibleStepError("parent-ended")
    grandchildren = session.scalars(_CHILDREN, {"parent": child}).all()
    merged = change_status(
        session, child, "duplicate", author=author, at=at, version=version, given=Given(parent_id=parent.id)
    )
    for one in grandchildren:
        session.get_one(Appeal, one).parent_id = parent.id
    session.flush()
    moved = list(session.scalars(_MOVE_FOLLOWERS, {"parent": parent.id, "child": child}))
    into_parent = {"into": parent.id, "number": parent.number}
    events = [
        Event(child, "merge", author, at, details={**into_parent, "followers": moved}),
        Event(parent.id, "merge", author, at, details={"child": child, "number": merged.number}),
        *(Event(one, "merge", author, at, details=into_parent) for one in grandchildren),
    ]
    append_events(session, events)
    followers = session.query(AppealFollower).where(AppealFollower.appeal_id == parent.id).count()
    return Merged(parent, merged, followers)


def split(
    session: Session, child: int, *, reason: str, author: Author, at: datetime, version: int | None = None
) -> Appeal:
    """Make a repetition an appeal of its own again, with its own term as it was. The reason is told.

    Raises NotFoundError, StaleAppealError, ForbiddenError or ImpossibleStepError.
    """
    before = take(session, child)
    parent_id = before.parent_id
    appeal = change_status(session, child, "registered", author=author, at=at, version=version, given=Given(reason))
    appeal.parent_id = None
    session.flush()
    if parent_id is not None:
        session.execute(_GIVE_BACK, {"parent": parent_id, "child": child})
        number = session.get_one(Appeal, parent_id).number
        append_events(
            session,
            [
                Event(child, "split", author, at, note=reason, details={"from": parent_id, "number": number}),
                # The reason may name the child's applicant, who may be forgotten earlier than the parent's.
                Event(parent_id, "split", author, at, details={"child": child, "number": appeal.number}),
            ],
        )
    session.refresh(appeal)
    return appeal


def release_children(session: Session, parent: Appeal, *, at: datetime) -> None:
    """Part what was joined to an appeal that its writer has ended before anybody answered: nobody owed them anything.

    The oldest becomes an appeal of its own again, with its own term; the others and all followers go with it.
    """
    children = children_of(session, parent.id)
    if not children:
        return
    head, *others = children
    reason = get_texts().get(cast(Language, head.language), "appeal-released")
    split(session, head.id, reason=reason, author=RULE, at=at)
    for one in others:
        one.parent_id = head.id
    session.flush()
    session.execute(_MOVE_FOLLOWERS, {"parent": head.id, "child": parent.id})
    details = {"into": head.id, "number": head.number}
    append_events(session, [Event(one.id, "merge", RULE, at, details=details) for one in others])


def children_of(session: Session, appeal_id: int) -> list[Appeal]:
    """The appeals that repeat this one, oldest first."""
    found = select(Appeal).where(Appeal.parent_id == appeal_id, Appeal.status == "duplicate").order_by(Appeal.id)
    return list(session.scalars(found))


def _head_of(session: Session, appeal: Appeal) -> Appeal:
    seen = {appeal.id}
    while appeal.status == "duplicate" and appeal.parent_id is not None and appeal.parent_id not in seen:
        seen.add(appeal.parent_id)
        appeal = take(session, appeal.parent_id)
    return appeal
