"""A linked work that moves, ends or is cancelled: told once to those concerned, and asked whether it is solved."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from gis_app.appeals import news as news_module
from gis_app.appeals.answering import send_answer
from gis_app.appeals.facts import Author
from gis_app.appeals.intake import register
from gis_app.appeals.linking import relink_noted
from gis_app.appeals.links import decide_link, links_of
from gis_app.appeals.news import Told, ask_after_outages, tell_all_noted, tell_noted
from gis_app.appeals.solved import reopen
from gis_app.db.session import session_scope
from gis_app.settings import Settings
from gis_app.texts.fluent import MissingTextError
from tests.integration.appeals.ground import CONTACT, NOON, TODAY, Ground, grid, written
from tests.integration.appeals.test_at_once import notice, shut_off
from tests.integration.works.people import add_work

OPERATOR = Author("Оператор", "operator", 7)


def patching(session: Session, **given: Any) -> int:
    """A street that is being patched; the change that made it is told to nobody."""
    return add_work(session, grid.line((-5, 0), (5, 0)), type_code="road_pothole_repair", **given)


def appeal_with(session: Session, settings: Settings, *args: Any, **given: Any) -> int:
    return register(session, written(*args, **{"contact": CONTACT, **given}), settings=settings).id


def move(session: Session, work: int, start: str, end: str) -> None:
    session.execute(
        text("UPDATE works SET planned_start = :start, planned_end = :end, version = version + 1 WHERE id = :id"),
        {"start": start, "end": end, "id": work},
    )


def bring(session: Session, work: int, state: str, **given: Any) -> None:
    session.execute(
        text("UPDATE works SET state = :state, actual_end = :end, version = version + 1 WHERE id = :id"),
        {"state": state, "id": work, "end": given.get("end")},
    )


def news(session: Session, appeal: int) -> list[Any]:
    return list(
        session.execute(
            text("SELECT note, details, author, is_public FROM appeal_events WHERE kind = 'work' AND appeal_id = :id"),
            {"id": appeal},
        )
    )


def letters(session: Session) -> list[Any]:
    rows = session.execute(text("SELECT key, recipient, language, subject, text FROM outbox ORDER BY id")).all()
    return [row for row in rows if "-work-" in row.key or "-outage-" in row.key]


@pytest.mark.parametrize(
    ("language", "before", "now"),
    [
        ("ru", "1–30 июня 2026 г.", "5–15 июля 2026 г."),
        ("kk", "2026 ж. 1–30 маусым", "2026 ж. 5–15 шілде"),
        ("en", "1–30 June 2026", "5–15 July 2026"),
    ],
)
def test_days_that_move_are_an_event_and_one_letter(
    session: Session, ground: Ground, settings: Settings, language: str, before: str, now: str
) -> None:
    work = patching(session)
    appeal = appeal_with(session, settings, language=language)
    move(session, work, "2026-07-05", "2026-07-15")
    assert tell_noted(session, settings) == Told(1, 1, 1)
    assert tell_noted(session, settings) is None
    [event] = news(session, appeal)
    assert before in event.note
    assert now in event.note
    assert (event.details["work"], event.details["news"], event.details["asked"]) == (work, "moved", False)
    assert (event.author, event.is_public) == ("rule", True)
    [letter] = letters(session)
    assert (letter.recipient, letter.language) == (CONTACT.email, language)
    assert event.note in letter.text
    assert "{" not in letter.text.replace("{one-time-token}", "")


def test_moved_twice_and_back_is_no_news(session: Session, ground: Ground, settings: Settings) -> None:
    work = patching(session)
    appeal = appeal_with(session, settings)
    move(session, work, "2026-07-05", "2026-07-15")
    move(session, work, "2026-06-01", "2026-06-30")
    assert tell_noted(session, settings) == Told(2, 0, 0)
    move(session, work, "2026-07-05", "2026-07-15")
    move(session, work, "2026-08-05", "2026-08-15")
    tell_noted(session, settings)
    [event] = news(session, appeal)
    assert (event.details["from"], event.details["to"]) == (["2026-06-01", "2026-06-30"], ["2026-08-05", "2026-08-15"])


@pytest.mark.parametrize(
    ("before", "after", "told", "asked", "mailed"),
    [
        ("in_progress", "finished", "finished", True, True),
        ("finished", "accepted", None, False, False),
        ("finished", "in_progress", "returned", False, True),
        ("planned", "in_progress", "started", False, False),
        ("in_progress", "paused", "paused", False, False),
        ("planned", "cancelled", "cancelled", True, True),
        ("cancelled", "planned", "restored", False, True),
        ("planned", "scheduled", None, False, False),
    ],
)
def test_what_a_change_of_state_is_to_residents(
    session: Session, ground: Ground, settings: Settings, before: str, after: str, told: str | None, asked: bool,
    mailed: bool,
) -> None:  # fmt: skip
    work = patching(session)
    appeal = appeal_with(session, settings)
    bring(session, work, before, end="2026-06-07")
    session.execute(text("DELETE FROM work_news"))
    bring(session, work, after, end="2026-06-07" if after == "finished" else None)
    tell_noted(session, settings)
    found = [(row.details["news"], row.details["asked"]) for row in news(session, appeal)]
    assert found == ([] if told is None else [(told, asked)])
    assert [("Вопрос решён?" in row.text) for row in letters(session)] == ([asked] if mailed else [])


def test_finished_and_not_solved_opens_an_answered_appeal_again(
    session: Session, ground: Ground, settings: Settings
) -> None:
    work = patching(session, state="in_progress")
    appeal = appeal_with(session, settings)
    send_answer(session, appeal, "Идёт ремонт", author=OPERATOR, at=NOON, settings=settings, basis={"works": [work]})
    bring(session, work, "finished", end="2026-06-20")
    tell_noted(session, settings)
    assert "20 июня 2026 г." in news(session, appeal)[0].note
    assert reopen(session, appeal, "Яма осталась", at=NOON, settings=settings).status == "reopened"


def test_who_is_told_follows_the_links_and_what_was_promised(
    session: Session, ground: Ground, settings: Settings
) -> None:
    """A rejected link tells nobody; a confirmed one silences mere proposals; what an answer named is always told."""
    here, other = patching(session), patching(session)
    appeal = appeal_with(session, settings)

    def told() -> list[int]:
        session.execute(text("DELETE FROM outbox"))
        before = len(news(session, appeal))
        for work, end in ((here, "2026-07-15"), (other, "2026-07-15")):
            days = session.scalar(text("SELECT planned_end FROM works WHERE id = :id"), {"id": work})
            move(session, work, "2026-06-01", "2026-07-16" if str(days) == end else end)
        tell_noted(session, settings)
        return [row.details["work"] for row in news(session, appeal)[before:]]

    links = {link.work.id: link.id for link in links_of(session, appeal, "ru", TODAY) if link.work}
    assert told() == [here, other]
    decide_link(session, links[here], "confirmed", author=OPERATOR, at=NOON)
    assert told() == [here]
    send_answer(session, appeal, "Оба", author=OPERATOR, at=NOON, settings=settings, basis={"works": [here, other]})
    assert told() == [here, other]
    decide_link(session, links[other], "rejected", author=OPERATOR, at=NOON)
    assert told() == [here]


def test_a_link_across_the_street_tells_nobody_until_it_is_confirmed(
    session: Session, ground: Ground, settings: Settings
) -> None:
    work = patching(session)
    appeal = appeal_with(session, settings)
    session.execute(text("UPDATE appeal_links SET score = 0.79"))
    move(session, work, "2026-07-05", "2026-07-15")
    assert tell_noted(session, settings) == Told(1, 0, 0)
    session.execute(text("UPDATE appeal_links SET score = 0.8"))
    move(session, work, "2026-08-05", "2026-08-15")
    assert tell_noted(session, settings) == Told(1, 1, 1)
    assert len(news(session, appeal)) == 1


@pytest.mark.parametrize("status", ["confirmed", "withdrawn", "refused"])
def test_who_has_done_with_it_is_left_in_peace(
    session: Session, ground: Ground, settings: Settings, status: str
) -> None:
    work = patching(session)
    appeal = appeal_with(session, settings)
    session.execute(text("UPDATE appeals SET status = :status"), {"status": status})
    move(session, work, "2026-07-05", "2026-07-15")
    assert tell_noted(session, settings) == Told(1, 0, 0)
    assert news(session, appeal) == []


def test_followers_and_those_who_were_joined_are_told_each_in_their_language(
    session: Session, ground: Ground, settings: Settings
) -> None:
    work = patching(session)
    appeal = appeal_with(session, settings)
    joined = appeal_with(session, settings, contact=CONTACT.__class__(email="b@example.kz"), language="kk")
    session.execute(
        text("UPDATE appeals SET parent_id = :parent, status = 'duplicate' WHERE id = :id"),
        {"parent": appeal, "id": joined},
    )
    session.execute(
        text(
            "INSERT INTO appeal_followers (appeal_id, email, language, token, token_sha256) VALUES "
            "(:id, 'c@example.kz', 'en', 'key', 'x'), (:id, 'A@example.kz', 'en', 'other', 'y')"
        ),
        {"id": appeal},
    )
    move(session, work, "2026-07-05", "2026-07-15")
    tell_noted(session, settings)
    told = sorted((row.recipient, row.language) for row in letters(session))
    assert told == [("a@example.kz", "ru"), ("b@example.kz", "kk"), ("c@example.kz", "en")]
    assert len(news(session, joined)) == 1


def test_who_registered_after_the_change_is_not_told_of_it(
    committed_database: tuple[Settings, Engine],
) -> None:
    settings, engine = committed_database
    with session_scope(engine) as session:
        Ground(session).lay()
        work = patching(session)
    with session_scope(engine) as session:
        move(session, work, "2026-07-05", "2026-07-15")
    with session_scope(engine) as session:
        appeal_with(session, settings)
    with session_scope(engine) as session:
        assert tell_noted(session, settings) == Told(1, 0, 0)


def test_a_process_that_dies_tells_nobody_twice_and_forgets_nobody(
    committed_database: tuple[Settings, Engine],
) -> None:
    settings, engine = committed_database
    with session_scope(engine) as session:
        Ground(session).lay()
        work = patching(session)
        appeal = appeal_with(session, settings)
    with session_scope(engine) as session:
        move(session, work, "2026-07-05", "2026-07-15")
    dying = Session(engine)
    assert tell_noted(dying, settings) == Told(1, 1, 1)
    with session_scope(engine) as session:  # another worker meanwhile takes nothing of it
        assert tell_noted(session, settings) is None
    dying.rollback()
    dying.close()
    with session_scope(engine) as session:
        assert tell_noted(session, settings) == Told(1, 1, 1)
        relink_noted(session, today=TODAY)
    with session_scope(engine) as session:
        assert tell_noted(session, settings) is None
        assert (len(news(session, appeal)), len(letters(session))) == (1, 1)


LONGER: dict[str, Any] = {
    "state": "extended", "first": TODAY, "last": TODAY + timedelta(days=5), "shape": grid.box(-5, -5, 5, 5).wkt,
    "confidence": 0.9, "starts_at": None, "ends_at": None, "daily_from": None, "daily_to": None,
}  # fmt: skip


def test_a_shut_off_that_lasts_longer_is_told_and_its_end_is_asked_about(
    session: Session, ground: Ground, settings: Settings
) -> None:
    outage = shut_off(session)
    appeal = appeal_with(session, settings, "Нет горячей воды")
    notice(session, outage, 2, LONGER)
    assert tell_noted(session, settings) == Told(1, 1, 1)
    assert "8–13 июня 2026 г." in letters(session)[0].text
    asked = {"at": NOON + timedelta(days=6)}
    assert ask_after_outages(session, settings, today=date(2026, 6, 13), **asked).events == 0
    assert ask_after_outages(session, settings, today=date(2026, 6, 14), **asked) == Told(0, 1, 1)
    assert ask_after_outages(session, settings, today=date(2026, 6, 15), **asked).events == 0
    assert [row.details["news"] for row in news(session, appeal)] == ["moved", "over"]
    assert "Вопрос решён?" in letters(session)[-1].text


def test_many_changes_are_told_some_at_a_time_and_one_that_has_no_words_holds_up_none(
    committed_database: tuple[Settings, Engine], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    settings, engine = committed_database
    with session_scope(engine) as session:
        Ground(session).lay()
        works = [patching(session) for _ in range(3)]
        appeal = appeal_with(session, settings)
        outage = shut_off(session)
        dry = appeal_with(session, settings, "Нет горячей воды")
    with session_scope(engine) as session:
        for work in works:
            move(session, work, "2026-07-05", "2026-07-15")
        for version in (2, 3):
            last = {"last": TODAY + timedelta(days=3 + version)}
            notice(session, outage, version, LONGER | last)
    read = news_module.read_work_changes

    def broken(session: Session, ids: Any) -> Any:
        found = read(session, ids)
        if any(change.cause_id == works[1] for change in found):
            raise MissingTextError("ru: news-work-moved")
        return found

    monkeypatch.setattr(news_module, "read_work_changes", broken)
    told = tell_all_noted(engine, settings)
    assert (told.changes, told.events) == (4, 4)
    assert "MissingTextError" in caplog.text
    with session_scope(engine) as session:
        assert [row.details["work"] for row in news(session, appeal)] == [works[0], works[2]]
        assert [row.details["outage"] for row in news(session, dry)] == [outage, outage]
        assert session.scalar(text("SELECT count(*) FROM work_news")) == 0


def test_works_that_explain_nothing_are_not_even_read(session: Session, ground: Ground, settings: Settings) -> None:
    work = patching(session)
    move(session, work, "2026-07-05", "2026-07-15")
    ids = session.scalars(text("SELECT change_id FROM work_news")).all()
    assert len(ids) == 1
    assert news_module.read_work_changes(session, ids) == []
    assert tell_noted(session, settings) == Told(1, 0, 0)
