"""One appeal as a page shows it: its story, what explains it, who has it until when, and what may be done with it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from geoalchemy2.shape import to_shape
from sqlalchemy import select
from sqlalchemy.orm import Session

from gis_app.accounts.models import User
from gis_app.accounts.user import CurrentUser
from gis_app.appeals.choices import find_bodies
from gis_app.appeals.deadlines import read_deadlines
from gis_app.appeals.duplicates import children_of
from gis_app.appeals.guide import guide_of
from gis_app.appeals.links import links_of
from gis_app.appeals.models import Appeal, AppealAnswer, AppealDeadline, AppealEvent
from gis_app.appeals.showing import body_of
from gis_app.appeals.situation_register import current_situations
from gis_app.appeals.topics import read_topics
from gis_app.appeals.transitions import OPEN, changes_from
from gis_app.dependencies import Language
from gis_app.geocoding.models import District
from gis_app.organisations.models import Organisation
from gis_app.pages import formats
from gis_app.pages.picture import HEIGHT_PX, WIDTH_PX, draw_shape
from gis_app.pages.reception_words import topic_choices
from gis_app.settings import Settings
from gis_app.texts.fluent import get_texts
from gis_app.works.queries import named


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


def appeal_context(
    session: Session, settings: Settings, user: CurrentUser, appeal: Appeal, lang: Language, today: date, role: str
) -> dict[str, Any]:
    """Everything about an appeal but its applicant. `role` is in what capacity the person looks."""
    topic = read_topics().by_code()[appeal.topic_code]
    rules = current_situations(session, today)
    situation = next((one for one in rules if one.code == appeal.situation), None)
    is_open = appeal.status in OPEN
    parent = None if appeal.parent_id is None else session.get(Appeal, appeal.parent_id)
    point = _point(session, appeal)
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
        "story": story_of(session, appeal, lang),
        "answers": answers_of(session, appeal.id),
        "parent": parent if appeal.status == "duplicate" else None,
        "children": children_of(session, appeal.id),
        "steps": [one.after for one in changes_from(appeal.status) if role in one.who],
        "bodies": find_bodies(session, lang, today, is_training=user.is_demo, also=appeal.body_id) if is_open else [],
        "picture": None if point is None else draw_shape(session, point, lang),
        "width": WIDTH_PX,
        "height": HEIGHT_PX,
        "point": point,
        "today": today,
        "role": role,
    }


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


def story_of(session: Session, appeal: Appeal, lang: Language) -> list[Told]:
    """Everything that happened, the newest first, inner steps too."""
    statement = select(AppealEvent).where(AppealEvent.appeal_id == appeal.id).order_by(AppealEvent.id.desc())
    return [_told(session, event, lang) for event in session.scalars(statement)]


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
