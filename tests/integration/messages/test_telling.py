"""Who is told, once each, in the transaction of what happened, however many people there are."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.orm import Session

from gis_app.accounts.models import User
from gis_app.messages import audience, people_of_organisation, planners_of, tell
from gis_app.messages.choices import save_choices, switch_mail
from gis_app.messages.inbox import _UNREAD, MOST_COUNTED, count_unread
from gis_app.messages.models import Message
from tests.people import add_user

WORK: dict[str, Any] = {
    "work_kk": "Аула", "work_ru": "Ремонт двора", "work_en": "Yard", "place": "ул. Абая, 1",
    "days_first": date(2026, 3, 5), "days_last": None,
}  # fmt: skip


def _tell(session: Session, *to: int, key: str = "work-1-assigned", by: int | None = None) -> int:
    return tell(session, "work_assigned", key=key, to=to, about="/works/1", values=WORK, by=by)


def _modes(session: Session) -> dict[int, str]:
    return dict(session.execute(select(Message.user_id, Message.mail)).all())  # type: ignore[arg-type]


def test_each_person_is_told_once_of_one_occasion(city: Session) -> None:
    one, other = add_user(city).id, add_user(city).id
    assert [_tell(city, one), _tell(city, one, other), _tell(city, one, other)] == [1, 1, 0]
    assert _tell(city, one, key="work-1-assigned-again") == 1
    first = city.scalars(select(Message).order_by(Message.id)).first()
    assert first is not None
    assert (first.values["days_first"], "days_last" in first.values) == ("2026-03-05", False)


def test_who_did_it_and_who_is_gone_are_not_told(city: Session) -> None:
    doer, gone = add_user(city), add_user(city)
    gone.is_active = False
    city.flush()
    assert _tell(city, doer.id, gone.id, by=doer.id) == 0


def test_nothing_is_mailed_to_the_demo_s_people_nor_to_who_wants_none(city: Session) -> None:
    plain, demo, silent, later = (add_user(city, is_demo=name == "demo").id for name in ("plain", "demo", "s", "l"))
    switch_mail(city, silent, on=False)
    save_choices(city, later, {"work_assigned": "digest"}, 9)
    assert _tell(city, plain, demo, silent, later) == 4
    assert _modes(city) == {plain: "at_once", demo: "page", silent: "page", later: "digest"}
    assert city.execute(text("SELECT reader_id FROM outbox")).scalars().all() == [plain]


def test_a_thousand_people_cost_no_more_statements_than_one(city: Session) -> None:
    ids = city.scalars(
        text(
            "INSERT INTO users (email, name, language) SELECT 'p' || n || '@example.kz', 'П', 'ru' "
            "FROM generate_series(1, 1000) AS n RETURNING id"
        ).columns(User.id)
    ).all()
    seen: list[str] = []
    listen = lambda *given: seen.append(given[2])  # noqa: E731
    event.listen(city.connection().engine, "before_cursor_execute", listen)
    counts = []
    for key, people in (("one", ids[:1]), ("all", ids)):
        seen.clear()
        _tell(city, *people, key=key)
        counts.append(len(seen))
    event.remove(city.connection().engine, "before_cursor_execute", listen)
    assert counts[1] <= counts[0] + 1
    assert city.execute(text("SELECT count(*) FROM outbox")).scalar_one() == 1000


def test_people_are_found_by_the_grants_in_force(city: Session) -> None:
    boss = add_user(city, "contractor", organisation_id=7).id
    crew = add_user(city, "executor", organisation_id=7).id
    stranger = add_user(city, "contractor", organisation_id=8).id
    planner = add_user(city, "planner", district_id=4).id
    inspector = add_user(city, "inspector").id
    administrator = add_user(city, "administrator").id
    left = add_user(city, "contractor", organisation_id=7).id
    city.execute(text("UPDATE grants SET revoked_at = now() WHERE user_id = :id"), {"id": left})
    assert people_of_organisation(city, 7) == {boss, crew}
    assert planners_of(city, 4) == {planner}
    assert planners_of(city, None) == planners_of(city, 999) == {administrator}
    given: dict[str, Any] = {"organisation_id": 7, "district_ids": [4]}
    assert audience(city, "work_assigned", **given) == {boss, crew}
    assert audience(city, "work_finished", **given) == {boss, planner, inspector}
    assert audience(city, "plan_accepted", author_id=stranger, **given) == {boss, stranger}


@pytest.mark.parametrize("kind", ["nonsense", ""])
def test_an_unknown_kind_is_a_mistake_of_ours(city: Session, kind: str) -> None:
    with pytest.raises(LookupError):
        tell(city, kind, key="x", to=[], about="/", values={})


def test_the_number_in_the_header_is_counted_in_the_index_of_unread_messages(city: Session) -> None:
    reader = add_user(city).id
    city.execute(
        text(
            "INSERT INTO messages (user_id, key, kind, about, values, mail, read_at)"
            " SELECT :user, n::text, 'work_assigned', '/works/1', '{}', 'page',"
            " CASE WHEN n % 50 > 0 THEN now() END FROM generate_series(1, 5000) AS n"
        ),
        {"user": reader},
    )
    city.execute(text("ANALYZE messages"))
    asked = {"user": reader, "most": MOST_COUNTED}
    plan = "\n".join(row[0] for row in city.execute(text(f"EXPLAIN (COSTS OFF) {_UNREAD.text}"), asked))
    assert "ix_messages_unread" in plan, plan
    assert "Seq Scan" not in plan, plan
    assert count_unread(city, reader) == MOST_COUNTED
