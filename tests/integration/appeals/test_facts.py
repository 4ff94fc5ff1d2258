"""The cache on `appeals` follows the facts, which are never changed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gis_app.appeals import models
from gis_app.appeals.load_topics import load_topics
from gis_app.appeals.models import Appeal, AppealDeadline, AppealEvent
from gis_app.db.base import Base

NOON = datetime(2026, 6, 1, 7, tzinfo=UTC)


def add_appeal(session: Session, number: str = "1") -> Appeal:
    load_topics(session)
    appeal = Appeal(
        number=number,
        token_sha256=number.encode(),
        channel="web",
        kind="complaint",
        language="ru",
        topic_code="pothole",
        topic_by="applicant",
        text="Яма",
        match_type="none",
        confidence=0,
        received_at=NOON,
    )
    session.add(appeal)
    session.flush()
    return appeal


def happened(session: Session, appeal: Appeal, status: str, hours: int) -> None:
    session.add(
        AppealEvent(
            appeal_id=appeal.id,
            kind="status",
            status_after=status,
            is_public=True,
            author="rule",
            author_role="rule",
            at=NOON + timedelta(hours=hours),
        )
    )
    session.flush()
    session.refresh(appeal)


def test_status_and_times_follow_the_events(session: Session) -> None:
    appeal = add_appeal(session)
    happened(session, appeal, "sent", 1)
    assert (appeal.status, appeal.answered_at, appeal.closed_at) == ("sent", None, None)
    happened(session, appeal, "answered", 5)
    assert (appeal.status, appeal.answered_at, appeal.closed_at) == (
        "answered",
        NOON + timedelta(hours=5),
        NOON + timedelta(hours=5),
    )
    happened(session, appeal, "reopened", 9)
    assert (appeal.status, appeal.answered_at, appeal.closed_at) == ("reopened", NOON + timedelta(hours=5), None)


def test_the_last_deadline_of_an_answer_holds(session: Session) -> None:
    appeal = add_appeal(session)
    for purpose, day in (("answer", 20), ("answer", 25), ("redirect", 4)):
        session.add(
            AppealDeadline(
                appeal_id=appeal.id,
                purpose=purpose,
                rule="appeal",
                from_day=date(2026, 6, 1),
                due_on=date(2026, 6, day),
                author="rule",
            )
        )
        session.flush()
    session.refresh(appeal)
    assert appeal.due_on == date(2026, 6, 25)


@pytest.mark.parametrize("table", ["appeal_events", "appeal_deadlines", "appeal_answers"])
def test_facts_are_only_added_to(session: Session, table: str) -> None:
    with pytest.raises(DBAPIError, match="only added to"):
        session.execute(text(f"DELETE FROM {table}"))


def test_the_tables_have_the_columns_of_the_models(session: Session) -> None:
    found = inspect(session.connection())
    of_appeals = [mapper.local_table for mapper in Base.registry.mappers if mapper.class_.__module__ == models.__name__]
    assert len(of_appeals) == 9
    for table in of_appeals:
        in_database = {column["name"]: column["nullable"] for column in found.get_columns(table.name)}
        assert in_database == {column.name: column.nullable for column in table.columns}


def test_a_topic_that_left_the_file_is_retired_and_stays(session: Session) -> None:
    from dataclasses import replace

    from gis_app.appeals.topics import read_topics

    load_topics(session)
    topics = read_topics()
    load_topics(session, replace(topics, topics=topics.topics[1:]))
    rows = dict(session.execute(text("SELECT code, retired_on IS NOT NULL FROM appeal_topics")).all())
    assert rows["pothole"] is True
    assert not any(retired for code, retired in rows.items() if code != "pothole")
