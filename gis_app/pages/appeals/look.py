"""What a person is told before sending: the topic, who decides, what is known there, who wrote the same."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from gis_app.appeals.bodies import Bodies
from gis_app.appeals.deadlines import read_deadlines
from gis_app.appeals.foreseen import foresee
from gis_app.appeals.place_facts import PlaceFacts, facts_of_places
from gis_app.appeals.routing import route
from gis_app.appeals.schemas import LinkOut
from gis_app.appeals.showing import link_in_words
from gis_app.appeals.similar import Similar, similar_appeals
from gis_app.appeals.situations.register import current_situations
from gis_app.appeals.suggest import suggest_topics
from gis_app.appeals.topics import OTHER, Topic, read_topics
from gis_app.dependencies import Language
from gis_app.organisations.models import Organisation
from gis_app.pages.appeals.form import AppealForm
from gis_app.settings import Settings
from gis_app.works.filters import is_hidden
from gis_app.works.models import Work
from gis_app.works.queries import named, read_lines
from gis_app.works.schemas import Named, WorkLine

# So many suggestions can be told apart at a glance.
MOST_TOPICS = 3


@dataclass(frozen=True, slots=True)
class Look:
    """What the second step shows. `suggested` are topics of which the first is the likeliest; `topic` is the one that
    the rest is about."""

    suggested: list[Topic]
    topic: Topic
    advice: str | None
    body: Named | None
    due_on: date | None
    links: list[LinkOut]
    similar: list[tuple[Similar, str, Named | None]]


def look(
    session: Session,
    form: AppealForm,
    settings: Settings,
    lang: Language,
    *,
    today: date,
    now: datetime,
    is_training: bool,
) -> Look:
    """Everything that is known before the appeal is sent. Nothing is written."""
    topics = read_topics().by_code()
    suggested = [topics[one.code] for one in suggest_topics(form.text)][:MOST_TOPICS]
    chosen = topics.get(form.topic or "")
    if chosen is not None and chosen not in suggested:
        suggested = [chosen, *suggested][:MOST_TOPICS]
    topic = chosen or (suggested[0] if suggested else topics[OTHER])
    [facts] = facts_of_places(session, [form.point], today)
    advice, body = _who(session, form, topic, facts, lang, today, is_training=is_training)
    rule = read_deadlines().rule_for("answer", today, of_class=topic.deadline, channel="web", kind=form.kind)
    return Look(
        suggested=suggested,
        topic=topic,
        advice=advice,
        body=body,
        due_on=None if rule is None else rule.due_on(today, settings.holiday_country),
        links=_links(session, form, topic, lang, today, is_training=is_training),
        similar=_similar(session, form, topic, lang, now, is_training=is_training),
    )


def _who(
    session: Session,
    form: AppealForm,
    topic: Topic,
    facts: PlaceFacts,
    lang: Language,
    today: date,
    *,
    is_training: bool,
) -> tuple[str | None, Named | None]:
    rules = current_situations(session, today)
    bodies = Bodies.read(session, today)
    routed = route(rules, bodies, topic, facts, form.point, is_training=is_training, day=today)
    rule = next((one for one in rules if one.code == routed.situation), None)
    body = None if routed.body_id is None else session.get(Organisation, routed.body_id)
    return (None if rule is None else rule.advice.in_language(lang)), named(body, lang)


def _links(
    session: Session, form: AppealForm, topic: Topic, lang: Language, today: date, *, is_training: bool
) -> list[LinkOut]:
    if form.point is None or form.kind == "thanks":
        return []
    found = foresee(session, form.point, topic, lang, today, is_training=is_training)
    return [link_in_words(session, link, lang) for link in found]


def _similar(
    session: Session, form: AppealForm, topic: Topic, lang: Language, now: datetime, *, is_training: bool
) -> list[tuple[Similar, str, Named | None]]:
    if form.point is None or form.kind == "thanks":
        return []
    lon, lat = form.point
    found = similar_appeals(
        session, topic_code=topic.code, lon=lon, lat=lat, text=form.text, now=now, is_training=is_training
    )
    titles = read_topics().by_code()
    return [(one, titles[one.topic_code].title.in_language(lang), _body(session, one, lang)) for one in found]


def _body(session: Session, one: Similar, lang: Language) -> Named | None:
    return None if one.body_id is None else named(session.get(Organisation, one.body_id), lang)


def work_of_form(session: Session, form: AppealForm, lang: Language, today: date) -> WorkLine | None:
    """The work from whose page the person came; a draft is nobody's business."""
    if not form.work:
        return None
    id = int(form.work)
    work = session.get(Work, id)
    return None if work is None or is_hidden(session, work) else read_lines(session, [id], lang, today)[id]
