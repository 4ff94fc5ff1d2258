"""Joining and parting appeals: one parent, its followers, every step in the history."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.appeals.answering import send_answer
from gis_app.appeals.duplicates import children_of, merge, split
from gis_app.appeals.facts import Author
from gis_app.appeals.intake import register
from gis_app.appeals.models import Appeal
from gis_app.appeals.solved import confirm_solved
from gis_app.appeals.status import ImpossibleStepError, StaleAppealError
from gis_app.appeals.steps import withdraw
from gis_app.errors import ForbiddenError, NotFoundError
from gis_app.settings import Settings
from tests.integration.appeals.ground import NOON, Ground, written

DANA = Author("Дана", "operator", 7)


@pytest.fixture
def three(ground: Ground, session: Session, settings: Settings) -> list[int]:
    """Three appeals about one pothole."""
    return [register(session, written(f"Яма {n}"), settings=settings, situations=()).id for n in range(3)]


def join(session: Session, child: int, into: int, **given: Any) -> None:
    merge(session, child, into, **({"author": DANA, "at": NOON} | given))


def follow(session: Session, appeal_id: int, email: str) -> None:
    session.execute(
        text(
            "INSERT INTO appeal_followers (appeal_id, email, language, token_sha256) VALUES (:id, :email, 'ru', :key)"
        ),
        {"id": appeal_id, "email": email, "key": email.encode()},
    )


def followers(session: Session, appeal_id: int) -> set[str]:
    found = session.execute(text("SELECT email FROM appeal_followers WHERE appeal_id = :id"), {"id": appeal_id})
    return {row[0] for row in found}


def kinds(session: Session, appeal_id: int) -> list[str]:
    found = session.execute(text("SELECT kind FROM appeal_events WHERE appeal_id = :id ORDER BY id"), {"id": appeal_id})
    return [row[0] for row in found]


def test_a_child_stops_its_clock_and_its_followers_go_to_the_parent(session: Session, three: list[int]) -> None:
    parent, child, _ = three
    follow(session, child, "a@example.kz")
    follow(session, parent, "b@example.kz")
    join(session, child, parent)
    session.expire_all()
    joined = session.get_one(Appeal, child)
    assert (joined.status, joined.parent_id, joined.closed_at) == ("duplicate", parent, NOON)
    assert followers(session, parent) == {"a@example.kz", "b@example.kz"}
    assert [one.id for one in children_of(session, parent)] == [child]
    assert kinds(session, child)[-2:] == ["status", "merge"]
    assert kinds(session, parent)[-1] == "merge"


def test_parting_gives_back_status_and_the_own_followers_alone(session: Session, three: list[int]) -> None:
    parent, child, _ = three
    follow(session, child, "a@example.kz")
    follow(session, parent, "b@example.kz")
    join(session, child, parent)
    split(session, child, reason="Другой двор", author=DANA, at=NOON)
    session.expire_all()
    parted = session.get_one(Appeal, child)
    assert (parted.status, parted.parent_id, parted.closed_at) == ("registered", None, None)
    assert (followers(session, child), followers(session, parent)) == ({"a@example.kz"}, {"b@example.kz"})
    assert kinds(session, parent)[-1] == "split"
    assert children_of(session, parent) == []


def test_no_chain_grows_whichever_is_joined_first(session: Session, three: list[int]) -> None:
    first, second, third = three
    join(session, second, third)
    join(session, third, first)  # takes its own child along
    session.expire_all()
    assert [one.id for one in children_of(session, first)] == [second, third]
    split(session, third, reason="x", author=DANA, at=NOON)
    join(session, third, second)  # a repetition stands for what it repeats
    session.expire_all()
    assert session.get_one(Appeal, third).parent_id == first


def test_what_cannot_be_joined_is_refused_and_nothing_changes(
    session: Session, three: list[int], settings: Settings
) -> None:
    parent, child, other = three
    training = register(session, written("Яма", is_training=True), settings=settings, situations=()).id
    join(session, other, parent)
    before = session.execute(text("SELECT count(*) FROM appeal_events")).scalar_one()
    for error, asked in (
        (ImpossibleStepError, {"child": child, "into": child}),
        (ImpossibleStepError, {"child": parent, "into": other}),  # its own child
        (ImpossibleStepError, {"child": training, "into": parent}),
        (NotFoundError, {"child": child, "into": 10**9}),
        (StaleAppealError, {"child": child, "into": parent, "version": 99}),
        (ForbiddenError, {"child": child, "into": parent, "author": Author("К", "executor", 5)}),
        (ForbiddenError, {"child": child, "into": parent, "author": Author("И", "inspector", 5)}),
    ):
        with pytest.raises(error), session.begin_nested():
            join(session, **asked)  # type: ignore[arg-type]
    assert session.execute(text("SELECT count(*) FROM appeal_events")).scalar_one() == before
    with pytest.raises(ImpossibleStepError):
        split(session, child, reason="не был присоединён", author=DANA, at=NOON)


@pytest.mark.parametrize("end", [withdraw, confirm_solved])
def test_what_was_joined_goes_on_when_the_writer_ends_an_appeal_that_nobody_answered(
    session: Session, three: list[int], end: Callable[..., Appeal]
) -> None:
    parent, oldest, other = three
    follow(session, oldest, "a@example.kz")
    follow(session, parent, "b@example.kz")
    join(session, oldest, parent)
    join(session, other, parent)
    end(session, parent, at=NOON)
    session.expire_all()
    freed = session.get_one(Appeal, oldest)
    assert (freed.status, freed.parent_id, freed.closed_at) == ("registered", None, None)
    assert freed.due_on is not None
    assert [one.id for one in children_of(session, oldest)] == [other]
    assert (followers(session, oldest), followers(session, parent)) == ({"a@example.kz", "b@example.kz"}, set())
    said = session.execute(
        text("SELECT note FROM appeal_events WHERE appeal_id = :id AND kind = 'split'"), {"id": oldest}
    )
    assert "отдельно" in said.scalar_one()


def test_what_was_joined_to_an_answered_appeal_stays_with_its_answer(
    session: Session, three: list[int], settings: Settings
) -> None:
    parent, child, _ = three
    join(session, child, parent)
    send_answer(session, parent, "Засыпали", author=DANA, at=NOON, settings=settings)
    confirm_solved(session, parent, at=NOON)
    session.expire_all()
    assert session.get_one(Appeal, child).status == "duplicate"


def test_nothing_is_joined_to_what_ended_without_an_answer(session: Session, three: list[int]) -> None:
    parent, child, _ = three
    withdraw(session, parent, at=NOON)
    with pytest.raises(ImpossibleStepError) as error:
        join(session, child, parent)
    assert error.value.code == "parent-ended"
