"""The page of a work's life: everybody reads what concerns the public, who has a part in the work reads all."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.works.extensions.requests import Answer, ask, decide
from gis_app.works.lifecycle import change_state, reschedule
from gis_app.works.models import Work
from tests.integration.accounts.conftest import Enter
from tests.integration.works.people import add_work, person
from tests.people import BrowserOf

TODAY = date(2026, 6, 10)
PLANNER = person("planner", "Плановик Иванов", district_id=4)
CONTRACTOR = person("contractor", "Прораб Петров", organisation_id=7)


def version(session: Session, work: int) -> int:
    return session.get_one(Work, work, populate_existing=True).version


@pytest.fixture
def work(city: Session) -> int:
    """A draft that was announced, promised, moved, asked about, refused, granted, renamed and begun."""
    made = add_work(city, state="draft", contractor_id=7, district_id=4, planned_start=None, planned_end=None)
    # Everything in a test happens in one transaction, at one moment: the draft's own facts lie a day before.
    event = "INSERT INTO work_events (work_id, kind, on_day, author, created_at) VALUES (:id, :kind, :day, 'a', :at)"
    schedule = (
        "INSERT INTO schedule_versions (work_id, version, planned_start, planned_end, reason, author, created_at) "
        "VALUES (:id, :version, :first, :last, :reason, 'a', now() - interval '2 days')"
    )
    yesterday = city.scalar(text("SELECT now() - interval '1 day'"))
    first = {"id": made, "day": TODAY, "at": yesterday - timedelta(days=2)}
    city.execute(text(event), first | {"kind": "drafted"})
    days = {"id": made, "first": date(2026, 6, 1)}
    city.execute(text(schedule), days | {"version": 1, "last": date(2026, 6, 5), "reason": "черновой срок"})
    city.execute(text(schedule), days | {"version": 2, "last": date(2026, 6, 30), "reason": "согласовано"})
    city.execute(text(event), {"id": made, "day": TODAY, "at": yesterday, "kind": "planned"})
    city.execute(text("UPDATE works SET version = version + 1 WHERE id = :id"), {"id": made})
    reschedule(
        city, made, start=date(2026, 6, 1), end=date(2026, 7, 15), reason="ждём трубы", by=PLANNER, today=TODAY,
        version=version(city, made),
    )  # fmt: skip
    change_state(city, made, "scheduled", by=PLANNER, version=version(city, made), on=TODAY, note=None)
    change_state(city, made, "in_progress", by=CONTRACTOR, version=version(city, made), on=TODAY, note=None)
    answers: tuple[tuple[date, Answer, str], ...] = (
        (date(2026, 8, 1), "refused", "нет причины"),
        (date(2026, 8, 2), "granted", ""),
    )
    for end, outcome, reason in answers:
        request = ask(
            city, made, end=end, reason="нет асфальта", by=CONTRACTOR, version=version(city, made), today=TODAY,
            country="KZ",
        )  # fmt: skip
        decide(city, request.id, outcome=outcome, reason=reason, by=PLANNER, version=version(city, made), today=TODAY)
    city.execute(
        text("UPDATE works SET budget = 12500000, contractor_id = 7, version = version + 1 WHERE id = :id"),
        {"id": made},
    )
    return made


PUBLIC = (
    "Новые сроки",
    "15 июля 2026",
    "2 августа 2026",
    "ждём трубы",
    "Работа началась",
    "12\xa0500\xa0000",
    "ТОО «Жол»",
)
OF_A_PART = ("Плановик Иванов", "Прораб Петров", "черновой срок", "Подрядчик просит срок до 1 августа", "нет причины")


def test_everybody_reads_promises_events_and_changed_facts_without_names(visitor: BrowserOf, work: int) -> None:
    page = visitor.get(f"/works/{work}/history?lang=ru").text
    for words in PUBLIC:
        assert words in page, words
    for words in OF_A_PART:
        assert words not in page, words
    # What the draft said last was the first promise.
    assert "согласовано" in page


@pytest.mark.parametrize("role", ["planner", "contractor", "inspector", "administrator"])
def test_who_has_a_part_reads_all_with_names(enter: Enter, work: int, role: str) -> None:
    page = enter(role).get(f"/works/{work}/history?lang=ru").text
    for words in (*PUBLIC, *OF_A_PART):
        assert words in page, words


def test_a_stranger_who_is_signed_in_reads_what_everybody_reads(enter: Enter, city: Session, work: int) -> None:
    page = enter("operator").get(f"/works/{work}/history?lang=ru").text
    assert "нет причины" not in page
    assert "Прораб Петров" not in page


def test_the_history_of_a_draft_is_there_for_its_writers_alone(enter: Enter, visitor: BrowserOf, city: Session) -> None:
    draft = add_work(city, state="draft", contractor_id=8, district_id=4)
    assert enter("planner").get(f"/works/{draft}/history?lang=ru").status_code == 200
    assert enter("contractor").get(f"/works/{draft}/history?lang=ru").status_code == 404
    assert visitor.get(f"/works/{draft}/history?lang=ru").status_code == 404
    assert visitor.get("/works/999999999/history?lang=ru").status_code == 404


@pytest.mark.parametrize(("lang", "words"), [("kk", "Жұмыс тарихы"), ("ru", "История работы"), ("en", "History of")])
def test_the_history_speaks_the_language_asked_for(visitor: BrowserOf, work: int, lang: str, words: str) -> None:
    page = visitor.get(f"/works/{work}/history?lang={lang}").text
    assert words in page
    assert f'href="/works/{work}?lang={lang}"' in page
    assert f'href="/works/{work}/history?lang={lang}"' in visitor.get(f"/works/{work}?lang={lang}").text
