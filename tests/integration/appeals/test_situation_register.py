"""The rules in the table: versions, what the program brings, what a city replaces, and never a stale copy."""

from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.appeals.intake import register
from gis_app.appeals.models import Appeal
from gis_app.appeals.situations.register import Entry, current_situations, load_situations, lock, replace
from gis_app.appeals.situations.rules import find_situation, read_document, read_situations
from gis_app.settings import Settings
from tests.integration.appeals.ground import TODAY, Ground, written


@pytest.fixture(autouse=True)
def _empty(session: Session) -> None:
    session.execute(text("DELETE FROM life_situations"))


def own(**change: Any) -> Entry:
    """A city's rule: a pothole on a road is for the traffic department."""
    [rule] = [deepcopy(one) for one in read_document() if one["code"] == "pothole_on_road"]
    return Entry(1, {**rule, "code": "our_potholes", "body": {"task": "traffic"}, **change})


def codes(session: Session, day: date = TODAY) -> list[str]:
    return [one.code for one in current_situations(session, day)]


def test_an_empty_table_routes_by_the_program_s_own_rules(session: Session) -> None:
    assert current_situations(session, TODAY) is read_situations()


def test_the_program_s_rules_are_loaded_once_and_in_their_order(session: Session) -> None:
    assert load_situations(session) == len(read_situations())
    assert load_situations(session) == 0
    assert codes(session) == [one.code for one in read_situations()]


def test_a_rule_that_changes_gets_a_new_version_and_one_that_leaves_the_file_ends(session: Session) -> None:
    load_situations(session)
    document = read_document()[:2]
    document[0]["source"] = "Told by a lawyer."
    load_situations(session, document)
    assert codes(session) == [one["code"] for one in document]
    versions = session.execute(
        text("SELECT version, source, replaced_at IS NULL FROM life_situations WHERE code = :code ORDER BY version"),
        {"code": document[0]["code"]},
    ).all()
    assert [(row[0], row[2]) for row in versions] == [(1, False), (2, True)]
    assert versions[1][1] == "Told by a lawyer."


def test_a_city_s_rule_stays_when_the_program_is_updated(session: Session) -> None:
    load_situations(session)
    file_id = session.scalar(
        text(
            "INSERT INTO situation_files (uploader_id, uploader_name, file_name, content) "
            "VALUES (1, 'x', 'r.xlsx', '') RETURNING id"
        )
    )
    lock(session)
    replace(session, [own(code="pothole_on_road")], file_id=file_id)
    assert load_situations(session) == 0
    found = find_situation(
        current_situations(session, TODAY), "pothole", "carriageway", 1, in_warranty=False, day=TODAY
    )
    assert found is not None
    assert found.task == "traffic"


def test_a_changed_rule_routes_the_next_appeal(session: Session, ground: Ground, settings: Settings) -> None:
    load_situations(session)
    before = register(session, written(), settings=settings)
    lock(session)
    replace(session, [own()], file_id=None)
    after = register(session, written(), settings=settings)
    routed = [session.get(Appeal, one.id) for one in (before, after)]
    assert [one.situation for one in routed if one] == ["pothole_on_road", "our_potholes"]


def test_a_rule_holds_on_its_days_alone(session: Session) -> None:
    lock(session)
    replace(session, [own(valid_from="2026-06-08", valid_to="2026-06-09")], file_id=None)
    assert [bool(codes(session, date(2026, 6, day))) for day in (7, 8, 9, 10)] == [False, True, True, False]


def test_a_rule_that_names_what_is_unknown_is_left_out_and_the_next_one_holds(session: Session) -> None:
    load_situations(session)
    lock(session)
    replace(session, [own(body={"task": "moon"})], file_id=None)
    assert "our_potholes" not in codes(session)
    assert "pothole_on_road" in codes(session)
