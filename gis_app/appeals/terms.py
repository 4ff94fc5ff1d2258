"""Terms of an appeal as it goes on: a new one when it is opened again or passed on, a longer one with a reason.

A term is appended and never changed; the last of a purpose holds. The clock is an argument.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from gis_app.appeals.deadlines import DeadlineRule, Purpose, read_deadlines
from gis_app.appeals.facts import RULE, Author, Term, append_terms
from gis_app.appeals.models import Appeal, AppealDeadline
from gis_app.appeals.status import ImpossibleStepError
from gis_app.appeals.topics import read_topics
from gis_app.settings import Settings
from gis_app.works.working_days import is_working_day

# Of a decision whose rule is missing (before the first law of the file) nothing can be counted.
_NO_RULE = "no-rule"


def day_of(at: datetime, settings: Settings) -> date:
    """The city's day of an instant."""
    return at.astimezone(ZoneInfo(settings.time_zone)).date()


def rule_for(appeal: Appeal, purpose: Purpose, day: date) -> DeadlineRule | None:
    """The rule in force on a day for such an appeal; None where nothing is owed."""
    topic = read_topics().by_code()[appeal.topic_code]
    return read_deadlines().rule_for(purpose, day, of_class=topic.deadline, channel=appeal.channel, kind=appeal.kind)


def begin_anew(session: Session, appeal: Appeal, day: date, settings: Settings, *, author: Author = RULE) -> None:
    """Append the term of an appeal that begins anew on a day (opened again, passed on); none where nothing is owed."""
    rule = rule_for(appeal, "answer", day)
    if rule is not None:
        due_on = rule.due_on(day, settings.holiday_country)
        append_terms(session, [Term(appeal.id, "answer", rule.code, day, due_on, author)])


def first_term(session: Session, appeal: Appeal) -> AppealDeadline | None:
    """The term of the answer as it was before any extension; None where nothing is owed."""
    by_code = read_deadlines().by_code()
    statement = (
        select(AppealDeadline)
        .where(AppealDeadline.appeal_id == appeal.id, AppealDeadline.purpose == "answer")
        .order_by(AppealDeadline.id.desc())
    )
    terms = session.scalars(statement)
    return next((one for one in terms if one.rule in by_code and by_code[one.rule].purpose == "answer"), None)


def last_day_of_extension(session: Session, appeal: Appeal, today: date, settings: Settings) -> tuple[date, str]:
    """The last day to which the term may be extended by a decision of today, and the code of the rule.

    However often it is extended, the limit is counted once: from receipt or from the first due day, as the rule says.
    """
    first = first_term(session, appeal)
    rule = rule_for(appeal, "extension", today)
    if first is None or rule is None or appeal.due_on is None:
        raise ImpossibleStepError(_NO_RULE)
    from_day = first.from_day if rule.counted_from == "receipt" else first.due_on
    return rule.due_on(from_day, settings.holiday_country), rule.code


def extended_until(
    session: Session, appeal: Appeal, today: date, settings: Settings, *, until: date | None, days: int | None
) -> tuple[date, str]:
    """The new last day and the rule that allows it. A day off becomes the next working day.

    `days` are calendar days after the present last day. Raises ImpossibleStepError: nobody owes anything, the term is
    over already, the day is not later, or it is later than the law allows.
    """
    limit, rule = last_day_of_extension(session, appeal, today, settings)
    due_on = appeal.due_on
    if due_on is None or (until is None) == (days is None):
        raise ImpossibleStepError("needs-day")
    if today > due_on:
        raise ImpossibleStepError("term-over")
    wanted = until or due_on + timedelta(days=days or 0)
    if wanted <= due_on:
        raise ImpossibleStepError("not-later")
    if wanted > limit:
        raise ImpossibleStepError("too-late")
    while not is_working_day(wanted, settings.holiday_country):
        wanted += timedelta(days=1)
    return min(wanted, limit), rule


def redirect_until(appeal: Appeal, from_day: date, settings: Settings) -> tuple[date, str] | None:
    """The last day on which who got the appeal on a day may pass it on, and the code of the rule."""
    rule = rule_for(appeal, "redirect", from_day)
    return None if rule is None else (rule.due_on(from_day, settings.holiday_country), rule.code)


def notice_until(appeal: Appeal, today: date, settings: Settings) -> tuple[date, str] | None:
    """Until when the applicant must be told of an extension that is decided today, and the code of the rule."""
    rule = rule_for(appeal, "notice", today)
    return None if rule is None else (rule.due_on(today, settings.holiday_country), rule.code)
