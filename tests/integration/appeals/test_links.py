"""What explains an appeal is shown with its reasons; a person's word about it stands."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.accounts.user import CurrentUser, Grant
from gis_app.appeals.facts import Author
from gis_app.appeals.few import counts_for
from gis_app.appeals.intake import register, register_all
from gis_app.appeals.links import appeals_of_work, count_appeals_of_work, decide_link, links_of
from gis_app.errors import ConflictError, NotFoundError, UsageError
from gis_app.settings import Settings
from gis_app.works.models import Work
from tests.integration.appeals.ground import NOON, TODAY, Ground, grid, written
from tests.integration.works.people import add_work

OPERATOR = Author("Оператор", "operator", 7)
OTHER = Author("Другой", "operator", 8)


@pytest.fixture
def appeal(session: Session, ground: Ground, settings: Settings) -> int:
    """A pothole on a street that is being patched and was resurfaced under warranty."""
    add_work(session, grid.line((-5, 0), (5, 0)), type_code="road_pothole_repair", state="in_progress")
    ground.under_warranty(date(2027, 6, 1))
    return register(session, written(), settings=settings).id


def test_a_link_tells_the_work_its_contractor_and_its_warranty(session: Session, ground: Ground, appeal: int) -> None:
    patch, surface = links_of(session, appeal, "ru", TODAY)
    assert patch.work is not None
    assert surface.work is not None
    assert (patch.parts.relation, patch.parts.timing, patch.parts.score, patch.warranty_to) == (
        "at_it",
        "going_on",
        1,
        None,
    )
    assert (surface.parts.timing, surface.warranty_to) == ("in_warranty", date(2027, 6, 1))
    assert surface.work.contractor is not None
    assert surface.work.contractor.id == ground.ids["ours"]


def test_what_was_confirmed_comes_first_and_what_was_rejected_is_hidden(session: Session, appeal: int) -> None:
    first, second = links_of(session, appeal, "ru", TODAY)
    decide_link(session, first.id, "rejected", author=OPERATOR, at=NOON)
    decide_link(session, second.id, "confirmed", author=OPERATOR, at=NOON)
    assert [link.id for link in links_of(session, appeal, "ru", TODAY)] == [second.id]
    assert [link.id for link in links_of(session, appeal, "ru", TODAY, rejected=True)] == [second.id, first.id]
    told = session.execute(
        text("SELECT details ->> 'to', author_id FROM appeal_events WHERE kind = 'link' ORDER BY id")
    )
    assert told.all() == [("rejected", 7), ("confirmed", 7)]


def test_a_decision_is_changed_by_who_made_it_and_by_nobody_else(session: Session, appeal: int) -> None:
    link = links_of(session, appeal, "ru", TODAY)[0].id
    decide_link(session, link, "rejected", author=OPERATOR, at=NOON)
    with pytest.raises(ConflictError):
        decide_link(session, link, "confirmed", author=OTHER, at=NOON)
    assert decide_link(session, link, "rejected", author=OTHER, at=NOON).decided_by == OPERATOR.name
    assert decide_link(session, link, "confirmed", author=OPERATOR, at=NOON).state == "confirmed"


def test_nothing_else_can_be_said_about_a_link(session: Session, appeal: int) -> None:
    link = links_of(session, appeal, "ru", TODAY)[0].id
    with pytest.raises(UsageError):
        decide_link(session, link, "perhaps", author=OPERATOR, at=NOON)  # type: ignore[arg-type]
    with pytest.raises(NotFoundError):
        decide_link(session, 10**9, "confirmed", author=OPERATOR, at=NOON)


def test_the_appeals_of_a_work_are_counted_without_what_was_rejected(
    session: Session, ground: Ground, settings: Settings
) -> None:
    work = add_work(session, grid.line((-5, 0), (5, 0)), type_code="road_pothole_repair", state="in_progress")
    one, two, three = register_all(session, [written(f"Яма {n}", (n, 0)) for n in range(3)], settings=settings)
    session.execute(text("UPDATE appeal_links SET state = 'rejected' WHERE appeal_id = :id"), {"id": three.id})
    session.execute(text("UPDATE appeals SET closed_at = now() WHERE id = :id"), {"id": one.id})
    counts = count_appeals_of_work(session, work)
    assert (counts.total, counts.open, counts.by_topic) == (2, 1, {"pothole": 2})
    assert [appeal.id for appeal, _ in appeals_of_work(session, work)] == [two.id, one.id]
    assert count_appeals_of_work(session, 10**9).total == 0


@pytest.mark.parametrize(
    ("grant", "is_demo", "total"),
    [
        (None, False, None),
        (Grant("operator"), False, 2),
        (Grant("inspector", district_id=1), False, 2),
        (Grant("contractor", organisation_id=-1), False, 2),  # -1: the work's own
        (Grant("contractor", organisation_id=10**6), False, None),
        (Grant("planner"), False, None),
        (Grant("operator"), True, 0),  # accounts of the demo know nothing of real appeals
    ],
)
def test_who_works_with_the_appeals_of_a_work_knows_how_many_there_are(
    session: Session, ground: Ground, settings: Settings, grant: Grant | None, is_demo: bool, total: int | None
) -> None:
    work = add_work(session, grid.line((-5, 0), (5, 0)), type_code="road_pothole_repair", state="in_progress")
    register_all(session, [written(f"Яма {n}", (n, 0)) for n in range(2)], settings=settings)
    found = session.get_one(Work, work)
    found.contractor_id = ground.ids["ours"]
    by = None
    if grant is not None:
        own = replace(grant, organisation_id=ground.ids["ours"]) if grant.organisation_id == -1 else grant
        by = CurrentUser(1, "A.", "a@example.kz", "ru", frozenset({own}), is_demo=is_demo)
    counts = counts_for(session, found, by)
    assert (counts.total, counts.open) == (total, total)
    assert counts.by_topic == ({"pothole": 2} if total == 2 else {})
