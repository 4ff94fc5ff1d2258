"""A drafted answer in the appeal's language: from the works, the shut-off and the warranty that explain it, and from
its life situation. A draft is a proposal of the program: a person reads it before it leaves.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Literal, cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gis_app.appeals.draft_words import Caller, opening, outage_words, warranty_words, work_words
from gis_app.appeals.links import LinkShown, links_of
from gis_app.appeals.models import Appeal
from gis_app.appeals.place_facts import Warranty, facts_of_places
from gis_app.appeals.routing import warranty_for
from gis_app.appeals.situations.register import current_situations
from gis_app.appeals.situations.rules import Situation
from gis_app.appeals.topics import read_topics
from gis_app.dependencies import Language
from gis_app.errors import NotFoundError
from gis_app.texts.fluent import get_texts
from gis_app.texts.formats import long_day

# Raise it with every change of what is said: stored drafts tell by which version they were made.
DRAFT_VERSION: Final = 1
# A work that nobody has confirmed is named from this score on, and no more than the surest two.
NAMED_FROM: Final = 0.7
MOST_WORKS: Final = 2

Reason = Literal["outage", "warranty", "work", "advice", "body"]


@dataclass(frozen=True, slots=True)
class Draft:
    """`text` is what would be sent; `mark` says to people, in the appeal's language, that it is a draft.

    `reasons` are what it says, in order; `answers` whether that tells the applicant what happens at the place, or that
    it is the owners' own matter, and not only who will answer. `basis` names the links, works, shut-offs and the
    situation that it was made from.
    """

    appeal_id: int
    language: Language
    text: str
    mark: str
    reasons: tuple[Reason, ...]
    answers: bool
    basis: dict[str, Any] = field(default_factory=dict)


def draft_answer(session: Session, appeal_id: int, *, today: date) -> Draft:
    """Draft the answer as of a day. Reads only: `save_draft` keeps one. Raises NotFoundError."""
    appeal = session.get(Appeal, appeal_id)
    if appeal is None:
        raise NotFoundError(f"no appeal has the id {appeal_id}")
    lang = cast(Language, appeal.language)
    links = worth_naming(links_of(session, appeal_id, lang, today), today)
    caller = Caller(session, lang, today)
    parts: list[tuple[Reason, str]] = []
    for link in links:
        if link.outage is not None:
            parts.append(("outage", outage_words(caller, link.outage)))
    warranty = warranty_of(session, appeal, today)
    if warranty is not None:
        parts.append(("warranty", warranty_words(caller, warranty)))
    for link in links:
        if link.work is not None and (warranty is None or link.work.id != warranty.work_id):
            parts.append(("work", work_words(caller, link)))
    situation = _situation(session, appeal, today)
    answers = bool(parts) or (situation is not None and situation.who == "owners")
    if situation is not None and warranty is None:
        parts.append(("advice", situation.advice.in_language(lang)))
    parts += _who_decides(caller, appeal, has_cause=answers)
    text = "\n\n".join([opening(appeal, lang), *(words for _, words in parts)])
    basis = {
        "rule": DRAFT_VERSION,
        "links": [link.id for link in links],
        "works": [link.work.id for link in links if link.work is not None],
        "outages": [link.outage.id for link in links if link.outage is not None],
        "warranty": None if warranty is None else {"work": warranty.work_id, "until": warranty.to_day.isoformat()},
        "situation": appeal.situation,
        "day": today.isoformat(),
    }
    mark = get_texts().get(lang, "draft-mark")
    return Draft(appeal_id, lang, text, mark, tuple(reason for reason, _ in parts), answers, basis)


def worth_naming(links: Sequence[LinkShown], today: date) -> list[LinkShown]:
    """The links that an answer names: those that a person confirmed; where there are none, the surest few.

    A shut-off is named while it lasts or before it begins.
    """
    outages = [link for link in links if link.outage is not None and _is_to_come(link, today)]
    works = [link for link in links if link.work is not None and link.work.status != "cancelled"]
    confirmed = [link for link in works if link.state == "confirmed"]
    sure = [link for link in works if link.parts.score >= NAMED_FROM]
    return outages[:1] + (confirmed or sure)[:MOST_WORKS]


def _is_to_come(link: LinkShown, today: date) -> bool:
    outage = link.outage
    return outage is not None and (outage.last_day or outage.first_day or today) >= today


def warranty_of(session: Session, appeal: Appeal, today: date) -> Warranty | None:
    """The warranty that covers what the appeal is about on a day."""
    if appeal.geom is None:
        return None
    lon, lat = session.execute(
        select(func.ST_X(Appeal.geom), func.ST_Y(Appeal.geom)).where(Appeal.id == appeal.id)
    ).one()
    [facts] = facts_of_places(session, [(lon, lat)], today)
    return warranty_for(read_topics().by_code()[appeal.topic_code], facts, is_training=appeal.is_training)


def _situation(session: Session, appeal: Appeal, today: date) -> Situation | None:
    return next((one for one in current_situations(session, today) if one.code == appeal.situation), None)


def _who_decides(caller: Caller, appeal: Appeal, *, has_cause: bool) -> list[tuple[Reason, str]]:
    said: list[tuple[Reason, str]] = []
    if appeal.body_id is not None:
        said.append(("body", caller.say("draft-body", who=caller.organisation(appeal.body_id))))
    if appeal.due_on is not None and not has_cause:
        said.append(("body", caller.say("letter-due", day=long_day(appeal.due_on, caller.lang))))
    return said
