"""Every allowed and every forbidden step, tried on the database."""

from datetime import timedelta
from itertools import product

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.appeals.facts import APPLICANT, RULE, Author
from gis_app.appeals.intake import register
from gis_app.appeals.status import Given, ImpossibleStepError, StaleAppealError, change_status
from gis_app.appeals.transitions import CHANGES, STATUSES, find_change
from gis_app.errors import ForbiddenError, NotFoundError
from gis_app.settings import Settings
from tests.integration.appeals.ground import NOON, Ground, written

OPERATOR = Author("Оператор", "operator", 7)
ROLES = ("applicant", "operator", "executor", "inspector", "administrator", "rule")


@pytest.fixture
def appeals(ground: Ground, session: Session, settings: Settings) -> list[int]:
    """Two appeals: the second is what a duplicate repeats."""
    return [register(session, written(f"Яма {n}"), settings=settings).id for n in range(2)]


def everything(ground: Ground, parent: int) -> Given:
    return Given(note="потому", body_id=ground.ids["ours"], answer="ответ", parent_id=parent)


def bring_to(session: Session, appeal: int, status: str) -> None:
    session.execute(
        text(
            "INSERT INTO appeal_events (appeal_id, kind, status_after, is_public, author, author_role, at) "
            "VALUES (:id, 'status', :status, true, 'test', 'rule', now())"
        ),
        {"id": appeal, "status": status},
    )


@pytest.mark.parametrize("before", STATUSES)
def test_a_step_is_possible_when_the_table_has_it(
    session: Session, ground: Ground, appeals: list[int], before: str
) -> None:
    bring_to(session, appeals[0], before)
    given = everything(ground, appeals[1])
    for after, role in product(STATUSES, ROLES):
        allowed = find_change(before, after)
        nested = session.begin_nested()
        if allowed is not None and role in allowed.who:
            done = change_status(
                session, appeals[0], after, author=Author("x", role), at=NOON, version=None, given=given
            )
            assert done.status == after
        else:
            error: type[Exception] = ImpossibleStepError if allowed is None else ForbiddenError
            with pytest.raises(error):
                change_status(session, appeals[0], after, author=Author("x", role), at=NOON, version=None, given=given)
        nested.rollback()


def test_a_step_without_what_it_needs_is_refused(session: Session, ground: Ground, appeals: list[int]) -> None:
    fields = {"note": "note", "body": "body_id", "answer": "answer", "parent": "parent_id"}
    full = everything(ground, appeals[1])
    for change in CHANGES:
        for need in sorted(change.needs):
            nested = session.begin_nested()
            bring_to(session, appeals[0], change.before)
            given = Given(**{name: getattr(full, name) for key, name in fields.items() if key != need})
            author = Author("x", min(change.who))
            with pytest.raises(ImpossibleStepError) as error:
                change_status(session, appeals[0], change.after, author=author, at=NOON, version=None, given=given)
            assert error.value.code == f"needs-{need}"
            nested.rollback()


def test_a_step_is_an_event_with_its_author_and_reason(session: Session, ground: Ground, appeals: list[int]) -> None:
    change_status(session, appeals[0], "in_check", author=OPERATOR, at=NOON, version=1)
    given = Given(note=" не наше ", body_id=ground.ids["theirs"])
    appeal = change_status(
        session, appeals[0], "redirected", author=OPERATOR, at=NOON + timedelta(days=1), version=2, given=given
    )
    assert (appeal.status, appeal.body_id, appeal.version) == ("redirected", ground.ids["theirs"], 3)
    last = session.execute(
        text("SELECT status_before, status_after, note, author_id FROM appeal_events ORDER BY id DESC LIMIT 1")
    ).one()
    assert last == ("in_check", "redirected", "не наше", 7)


def test_who_looked_at_an_older_version_changes_nothing(session: Session, ground: Ground, appeals: list[int]) -> None:
    change_status(session, appeals[0], "in_check", author=OPERATOR, at=NOON, version=1)
    with pytest.raises(StaleAppealError):
        change_status(session, appeals[0], "answered", author=OPERATOR, at=NOON, version=1, given=Given(answer="да"))


def test_the_applicant_takes_it_back_and_a_rule_may_not(session: Session, ground: Ground, appeals: list[int]) -> None:
    with pytest.raises(ForbiddenError):
        change_status(session, appeals[0], "withdrawn", author=RULE, at=NOON, version=None)
    done = change_status(session, appeals[0], "withdrawn", author=APPLICANT, at=NOON, version=None)
    assert (done.status, done.closed_at) == ("withdrawn", NOON)


def test_an_unknown_appeal_is_not_found(session: Session, ground: Ground) -> None:
    with pytest.raises(NotFoundError):
        change_status(session, 10**9, "in_check", author=OPERATOR, at=NOON, version=None)
