"""The reactions of a work as the public reads them."""

from datetime import date
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gis_app.accounts.user import CurrentUser
from gis_app.dependencies import Language
from gis_app.errors import NotFoundError
from gis_app.reactions.aspects import aspects_in_use, read_aspects
from gis_app.reactions.models import Reaction
from gis_app.reactions.schemas import AspectCount, AspectEntry, ReactionCounts, ReactionsOut
from gis_app.works.filters import is_hidden
from gis_app.works.models import Work
from gis_app.works.status import status_on

# As for appeals: a smaller number could tell of a neighbour, and is no judgement of a work.
LEAST: Final = 5


def public_work(session: Session, work_id: int) -> Work:
    """The work. NotFoundError for an unknown one and for a draft, whoever asks: nobody reacts to a draft."""
    work = session.get(Work, work_id)
    if work is None or is_hidden(session, work):
        raise NotFoundError(f"no work has the id {work_id}")
    return work


def is_open(work: Work, today: date) -> bool:
    """Whether reactions are taken: it was reported finished."""
    return status_on(work.state, work.planned_start, work.planned_end, today) == "finished"


def read_reactions(session: Session, work_id: int, lang: Language, today: date) -> ReactionsOut:
    """The numbers of a work, from `LEAST` on."""
    work = public_work(session, work_id)
    return ReactionsOut(
        work_id=work_id,
        is_open=is_open(work, today),
        least=LEAST,
        counts=_counts(session, work_id, lang),
        aspects=[AspectEntry(code=one.code, title=one.title.in_language(lang)) for one in aspects_in_use(today)],
    )


def _counts(session: Session, work_id: int, lang: Language) -> ReactionCounts | None:
    of_work = Reaction.work_id == work_id
    satisfied, total = session.execute(
        select(func.count().filter(Reaction.is_satisfied), func.count()).where(of_work)
    ).one()
    if total < LEAST:
        return None
    named = select(func.unnest(Reaction.aspects).label("code"), Reaction.is_satisfied).where(of_work).subquery()
    rows = session.execute(
        select(named.c.code, func.count().filter(named.c.is_satisfied), func.count()).group_by(named.c.code)
    )
    found = {code: (good, every - good) for code, good, every in rows}
    by_aspect = [
        AspectCount(
            code=one.code,
            title=one.title.in_language(lang),
            satisfied=found[one.code][0],
            dissatisfied=found[one.code][1],
        )
        for one in read_aspects()
        if one.code in found
    ]
    by_aspect.sort(key=lambda one: -(one.satisfied + one.dissatisfied))
    return ReactionCounts(total=total, satisfied=satisfied, dissatisfied=total - satisfied, by_aspect=by_aspect)


def has_part(user: CurrentUser | None, work: Work) -> bool:
    """Whether somebody's own work would be judged: that of its contractor, its executor or its customer."""
    own = {one for one in (work.contractor_id, work.customer_id) if one is not None}
    return user is not None and bool(own & user.organisation_ids)
