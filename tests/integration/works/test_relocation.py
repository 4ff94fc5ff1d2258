"""Works are placed anew under their own ids, and where they have been is kept."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from shapely.geometry.base import BaseGeometry
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gis_app.errors import NotFoundError
from gis_app.geocoding.answer import Answer
from gis_app.geocoding.decisions import question_key
from gis_app.geocoding.outcome import Step
from gis_app.geocoding.review import Choice, Doubt, decide, find_item, put_in_queue
from gis_app.settings import Settings
from gis_app.works.relocation import relocate_all
from gis_app.works.tasks import carry_out
from gis_app.works.types import load_work_types
from gis_app.works.waiting import find_waiting, works_of_item
from tests.grid import Grid
from tests.integration.geocoding.register_rows import add_small_city

DAY = date(2026, 11, 22)
grid = Grid()
AddWork = Callable[..., int]


@pytest.fixture
def city(session: Session) -> dict[str, int]:
    load_work_types(session)
    return add_small_city(session)


@pytest.fixture
def add_work(session: Session, city: dict[str, int]) -> AddWork:
    """Add a work that was asked for by a text; without a geometry it could not be placed."""

    def add(place: str, geom: BaseGeometry | None = None, **given: Any) -> int:
        district = given.pop("place_district", None)
        columns: dict[str, Any] = {
            "type_code": "yard",
            "location_raw": place,
            "match_type": "none" if geom is None else "street",
            "confidence": 0.0 if geom is None else 0.9,
            "locate_reason": None,
            "source": "test",
            "period": "2026",
            "place_text": place,
            "place_district": district,
            "place_key": str(question_key(place, district)),
        } | given
        names = ", ".join(columns)
        made = session.execute(
            text(
                f"INSERT INTO works (identity_key, geom, {names}) VALUES (gen_random_uuid()::text, "
                f"ST_GeomFromText(:shape, 4326), {', '.join(f':{name}' for name in columns)}) RETURNING id"
            ),
            columns | {"shape": None if geom is None else geom.wkt},
        )
        return int(made.scalar_one())

    return add


def always(answer: Answer) -> Callable[[str, str | None], Answer]:
    return lambda place, district: answer


def found_at(geom: BaseGeometry, confidence: float = 0.9, **more: Any) -> Answer:
    return Answer("street", confidence, more.pop("ambiguous", False), "улица", geom, steps=(Step("empty", {}),), **more)


NOTHING = Answer("none", 0.0, False, "", None, steps=(Step("empty", {}),))


def place(session: Session, work: int) -> tuple[Any, ...]:
    row = session.execute(
        text(
            "SELECT match_type, confidence, ambiguous, ST_AsText(geom, 4), district_id, version"
            " FROM works WHERE id = :id"
        ),
        {"id": work},
    )
    return tuple(row.one())


def former(session: Session, work: int) -> list[tuple[Any, ...]]:
    rows = session.execute(
        text("SELECT match_type, ST_AsText(geom, 4), cause FROM former_places WHERE work_id = :id ORDER BY id"),
        {"id": work},
    )
    return [tuple(row) for row in rows]


def item_of(session: Session, place: str, district: str | None = None) -> int:
    put_in_queue(session, [Doubt(place, district, "none", 0.0, False)])
    key = str(question_key(place, district))
    return session.execute(text("SELECT id FROM review_items WHERE key = :key"), {"key": key}).scalar_one()


def test_a_work_is_found_and_its_former_place_is_kept(session: Session, add_work: AddWork) -> None:
    work = add_work("ул. Новая")
    done = relocate_all(session, always(found_at(grid.point(1, 1))))
    assert (done.asked, done.counts, done.waiting) == (1, {"found": 1}, 0)
    assert place(session, work)[:3] == ("street", 0.9, False)
    assert place(session, work)[4:] == (2, 2), "the district that holds it; the version counts up"
    assert former(session, work) == [("none", None, "relocation")]


@pytest.mark.parametrize(
    ("answer", "what"),
    [
        (NOTHING, "lost"),
        (found_at(grid.point(0, 0), 0.49), "lost"),
        (found_at(grid.point(5, 0)), "moved"),
        (found_at(grid.point(0, 0), 0.6), "reworded"),
    ],
)
def test_what_becomes_of_a_placed_work_is_told(session: Session, add_work: AddWork, answer: Answer, what: str) -> None:
    add_work("ул. Абая", grid.point(0, 0))
    assert relocate_all(session, always(answer)).counts == {what: 1}


def test_the_same_answer_changes_nothing(session: Session, add_work: AddWork) -> None:
    answer = found_at(grid.point(0, 0))
    work = add_work("ул. Абая", grid.point(0, 0), locate_reason=f"по тексту строки 5: {answer.reason()}")
    assert relocate_all(session, always(answer)).changes == []
    assert place(session, work)[-1] == 1
    assert former(session, work) == []


def test_a_dry_run_tells_and_writes_nothing(session: Session, add_work: AddWork) -> None:
    work = add_work("ул. Новая")
    done = relocate_all(session, always(found_at(grid.point(1, 1))), dry_run=True)
    assert done.counts == {"found": 1}
    assert place(session, work)[0] == "none"
    assert session.execute(text("SELECT count(*) FROM review_items")).scalar_one() == 0


def test_a_work_with_given_coordinates_is_left_alone(session: Session, add_work: AddWork) -> None:
    add_work("76.9, 43.2", grid.point(0, 0), place_text=None, place_key=None, match_type="given")
    assert relocate_all(session, always(NOTHING)).asked == 0


def test_one_question_is_asked_once(session: Session, add_work: AddWork) -> None:
    for _ in range(3):
        add_work("ул. Новая")
    asked: list[tuple[str, str | None]] = []

    def ask(place: str, district: str | None) -> Answer:
        asked.append((place, district))
        return NOTHING

    relocate_all(session, ask)
    assert asked == [("ул. Новая", None)]


def test_what_is_still_doubtful_is_put_in_the_queue(session: Session, add_work: AddWork) -> None:
    add_work("ул. Новая", grid.point(0, 0))
    answer = found_at(grid.point(0, 0), 0.5, ambiguous=True)
    assert relocate_all(session, always(answer)).waiting == 1
    (waiting,) = find_waiting(session)
    assert (waiting.text, waiting.works, waiting.ambiguous) == ("ул. Новая", 1, True)


def test_a_work_changed_meanwhile_is_left_to_the_next_run(session: Session, add_work: AddWork) -> None:
    work = add_work("ул. Новая")

    def ask(place: str, district: str | None) -> Answer:
        session.execute(text("UPDATE works SET version = version + 1 WHERE id = :id"), {"id": work})
        return found_at(grid.point(1, 1))

    relocate_all(session, ask)
    assert place(session, work)[0] == "none"


def test_keys_folded_by_older_rules_are_renewed(session: Session, add_work: AddWork) -> None:
    work = add_work("ул. Новая", place_key="old key|")
    relocate_all(session, always(NOTHING))
    key = session.execute(text("SELECT place_key FROM works WHERE id = :id"), {"id": work}).scalar_one()
    assert key == str(question_key("ул. Новая"))


def test_one_decision_places_all_works_of_the_text(session: Session, settings: Settings, add_work: AddWork) -> None:
    works = [add_work("двор у дуба"), add_work("Двор у дуба."), add_work("ДВОР У ДУБА", grid.point(9, 9))]
    other = add_work("двор у клёна")
    decision = decide(
        session, item_of(session, "двор у дуба"), Choice("geometry", geom=grid.box(0, 0, 1, 1)), "А. Асанов", DAY
    )
    done = carry_out(session, settings, decision.id)
    assert [change.work_id for change in done.changes] == works
    assert {place(session, work)[:3] for work in works} == {("contour", 1.0, False)}
    assert place(session, other)[0] == "none"
    reason = session.execute(text("SELECT locate_reason FROM works WHERE id = :id"), {"id": works[0]}).scalar_one()
    assert reason == "место указано: А. Асанов, 2026-11-22"
    assert former(session, works[2])[0][2] == f"decision {decision.id}"
    jobs = session.execute(text("SELECT task_name FROM procrastinate_jobs ORDER BY id")).scalars().all()
    assert jobs == ["works.relocate", "map.drain_tiles"]


def test_a_decision_carried_out_twice_changes_nothing_more(
    session: Session, settings: Settings, add_work: AddWork
) -> None:
    work = add_work("двор у дуба")
    decision = decide(
        session, item_of(session, "двор у дуба"), Choice("geometry", geom=grid.point(1, 1)), "А. Асанов", DAY
    )
    carry_out(session, settings, decision.id)
    assert carry_out(session, settings, decision.id).changes == []
    assert len(former(session, work)) == 1


def test_a_work_of_a_text_that_is_no_place_leaves_the_map(
    session: Session, settings: Settings, add_work: AddWork
) -> None:
    work = add_work("согласно приложению", grid.point(1, 1))
    decision = decide(session, item_of(session, "согласно приложению"), Choice("not_a_place"), "А. Асанов", DAY)
    carry_out(session, settings, decision.id)
    assert place(session, work)[:5] == ("none", 0.0, False, None, None)
    assert find_waiting(session) == []


def test_a_decision_withdrawn_gives_the_work_back_to_the_geocoder(
    session: Session, settings: Settings, add_work: AddWork
) -> None:
    work = add_work("проспект Абая")
    item = item_of(session, "проспект Абая")
    carry_out(session, settings, decide(session, item, Choice("geometry", geom=grid.point(1, 1)), "А. Асанов", DAY).id)
    assert place(session, work)[0] == "landmark"
    carry_out(session, settings, decide(session, item, Choice("withdrawn"), "А. Асанов", DAY).id)
    assert place(session, work)[0] == "street"
    assert [match_type for match_type, _, _ in former(session, work)] == ["none", "landmark"]


def test_a_decision_for_the_city_places_works_with_a_hint_that_fits(
    session: Session, settings: Settings, add_work: AddWork
) -> None:
    hinted = add_work("двор у дуба", place_district="Алмалинский район")
    item = item_of(session, "двор у дуба", "Алмалинский район")
    choice = Choice("geometry", geom=grid.point(1, 1))
    carry_out(session, settings, decide(session, item, choice, "А. Асанов", DAY, city_wide=True).id)
    assert place(session, hinted)[:2] == ("landmark", 1.0)
    assert place(session, hinted)[4] == 2


def test_a_decision_that_is_not_there_is_said_to_be_missing(session: Session, settings: Settings) -> None:
    with pytest.raises(NotFoundError, match="no decision 999"):
        carry_out(session, settings, 999)


def test_texts_of_most_works_wait_first_and_decided_ones_wait_no_more(session: Session, add_work: AddWork) -> None:
    add_work("двор у клёна")
    works = [add_work("двор у дуба"), add_work("двор у дуба")]
    oak, maple = item_of(session, "двор у дуба"), item_of(session, "двор у клёна")
    assert [(one.item_id, one.works) for one in find_waiting(session)] == [(oak, 2), (maple, 1)]
    assert [(one.item_id) for one in find_waiting(session, limit=1, offset=1)] == [maple]
    assert [work.id for work in works_of_item(session, find_item(session, oak))] == works
    decide(session, oak, Choice("not_a_place"), "А. Асанов", DAY)
    assert [one.item_id for one in find_waiting(session)] == [maple]


def test_where_a_work_has_been_cannot_be_changed(session: Session, add_work: AddWork) -> None:
    add_work("ул. Новая")
    relocate_all(session, always(found_at(grid.point(1, 1))))
    with pytest.raises(DBAPIError, match="append-only"), session.begin_nested():
        session.execute(text("DELETE FROM former_places"))
