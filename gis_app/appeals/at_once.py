"""What follows at once from the links of a new appeal, by rule: receipt, guarantor of a surface, shut-off, danger.

What comes from another system's register has its own past there, and is left to people.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from gis_app.appeals.answering import send_answer
from gis_app.appeals.drafting import draft_answer
from gis_app.appeals.facts import RULE, Event, append_events
from gis_app.appeals.letters import mail_people
from gis_app.appeals.models import Appeal
from gis_app.appeals.place_facts import Warranty
from gis_app.appeals.received import Received
from gis_app.appeals.routing import Routed
from gis_app.appeals.standard_letters import registered_words
from gis_app.appeals.telling import tell_of_sending, tell_of_urgent
from gis_app.appeals.topics import Topic
from gis_app.dependencies import Language
from gis_app.geocoding.review import ACCEPTED_FROM
from gis_app.organisations.models import Organisation
from gis_app.settings import Settings
from gis_app.texts.fluent import get_texts
from gis_app.texts.formats import long_day
from gis_app.works.queries import named

# Nobody waits for an answer to thanks or a proposal because the water is off.
_WANTING: Final = frozenset({"complaint", "request", "enquiry"})
# A pin, or a place found this exactly, lies inside an outline or does not; the middle of a street may lie anywhere.
_EXACT: Final = ("pin", "rooftop", "rooftop_base", "corner", "interpolated", "intersection", "landmark")

# Shut-offs that are on at the very moment and place. Hours count: what is off from nine to six explains no dry tap at
# midnight. An outline that is not sure enough to be drawn answers nobody.
_ANSWERING = text("""
SELECT DISTINCT ON (a.id) a.id, o.id AS outage_id
  FROM appeals AS a
  JOIN appeal_links AS l ON l.appeal_id = a.id AND l.relation = 'at_it' AND l.timing = 'in_force'
  JOIN outages AS o ON o.id = l.outage_id
  JOIN outage_versions AS v ON v.outage_id = o.id AND v.version = o.version
 WHERE a.id = ANY(:ids) AND a.status = 'registered' AND NOT a.is_urgent AND a.kind = ANY(:kinds)
   AND a.match_type = ANY(:exact) AND l.state <> 'rejected'
   AND o.state <> 'retracted' AND o.confidence >= :sure
   AND CAST(a.received_at AT TIME ZONE :zone AS date)
       BETWEEN coalesce(o.first_day, o.last_day) AND coalesce(o.last_day, o.first_day)
   AND (v.starts_at IS NULL OR a.received_at >= v.starts_at) AND (v.ends_at IS NULL OR a.received_at <= v.ends_at)
   AND (v.daily_from IS NULL OR v.daily_to IS NULL OR v.daily_from > v.daily_to
        OR CAST(a.received_at AT TIME ZONE :zone AS time) BETWEEN v.daily_from AND v.daily_to)
 ORDER BY a.id, l.score DESC, o.id
""")


@dataclass(frozen=True, slots=True)
class New:
    """A new appeal and what was found out about it."""

    id: int
    received: Received
    routed: Routed
    topic: Topic


def settle(session: Session, new: Sequence[New], settings: Settings) -> None:
    """Do for new, linked appeals what a rule may do alone. The caller commits."""
    own = [one for one in new if one.received.source is None and one.received.past is None]
    _send_to_guarantors(session, own)
    answered = _answer_inside_outages(session, own, settings)
    urgent = [one.id for one in own if one.topic.urgent and one.received.kind in _WANTING]
    if urgent:
        tell_of_urgent(session, session.scalars(select(Appeal).where(Appeal.id.in_(urgent)).order_by(Appeal.id)))
    for one in own:
        if one.received.contact.email and one.id not in answered:
            _mail_receipt(session, session.get_one(Appeal, one.id), settings)


def _send_to_guarantors(session: Session, new: Sequence[New]) -> None:
    covered = [
        (one, one.routed.warranty)
        for one in new
        if one.routed.warranty is not None
        and one.routed.body_id == one.routed.warranty.guarantor_id
        and one.received.kind in _WANTING
    ]
    if not covered:
        return
    bodies = {body.id: body for body in _bodies(session, {warranty.guarantor_id for _, warranty in covered})}
    append_events(session, [_sent(one, warranty, bodies) for one, warranty in covered])
    for one, _ in covered:
        tell_of_sending(session, session.get_one(Appeal, one.id, populate_existing=True))


def _bodies(session: Session, ids: set[int]) -> Sequence[Organisation]:
    return session.scalars(select(Organisation).where(Organisation.id.in_(ids))).all()


def _sent(one: New, warranty: Warranty, bodies: Mapping[int, Organisation]) -> Event:
    lang: Language = one.received.language
    who = named(bodies[warranty.guarantor_id], lang)
    until = long_day(warranty.to_day, lang)
    note = get_texts().get(lang, "appeal-sent-to-guarantor", who="" if who is None else who.name, until=until)
    details = {
        "body": warranty.guarantor_id, "warranty": {"work": warranty.work_id, "until": warranty.to_day.isoformat()},
    }  # fmt: skip
    at: datetime = one.received.received_at
    return Event(
        one.id, "status", RULE, at, before="registered", after="sent", note=note.replace("г..", "г."), is_public=True,
        details=details,
    )  # fmt: skip


def _answer_inside_outages(session: Session, new: Sequence[New], settings: Settings) -> frozenset[int]:
    """Answer those inside a shut-off that is on and about which they write; the ids of those that were answered."""
    by_id = {one.id: one for one in new if one.received.kind in _WANTING and one.topic.outages}
    if not by_id:
        return frozenset()
    found = session.execute(
        _ANSWERING,
        {
            "ids": list(by_id), "kinds": sorted(_WANTING), "exact": list(_EXACT), "sure": ACCEPTED_FROM,
            "zone": settings.time_zone,
        },
    ).all()  # fmt: skip
    for row in found:
        at = by_id[row.id].received.received_at
        day: date = at.astimezone(ZoneInfo(settings.time_zone)).date()
        draft = draft_answer(session, row.id, today=day)
        basis = {**draft.basis, "outage": row.outage_id}
        send_answer(session, row.id, draft.text, author=RULE, at=at, settings=settings, basis=basis, at_contact=True)
    return frozenset(row.id for row in found)


def _mail_receipt(session: Session, appeal: Appeal, settings: Settings) -> None:
    mail_people(session, settings, appeal, key="registered", write=lambda lang: registered_words(appeal, lang))
