"""An appeal is registered once, with its place, topic, situation, body and deadline."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.accounts.tokens import digest
from gis_app.appeals import place_facts
from gis_app.appeals.bodies import Bodies
from gis_app.appeals.intake import BadAppealError, Registered, register, register_all
from gis_app.appeals.models import Appeal, Applicant
from gis_app.appeals.place_facts import facts_of_places
from gis_app.organisations.history import responsible_for
from gis_app.settings import Settings
from tests.integration.appeals.ground import CONTACT, KEY, TODAY, Ground, grid, written


def stored(session: Session, registered: Registered) -> Appeal:
    found = session.get(Appeal, registered.id, populate_existing=True)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("at", "setting", "district"),
    [
        ((0, 0), "carriageway", 1),
        ((0, 0.59), "carriageway", 1),
        ((0, 0.7), "sidewalk", 1),
        ((0, 1.0), "sidewalk", 1),
        ((0, 1.2), "yard", 1),
        ((-10, -10), "park", 1),
        ((11, -10), "river", 1),
        ((11.6, -10), "other", 1),
        ((600, 0), "other", 2),
        ((2000, 0), "other", None),
    ],
)
def test_where_a_pin_lies_is_read_from_the_register(
    session: Session, ground: Ground, at: tuple[float, float], setting: str, district: int | None
) -> None:
    pin = grid.point(*at)
    [facts] = facts_of_places(session, [(pin.x, pin.y)], TODAY)
    assert (facts.setting, facts.district_id) == (setting, district)


def test_many_points_are_told_the_same_as_few(
    session: Session, ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    ground.under_warranty(date(2027, 6, 1))
    places = [(x / 2, y / 2) for x in range(-45, 46, 3) for y in range(-45, 46)]
    pins = [None, *((pin.x, pin.y) for pin in (grid.point(*place) for place in places)), None]
    many = facts_of_places(session, pins, TODAY)
    monkeypatch.setattr(place_facts, "MANY", len(pins) + 1)
    assert facts_of_places(session, pins, TODAY) == many
    assert {fact.setting for fact in many} == {"carriageway", "sidewalk", "yard", "park", "river", "other"}
    assert len({fact.yard_id for fact in many}) == 2


def test_of_a_missing_point_nothing_is_known(session: Session, ground: Ground) -> None:
    pin = grid.point(0, 0)
    none, here, again = facts_of_places(session, [None, (pin.x, pin.y), None], TODAY)
    assert none == again
    assert (none.district_id, here.district_id) == (None, 1)


def test_an_appeal_has_number_token_deadline_and_a_public_beginning(
    session: Session, ground: Ground, settings: Settings
) -> None:
    made = register(session, written(contact=CONTACT), settings=settings)
    appeal = stored(session, made)
    assert made.token is not None
    assert appeal.token_sha256 == digest(made.token)
    assert appeal.number == f"2026-{appeal.id:06d}"
    assert (appeal.topic_code, appeal.topic_by) == ("pothole", "suggested")
    assert (appeal.status, appeal.due_on) == ("registered", date(2026, 6, 29))
    assert session.get(Applicant, made.id).phone == CONTACT.phone  # type: ignore[union-attr]
    events = session.execute(text("SELECT kind, status_after, is_public FROM appeal_events ORDER BY id")).all()
    assert events[0] == ("status", "registered", True)


def test_an_anonymous_applicant_leaves_no_copy_of_the_token(
    session: Session, ground: Ground, settings: Settings
) -> None:
    made = register(session, written(), settings=settings)
    assert session.get(Applicant, made.id).token is None  # type: ignore[union-attr]


def test_the_same_form_sent_twice_is_one_appeal(session: Session, ground: Ground, settings: Settings) -> None:
    first = register(session, written(client_key=KEY), settings=settings)
    second = register(session, written("Другие слова", client_key=KEY), settings=settings)
    assert (second.id, second.is_new, second.token) == (first.id, False, None)
    assert session.scalar(text("SELECT count(*) FROM appeals")) == 1


def test_a_number_of_another_system_is_registered_once(session: Session, ground: Ground, settings: Settings) -> None:
    rows = [written(f"Яма {n}", channel="import", source="portal", external_no=str(n)) for n in range(3)]
    register_all(session, rows[:2], settings=settings)
    again = register_all(session, rows, settings=settings)
    assert [one.is_new for one in again] == [False, False, True]
    assert session.scalar(text("SELECT count(*) FROM appeals")) == 3


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"words": "  "}, "no-text"),
        ({"words": "я" * 5001}, "long-text"),
        ({"topic": "moon"}, "unknown-topic"),
        ({"photo_ids": (1, 2, 3, 4, 5, 6)}, "many-photos"),
    ],
)
def test_what_cannot_be_registered_is_refused_and_nothing_is_written(
    session: Session, ground: Ground, settings: Settings, given: dict[str, Any], code: str
) -> None:
    with pytest.raises(BadAppealError) as error:
        register_all(session, [written(), written(**given)], settings=settings)
    assert error.value.code == code
    assert session.scalar(text("SELECT count(*) FROM appeals")) == 0


def test_a_surface_under_warranty_goes_to_its_contractor(session: Session, ground: Ground, settings: Settings) -> None:
    ground.under_warranty(date(2027, 6, 1))
    appeal = stored(session, register(session, written(), settings=settings))
    assert (appeal.situation, appeal.body_id) == ("surface_in_warranty", ground.ids["ours"])


@pytest.mark.parametrize(
    ("what", "words", "until", "given"),
    [
        ("the warranty is over", "Яма на дороге", date(2026, 6, 7), {}),
        ("a lamp is no surface", "Фонарь не горит", date(2027, 6, 1), {}),
        ("an invented work covers no real street", "Яма на дороге", date(2027, 6, 1), {"is_training": True}),
    ],
)
def test_a_warranty_that_does_not_cover_the_matter_is_none(
    session: Session, ground: Ground, settings: Settings, what: str, words: str, until: date, given: dict[str, Any]
) -> None:
    ground.under_warranty(until, **given)
    appeal = stored(session, register(session, written(words), settings=settings))
    assert appeal.situation != "surface_in_warranty", what


def test_a_tree_is_the_departments_at_the_road_and_the_residents_in_the_yard(
    session: Session, ground: Ground, settings: Settings
) -> None:
    ecology = ground.responsible("greenery", "Ecology")
    road, yard = register_all(
        session, [written("Обрезка деревьев", (0, 0.8)), written("Обрезка деревьев", (0, 5))], settings=settings
    )
    assert (stored(session, road).situation, stored(session, road).body_id) == ("tree_by_the_road", ecology)
    assert (stored(session, yard).situation, stored(session, yard).body_id) == ("tree_in_yard", None)


@pytest.mark.parametrize(
    ("what", "words", "at", "problem"),
    [
        ("no situation is written for it", "Спасибо за работу", (0, 0), "no-situation"),
        ("nobody answers for the task", "Прорвало трубу", (0, 0), "no-body"),
        ("nobody knows where", "Прорвало трубу", None, "no-place"),
        ("the residents themselves", "Течёт стояк, трубы в квартире ржавые", (0, 5), "owners"),
    ],
)
def test_what_nobody_could_be_named_for_stays_with_the_reception_and_says_why(
    session: Session, ground: Ground, settings: Settings, what: str, words: str, at: Any, problem: str
) -> None:
    appeal = stored(session, register(session, written(words, at), settings=settings))
    told = session.scalar(text("SELECT details ->> 'problem' FROM appeal_events WHERE kind = 'situation'"))
    assert (appeal.body_id, appeal.status, told) == (None, "registered", problem), what


def test_two_bodies_for_one_task_are_for_a_person_to_choose_from(
    session: Session, ground: Ground, settings: Settings
) -> None:
    ground.responsible("water", "One")
    ground.responsible("water", "Other")
    register(session, written("Прорвало трубу"), settings=settings)
    told = session.scalar(text("SELECT details ->> 'problem' FROM appeal_events WHERE kind = 'situation'"))
    assert told == "several-bodies"


def test_who_answers_at_many_points_is_the_same_as_asked_one_by_one(session: Session, ground: Ground) -> None:
    ground.responsible("water", "Whole city")
    ground.responsible("water", "Here alone", district_id=1)
    ground.responsible("water", "There alone", district_id=2)
    ground.responsible("water", "Until yesterday", valid_to=date(2026, 6, 7))
    bodies = Bodies.read(session, TODAY)
    for at in ((0, 0), (600, 0), (2000, 0)):
        pin = grid.point(*at)
        [facts] = facts_of_places(session, [(pin.x, pin.y)], TODAY)
        one_by_one = [body.id for body in responsible_for(session, "water", pin.x, pin.y, TODAY)]
        assert bodies.at("water", (pin.x, pin.y), facts.district_id) == one_by_one
    assert len(bodies.at("water", (grid.point(0, 0).x, grid.point(0, 0).y), 1)) == 2


def test_the_city_s_day_and_not_the_instant_gives_the_deadline(
    session: Session, ground: Ground, settings: Settings
) -> None:
    # 20:00 in Greenwich is 01:00 of the next day in the city.
    late = datetime(2026, 6, 7, 20, tzinfo=UTC)
    appeal = stored(session, register(session, written(received_at=late), settings=settings))
    assert appeal.due_on == date(2026, 6, 29)
