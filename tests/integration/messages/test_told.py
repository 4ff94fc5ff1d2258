"""Who is told of what: a table of events and the people around a work, each in its own transaction's end."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from gis_app.accounts.models import User
from gis_app.accounts.user import CurrentUser
from gis_app.messages.models import Message
from gis_app.works.editing import create, edit
from gis_app.works.extensions import requests
from gis_app.works.lifecycle import change_state, reschedule
from gis_app.works.models import Work
from tests.people import add_user, current

TODAY = date(2026, 5, 5)
START, END = date(2026, 6, 1), date(2026, 7, 1)
# boss and mate: contractors of the work's organisation; crew: its executor; planner and other: of the district.
ROLES: dict[str, tuple[str, dict[str, Any]]] = {
    "boss": ("contractor", {"organisation_id": 7}),
    "mate": ("contractor", {"organisation_id": 7}),
    "crew": ("executor", {"organisation_id": 7}),
    "rival": ("contractor", {"organisation_id": 8}),
    "planner": ("planner", {"district_id": 4}),
    "other": ("planner", {"district_id": 4}),
    "inspector": ("inspector", {}),
    "admin": ("administrator", {}),
}


class Street:
    """A work and the people around it."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.people: dict[str, User] = {name: add_user(session, role, **of) for name, (role, of) in ROLES.items()}
        fields = {"type_code": "yard", "location_raw": "ул. Абая, 1", "contractor_id": 7, "district_id": 4}
        self.work = create(session, fields, by=self.by("planner"), on=TODAY, start=START, end=END)

    def by(self, name: str) -> CurrentUser:
        return current(self.session, self.people[name])

    def change(self, *steps: tuple[str, str]) -> None:
        for to, who in steps:
            note = "Так надо" if to in ("paused", "cancelled") else None
            change_state(self.session, self.work.id, to, by=self.by(who), version=self.version, on=TODAY, note=note)

    @property
    def version(self) -> int:
        return self.session.get_one(Work, self.work.id, populate_existing=True).version

    def told(self) -> dict[str, set[str]]:
        """Kinds by who was told of them."""
        names = {user.id: name for name, user in self.people.items()}
        found: dict[str, set[str]] = {}
        for kind, user_id in self.session.execute(select(Message.kind, Message.user_id)):
            found.setdefault(kind, set()).add(names[user_id])
        return found


@pytest.fixture
def street(city: Session) -> Street:
    return Street(city)


OURS = {"boss", "mate", "crew"}
PLANNED = [("planned", "planner")]
BEGUN = [*PLANNED, ("scheduled", "planner"), ("in_progress", "boss")]
DONE = [*BEGUN, ("finished", "boss")]


@pytest.mark.parametrize(
    ("before", "step", "kind", "told"),
    [
        ([], ("planned", "planner"), "work_assigned", OURS),
        (PLANNED, ("scheduled", "boss"), "work_scheduled", {"mate", "crew", "planner", "other"}),
        (PLANNED[:1], ("cancelled", "planner"), "work_cancelled", {*OURS, "other"}),
        (BEGUN[:2], ("in_progress", "boss"), "work_started", {"mate", "planner", "other"}),
        (BEGUN, ("paused", "inspector"), "work_paused", {*OURS, "planner", "other"}),
        (BEGUN, ("finished", "boss"), "work_finished", {"mate", "planner", "other", "inspector"}),
        (DONE, ("accepted", "inspector"), "work_accepted", {*OURS, "planner", "other"}),
    ],
)
def test_a_change_is_told_to_those_around_the_work_but_who_made_it(
    street: Street, before: list[tuple[str, str]], step: tuple[str, str], kind: str, told: set[str]
) -> None:
    street.change(*before)
    assert kind not in street.told()
    street.change(step)
    assert street.told()[kind] == told


def test_a_draft_is_told_to_nobody(street: Street) -> None:
    reschedule(
        street.session, street.work.id, start=START, end=END + timedelta(9), reason="Погода",
        by=street.by("planner"), version=street.version, today=TODAY,
    )  # fmt: skip
    assert street.told() == {}


def test_a_work_that_its_contractor_wrote_is_in_the_plan_and_not_assigned(street: Street) -> None:
    fields = {"type_code": "yard", "location_raw": "ул. Абая, 3", "contractor_id": 7, "district_id": 4}
    street.work = create(street.session, fields, by=street.by("boss"), on=TODAY, start=START, end=END)
    street.change(("planned", "planner"))
    assert street.told() == {"work_planned": {"boss", "mate"}}


def test_other_days_are_told_with_the_former_ones_and_the_reason(street: Street) -> None:
    street.change(*PLANNED)
    reschedule(
        street.session, street.work.id, start=START, end=END + timedelta(9), reason="Погода",
        by=street.by("planner"), version=street.version, today=TODAY,
    )  # fmt: skip
    assert street.told()["work_moved"] == {*OURS, "other"}
    values = street.session.scalars(select(Message.values).where(Message.kind == "work_moved")).first()
    assert values is not None
    assert (values["before_last"], values["days_last"], values["reason"]) == ("2026-07-01", "2026-07-10", "Погода")


def test_a_work_given_to_another_contractor_is_told_to_both(street: Street) -> None:
    street.change(*PLANNED)
    edit(street.session, street.work.id, {"contractor_id": 8}, by=street.by("planner"), version=street.version)
    told = street.told()
    assert told["work_taken_away"] == OURS
    assert told["work_assigned"] == {*OURS, "rival"}  # ours when it was planned


def test_a_request_goes_to_the_planners_and_its_answer_to_the_contractor(street: Street) -> None:
    street.change(*PLANNED)
    request = requests.ask(
        street.session, street.work.id, end=END + timedelta(20), reason="Нет труб", by=street.by("boss"),
        version=street.version, today=TODAY, country="KZ",
    )  # fmt: skip
    assert street.told()["extension_asked"] == {"planner", "other"}
    requests.decide(
        street.session, request.id, outcome="refused", reason="Скоро зима", by=street.by("planner"),
        version=street.version, today=TODAY,
    )  # fmt: skip
    assert street.told()["extension_refused"] == {*OURS, "other"}
    assert "work_moved" not in street.told()


def test_a_district_without_a_planner_is_told_to_administrators(street: Street) -> None:
    for name in ("planner", "other"):
        street.people[name].is_active = False
    street.session.flush()
    street.change(("planned", "admin"), ("scheduled", "boss"))
    assert street.told()["work_scheduled"] == {"mate", "crew", "admin"}
