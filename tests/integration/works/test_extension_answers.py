"""A request is granted, answered with other days, refused or withdrawn, once; its days are sane; silence is none."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from gis_app.db.session import session_scope
from gis_app.errors import ConflictError, ForbiddenError, NotFoundError
from gis_app.settings import Settings
from gis_app.works.extensions.causes import reason_of, told_cause, told_reason
from gis_app.works.extensions.requests import AlreadyDecidedError, ask, decide, extensions_of, find_extension, withdraw
from gis_app.works.life_models import ExtensionRequest
from gis_app.works.lifecycle import change_state, create, reschedule
from gis_app.works.models import ScheduleVersion, Work
from gis_app.works.taking import ImpossibleChangeError
from tests.integration.works.people import add_city, add_work, people, person

TODAY, START, END, WANTED = date(2026, 6, 15), date(2026, 6, 1), date(2026, 6, 30), date(2026, 7, 20)


@pytest.fixture
def city(session: Session) -> dict[str, int]:
    return add_city(session)


def asked(session: Session, city: dict[str, int], state: str = "in_progress", **given: Any) -> ExtensionRequest:
    work = add_work(session, state=state, contractor_id=city["ours"], district_id=city["here"])
    values: dict[str, Any] = {"end": WANTED, "reason": "rain", "version": 1, "today": TODAY, "country": "KZ"} | given
    return ask(session, work, by=people(city)["contractor"], **values)


def answer(session: Session, city: dict[str, int], request: ExtensionRequest, outcome: Any, **given: Any) -> Work:
    values: dict[str, Any] = {"reason": "so", "version": 1, "today": TODAY} | given
    return decide(session, request.id, outcome=outcome, by=people(city)["planner"], **values)


def test_another_day_is_stored_as_such_and_promised(session: Session, city: dict[str, int]) -> None:
    request = asked(session, city, cause="material")
    work = answer(session, city, request, "changed", end=date(2026, 7, 10), reason="a school opens")
    (extension,) = extensions_of(session, work.id)
    assert extension.decision is not None
    assert (extension.decision.outcome, extension.decision.given_end) == ("changed", date(2026, 7, 10))
    assert work.planned_end == date(2026, 7, 10)
    reason = session.query(ScheduleVersion.reason).filter_by(work_id=work.id).scalar()
    assert told_reason(reason, "en") == "Material not delivered: rain · a school opens"
    assert told_reason(reason, "kk").startswith("Материал жеткізілмеді: ")


@pytest.mark.parametrize(
    ("outcome", "given", "code"),
    [
        ("changed", {"end": date(2026, 7, 10), "reason": " "}, "needs-note"),
        ("changed", {}, "needs-end"),
        ("changed", {"end": WANTED}, "as-asked"),
        ("changed", {"end": END}, "not-later"),
        ("changed", {"end": date(9999, 12, 31)}, "too-far"),
        ("refused", {"reason": ""}, "needs-note"),
        ("granted", {"today": date(2026, 7, 21)}, "day-past"),
    ],
)
def test_an_answer_that_cannot_be_leaves_the_request_open(
    session: Session, city: dict[str, int], outcome: str, given: dict[str, Any], code: str
) -> None:
    request = asked(session, city)
    with pytest.raises(ImpossibleChangeError) as told:
        answer(session, city, request, outcome, **given)
    assert told.value.code == code
    assert extensions_of(session, request.work_id)[0].is_open()


@pytest.mark.parametrize(
    ("state", "given", "code"),
    [
        ("in_progress", {"end": date(2026, 7, 1)}, None),
        ("in_progress", {"end": END}, "not-later"),
        ("in_progress", {"end": date(2036, 6, 15)}, None),
        ("in_progress", {"end": date(2036, 6, 16)}, "too-far"),
        ("in_progress", {"end": date(9999, 12, 31)}, "too-far"),
        ("in_progress", {"today": WANTED}, None),
        ("in_progress", {"today": date(2026, 7, 21)}, "day-past"),
        ("in_progress", {"start": date(2026, 6, 20)}, "begun-already"),
        ("scheduled", {"start": date(2026, 6, 20)}, None),
        ("scheduled", {"start": TODAY}, None),
        ("scheduled", {"start": date(2026, 6, 14)}, "day-past"),
        ("scheduled", {"start": date(2026, 5, 31), "today": date(2026, 5, 1)}, "start-not-later"),
        ("scheduled", {"start": WANTED}, None),
        ("scheduled", {"start": date(2026, 7, 21)}, "end-before-start"),
        ("in_progress", {"cause": "laziness"}, "unknown-cause"),
        ("in_progress", {"cause": "weather", "reason": ""}, None),
        ("in_progress", {"cause": "other", "reason": " "}, "needs-note"),
    ],
)
def test_the_days_and_the_reason_that_may_be_asked_for(
    session: Session, city: dict[str, int], state: str, given: dict[str, Any], code: str | None
) -> None:
    if code is None:
        assert asked(session, city, state, **given).id
        return
    with pytest.raises(ImpossibleChangeError) as told:
        asked(session, city, state, **given)
    assert told.value.code == code


def test_another_start_is_promised_with_the_end(session: Session, city: dict[str, int]) -> None:
    request = asked(session, city, "scheduled", start=date(2026, 6, 25))
    work = answer(session, city, request, "granted")
    assert (work.planned_start, work.planned_end) == (date(2026, 6, 25), WANTED)


def test_a_start_that_was_reported_meanwhile_cannot_be_moved_by_a_grant(session: Session, city: dict[str, int]) -> None:
    request = asked(session, city, "scheduled", start=date(2026, 6, 25))
    change_state(session, request.work_id, "in_progress", by=people(city)["contractor"], version=1, on=TODAY)
    with pytest.raises(ImpossibleChangeError) as told:
        answer(session, city, request, "granted", version=2)
    assert told.value.code == "begun-already"
    assert answer(session, city, request, "changed", end=WANTED, version=2).planned_end == WANTED


@pytest.mark.parametrize(
    ("asked_on", "due"),
    [
        (date(2026, 6, 15), date(2026, 6, 22)),  # Monday to Monday
        (date(2026, 6, 19), date(2026, 6, 26)),  # Friday to Friday
        (date(2026, 6, 20), date(2026, 6, 26)),  # Saturday: counted from Monday
        (date(2026, 6, 30), date(2026, 7, 8)),  # over the Day of the Capital, Monday 6 July
    ],
)
def test_the_term_counts_working_days(session: Session, city: dict[str, int], asked_on: date, due: date) -> None:
    assert asked(session, city, today=asked_on).answer_by == due


def test_nothing_but_a_person_changes_anything_however_long_the_silence(session: Session, city: dict[str, int]) -> None:
    request = asked(session, city)
    for today, days in ((date(2026, 6, 22), 0), (date(2026, 6, 23), 1), (date(2027, 6, 22), 365)):
        (extension,) = extensions_of(session, request.work_id)
        assert extension.days_of_silence(today) == days
        work = session.get_one(Work, request.work_id, populate_existing=True)
        assert (work.state, work.planned_end, work.version) == ("in_progress", END, 1)


def test_a_request_is_withdrawn_by_its_contractor_and_can_be_made_again(session: Session, city: dict[str, int]) -> None:
    request = asked(session, city)
    with pytest.raises(ForbiddenError):
        withdraw(session, request.id, by=people(city)["planner"], today=TODAY)
    withdraw(session, request.id, by=people(city)["contractor"], today=TODAY)
    for late in (lambda: answer(session, city, request, "granted"),
                 lambda: withdraw(session, request.id, by=people(city)["contractor"], today=TODAY)):  # fmt: skip
        with pytest.raises(AlreadyDecidedError):
            late()
    assert session.get_one(Work, request.work_id).planned_end == END


def test_a_request_of_another_organisation_or_district_is_not_there(session: Session, city: dict[str, int]) -> None:
    request = asked(session, city)
    strangers = [
        person("contractor", organisation_id=city["theirs"]),
        person("planner", district_id=city["there"]),
        person("inspector", district_id=city["there"]),
        person("executor", organisation_id=city["ours"]),
        person("operator"),
    ]
    for stranger in strangers:
        deeds: list[Callable[[], object]] = [
            lambda by=stranger: find_extension(session, request.id, by),  # type: ignore[misc]
            lambda by=stranger: withdraw(session, request.id, by=by, today=TODAY),  # type: ignore[misc]
            lambda by=stranger: decide(  # type: ignore[misc]
                session, request.id, outcome="granted", reason="", by=by, version=1, today=TODAY
            ),
        ]
        for deed in deeds:
            with pytest.raises(NotFoundError):
                deed()


@pytest.mark.parametrize("day", [date(9999, 12, 31), date(2036, 6, 16), date(2009, 12, 31)])
def test_no_plan_speaks_of_a_day_that_nobody_can_promise(session: Session, city: dict[str, int], day: date) -> None:
    work = add_work(session, state="planned", contractor_id=city["ours"], district_id=city["here"])
    days = {"start": min(day, START), "end": day}
    with pytest.raises(ImpossibleChangeError, match=r"too (far away|long ago)"):
        reschedule(session, work, **days, reason="rain", by=people(city)["planner"], version=1, today=TODAY)
    with pytest.raises(ImpossibleChangeError, match=r"too (far away|long ago)"):
        fields = {"type_code": "yard", "location_raw": "x", "district_id": city["here"]}
        create(session, fields, by=people(city)["planner"], on=TODAY, **days)


def test_an_answer_and_a_withdrawal_at_once_are_one(committed_database: tuple[Settings, Engine]) -> None:
    _, engine = committed_database
    with session_scope(engine) as session:
        city = add_city(session)
        request = asked(session, city).id
    both, start = people(city), Barrier(2)

    def attempt(deed: Callable[[Session], object]) -> str:
        try:
            with session_scope(engine) as session:
                start.wait(5)
                deed(session)
            return "made"
        except ConflictError:
            return "told"

    deeds: tuple[Callable[[Session], object], ...] = (
        lambda s: withdraw(s, request, by=both["contractor"], today=TODAY),
        lambda s: decide(s, request, outcome="changed", end=date(2026, 7, 5), reason="so", by=both["planner"],
                         version=1, today=TODAY),
    )  # fmt: skip
    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(attempt, deeds)) == ["made", "told"]
    with engine.connect() as connection:
        outcome, versions = connection.execute(
            text("SELECT (SELECT outcome FROM extension_decisions), (SELECT count(*) FROM schedule_versions)")
        ).one()
    assert (outcome, versions) in (("withdrawn", 0), ("changed", 1))


@pytest.mark.parametrize(
    ("cause", "words", "stored", "told"),
    [
        ("weather", "", "cause:weather", "Погода"),
        ("weather", "ливень", "cause:weather ливень", "Погода: ливень"),
        ("other", "ливень", "ливень", "ливень"),
        ("gone", "ливень", "ливень", "ливень"),
    ],
)
def test_a_cause_is_told_in_the_readers_language(cause: str, words: str, stored: str, told: str) -> None:
    assert reason_of(cause, words) == stored
    assert told_reason(stored, "ru") == told_cause(cause, words, "ru") == told


def test_what_a_person_wrote_is_told_as_it_stands() -> None:
    assert told_reason("cause:nothing known", "ru") == "cause:nothing known"
