"""A drafted answer, rendered in each language and read back: days, names, telephones, and what it was made from."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.appeals.drafting import draft_answer
from gis_app.appeals.facts import Author
from gis_app.appeals.intake import register
from gis_app.appeals.links import decide_link, links_of
from gis_app.errors import NotFoundError
from gis_app.settings import Settings
from tests.integration.appeals.ground import NOON, TODAY, Ground, grid, written
from tests.integration.works.people import add_work

OPERATOR = Author("Оператор", "operator", 7)


def register_id(session: Session, settings: Settings, *args: Any, **given: Any) -> int:
    return register(session, written(*args, **given), settings=settings).id


def with_phone(session: Session, organisation: int, phone: str) -> None:
    session.execute(
        text(
            "INSERT INTO organisation_contacts (organisation_id, kind, value, source) "
            "VALUES (:id, 'phone', :phone, 'test')"
        ),
        {"id": organisation, "phone": phone},
    )


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "ru",
            (
                "Здравствуйте!", "8 июня 2026 г.", "В этом месте идёт работа: Ямочный ремонт", "1–30 июня 2026 г.",
                "Подрядчик: ours, тел. +7 727 000-00-01", "Заказчик: theirs.", "Решение принимает: Дороги",
            ),
        ),
        (
            "kk",
            (
                "Сәлеметсіз бе!", "2026 ж. 8 маусым", "Бұл жерде жұмыс жүріп жатыр:", "2026 ж. 1–30 маусым",
                "Мердігер: ours, тел. +7 727 000-00-01", "Тапсырыс беруші: theirs.", "Шешім қабылдайтын: Дороги",
            ),
        ),
        (
            "en",
            (
                "Hello!", "8 June 2026", "Work is going on at this place:", "1–30 June 2026",
                "Contractor: ours, tel. +7 727 000-00-01", "Customer: theirs.", "Who decides: Дороги",
            ),
        ),
    ],
)  # fmt: skip
def test_a_work_that_goes_on_is_told_with_its_days_and_people(
    session: Session, ground: Ground, settings: Settings, language: str, said: tuple[str, ...]
) -> None:
    with_phone(session, ground.ids["ours"], "+7 727 000-00-01")
    ground.responsible("district", "Дороги")
    work = add_work(
        session, grid.line((-5, 0), (5, 0)), type_code="road_pothole_repair", state="in_progress",
        contractor_id=ground.ids["ours"], customer_id=ground.ids["theirs"],
    )  # fmt: skip
    draft = draft_answer(session, register_id(session, settings, language=language), today=TODAY)
    for words in said:
        assert words in draft.text
    assert "{" not in draft.text
    assert ".." not in draft.text
    assert draft.mark
    assert draft.mark not in draft.text
    assert draft.answers
    assert draft.reasons[0] == "work"
    assert draft.basis["works"] == [work]


@pytest.mark.parametrize(
    ("what", "given", "said"),
    [
        ("planned", {"planned_start": "2026-07-01", "planned_end": "2026-07-10"}, "запланировано"),
        ("no start was reported", {}, "О начале подрядчик ещё не сообщил"),
        ("late", {"state": "in_progress", "planned_end": "2026-06-05"}, "должна была закончиться"),
        ("paused", {"state": "paused"}, "приостановлена"),
        ("silent", {"planned_start": "2026-05-01", "planned_end": "2026-05-31"}, "Сообщения о выполнении у нас нет"),
        ("without days", {"planned_start": None, "planned_end": None}, "Срок ещё не назначен"),
        ("done", {"state": "finished", "actual_end": "2026-06-05"}, "Последний день: 5 июня 2026 г."),
    ],
)
def test_what_is_said_of_a_work_follows_from_its_status(
    session: Session, ground: Ground, settings: Settings, what: str, given: dict[str, Any], said: str
) -> None:
    add_work(session, grid.line((-5, 0), (5, 0)), type_code="road_pothole_repair", **given)
    draft = draft_answer(session, register_id(session, settings), today=TODAY)
    assert said in draft.text, what
    assert ".." not in draft.text


@pytest.mark.parametrize(
    ("language", "said"), [("ru", "1 июня 2027 г."), ("kk", "2027 ж. 1 маусым"), ("en", "1 June 2027")]
)
def test_a_warranty_is_told_with_its_last_day_and_once(
    session: Session, ground: Ground, settings: Settings, language: str, said: str
) -> None:
    work = ground.under_warranty(date(2027, 6, 1))
    draft = draft_answer(session, register_id(session, settings, language=language), today=TODAY)
    assert said in draft.text
    assert draft.reasons[0] == "warranty"
    assert "work" not in draft.reasons
    assert draft.basis["warranty"] == {"work": work, "until": "2027-06-01"}


def test_what_a_person_confirmed_is_named_and_nothing_else(
    session: Session, ground: Ground, settings: Settings
) -> None:
    for _ in range(3):
        add_work(session, grid.line((-5, 0), (5, 0)), type_code="road_pothole_repair", state="in_progress")
    appeal = register_id(session, settings)
    assert len(draft_answer(session, appeal, today=TODAY).basis["works"]) == 2
    chosen = links_of(session, appeal, "ru", TODAY)[2]
    decide_link(session, chosen.id, "confirmed", author=OPERATOR, at=NOON)
    assert chosen.work is not None
    assert draft_answer(session, appeal, today=TODAY).basis["works"] == [chosen.work.id]
    decide_link(session, chosen.id, "rejected", author=OPERATOR, at=NOON)
    assert chosen.work.id not in draft_answer(session, appeal, today=TODAY).basis["works"]


def test_where_nothing_explains_it_the_advice_and_the_term_are_told(
    session: Session, ground: Ground, settings: Settings
) -> None:
    draft = draft_answer(session, register_id(session, settings), today=TODAY)
    assert not draft.answers
    assert "29 июня 2026 г." in draft.text
    owners = draft_answer(
        session, register_id(session, settings, "Течёт стояк, трубы в квартире ржавые", (0, 5)), today=TODAY
    )
    assert owners.answers
    assert owners.reasons[0] == "advice"


def test_an_unknown_appeal_has_no_draft(session: Session, ground: Ground) -> None:
    with pytest.raises(NotFoundError):
        draft_answer(session, 10**9, today=TODAY)
