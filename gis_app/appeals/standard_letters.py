"""The letters about what happens to an appeal, in words. Each is a subject and a few short paragraphs."""

from datetime import date

from sqlalchemy.orm import Session

from gis_app.appeals.letters import Words
from gis_app.appeals.models import Appeal
from gis_app.appeals.topics import read_topics
from gis_app.dependencies import Language
from gis_app.organisations.models import Organisation
from gis_app.texts.fluent import get_texts
from gis_app.texts.formats import long_day
from gis_app.works.queries import named


def registered_words(appeal: Appeal, lang: Language) -> Words:
    """The receipt: number, topic, until when there must be an answer."""
    due = [] if appeal.due_on is None else [_say(lang, "letter-due", day=long_day(appeal.due_on, lang))]
    return _letter(appeal, lang, "registered", _say(lang, "letter-registered", topic=topic_of(appeal, lang)), *due)


def followed_words(appeal: Appeal, lang: Language) -> Words:
    """The receipt of a follower: what it is about, and that the link shows how it goes."""
    return _letter(appeal, lang, "followed", _say(lang, "letter-followed", topic=topic_of(appeal, lang)))


def answered_words(appeal: Appeal, answer: str, lang: Language) -> Words:
    """The answer itself, and how to say that it did not help."""
    return _letter(appeal, lang, "answered", answer, _say(lang, "letter-not-solved"))


def question_words(appeal: Appeal, question: str, lang: Language) -> Words:
    """A question to the applicant."""
    return _letter(appeal, lang, "question", _say(lang, "letter-question"), question, _say(lang, "letter-reply"))


def extended_words(appeal: Appeal, until: date, reason: str, lang: Language) -> Words:
    """Notice of an extension, with its reason."""
    said = _say(lang, "letter-extended", day=long_day(until, lang))
    return _letter(appeal, lang, "extended", said, _reason(reason, lang))


def refused_words(appeal: Appeal, reason: str, lang: Language) -> Words:
    """That an appeal is refused, and why."""
    return _letter(appeal, lang, "refused", _say(lang, "letter-refused"), _reason(reason, lang))


def passed_on_words(session: Session, appeal: Appeal, reason: str, lang: Language) -> Words:
    """Who has the appeal now, why, and until when there must be an answer."""
    body = named(session.get(Organisation, appeal.body_id) if appeal.body_id is not None else None, lang)
    said = [_say(lang, "letter-redirected", body="" if body is None else body.name), _reason(reason, lang)]
    if appeal.due_on is not None:
        said.append(_say(lang, "letter-due", day=long_day(appeal.due_on, lang)))
    return _letter(appeal, lang, "redirected", *said)


def news_words(appeal: Appeal, news: str, is_asked: bool, lang: Language) -> Words:
    """News of what explains the appeal; where it is over, the question whether it is solved."""
    asked = [_say(lang, "letter-is-it-solved")] if is_asked else []
    return _letter(appeal, lang, "news", news, *asked)


def topic_of(appeal: Appeal, lang: Language) -> str:
    """The topic's title."""
    return read_topics().by_code()[appeal.topic_code].title.in_language(lang)


def _reason(reason: str, lang: Language) -> str:
    return _say(lang, "letter-reason", reason=reason)


def _letter(appeal: Appeal, lang: Language, subject: str, *paragraphs: str) -> Words:
    # A Russian day ends with a full stop of its own.
    said = tuple(one.replace("г..", "г.") for one in paragraphs if one)
    return Words(_say(lang, f"letter-subject-{subject}", number=appeal.number), said)


def _say(lang: Language, key: str, **values: str) -> str:
    return get_texts().get(lang, key, **values)
