"""An appeal in words for whoever may see it: links, events and the applicant's whole page, as data."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gis_app.accounts.tokens import digest
from gis_app.appeals.links import LinkShown, links_of
from gis_app.appeals.models import Appeal, AppealAnswer, AppealEvent
from gis_app.appeals.queue_filter import WAITING
from gis_app.appeals.schemas import AppealShown, EventOut, LinkOut, OutageOfLink, PartsOut
from gis_app.appeals.topics import read_topics
from gis_app.dependencies import Language
from gis_app.errors import NotFoundError
from gis_app.organisations.models import Organisation
from gis_app.texts.fluent import get_texts
from gis_app.works.queries import named
from gis_app.works.schemas import Named


def find_by_token(session: Session, token: str) -> Appeal:
    """The appeal that a token opens. Any other token raises NotFoundError."""
    found = session.scalars(select(Appeal).where(Appeal.token_sha256 == digest(token))).one_or_none()
    if found is None:
        raise NotFoundError("no appeal has this link")
    return found


def body_of(session: Session, appeal: Appeal, lang: Language) -> Named | None:
    """Who is to answer; None while the reception looks who that is."""
    return named(session.get(Organisation, appeal.body_id) if appeal.body_id is not None else None, lang)


def links_in_words(session: Session, appeal_id: int, lang: Language, today: date) -> list[LinkOut]:
    """The links of an appeal that nobody rejected, the surest first."""
    return [link_in_words(session, link, lang) for link in links_of(session, appeal_id, lang, today)]


def link_in_words(session: Session, link: LinkShown, lang: Language) -> LinkOut:
    """One link with the words for where and when its cause is."""
    texts, parts = get_texts(), link.parts
    customer = session.get(Organisation, link.customer_id) if link.customer_id is not None else None
    outage = link.outage
    return LinkOut(
        state=link.state,
        score=parts.score,
        parts=PartsOut(
            place=parts.place,
            topic=parts.topic,
            time=parts.time,
            distance_m=parts.distance_m,
            relation=parts.relation,
            relation_title=texts.get(lang, f"appeal-relation-{parts.relation.replace('_', '-')}"),
            timing=parts.timing,
            timing_title=texts.get(lang, f"appeal-timing-{parts.timing.replace('_', '-')}"),
        ),
        work=link.work,
        contractor=None if link.work is None else link.work.contractor,
        customer=named(customer, lang),
        warranty_to=link.warranty_to,
        outage=None
        if outage is None
        else OutageOfLink(id=outage.id, kind=outage.kind, first_day=outage.first_day, last_day=outage.last_day),
    )


def answer_of(session: Session, appeal_id: int) -> str | None:
    """The last answer that was sent."""
    sent = select(AppealAnswer.text).where(AppealAnswer.appeal_id == appeal_id, AppealAnswer.state == "sent")
    return session.scalars(sent.order_by(AppealAnswer.id.desc()).limit(1)).first()


def public_events(session: Session, appeal_id: int, lang: Language) -> list[EventOut]:
    """What the applicant may know of what happened, oldest first."""
    statement = select(AppealEvent).where(AppealEvent.appeal_id == appeal_id, AppealEvent.is_public)
    texts = get_texts()
    return [
        EventOut(
            at=event.at,
            kind=event.kind,
            status=event.status_after,
            title=texts.get(lang, f"appeal-status-{event.status_after.replace('_', '-')}")
            if event.status_after
            else texts.get(lang, f"appeal-event-{event.kind}"),
            note=event.note,
        )
        for event in session.scalars(statement.order_by(AppealEvent.id))
    ]


def read_for_applicant(session: Session, appeal: Appeal, lang: Language, today: date) -> AppealShown:
    """What the applicant may see of the appeal, in `lang`.

    Of one that was joined to another, the answer, who gives it and until when are those of the other.
    """
    head = appeal
    if appeal.status == "duplicate" and appeal.parent_id is not None:
        head = session.get_one(Appeal, appeal.parent_id)
    topic = read_topics().by_code()[appeal.topic_code]
    point = None
    if appeal.geom is not None:
        lon, lat = session.execute(
            select(func.ST_X(Appeal.geom), func.ST_Y(Appeal.geom)).where(Appeal.id == appeal.id)
        ).one()
        point = (lon, lat)
    return AppealShown(
        number=appeal.number,
        status=appeal.status,
        status_title=get_texts().get(lang, f"appeal-status-{appeal.status.replace('_', '-')}"),
        received_at=appeal.received_at,
        deadline=head.due_on,
        topic=topic.code,
        topic_title=topic.title.in_language(lang),
        text=appeal.text,
        place=appeal.place_text,
        point=point,
        body=body_of(session, head, lang),
        at_reception=head.status in WAITING,
        answer=answer_of(session, head.id),
        events=public_events(session, appeal.id, lang),
        links=links_in_words(session, appeal.id, lang, today),
        is_training=appeal.is_training,
    )
