"""Appeals are linked to the works and shut-offs that explain them, exactly as the definition in SQL says."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.appeals import candidates
from gis_app.appeals.answering import send_answer
from gis_app.appeals.facts import Author
from gis_app.appeals.intake import register, register_all
from gis_app.appeals.linking import link_appeals, relink_all, relink_noted, relink_works
from gis_app.appeals.news import tell_noted
from gis_app.appeals.topics import read_topics
from gis_app.settings import Settings
from layers.work_types import read_vocabulary
from tests.integration.appeals.ground import NOON, TODAY, Ground, grid, written
from tests.integration.works.people import add_work

OPERATOR = Author("Оператор", "operator", 7)
DEFINITION = text((Path(__file__).with_name("definition.sql")).read_text(encoding="utf-8"))


def defined(session: Session, today: date = TODAY) -> list[tuple[Any, ...]]:
    """The links that should stand."""
    fits = [
        (
            topic.code, kind, fit, topic.reach_m, 0 if kind in topic.causes else 14 if topic.urgent else 365,
            topic.own_yard, topic.passes,
        )
        for topic in read_topics().topics
        for kind, fit in topic.works.items()
    ]  # fmt: skip
    names = ("topics", "kinds", "fits", "reaches", "waits", "own_yards", "passing")
    columns = {name: list(values) for name, values in zip(names, zip(*fits, strict=True), strict=True)}
    return [tuple(row) for row in session.execute(DEFINITION, {**columns, "today": today})]


def stored(session: Session) -> list[tuple[Any, ...]]:
    """The links that stand."""
    statement = (
        "SELECT appeal_id, work_id, relation, timing, score FROM appeal_links WHERE work_id IS NOT NULL ORDER BY 1, 2"
    )
    return [tuple(row) for row in session.execute(text(statement))]


def fill(session: Session, ground: Ground, settings: Settings, works: int = 200, appeals: int = 170) -> None:
    """Works of all types and times, and appeals of all topics, thrown over four hundred metres."""
    ground.run(
        "INSERT INTO yards (block_id, geom) SELECT id, ST_Multi(ST_GeomFromText(:shape, 4326)) FROM blocks",
        shape=grid.box(-20, -20, 20, -0.6).wkt,
    )
    dice = np.random.default_rng(3)
    kinds = [kind.code for kind in read_vocabulary().types]
    states = ["planned", "in_progress", "finished", "accepted", "cancelled", "draft"]
    for n in range(works):
        x, y = (float(value) for value in dice.uniform(-20, 20, 2))
        start = TODAY + timedelta(days=int(dice.integers(-900, 500)))
        shape = [grid.point(x, y), grid.line((x, y), (x + 5, y)), grid.box(x, y, x + 3, y + 3)][n % 3]
        days = {} if n % 11 else {"planned_start": None, "planned_end": None}
        add_work(
            session, shape, type_code=kinds[n % len(kinds)], state=states[int(dice.integers(0, 6))],
            match_type=("rooftop", "street", "microdistrict", "district")[n % 4],
            **{"planned_start": start, "planned_end": start + timedelta(days=60), **days},
        )  # fmt: skip
    ground.under_warranty(date(2027, 6, 1))
    topics = [topic.code for topic in read_topics().topics]
    sent = [
        written(f"{n}", (float(dice.uniform(-20, 20)), float(dice.uniform(-20, 20))), topic=topics[n % len(topics)])
        for n in range(appeals)
    ]
    register_all(session, sent, settings=settings)
    session.execute(text("UPDATE appeals SET status = 'answered' WHERE id % 5 = 0"))


@pytest.mark.parametrize("many", [2000, 1], ids=["the works about each appeal", "the appeals about each work"])
def test_the_links_are_those_of_the_definition(
    session: Session, ground: Ground, settings: Settings, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    monkeypatch.setattr(candidates, "MANY", many)
    fill(session, ground, settings)
    done = relink_all(session, today=TODAY)
    expected = defined(session)
    found = stored(session)
    assert [row[:4] for row in found] == [row[:4] for row in expected]
    assert [row[4] for row in found] == pytest.approx([row[4] for row in expected], abs=1e-9)
    assert done.links == len(found) > 100
    assert {row[2] for row in found} == {"at_it", "same_yard", "near", "across"}
    assert {row[3] for row in found} >= {"going_on", "planned", "overdue", "finished_lately", "in_warranty", "undated"}


def test_linking_again_changes_nothing(session: Session, ground: Ground, settings: Settings) -> None:
    fill(session, ground, settings, 40, 40)
    relink_all(session, today=TODAY)
    before = session.execute(text("SELECT id, score, xmin::text FROM appeal_links ORDER BY id")).all()
    relink_all(session, today=TODAY)
    assert session.execute(text("SELECT id, score, xmin::text FROM appeal_links ORDER BY id")).all() == before


def test_an_appeal_is_linked_when_it_is_registered(session: Session, ground: Ground, settings: Settings) -> None:
    work = add_work(session, grid.line((-5, 0), (5, 0)), type_code="road_pothole_repair", state="in_progress")
    appeal = register(session, written(), settings=settings).id
    assert stored(session) == [(appeal, work, "at_it", "going_on", 1.0)]


def test_a_changed_work_is_noted_and_its_neighbourhood_linked_anew(
    session: Session, ground: Ground, settings: Settings
) -> None:
    work = add_work(session, grid.point(0, 0), type_code="road_pothole_repair")
    here, there = (one.id for one in register_all(session, [written(), written(at=(15, 0))], settings=settings))
    relink_noted(session, today=TODAY)
    assert relink_noted(session, today=TODAY) is None
    assert [row[:2] for row in stored(session)] == [(here, work)]
    session.execute(
        text("UPDATE works SET geom = ST_GeomFromText(:shape, 4326) WHERE id = :id"),
        {"id": work, "shape": grid.point(15, 0).wkt},
    )
    done = relink_noted(session, today=TODAY)
    assert done is not None
    assert done.appeals == 2
    assert [row[:2] for row in stored(session)] == [(there, work)]
    assert relink_noted(session, today=TODAY) is None


def test_what_says_nothing_about_a_link_is_not_noted(session: Session, ground: Ground, settings: Settings) -> None:
    work = add_work(session, grid.point(0, 0))
    relink_noted(session, today=TODAY)
    session.execute(text("UPDATE works SET budget = 5 WHERE id = :id"), {"id": work})
    assert relink_noted(session, today=TODAY) is None
    session.execute(text("UPDATE works SET state = 'in_progress' WHERE id = :id"), {"id": work})
    assert relink_noted(session, today=TODAY) is None, "its news are told first"
    tell_noted(session, settings)
    assert relink_noted(session, today=TODAY) is not None


@pytest.mark.parametrize("state", ["confirmed", "rejected"])
def test_what_a_person_decided_stays_decided(session: Session, ground: Ground, settings: Settings, state: str) -> None:
    work = add_work(session, grid.point(0, 0), type_code="road_pothole_repair")
    appeal = register(session, written(), settings=settings).id
    session.execute(text("UPDATE appeal_links SET state = :state"), {"state": state})
    session.execute(text("UPDATE works SET state = 'cancelled' WHERE id = :id"), {"id": work})
    relink_works(session, [work], today=TODAY)
    link_appeals(session, [appeal], today=TODAY)
    assert session.scalar(text("SELECT state FROM appeal_links")) == state


@pytest.mark.parametrize("is_named", [True, False])
def test_what_a_sent_answer_names_stays_linked_however_later_linkings_see_it(
    session: Session, ground: Ground, settings: Settings, is_named: bool
) -> None:
    appeal = register(session, written("Дорога перекрыта", topic="road_closed"), settings=settings).id
    begins = TODAY + timedelta(days=4)
    days = {"planned_start": begins, "planned_end": begins + timedelta(days=30)}
    street = grid.line((-5, 0), (5, 0))
    work = add_work(session, street, type_code="road_medium_repair", state="in_progress", actual_start=begins, **days)
    link_appeals(session, [appeal], today=TODAY + timedelta(days=5))
    before = stored(session)
    assert [row[1] for row in before] == [work]
    basis = {"works": [work] if is_named else [], "outages": []}
    send_answer(session, appeal, "Идёт ремонт", author=OPERATOR, at=NOON, settings=settings, basis=basis)
    link_appeals(session, [appeal], today=TODAY + timedelta(days=6))  # an answered one looks from its own day
    assert stored(session) == (before if is_named else [])


def test_a_cancelled_work_explains_nothing_any_more(session: Session, ground: Ground, settings: Settings) -> None:
    work = add_work(session, grid.point(0, 0), type_code="road_pothole_repair")
    register(session, written(), settings=settings)
    session.execute(text("UPDATE works SET state = 'cancelled' WHERE id = :id"), {"id": work})
    relink_works(session, [work], today=TODAY)
    assert stored(session) == []


def test_invented_works_explain_no_real_appeal(session: Session, ground: Ground, settings: Settings) -> None:
    add_work(session, grid.point(0, 0), type_code="road_pothole_repair", is_training=True)
    register(session, written(), settings=settings)
    assert stored(session) == []


@pytest.mark.parametrize(
    ("what", "topic", "at", "first", "last", "linked"),
    [
        ("in force", "hot_water", (0, 0), 0, 3, "in_force"),
        ("its last day", "hot_water", (0, 0), -3, 0, "in_force"),
        ("announced for tomorrow", "hot_water", (0, 0), 1, 3, "announced"),
        ("later than that", "hot_water", (0, 0), 2, 3, None),
        ("over the day before yesterday", "hot_water", (0, 0), -5, -2, "just_over"),
        ("over before that", "hot_water", (0, 0), -5, -3, None),
        ("just outside the outline", "hot_water", (7.9, 0), 0, 3, "in_force"),
        ("too far outside", "hot_water", (8.1, 0), 0, 3, None),
        ("another matter", "pothole", (0, 0), 0, 3, None),
    ],
)
def test_a_shut_off_explains_an_appeal(
    session: Session, ground: Ground, settings: Settings, what: str, topic: str, at: tuple[float, float],
    first: int, last: int, linked: str | None,
) -> None:  # fmt: skip
    session.execute(
        text(
            "INSERT INTO outages (kind, publisher, source, identity_key, first_day, last_day, geom) VALUES "
            "('hot_water', 'x', 'test', 'k', :first, :last, ST_GeomFromText(:shape, 4326))"
        ),
        {
            "first": TODAY + timedelta(days=first),
            "last": TODAY + timedelta(days=last),
            "shape": grid.box(-5, -5, 5, 5).wkt,
        },
    )
    register(session, written("Нет горячей воды", at, topic=topic), settings=settings)
    assert session.scalar(text("SELECT timing FROM appeal_links WHERE outage_id IS NOT NULL")) == linked, what


@pytest.mark.parametrize(("first", "linked"), [(7, "announced"), (8, None)], ids=["within the week", "later"])
def test_who_asks_is_told_of_next_weeks_shut_off(
    session: Session, ground: Ground, settings: Settings, first: int, linked: str | None
) -> None:
    ground.run(
        "INSERT INTO outages (kind, publisher, source, identity_key, first_day, last_day, geom) VALUES "
        "('gas', 'x', 'test', 'k', :first, :first, ST_GeomFromText(:shape, 4326))",
        first=TODAY + timedelta(days=first),
        shape=grid.box(-5, -5, 5, 5).wkt,
    )
    register(session, written("Когда отключат газ?", topic="gas", kind="enquiry"), settings=settings)
    assert session.scalar(text("SELECT timing FROM appeal_links WHERE outage_id IS NOT NULL")) == linked
