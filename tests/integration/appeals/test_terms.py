"""Terms as an appeal goes on, as tables with the weekday in words; what is overdue and who is told of it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from gis_app.appeals.answering import send_answer
from gis_app.appeals.deadlines import read_deadlines
from gis_app.appeals.extending import extend_deadline
from gis_app.appeals.facts import Author
from gis_app.appeals.hands import change_topic
from gis_app.appeals.intake import register
from gis_app.appeals.models import Appeal
from gis_app.appeals.reading import read_applicant
from gis_app.appeals.solved import reopen
from gis_app.appeals.standings import count_standings, standing_column, tell_of_due
from gis_app.appeals.status import ImpossibleStepError
from gis_app.appeals.steps import redirect
from gis_app.errors import ForbiddenError, NotFoundError
from gis_app.settings import Settings
from tests.integration.appeals.ground import CONTACT, Ground, written
from tests.integration.works.people import person
from tests.people import add_user
from tests.unit.appeals.test_deadlines import day

OPERATOR = Author("Оператор", "operator", 1_000_007)


def noon(of: date) -> datetime:
    """Noon in the city."""
    return datetime(of.year, of.month, of.day, 7, tzinfo=UTC)


def received(session: Session, settings: Settings, on: str, **given: Any) -> int:
    return register(session, written(received_at=noon(day(on)), **given), settings=settings).id


def due(session: Session, appeal: int) -> date | None:
    return session.scalar(select(Appeal.due_on).where(Appeal.id == appeal))


@pytest.mark.parametrize(
    ("what", "on", "decided", "given", "until"),
    [
        ("by some days", "Monday 2026-06-08", "Monday 2026-06-15", {"days": 10}, "Thursday 2026-07-09"),
        ("a Saturday becomes Monday", "Monday 2026-06-08", "Monday 2026-06-15", {"days": 12}, "Monday 2026-07-13"),
        ("Capital Day becomes Tuesday", "Monday 2026-06-08", "Monday 2026-06-15", {"days": 7}, "Tuesday 2026-07-07"),
        (
            "to the last day of two months: 29 August is a Saturday, Constitution Day moves to Monday",
            "Monday 2026-06-08", "Monday 2026-06-29", {"until": "Tuesday 2026-09-01"}, "Tuesday 2026-09-01",
        ),
        ("over the year's end", "Tuesday 2026-12-01", "Tuesday 2026-12-22", {"days": 10}, "Tuesday 2027-01-05"),
        ("over Nauryz", "Monday 2026-03-02", "Friday 2026-03-20", {"days": 3}, "Monday 2026-03-30"),
        (
            "before the change of law: thirty days from receipt",
            "Monday 2021-05-17", "Tuesday 2021-06-01", {"until": "Wednesday 2021-06-16"}, "Wednesday 2021-06-16",
        ),
        (
            "received under the old law, extended under the new one",
            "Monday 2021-06-21", "Thursday 2021-07-01", {"days": 30}, "Friday 2021-08-06",
        ),
    ],
)  # fmt: skip
def test_more_time(
    session: Session, ground: Ground, settings: Settings, what: str, on: str, decided: str, given: dict[str, Any],
    until: str,
) -> None:  # fmt: skip
    appeal = received(session, settings, on)
    asked = {name: day(value) if name == "until" else value for name, value in given.items()}
    extended = extend_deadline(
        session, appeal, reason="выезд", author=OPERATOR, at=noon(day(decided)), settings=settings, **asked
    )
    assert extended.until == due(session, appeal) == day(until), what


@pytest.mark.parametrize(
    ("what", "on", "decided", "beyond"),
    [
        ("two months from the first due day", "Monday 2026-06-08", "Monday 2026-06-15", "Wednesday 2026-09-02"),
        ("thirty days from receipt under the old law", "Monday 2021-05-17", "Monday 2021-05-24", "Thursday 2021-06-17"),
    ],
)
def test_a_second_extension_has_the_limit_of_the_first(
    session: Session, ground: Ground, settings: Settings, what: str, on: str, decided: str, beyond: str
) -> None:
    appeal = received(session, settings, on)
    given: dict[str, Any] = {"reason": "выезд", "author": OPERATOR, "at": noon(day(decided)), "settings": settings}
    extend_deadline(session, appeal, days=5, **given)
    with pytest.raises(ImpossibleStepError) as error:
        extend_deadline(session, appeal, until=day(beyond), **given)
    assert error.value.code == "too-late", what
    extend_deadline(session, appeal, until=day(beyond) - timedelta(days=1), **given)
    assert due(session, appeal) == day(beyond) - timedelta(days=1)


@pytest.mark.parametrize(
    ("what", "on", "at", "until"),
    [
        ("on the third working day", "Monday 2026-06-08", "Thursday 2026-06-11", "Thursday 2026-07-02"),
        ("a weekend between", "Thursday 2026-06-11", "Tuesday 2026-06-16", "Wednesday 2026-07-08"),
        ("a day too late: no new time", "Monday 2026-06-08", "Friday 2026-06-12", "Monday 2026-06-29"),
        ("Nauryz between", "Thursday 2026-03-19", "Friday 2026-03-27", "Friday 2026-04-17"),
    ],
)
def test_the_term_after_passing_on(
    session: Session, ground: Ground, settings: Settings, what: str, on: str, at: str, until: str
) -> None:
    appeal = received(session, settings, on)
    redirect(session, appeal, ground.ids["theirs"], "их", author=OPERATOR, at=noon(day(at)), settings=settings)
    assert due(session, appeal) == day(until), what


@pytest.mark.parametrize(
    ("what", "given", "at", "until"),
    [
        ("a whole new term", {}, "Monday 2026-07-13", "Monday 2026-08-03"),
        ("of the channel: five working days", {"channel": "social"}, "Friday 2026-07-10", "Friday 2026-07-17"),
        ("opened on a Sunday", {}, "Sunday 2026-07-12", "Friday 2026-07-31"),
    ],
)
def test_the_term_after_opening_again(
    session: Session, ground: Ground, settings: Settings, what: str, given: dict[str, Any], at: str, until: str
) -> None:
    appeal = received(session, settings, "Monday 2026-06-08", **given)
    send_answer(session, appeal, "Да", author=OPERATOR, at=noon(day("Tuesday 2026-06-09")), settings=settings)
    reopen(session, appeal, "Нет", at=noon(day(at)), settings=settings)
    assert due(session, appeal) == day(until), what


@pytest.mark.parametrize(
    ("what", "topic", "reopened", "days", "until"),
    [
        ("another topic of the same term leaves a longer one", "road_worn", None, 10, "Thursday 2026-07-09"),
        ("and the one of an appeal that was opened again", "road_worn", "Monday 2026-08-03", None, "Monday 2026-08-24"),
        ("danger shortens it", "manhole", None, 10, "Tuesday 2026-06-09"),
        ("from the day on which it was opened again", "manhole", "Monday 2026-08-03", None, "Tuesday 2026-08-04"),
    ],
)  # fmt: skip
def test_a_topic_that_is_set_right_takes_no_promised_day_away(
    session: Session, ground: Ground, settings: Settings, what: str, topic: str, reopened: str | None, days: int | None,
    until: str,
) -> None:  # fmt: skip
    appeal, at = received(session, settings, "Monday 2026-06-08"), noon(day("Monday 2026-06-15"))
    given: dict[str, Any] = {"author": OPERATOR, "at": at}
    if days is not None:
        extend_deadline(session, appeal, reason="выезд", settings=settings, days=days, **given)
    if reopened is not None:
        send_answer(session, appeal, "Да", settings=settings, **given)
        reopen(session, appeal, "Нет", at=noon(day(reopened)), settings=settings)
    version = session.get_one(Appeal, appeal).version
    change_topic(
        session, appeal, topic, reason="", version=version, today=day("Monday 2026-06-15"), settings=settings, **given
    )
    assert due(session, appeal) == day(until), what


def test_thanks_have_no_term_to_extend(session: Session, ground: Ground, settings: Settings) -> None:
    appeal = received(session, settings, "Monday 2026-06-08", kind="thanks")
    with pytest.raises(ImpossibleStepError) as error:
        extend_deadline(
            session, appeal, reason="так", days=3, author=OPERATOR, at=noon(day("Monday 2026-06-08")), settings=settings
        )
    assert error.value.code == "no-rule"


def test_standings_are_those_of_the_rules_and_closed_appeals_have_none(
    session: Session, ground: Ground, settings: Settings
) -> None:
    """The same as asked one by one, about a weekend and a holiday."""
    today = day("Friday 2026-07-03")
    days = [today + timedelta(days=number) for number in range(-2, 9)]
    for number, one in enumerate(days):
        appeal = received(session, settings, "Monday 2026-06-08", source="x", external_no=str(number))
        session.execute(text("UPDATE appeals SET due_on = :day WHERE id = :id"), {"day": one, "id": appeal})
    rows = session.execute(select(Appeal.due_on, standing_column(today, settings)))
    found = {row[0]: row[1] for row in rows}
    assert found == {one: read_deadlines().standing(one, today, "KZ") for one in days}
    counts = count_standings(session, today, settings)
    assert counts == {"overdue": 2, "due_today": 1, "due_soon": 6, "in_time": 2, "no_term": 0}
    session.execute(text("UPDATE appeals SET status = 'answered'"))
    assert set(session.scalars(select(standing_column(today, settings)))) == {"no_term"}
    assert sum(count_standings(session, today, settings).values()) == 0


def test_a_body_is_told_once_for_each_due_day_and_the_reception_of_what_is_late(
    session: Session, ground: Ground, settings: Settings
) -> None:
    ours = ground.ids["ours"]
    executor = add_user(session, "executor", organisation_id=ours).id
    operator = add_user(session, "operator").id
    appeal = received(session, settings, "Monday 2026-06-08")
    session.execute(text("UPDATE appeals SET body_id = :body, status = 'sent'"), {"body": ours})
    assert tell_of_due(session, day("Tuesday 2026-06-23"), settings) == 0
    assert tell_of_due(session, day("Wednesday 2026-06-24"), settings) == 2
    assert tell_of_due(session, day("Thursday 2026-06-25"), settings) == 0
    assert tell_of_due(session, day("Tuesday 2026-06-30"), settings) == 2
    assert tell_of_due(session, day("Wednesday 2026-07-01"), settings) == 0
    told = session.execute(text("SELECT user_id, kind, about FROM messages ORDER BY id")).all()
    assert sorted(told) == [
        (executor, "appeal_due", f"/executor/appeals/{appeal}"),
        (executor, "appeal_overdue", f"/executor/appeals/{appeal}"),
        (operator, "appeal_due", f"/reception/appeals/{appeal}"),
        (operator, "appeal_overdue", f"/reception/appeals/{appeal}"),
    ]
    session.execute(text("UPDATE appeals SET due_on = '2026-07-02'"))
    assert tell_of_due(session, day("Wednesday 2026-07-01"), settings) == 2


def test_a_body_that_only_a_rule_has_proposed_hears_nothing(
    session: Session, ground: Ground, settings: Settings
) -> None:
    add_user(session, "executor", organisation_id=ground.ids["ours"])
    operator = add_user(session, "operator").id
    received(session, settings, "Monday 2026-06-08")
    session.execute(text("UPDATE appeals SET body_id = :body"), {"body": ground.ids["ours"]})
    assert tell_of_due(session, day("Wednesday 2026-06-24"), settings) == 1
    assert session.execute(text("SELECT user_id FROM messages")).scalar_one() == operator


def test_of_the_reception_only_who_took_the_appeal_is_told(
    session: Session, ground: Ground, settings: Settings
) -> None:
    mine, other = add_user(session, "operator").id, add_user(session, "operator").id
    received(session, settings, "Monday 2026-06-08")
    session.execute(text("UPDATE appeals SET operator_id = :id"), {"id": mine})
    tell_of_due(session, day("Wednesday 2026-06-24"), settings)
    session.execute(text("UPDATE appeals SET operator_id = :id"), {"id": 10**6})
    tell_of_due(session, day("Tuesday 2026-06-30"), settings)
    told = session.execute(text("SELECT user_id, kind FROM messages ORDER BY id")).all()
    assert sorted(told) == sorted([(mine, "appeal_due"), (mine, "appeal_overdue"), (other, "appeal_overdue")])


def test_who_reads_an_applicant_stands_in_the_log_and_others_read_nothing(
    session: Session, ground: Ground, settings: Settings
) -> None:
    appeal = received(session, settings, "Monday 2026-06-08", contact=CONTACT)
    assert read_applicant(session, appeal, reader=person("operator")).phone == CONTACT.phone
    for role in ("inspector", "planner", "contractor", "executor"):
        with pytest.raises(ForbiddenError):
            read_applicant(session, appeal, reader=person(role, organisation_id=1))
    with pytest.raises(NotFoundError):
        read_applicant(session, 10**9, reader=person("administrator"))
    logged = session.execute(text("SELECT action, subject, subject_id, details FROM audit_log")).all()
    assert [row[:3] for row in logged] == [("appeal.applicant_read", "appeal", str(appeal))]
    assert CONTACT.phone not in str(logged)
