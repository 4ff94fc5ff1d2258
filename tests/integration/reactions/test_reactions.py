"""Satisfied or not, and with what: of a finished work, once a browser, told from five on."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from gis_app.accounts.tasks import FORGET
from gis_app.db.session import session_scope
from gis_app.errors import TooManyRequestsError
from gis_app.reactions.reacting import OF_AN_ADDRESS, OF_AN_ADDRESS_AT_WORK, react
from gis_app.reactions.schemas import GivenReaction
from gis_app.settings import Settings
from gis_app.works.types import load_work_types
from tests.grid import Grid
from tests.integration.accounts.conftest import Enter
from tests.integration.reactions.conftest import device_of, say
from tests.integration.works.people import add_work
from tests.people import BrowserOf, add_user


def neighbours(app: FastAPI, count: int) -> list[BrowserOf]:
    return [BrowserOf(app, address=f"10.0.0.{number + 1}") for number in range(count)]


@pytest.mark.parametrize(("count", "is_told"), [(0, False), (1, False), (4, False), (5, True), (6, True)])
def test_numbers_are_told_from_five_on(app: FastAPI, finished: int, count: int, is_told: bool) -> None:
    for browser in neighbours(app, count):
        assert say(browser, finished).status_code == 200
    told = BrowserOf(app).get(f"/api/works/{finished}/reactions").json()
    assert told["is_open"]
    assert (told["counts"] is not None) is is_told
    assert "own" not in told
    if is_told:
        assert told["counts"] == {"total": count, "satisfied": count, "dissatisfied": 0, "by_aspect": []}


def test_what_exactly_is_counted_on_both_sides_most_named_first(app: FastAPI, finished: int) -> None:
    said = [(True, "days"), (True, "quality"), (True, "quality"), (False, "quality", "tidiness"), (False,)]
    for browser, (satisfied, *aspects) in zip(neighbours(app, 5), said, strict=True):
        say(browser, finished, bool(satisfied), *map(str, aspects))
    counts = BrowserOf(app).get(f"/api/works/{finished}/reactions?lang=en").json()["counts"]
    assert (counts["total"], counts["satisfied"], counts["dissatisfied"]) == (5, 3, 2)
    assert [(one["code"], one["satisfied"], one["dissatisfied"]) for one in counts["by_aspect"]] == [
        ("quality", 2, 1),
        ("days", 1, 0),
        ("tidiness", 0, 1),
    ]


def test_one_browser_counts_once_and_its_latest_word_counts(app: FastAPI, city: Session, finished: int) -> None:
    browser = BrowserOf(app)
    say(browser, finished, True, "quality")
    assert say(browser, finished, False, "days", "quality", "days").status_code == 200
    kept = city.execute(text("SELECT is_satisfied, aspects FROM work_reactions")).all()
    assert kept == [(False, ["quality", "days"])]


def test_nobody_can_tell_which_reactions_are_of_one_person(app: FastAPI, city: Session, finished: int) -> None:
    other, browser = add_work(city, Grid().point(9, 9), state="accepted"), BrowserOf(app)
    say(browser, finished)
    say(browser, other)
    voters = city.scalars(text("SELECT voter FROM work_reactions")).all()
    assert len(set(voters)) == 2
    assert all(device_of(browser) not in bytes(voter).hex() for voter in voters)
    assert browser.cookies == {}


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("planned", 409), ("scheduled", 409), ("in_progress", 409), ("paused", 409), ("cancelled", 409),
        ("finished", 200), ("accepted", 200), ("in_warranty", 200), ("archived", 200), ("draft", 404),
    ],
)  # fmt: skip
def test_only_a_finished_work_is_judged(app: FastAPI, city: Session, finished: int, state: str, status: int) -> None:
    work = add_work(city, Grid().point(9, 9), state=state)
    assert say(BrowserOf(app), work).status_code == status


@pytest.mark.parametrize("number", [0, 10**12])
def test_a_work_that_is_not_there_is_judged_by_nobody(app: FastAPI, finished: int, number: int) -> None:
    assert say(BrowserOf(app), number).status_code == 404
    assert BrowserOf(app).get(f"/api/works/{number}/reactions").status_code == 404
    assert BrowserOf(app).get(f"/works/{number}/reaction").status_code == 404


@pytest.mark.parametrize("organisation", [7, 8])
def test_the_contractor_and_the_customer_do_not_judge_their_own_work(
    enter: Enter, city: Session, finished: int, organisation: int
) -> None:
    builder = add_user(city, "executor", organisation_id=organisation)
    assert say(enter(user=builder), finished).status_code == 409


def test_others_who_are_signed_in_judge_as_everybody(enter: Enter, finished: int) -> None:
    assert say(enter("planner"), finished).status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "same-origin"}, 200),
        ({}, 200),
    ],
)
def test_another_site_cannot_react_for_a_person(
    app: FastAPI, finished: int, headers: dict[str, str], status: int
) -> None:
    assert say(BrowserOf(app), finished, **headers).status_code == status


@pytest.mark.parametrize("type_", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_what_a_form_of_another_site_could_send_is_no_reaction(
    app: FastAPI, city: Session, finished: int, type_: str
) -> None:
    answer = BrowserOf(app).request(
        "POST", f"/api/works/{finished}/reactions", {"content-type": type_}, content=b'{"satisfied": true}'
    )
    assert answer.status_code in (400, 403, 422)
    assert city.scalar(text("SELECT count(*) FROM work_reactions")) == 0


def test_an_aspect_that_does_not_exist_is_refused(app: FastAPI, city: Session, finished: int) -> None:
    assert say(BrowserOf(app), finished, True, "weather").status_code == 400
    assert city.scalar(text("SELECT count(*) FROM work_reactions")) == 0


def test_a_machine_that_makes_secrets_has_to_wait_and_a_person_may_still_change(
    app: FastAPI, city: Session, finished: int
) -> None:
    first = BrowserOf(app, address="10.0.0.9")
    say(first, finished)
    works = [add_work(city, Grid().point(9, number), state="finished") for number in range(4)]
    statuses = [
        say(first, works[number % 4], device=f"{number:032x}").status_code for number in range(OF_AN_ADDRESS.free)
    ]
    assert statuses == [200] * (OF_AN_ADDRESS.free - 1) + [429]
    assert say(first, finished, False).status_code == 200


@pytest.mark.parametrize("devices", [1, 100])
def test_an_address_speaks_some_times_of_one_work_changes_included_and_of_others_still(
    app: FastAPI, city: Session, finished: int, devices: int
) -> None:
    browser = BrowserOf(app, address="10.0.0.9")
    free = OF_AN_ADDRESS_AT_WORK.free
    statuses = [say(browser, finished, device=f"{number % devices:032x}").status_code for number in range(free + 1)]
    assert statuses == [200] * free + [429]
    assert say(browser, add_work(city, Grid().point(9, 9), state="finished")).status_code == 200
    assert say(BrowserOf(app, address="10.0.0.10"), finished).status_code == 200


def test_who_waited_for_a_turn_that_began_later_is_not_refused_for_it(
    app: FastAPI, city: Session, finished: int
) -> None:
    browser = BrowserOf(app, address="10.0.0.9")
    say(browser, finished)
    city.execute(text("UPDATE sign_in_attempts SET at = now() + interval '2 seconds'"))
    assert say(browser, finished, device="b" * 32).status_code == 200


def test_tries_of_an_address_at_one_moment_are_counted_one_by_one(committed_database: tuple[Settings, Engine]) -> None:
    _settings, engine = committed_database
    with session_scope(engine) as session:
        load_work_types(session)
        work = add_work(session, Grid().point(0, 0), state="finished")

    def is_taken(number: int) -> bool:
        given = GivenReaction(satisfied=False, device=f"{number:032x}")
        try:
            with session_scope(engine) as session:
                react(session, work, given, client="10.0.0.9", by=None, today=date(2026, 6, 10))
        except TooManyRequestsError:
            return False
        return True

    with ThreadPoolExecutor(8) as workers:
        taken = sum(workers.map(is_taken, range(OF_AN_ADDRESS_AT_WORK.free + 6)))
    assert taken == OF_AN_ADDRESS_AT_WORK.free


def test_the_moment_of_a_reaction_does_not_tell_whose_try_it_was(app: FastAPI, city: Session, finished: int) -> None:
    browser = BrowserOf(app)
    say(browser, finished)
    say(browser, finished, False)
    midnight = text("SELECT date_trunc('day', now(), 'UTC')")
    kept = city.execute(text("SELECT created_at, changed_at FROM work_reactions")).one()
    assert set(kept) == {city.scalar(midnight)}


def test_at_which_work_an_address_was_counted_is_forgotten_soon(app: FastAPI, city: Session, finished: int) -> None:
    say(BrowserOf(app), finished)
    city.execute(text("UPDATE sign_in_attempts SET at = at - interval '25 hours'"))
    for statement in FORGET:
        city.execute(statement)
    assert city.scalars(text("SELECT kind FROM sign_in_attempts")).all() == ["reaction"]
