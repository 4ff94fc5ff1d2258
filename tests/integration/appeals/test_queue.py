"""The reception's queue: what must be answered first stands first, whatever page, view and words are asked for."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.accounts.user import CurrentUser, Grant
from gis_app.appeals.intake import register
from gis_app.appeals.queue import Asker, count_views, read_dots, read_page
from gis_app.appeals.queue_filter import QueueFilter, read_filter
from gis_app.appeals.scope import of_the_reception
from gis_app.settings import Settings
from tests.integration.appeals.ground import NOON, TODAY, Ground, written

OPERATOR = CurrentUser(7, "Дана", "d@example.kz", "ru", frozenset({Grant("operator")}))
ASKER = Asker(7, TODAY, "KZ", "ru", of_the_reception(OPERATOR))


@pytest.fixture
def add(ground: Ground, session: Session, settings: Settings) -> Any:
    """Registers an appeal and sets what the test needs; its id."""

    def made(words: str = "Нет мусорных баков", **given: Any) -> int:
        columns = {name: given.pop(name) for name in list(given) if name in ("due_on", "status", "is_urgent")}
        id_ = register(session, written(words, **given), settings=settings, situations=()).id
        for name, value in columns.items():
            session.execute(text(f"UPDATE appeals SET {name} = :value WHERE id = :id"), {"value": value, "id": id_})
        return id_

    return made


def ids(session: Session, asked: QueueFilter | None = None, **more: Any) -> list[int]:
    return [line.id for line in read_page(session, asked or QueueFilter(), ASKER, **more).lines]


def day(days: int) -> date:
    return TODAY + timedelta(days=days)


def test_urgent_ones_stand_first_then_those_due_first_and_what_has_no_term_last(session: Session, add: Any) -> None:
    calm = add(due_on=day(-2), is_urgent=False)
    never = add(due_on=None, is_urgent=False)
    urgent = add(due_on=day(5), is_urgent=True)
    later = add(due_on=day(1), is_urgent=False)
    assert ids(session) == [urgent, calm, later, never]


def test_pages_go_on_from_the_last_line_and_lose_none_when_one_comes_between(session: Session, add: Any) -> None:
    made = [add(due_on=day(at // 2), is_urgent=at > 5) for at in range(8)]
    expected = ids(session)
    first = read_page(session, QueueFilter(), ASKER, size=3)
    assert first.total == 8
    add(due_on=day(-9), is_urgent=True)  # comes before all of them
    found = [line.id for line in first.lines]
    after = first.after
    while after is not None:
        page = read_page(session, QueueFilter(), ASKER, after=after, size=3)
        found += [line.id for line in page.lines]
        after = page.after
    assert found == expected
    assert set(found) == set(made)


@pytest.mark.parametrize("key", ["", "x", "1.2026-01-01", "1.never.5", "1.2026-01-01.-4", "0.2026-01-01." + "9" * 40])
def test_a_key_that_cannot_be_read_begins_anew(session: Session, add: Any, key: str) -> None:
    one = add()
    assert ids(session, after=key) == [one]


@pytest.mark.parametrize(
    ("days", "views"),
    [
        (-1, {"overdue"}),
        (0, {"today"}),
        (1, {"soon"}),  # Tuesday after Monday
        (3, {"soon"}),  # Thursday: the third working day
        (4, set()),  # Friday
        (None, set()),
    ],
)
def test_a_view_is_where_the_term_stands_today(session: Session, add: Any, days: int | None, views: set[str]) -> None:
    one = add(due_on=None if days is None else day(days), is_urgent=False)
    counts = count_views(session, ASKER)
    assert {view for view in ("overdue", "today", "soon") if counts[view]} == views  # type: ignore[index]
    for view in ("overdue", "today", "soon"):
        assert ids(session, QueueFilter(view=view)) == ([one] if view in views else [])  # type: ignore[arg-type]


def test_a_closed_one_is_in_no_open_view(session: Session, add: Any) -> None:
    one = add(due_on=day(-5))
    session.execute(
        text("UPDATE appeals SET status = 'answered', closed_at = :at WHERE id = :id"), {"at": NOON, "id": one}
    )
    assert not any(count_views(session, ASKER).values())
    assert ids(session, QueueFilter(view="closed")) == [one]
    [line] = read_page(session, QueueFilter(view="all"), ASKER).lines
    assert line.standing == "no_term"


def test_training_appeals_are_for_the_people_of_the_demo_alone(session: Session, add: Any) -> None:
    real, training = add(), add(is_training=True)
    demo = CurrentUser(8, "Д", "d@demo.invalid", "ru", frozenset({Grant("operator")}), is_demo=True)
    assert ids(session) == [real]
    asker = Asker(8, TODAY, "KZ", "ru", of_the_reception(demo))
    assert [line.id for line in read_page(session, QueueFilter(), asker).lines] == [training]
    stranger = CurrentUser(9, "Х", "x@example.kz", "ru", frozenset({Grant("contractor", organisation_id=1)}))
    assert not read_page(session, QueueFilter(), Asker(9, TODAY, "KZ", "ru", of_the_reception(stranger))).lines


def test_words_find_text_place_and_both_numbers(session: Session, add: Any) -> None:
    tree = add("Сломалась ветка старого тополя", place_text="улица Абая, 5", source="o", external_no="1308/77")
    other = add("Не работает фонарь")
    number = session.execute(text("SELECT number FROM appeals WHERE id = :id"), {"id": other}).scalar_one()
    for words, expected in {
        "тополь": [tree], "ТОПОЛЯ ветки": [tree], "абая": [tree], "топо": [tree], "1308/77": [tree], number: [other],
        "фонарь": [other], "Абая фонарь": [],
        number.split("-")[1].lstrip("0"): [other], f"№ {number}": [other], "% _ ' \\": [], "!!!": [],
    }.items():  # fmt: skip
        assert ids(session, QueueFilter(view="all", words=words)) == expected, words


def test_each_filter_narrows(session: Session, add: Any) -> None:
    one = add(kind="request", channel="phone", topic="pothole")
    add("Спасибо за двор", kind="thanks")
    row = session.execute(text("SELECT district_id, body_id FROM appeals WHERE id = :id"), {"id": one}).one()
    for asked in (
        QueueFilter(kind="request"), QueueFilter(channel="phone"), QueueFilter(topic="pothole"),
        QueueFilter(kind="request", statuses=("registered",)),
    ):  # fmt: skip
        assert ids(session, asked) == [one], asked
    assert len(ids(session, QueueFilter(district=row.district_id))) == 2
    assert ids(session, QueueFilter(district=99)) == []
    assert ids(session, QueueFilter(statuses=("answered",))) == []


@pytest.mark.parametrize(
    "asked",
    [
        QueueFilter(),
        QueueFilter(view="overdue", kind="complaint"),
        QueueFilter(
            view="all", words="№ 5 & «ямы»", statuses=("sent", "answered"), district=3, body=12, topic="pothole"
        ),
    ],
)
def test_a_link_says_the_whole_question(asked: QueueFilter) -> None:
    assert read_filter(parse_qs(asked.to_query(lang="kk"))) == asked


def test_what_cannot_be_read_narrows_nothing() -> None:
    given = {"view": ["moon"], "state": ["gone"], "kind": ["x"], "topic": ["x"], "district": ["x" * 50], "body": ["-1"]}
    assert read_filter(given) == QueueFilter()


def test_the_map_shows_the_placed_ones_of_the_same_question(session: Session, add: Any) -> None:
    one = add(due_on=day(-1))
    add(at=None)
    [dot] = read_dots(session, QueueFilter(), ASKER)
    assert (dot.id, dot.standing) == (one, "overdue")
