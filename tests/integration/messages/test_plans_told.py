"""Who is told of plans, of mended places and of reports: a table of events and people; and a plan of 20,000 rows."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.orm import Session

from gis_app.accounts.models import User
from gis_app.geocoding.review_models import ReviewDecision
from gis_app.messages.models import Message
from gis_app.planning.told_works import read_taken, read_told
from gis_app.settings import get_settings
from gis_app.site_reports.given import Given
from gis_app.site_reports.reporting import report
from gis_app.works.imports.models import ImportRow, Upload
from gis_app.works.imports.telling import (
    tell_accepted,
    tell_handed_in,
    tell_not_accepted,
    tell_of_check,
    tell_sent_back,
    tell_unreadable,
    tell_withdrawn,
)
from gis_app.works.models import PlanRow, WorkPlan
from gis_app.works.relocation import Relocated, Relocation
from gis_app.works.relocation_telling import tell_of_places
from tests.integration.messages.test_told import ROLES
from tests.integration.works.people import add_work
from tests.people import add_user, current

TODAY = date(2026, 5, 5)
WHY = {"kk": "Неге", "ru": "Почему", "en": "Why"}
Act = Callable[["Plan"], object]


class Plan:
    """A plan of contractor 7, sent by its boss, with works of contractors 7 and 8 in district 4."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.people: dict[str, User] = {name: add_user(session, role, **of) for name, (role, of) in ROLES.items()}
        self.people["rivals_crew"] = add_user(session, "executor", organisation_id=8)
        self.plan = WorkPlan(source="t", period="2026", file_name="план.xlsx", sha256="0", content=b"", status="loaded")
        session.add(self.plan)
        session.flush()
        self.works = {
            name: add_work(session, contractor_id=contractor, district_id=4, planned_start=f"2026-06-0{day}")
            for day, (name, contractor) in enumerate(
                [("ours", 7), ("theirs", 8), ("untouched", 8), ("passed on", 7)], 1
            )
        }
        for row, (name, outcome) in enumerate(
            [("ours", "new"), ("theirs", "new"), ("untouched", "unchanged"), ("passed on", "changed")]
        ):
            self.add_row(row, outcome, self.works[name])
        self.upload = Upload(
            uploader_id=self.people["boss"].id, uploader_name="Айгуль", organisation_id=7, file_name="план.xlsx",
            sha256="0", state="accepted", plan_id=self.plan.id, rows_total=4, note=WHY,
        )  # fmt: skip
        session.add(self.upload)
        session.flush()
        self.add_staged("rejected")

    def add_row(self, number: int, outcome: str, work: int) -> None:
        self.session.add(
            PlanRow(plan_id=self.plan.id, sheet="", row_number=number, data={}, outcome=outcome, work_id=work)
        )
        self.session.flush()

    def add_staged(self, outcome: str) -> None:
        row = ImportRow(
            upload_id=self.upload.id,
            position=1,
            sheet="",
            row_number=2,
            data={},
            draft={},
            outcome=outcome,
            severity="error",
            district_id=4,
        )
        self.session.add(row)
        self.session.flush()

    def pass_on(self) -> None:
        """What the plan's transaction does with a work that it gives to another contractor."""
        self.session.execute(
            text("UPDATE works SET contractor_id = 8, version = version + 1 WHERE id = :id"),
            {"id": self.works["passed on"]},
        )

    def accepted(self) -> None:
        self.pass_on()
        tell_accepted(self.session, self.upload)

    def mended(self) -> None:
        decision = ReviewDecision(id=31, text="двор у дуба")
        done = Relocation(2, [_changed(self.works["theirs"], "moved"), _changed(self.works["ours"], "reworded")])
        tell_of_places(self.session, decision, done)

    def reported(self) -> None:
        given = Given(kind="note", client_key=UUID(int=1), note="Трубы привезли")
        by = current(self.session, self.people["boss"])
        now = datetime(2026, 6, 5, 7, tzinfo=UTC)
        report(self.session, self.works["ours"], given, [], by=by, received=now, settings=get_settings())

    def told(self) -> dict[str, set[str]]:
        names = {user.id: name for name, user in self.people.items()}
        found: dict[str, set[str]] = {}
        for kind, user_id in self.session.execute(select(Message.kind, Message.user_id)):
            found.setdefault(kind, set()).add(names[user_id])
        return found

    def link(self, kind: str) -> str:
        return str(self.session.scalar(select(Message.about).where(Message.kind == kind).limit(1)))

    def shown(self, name: str, what: Any, id: int) -> set[str]:
        """The works that a person sees where a message leads."""
        by = current(self.session, self.people[name])
        lines = (
            read_taken(self.session, by, id, "ru", TODAY)
            if what == "taken"
            else [one.line for one in read_told(self.session, by, what, id, "ru", TODAY)]
        )
        of = {id: name for name, id in self.works.items()}
        return {of[line.id] for line in lines}


def _changed(work: int, what: Any) -> Relocated:
    return Relocated(work, "двор", what, "none", "contour", "")


@pytest.fixture
def plan(city: Session) -> Plan:
    return Plan(city)


PLANNERS = {"planner", "other"}
OURS, RIVALS = {"boss", "mate"}, {"rival", "rivals_crew"}
EVENTS: list[tuple[str, Act, dict[str, set[str]]]] = [
    ("checked", lambda p: tell_of_check(p.session, p.upload), {"plan_with_errors": {"boss"}}),
    ("unreadable", lambda p: tell_unreadable(p.session, p.upload, WHY), {"plan_unreadable": {"boss"}}),
    (
        "handed in",
        lambda p: tell_handed_in(p.session, p.upload, p.people["boss"].id),
        {"plan_handed_in": PLANNERS},
    ),
    (
        "taken back by its sender",
        lambda p: tell_withdrawn(p.session, p.upload, "submitted", p.people["boss"].id),
        {"plan_withdrawn": PLANNERS},
    ),
    (
        "taken back before it was handed in",
        lambda p: tell_withdrawn(p.session, p.upload, "checked", p.people["boss"].id),
        {},
    ),
    (
        "sent back by a planner",
        lambda p: tell_sent_back(p.session, p.upload, "рано", p.people["planner"].id),
        {"plan_sent_back": OURS},
    ),
    ("not accepted", lambda p: tell_not_accepted(p.session, p.upload), {"plan_not_accepted": {"boss", *PLANNERS}}),
    (
        "accepted",
        Plan.accepted,
        {"plan_accepted": OURS, "works_assigned": RIVALS, "works_taken_away": {*OURS, "crew"}},
    ),
    ("place mended", Plan.mended, {"place_mended": {"rival"}}),
    ("reported from the site", Plan.reported, {"work_reported": {"mate", *PLANNERS}}),
]


@pytest.mark.parametrize(("act", "told"), [one[1:] for one in EVENTS], ids=[one[0] for one in EVENTS])
def test_each_event_is_told_to_those_whom_it_concerns_once(plan: Plan, act: Act, told: dict[str, set[str]]) -> None:
    act(plan)
    assert plan.told() == told
    before = plan.session.scalar(text("SELECT count(*) FROM messages"))
    if act not in (Plan.accepted,):  # its works are passed on once
        act(plan)
    assert plan.session.scalar(text("SELECT count(*) FROM messages")) == before


def test_a_good_plan_tells_of_no_errors(plan: Plan) -> None:
    plan.session.execute(text("UPDATE import_rows SET outcome = 'new', severity = ''"))
    tell_of_check(plan.session, plan.upload)
    assert plan.told() == {}


def test_messages_of_a_plan_lead_to_exactly_its_works_and_to_nobody_else_s(plan: Plan) -> None:
    plan.accepted()
    id = plan.plan.id
    assert (plan.link("works_assigned"), plan.link("works_taken_away")) == (
        f"/contractor?plan={id}",
        f"/contractor?taken={id}",
    )
    assert plan.shown("rival", "plan", id) == {"theirs", "passed on"}
    assert plan.shown("boss", "plan", id) == {"ours"}
    assert plan.shown("boss", "taken", id) == plan.shown("crew", "taken", id) == {"passed on"}
    assert plan.shown("rival", "taken", id) == plan.shown("planner", "plan", id) == set()
    assert plan.shown("rival", "plan", id + 1) == plan.shown("boss", "taken", id + 1) == set()


def test_a_message_of_mended_places_leads_to_exactly_those_works(plan: Plan) -> None:
    plan.mended()
    assert plan.link("place_mended") == "/contractor?mended=31"
    plan.session.execute(text("SELECT set_config('gis_app.place_cause', 'decision 31', true)"))
    plan.session.execute(
        text(
            "UPDATE works SET match_type = 'street', geom = ST_SetSRID(ST_MakePoint(76.9, 43.25), 4326),"
            " version = version + 1 WHERE id = :id"
        ),
        {"id": plan.works["theirs"]},
    )
    assert plan.shown("rival", "mended", 31) == {"theirs"}
    assert plan.shown("boss", "mended", 31) == plan.shown("rival", "mended", 3) == set()


@pytest.fixture
def seen(plan: Plan) -> Iterator[list[str]]:
    """The statements as they are asked."""
    found: list[str] = []
    listen = lambda *given: found.append(given[2])  # noqa: E731
    event.listen(plan.session.connection().engine, "before_cursor_execute", listen)
    yield found
    event.remove(plan.session.connection().engine, "before_cursor_execute", listen)


def test_a_plan_of_20000_rows_tells_each_contractor_once_in_few_statements(plan: Plan, seen: list[str]) -> None:
    session = plan.session
    session.execute(
        text(
            "INSERT INTO organisations (id, name, name_key, is_contractor) OVERRIDING SYSTEM VALUE"
            " SELECT 100 + n, 'ТОО ' || n, 'тоо ' || n, true FROM generate_series(1, 60) AS n"
        )
    )
    for number in range(1, 61):
        add_user(session, "contractor", organisation_id=100 + number)
    session.flush()
    session.execute(
        text(
            "INSERT INTO works (type_code, location_raw, match_type, confidence, source, period, identity_key,"
            " contractor_id) SELECT 'yard', 'x', 'none', 0, 'bulk', '2026', n::text, 101 + n % 60"
            " FROM generate_series(1, 20000) AS n"
        )
    )
    session.execute(
        text(
            "INSERT INTO plan_rows (plan_id, sheet, row_number, data, outcome, work_id)"
            " SELECT :plan, '', 10, '{}', 'new', id FROM works WHERE source = 'bulk'"
        ),
        {"plan": plan.plan.id},
    )
    seen.clear()
    tell_accepted(session, plan.upload)
    assert len(seen) < 30
    told = select(Message.user_id, Message.values).where(
        Message.kind == "works_assigned", Message.values["new"].as_integer() > 300
    )
    found = session.execute(told).all()
    assert len(found) == len({row.user_id for row in found}) == 60
    assert sum(row[1]["new"] for row in found) == 20_000
