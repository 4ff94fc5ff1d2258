"""The steps of an appeal after it was registered: who may, what is written, who is told."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.appeals.answering import save_draft, send_answer
from gis_app.appeals.extending import extend_deadline
from gis_app.appeals.facts import Author
from gis_app.appeals.intake import register
from gis_app.appeals.models import Appeal, Applicant
from gis_app.appeals.showing import read_for_applicant
from gis_app.appeals.solved import confirm_solved, reopen
from gis_app.appeals.status import ImpossibleStepError, StaleAppealError
from gis_app.appeals.steps import TakenError, redirect, refuse, send_back, send_to, take, withdraw
from gis_app.appeals.talking import ask_back, reply
from gis_app.errors import ForbiddenError
from gis_app.settings import Settings
from tests.integration.appeals.ground import CONTACT, NOON, Ground, written
from tests.people import add_user

# Nobody that a test adds has these ids: who does something is not told of it.
OPERATOR = Author("Оператор", "operator", 1_000_007)
OTHER = Author("Другой", "operator", 1_000_008)
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def appeal(session: Session, ground: Ground, settings: Settings) -> int:
    return register(session, written(contact=CONTACT), settings=settings).id


def executor_of(body: int) -> Author:
    return Author("Исполнитель", "executor", 1_000_009, body)


def state(session: Session, appeal: int) -> Appeal:
    found = session.get(Appeal, appeal, populate_existing=True)
    assert found is not None
    return found


def mails(session: Session) -> list[Any]:
    rows = session.execute(text("SELECT key, recipient, subject, text, secret FROM outbox ORDER BY id")).all()
    return [row for row in rows if "registered" not in row.key]


def events(session: Session, appeal: int, kind: str) -> list[Any]:
    statement = text(
        "SELECT note, author, author_role, details FROM appeal_events "
        "WHERE appeal_id = :id AND kind = :kind ORDER BY id"
    )
    return list(session.execute(statement, {"id": appeal, "kind": kind}))


def test_of_two_operators_one_takes_the_appeal(session: Session, appeal: int) -> None:
    assert take(session, appeal, author=OPERATOR, at=LATER).operator_id == OPERATOR.id
    with pytest.raises(TakenError):
        take(session, appeal, author=OTHER, at=LATER)
    assert take(session, appeal, author=OPERATOR, at=LATER).status == "in_check"
    assert len(events(session, appeal, "status")) == 2


def test_a_body_s_people_are_told_and_take_it_and_others_may_not(
    session: Session, ground: Ground, appeal: int, settings: Settings
) -> None:
    ours, theirs = ground.ids["ours"], ground.ids["theirs"]
    reader = add_user(session, "executor", organisation_id=ours).id
    send_to(session, appeal, ours, author=OPERATOR, at=LATER)
    told = session.execute(text("SELECT user_id, kind, values FROM messages")).one()
    assert (told.user_id, told.kind) == (reader, "appeal_sent")
    assert CONTACT.phone not in str(told.values)
    with pytest.raises(ForbiddenError):
        take(session, appeal, author=executor_of(theirs), at=LATER)
    assert take(session, appeal, author=executor_of(ours), at=LATER).status == "in_work"
    with pytest.raises(ForbiddenError):
        send_answer(session, appeal, "Сделаем", author=executor_of(theirs), at=LATER, settings=settings)
    assert send_back(session, appeal, "не наше", author=executor_of(ours), at=LATER).status == "in_check"


def test_an_answer_is_kept_mailed_with_the_link_and_sent_once(
    session: Session, appeal: int, settings: Settings
) -> None:
    save_draft(session, appeal, "Сделаем в мае.", author=OPERATOR, at=LATER, basis={"works": [5]})
    sent = send_answer(session, appeal, "Сделаем в июне.", author=OPERATOR, at=LATER, settings=settings, version=1)
    again = send_answer(session, appeal, "Сделаем в июне.", author=OPERATOR, at=LATER, settings=settings, version=1)
    assert sent.id == again.id
    assert sent.basis == {"works": [5]}
    [mail] = mails(session)
    assert mail.recipient == CONTACT.email
    assert "Сделаем в июне." in mail.text
    assert "/appeals/{one-time-token}?lang=ru" in mail.text
    assert mail.secret == f"appeal_applicant:{appeal}"
    with pytest.raises(ImpossibleStepError):
        send_answer(session, appeal, "Другое", author=OTHER, at=LATER, settings=settings)


def test_who_looked_at_an_older_version_sends_nothing(session: Session, appeal: int, settings: Settings) -> None:
    take(session, appeal, author=OTHER, at=LATER)
    with pytest.raises(StaleAppealError):
        send_answer(session, appeal, "Да", author=OPERATOR, at=LATER, settings=settings, version=1)
    assert mails(session) == []


def test_no_opens_it_again_with_a_new_term_and_yes_ends_it(
    session: Session, ground: Ground, appeal: int, settings: Settings
) -> None:
    reader = add_user(session, "operator").id
    send_answer(session, appeal, "Сделано", author=OPERATOR, at=LATER, settings=settings)
    reopened = reopen(session, appeal, "Яма осталась", at=NOON + timedelta(days=10), settings=settings)
    assert (reopened.status, reopened.due_on) == ("reopened", date(2026, 7, 10))
    assert session.scalars(text("SELECT user_id FROM messages WHERE kind = 'appeal_reopened'")).all() == [reader]
    send_answer(session, appeal, "Теперь сделано", author=OPERATOR, at=LATER, settings=settings)
    assert confirm_solved(session, appeal, at=LATER).status == "confirmed"
    assert confirm_solved(session, appeal, at=LATER).status == "confirmed"


def test_a_question_is_mailed_and_the_reply_keeps_no_telephone(
    session: Session, appeal: int, settings: Settings
) -> None:
    assert ask_back(session, appeal, "У какого дома?", author=OPERATOR, at=LATER, settings=settings)
    [mail] = mails(session)
    assert "У какого дома?" in mail.text
    session.execute(text("UPDATE applicants SET phone = NULL"))
    reply(session, appeal, "Дом 5, звоните +7 701 000-00-01", at=LATER)
    [event] = events(session, appeal, "reply")
    assert (event.note, event.author) == ("Дом 5, звоните […]", "applicant")
    applicant = session.get(Applicant, appeal, populate_existing=True)
    assert applicant is not None
    assert applicant.phone == "+7 701 000-00-01"


def test_more_time_is_an_event_a_term_a_notice_and_a_mail(session: Session, appeal: int, settings: Settings) -> None:
    extended = extend_deadline(
        session, appeal, reason="нужен выезд комиссии", days=20, author=OPERATOR, at=LATER, settings=settings
    )
    assert extended.until == state(session, appeal).due_on == date(2026, 7, 20)
    assert (extended.tell_by, extended.is_mailed) == (date(2026, 6, 11), True)
    [event] = events(session, appeal, "deadline")
    assert (event.details["from"], event.details["to"]) == ("2026-06-29", "2026-07-20")
    [mail] = mails(session)
    assert "нужен выезд комиссии" in mail.text
    assert "20 июля 2026 г." in mail.text


@pytest.mark.parametrize(
    ("what", "given", "at", "code"),
    [
        ("not later", {"until": date(2026, 6, 29)}, LATER, "not-later"),
        ("beyond two months", {"until": date(2026, 9, 2)}, LATER, "too-late"),
        ("after the term", {"days": 5}, NOON + timedelta(days=22), "term-over"),
        ("neither day nor days", {}, LATER, "needs-day"),
    ],
)
def test_more_time_than_the_law_gives_is_refused(
    session: Session, appeal: int, settings: Settings, what: str, given: dict[str, Any], at: datetime, code: str
) -> None:
    with pytest.raises(ImpossibleStepError) as error:
        extend_deadline(session, appeal, reason="так", author=OPERATOR, at=at, settings=settings, **given)
    assert error.value.code == code, what
    assert mails(session) == []


def test_passing_on_within_its_term_gives_the_other_body_a_whole_term(
    session: Session, ground: Ground, appeal: int, settings: Settings
) -> None:
    at = NOON + timedelta(days=3)
    done = redirect(
        session, appeal, ground.ids["theirs"], "это их", author=OPERATOR, at=at, settings=settings, version=1
    )
    assert (done.status, done.body_id, done.due_on) == ("redirected", ground.ids["theirs"], date(2026, 7, 2))
    assert "theirs" in mails(session)[0].text
    assert take(session, appeal, author=executor_of(ground.ids["theirs"]), at=at).status == "in_work"


def test_passing_on_too_late_is_refused_to_an_executor_and_gives_no_time_to_anybody(
    session: Session, ground: Ground, appeal: int, settings: Settings
) -> None:
    ours, theirs = ground.ids["ours"], ground.ids["theirs"]
    send_to(session, appeal, ours, author=OPERATOR, at=LATER)
    late = NOON + timedelta(days=4)
    with pytest.raises(ImpossibleStepError) as error:
        redirect(session, appeal, theirs, "не наше", author=executor_of(ours), at=late, settings=settings)
    assert error.value.code == "redirect-late"
    done = redirect(session, appeal, theirs, "ошиблись", author=OPERATOR, at=late, settings=settings)
    assert (done.status, done.due_on) == ("redirected", date(2026, 6, 29))


def test_a_refusal_says_why_and_who_wrote_may_take_it_back(
    session: Session, ground: Ground, appeal: int, settings: Settings
) -> None:
    other = register(session, written("Фонарь не горит"), settings=settings).id
    assert withdraw(session, other, at=LATER).status == "withdrawn"
    refuse(session, appeal, "Без имени и места", author=OPERATOR, at=LATER, settings=settings)
    assert "Без имени и места" in mails(session)[0].text
    assert [row.note for row in events(session, appeal, "status")] == [None, "Без имени и места"]


def test_who_was_joined_to_another_reads_its_answer(
    session: Session, ground: Ground, appeal: int, settings: Settings
) -> None:
    joined = register(session, written("Та же яма"), settings=settings).id
    session.execute(
        text("UPDATE appeals SET parent_id = :parent, status = 'duplicate' WHERE id = :id"),
        {"parent": appeal, "id": joined},
    )
    send_answer(session, appeal, "Сделаем в июне.", author=OPERATOR, at=LATER, settings=settings)
    shown = read_for_applicant(session, state(session, joined), "ru", date(2026, 6, 9))
    assert (shown.answer, shown.status) == ("Сделаем в июне.", "duplicate")


def test_what_is_said_twice_is_said_once(session: Session, ground: Ground, appeal: int, settings: Settings) -> None:
    for _ in range(2):
        ask_back(session, appeal, "У какого дома?", author=OPERATOR, at=LATER, settings=settings)
    for _ in range(2):
        reply(session, appeal, "Дом 5, +7 701 000-00-01", at=LATER)
    assert [len(events(session, appeal, kind)) for kind in ("question", "reply")] == [1, 1]
    assert len(mails(session)) == 1
    ask_back(session, appeal, "У какого дома?", author=OPERATOR, at=LATER, settings=settings)
    assert len(events(session, appeal, "question")) == 2, "asked again after the reply"
    send_answer(session, appeal, "Сделано", author=OPERATOR, at=LATER, settings=settings)
    for _ in range(2):
        reopen(session, appeal, "Нет, звоните 87010000001", at=LATER, settings=settings)
    assert [row.note for row in events(session, appeal, "status")][-1] == "Нет, звоните […]"
    assert len(events(session, appeal, "reply")) == 1
