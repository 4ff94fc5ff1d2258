"""One appeal as a page shows it: its story, what explains it, who has it until when, and what may be done with it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, cast

from geoalchemy2.shape import to_shape
from sqlalchemy import select
from sqlalchemy.orm import Session

from gis_app.accounts.models import User
from gis_app.accounts.user import CurrentUser
from gis_app.appeals.answer_templates import read_templates
from gis_app.appeals.answering import last_answer
from gis_app.appeals.choices import find_bodies
from gis_app.appeals.contact_words import for_others, part, without_flat
from gis_app.appeals.deadlines import read_deadlines
from gis_app.appeals.drafting import draft_answer
from gis_app.appeals.duplicates import children_of
from gis_app.appeals.guide import guide_of
from gis_app.appeals.holding import WORKING
from gis_app.appeals.links import links_of
from gis_app.appeals.models import Appeal, AppealAnswer, AppealDeadline, AppealEvent
from gis_app.appeals.reading import read_photos
from gis_app.appeals.scope import contractors_of
from gis_app.appeals.showing import body_of
from gis_app.appeals.similar import similar_appeals
from gis_app.appeals.situations.register import current_situations
from gis_app.appeals.status import ImpossibleStepError
from gis_app.appeals.terms import last_day_of_extension
from gis_app.appeals.topics import read_topics
from gis_app.appeals.transitions import OPEN, changes_from
from gis_app.dependencies import Language
from gis_app.geocoding.models import District
from gis_app.organisations.models import Organisation
from gis_app.outages.queries import current_notice, kind_title
from gis_app.pages import formats
from gis_app.pages.appeals.queue_words import topic_choices
from gis_app.pages.picture import HEIGHT_PX, WIDTH_PX, draw_shape
from gis_app.settings import Settings
from gis_app.texts.fluent import get_texts
from gis_app.works.queries import named

# What a contractor reads of an appeal's story.
_FOR_ALL = frozenset({"status", "comment", "deadline", "link"})


@dataclass(frozen=True, slots=True)
class Told:
    """Something that happened, in words. `note` is in the language in which it was written."""

    at: datetime
    kind: str
    title: str
    who: str
    note: str | None
    detail: str | None
    is_public: bool


@dataclass(frozen=True, slots=True)
class Editor:
    """What the answer's field begins with, where it comes from (`mark`), and what else may be put there."""

    text: str
    mark: str
    templates: list[tuple[str, str, str]]


def appeal_context(
    session: Session,
    settings: Settings,
    user: CurrentUser,
    appeal: Appeal,
    lang: Language,
    today: date,
    role: str,
    template: str,
    now: datetime,
    *,
    names_applicant: bool,
) -> dict[str, Any]:
    """Everything about an appeal but its applicant. `role` is in what capacity the person looks, `template` the code
    of the beginning of an answer that was chosen.

    Contacts that the applicant wrote into the own words stand there only beside who wrote (`names_applicant`): that
    look is in the audit log.
    """
    topic = read_topics().by_code()[appeal.topic_code]
    rules = current_situations(session, today)
    situation = next((one for one in rules if one.code == appeal.situation), None)
    is_open = appeal.status in OPEN
    parent = None if appeal.parent_id is None else session.get(Appeal, appeal.parent_id)
    point = _point(session, appeal)
    # Who answers may need the flat.
    told = for_others if role in ("contractor", "inspector") else _without_contacts
    # A contractor answers what was sent to itself: its warranty covers the place.
    may_answer = appeal.body_id is not None and appeal.body_id in contractors_of(user)
    return {
        "appeal": appeal,
        "topic": topic,
        "topics": topic_choices(lang, today) if is_open else [],
        "situation": situation,
        "monitoring": guide_of(rules).entries.get(situation.code) if situation else None,
        "district": _district(session, appeal, lang),
        "body": body_of(session, appeal, lang),
        "operator": None if appeal.operator_id is None else session.get(User, appeal.operator_id),
        "is_open": is_open,
        "standing": read_deadlines().standing(appeal.due_on, today, settings.holiday_country) if is_open else "no_term",
        "rule": _rule(session, appeal, lang),
        "links": links_of(session, appeal.id, lang, today, rejected=role in ("operator", "administrator")),
        "customers": _customers(session, lang),
        "outage_title": lambda kind: kind_title(kind, lang),
        "notice_of": lambda outage_id: current_notice(session, outage_id),
        "story": story_of(session, appeal, lang, role),
        "words": appeal.text if names_applicant else told(appeal.text),
        "place": without_flat(appeal.place_text) if told is for_others else appeal.place_text,
        "answers": answers_of(session, appeal.id),
        # A contractor that only builds there has no part in them (appeal_photos.may_see_photo).
        "photos": [] if role == "contractor" and not may_answer else read_photos(session, appeal, reader=user),
        "parent": parent if appeal.status == "duplicate" else None,
        "children": children_of(session, appeal.id),
        "steps": (steps := [one.after for one in changes_from(appeal.status) if _acting(role) in one.who]),
        "editor": _editor(session, appeal, lang, today, template) if "answered" in steps else None,
        "last_extension": _last_extension(session, appeal, today, settings) if is_open and role in WORKING else None,
        "bodies": find_bodies(session, lang, today, is_training=user.is_demo, also=appeal.body_id) if is_open else [],
        "picture": None if point is None else draw_shape(session, point, lang),
        "width": WIDTH_PX,
        "height": HEIGHT_PX,
        "point": point,
        "today": today,
        "role": role,
        "may_answer": may_answer,
        "alike": _alike(session, appeal, lang, now) if "duplicate" in steps else [],
    }


def _without_contacts(words: str) -> str:
    return part(words).words


def _point(session: Session, appeal: Appeal) -> Any:
    return None if appeal.geom is None else to_shape(appeal.geom)


def _district(session: Session, appeal: Appeal, lang: Language) -> str | None:
    found = None if appeal.district_id is None else session.get(District, appeal.district_id)
    return None if found is None else str(getattr(found, f"name_{lang}"))


def _customers(session: Session, lang: Language) -> Any:
    def name(customer_id: int | None) -> str | None:
        found = None if customer_id is None else named(session.get(Organisation, customer_id), lang)
        return None if found is None else found.name

    return name


def _rule(session: Session, appeal: Appeal, lang: Language) -> str | None:
    """By what law the term is, in words."""
    statement = (
        select(AppealDeadline.rule)
        .where(AppealDeadline.appeal_id == appeal.id, AppealDeadline.purpose == "answer")
        .order_by(AppealDeadline.id.desc())
        .limit(1)
    )
    code = session.scalars(statement).first()
    rule = read_deadlines().by_code().get(code or "")
    return None if rule is None else rule.legal_basis.in_language(lang)


def answers_of(session: Session, appeal_id: int) -> list[AppealAnswer]:
    """What was drafted and sent, the newest first."""
    statement = select(AppealAnswer).where(AppealAnswer.appeal_id == appeal_id).order_by(AppealAnswer.id.desc())
    return list(session.scalars(statement))


def story_of(session: Session, appeal: Appeal, lang: Language, role: str) -> list[Told]:
    """Everything that happened, the newest first, inner steps too. A contractor reads how the appeal stood and what
    contractors said, not what the applicant and others wrote to each other.
    """
    statement = select(AppealEvent).where(AppealEvent.appeal_id == appeal.id).order_by(AppealEvent.id.desc())
    told = [_told(session, event, lang) for event in session.scalars(statement)]
    if role == "contractor":
        return [one if one.kind == "comment" else replace(one, note=None) for one in told if one.kind in _FOR_ALL]
    return told


@dataclass(frozen=True, slots=True)
class Alike:
    """An open appeal that may tell the same."""

    id: int
    number: str
    topic: str
    distance_m: int
    received_at: datetime


def _alike(session: Session, appeal: Appeal, lang: Language, now: datetime) -> list[Alike]:
    point = _point(session, appeal)
    if point is None:
        return []
    found = similar_appeals(
        session, topic_code=appeal.topic_code, lon=point.x, lat=point.y, text=appeal.text, now=now,
        is_training=appeal.is_training,
    )  # fmt: skip
    topics = read_topics().by_code()
    return [
        Alike(one.id, one.number, topics[one.topic_code].title.in_language(lang), one.distance_m, one.received_at)
        for one in found
        if one.id != appeal.id
    ]


def _acting(role: str) -> str:
    """The role by which the table of changes knows a person: a contractor that has an appeal acts as its executor."""
    return "executor" if role == "contractor" else role


def _editor(session: Session, appeal: Appeal, lang: Language, today: date, template: str) -> Editor:
    """The chosen beginning, else the last draft of a person, else what the program would say."""
    its = cast(Language, appeal.language)
    body = body_of(session, appeal, its)
    values = {
        "number": appeal.number,
        "topic": read_topics().by_code()[appeal.topic_code].title.in_language(its),
        "body": None if body is None else body.name,
        "due": None if appeal.due_on is None else formats.long_day(appeal.due_on, its),
    }
    offered = [
        (one.code, one.title.in_language(lang), text)
        for one in read_templates()
        if one.retired_on is None and (text := one.fill(its, values)) is not None
    ]
    chosen = next((text for code, _, text in offered if code == template), None)
    if chosen is not None:
        return Editor(chosen, "template", offered)
    kept = last_answer(session, appeal.id, "draft")
    if kept is not None and kept.author_id is not None and template != "draft":
        return Editor(kept.text, "kept", offered)
    return Editor(draft_answer(session, appeal.id, today=today).text, "draft", offered)


def _last_extension(session: Session, appeal: Appeal, today: date, settings: Settings) -> date | None:
    """The last day to which the term may be extended; None where nothing may."""
    try:
        last, _ = last_day_of_extension(session, appeal, today, settings)
    except ImpossibleStepError:
        return None
    return last if appeal.due_on is not None and last > appeal.due_on >= today else None


def _told(session: Session, event: AppealEvent, lang: Language) -> Told:
    texts = get_texts()
    if event.status_after:
        title = texts.get(lang, f"appeal-status-{event.status_after.replace('_', '-')}")
    elif event.kind in ("question", "reply"):
        title = texts.get(lang, f"reception-event-{event.kind}")
    else:
        title = texts.get(lang, f"appeal-event-{event.kind}")
    who = event.author if event.author_role not in ("applicant", "rule") else ""
    return Told(
        at=event.at, kind=event.kind, title=title,
        who=who or texts.get(lang, f"reception-by-{'applicant' if event.author_role == 'applicant' else 'rule'}"),
        note=event.note, detail=_detail(session, event, lang), is_public=event.is_public,
    )  # fmt: skip


def _detail(session: Session, event: AppealEvent, lang: Language) -> str | None:
    """What changed from what to what, as far as a person wants to read it."""
    found, texts = event.details, get_texts()
    topics = read_topics().by_code()
    if event.kind == "topic" and found.get("to") in topics:
        return topics[found["to"]].title.in_language(lang)
    body_id = found.get("body") or (found.get("to") if event.kind == "body" else None)
    if isinstance(body_id, int) and (body := named(session.get(Organisation, body_id), lang)):
        return body.name
    if event.kind in ("merge", "split") and found.get("number"):
        return f"№ {found['number']}"
    if event.kind == "link" and found.get("to") in ("confirmed", "rejected"):
        return texts.get(lang, f"reception-link-{found['to']}")
    return None


def stale_words(session: Session, appeal_id: int, lang: Language) -> str:
    """Who was quicker, and when: the last thing that happened to the appeal."""
    statement = select(AppealEvent).where(AppealEvent.appeal_id == appeal_id).order_by(AppealEvent.id.desc()).limit(1)
    event = session.scalars(statement).one()
    told = _told(session, event, lang)
    return get_texts().get(lang, "reception-stale", who=told.who, what=told.title, at=formats.moment(told.at, lang))
