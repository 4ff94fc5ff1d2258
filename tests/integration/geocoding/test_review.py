"""The review queue in the database: items, candidates, decisions, and the job that each defers."""

from datetime import date
from itertools import count

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gis_app.db.session import session_scope
from gis_app.errors import NotFoundError
from gis_app.geocoding.geocoder import Geocoder
from gis_app.geocoding.holder import GeocoderHolder, load_geocoder
from gis_app.geocoding.load_decisions import decisions_version, load_decisions
from gis_app.geocoding.review import (
    BadDecisionError,
    Choice,
    Doubt,
    candidates_of,
    decide,
    decisions_of,
    find_item,
    is_accepted,
    put_in_queue,
    regression_cases,
)
from gis_app.settings import Settings
from tests.integration.geocoding.register_rows import add_small_city, add_street, grid

DAY = date(2026, 11, 22)


def doubt(place: str, district: str | None = None) -> Doubt:
    return Doubt(place, district, "none", 0.0, False, {"ru": "нет в реестре", "kk": "жоқ", "en": "not there"})


def queued(session: Session, place: str, district: str | None = None) -> int:
    put_in_queue(session, [doubt(place, district)])
    return session.execute(text("SELECT max(id) FROM review_items")).scalar_one()


@pytest.fixture
def geocoder(session: Session, settings: Settings) -> Geocoder:
    """Two streets of one name far apart, besides the small city."""
    add_small_city(session)
    for west in (0, 60):
        line = grid.line((west, 30), (west + 4, 30))
        add_street(session, line, "street", ("улица Ленина", "ru", "official"))
    return load_geocoder(session, settings)


@pytest.mark.parametrize(("confidence", "accepted"), [(0.499, False), (0.5, True), (1.0, True), (0.0, False)])
def test_a_place_is_drawn_from_one_half_on(confidence: float, accepted: bool) -> None:
    assert is_accepted(confidence) is accepted


def test_spellings_of_one_text_are_one_item(session: Session) -> None:
    assert put_in_queue(session, [doubt("ул. Неведомая, 5"), doubt("улица НЕВЕДОМАЯ 5"), doubt("Неведомая 7")]) == 2
    assert put_in_queue(session, [doubt("Ул. Неведомая 5")]) == 1
    assert session.execute(text("SELECT count(*) FROM review_items")).scalar_one() == 2


def test_one_text_in_two_districts_is_two_items(session: Session) -> None:
    assert put_in_queue(session, [doubt("ул. Ленина", "Алмалинский"), doubt("ул. Ленина", "Турксибский")]) == 2


def test_a_text_without_a_word_is_not_put_in_the_queue(session: Session) -> None:
    assert put_in_queue(session, [doubt("—"), doubt("")]) == 0


def test_candidates_keep_their_numbers_when_the_register_grows(
    session: Session, settings: Settings, geocoder: Geocoder
) -> None:
    item = find_item(session, queued(session, "ул. Ленина"))
    before = [(one.number, one.id) for one in candidates_of(session, item, geocoder)]
    assert [number for number, _ in before] == [1, 2]
    add_street(session, grid.line((0, 90), (4, 90)), "street", ("улица Ленина", "ru", "official"))
    after = [(one.number, one.id) for one in candidates_of(session, item, load_geocoder(session, settings))]
    assert after[:2] == before
    assert [number for number, _ in after] == [1, 2, 3]


def test_an_unknown_item_is_said_to_be_unknown(session: Session) -> None:
    with pytest.raises(NotFoundError, match="no item 999"):
        decide(session, 999, Choice("not_a_place"), "А. Асанов", DAY)


@pytest.mark.parametrize("author", ["", "   ", "А" * 201])
def test_a_decision_without_an_author_is_refused(session: Session, author: str) -> None:
    with pytest.raises(BadDecisionError, match="author"):
        decide(session, queued(session, "ул. Ленина"), Choice("not_a_place"), author, DAY)


def test_a_candidate_that_was_never_offered_is_refused(session: Session, geocoder: Geocoder) -> None:
    item = queued(session, "ул. Ленина")
    with pytest.raises(BadDecisionError, match="show the item first"):
        decide(session, item, Choice("candidate", number=1), "А. Асанов", DAY)
    candidates_of(session, find_item(session, item), geocoder)
    with pytest.raises(BadDecisionError, match="candidates: 1, 2"):
        decide(session, item, Choice("candidate", number=3), "А. Асанов", DAY)


def test_a_decision_becomes_an_alias_a_regression_case_and_a_job(
    session: Session, settings: Settings, geocoder: Geocoder
) -> None:
    item = queued(session, "ул. Ленина")
    offered = candidates_of(session, find_item(session, item), geocoder)
    decision = decide(session, item, Choice("candidate", number=2), " А.  Асанов ", DAY, note="по чертежу")
    answer = load_geocoder(session, settings).geocode("улица ЛЕНИНА")
    assert (answer.match_type, answer.confidence, answer.ambiguous) == ("street", 1.0, False)
    assert answer.targets == tuple((kind, number) for kind, number in offered[1].targets)
    assert "А. Асанов, 2026-11-22" in answer.reason()
    (case,) = regression_cases(session)
    assert (case.text, case.match_type, case.author, case.decided_on) == ("ул. Ленина", "street", "А. Асанов", DAY)
    job = session.execute(text("SELECT task_name, lock, args FROM procrastinate_jobs")).one()
    assert tuple(job) == ("works.relocate", "works.relocate", {"decision_id": decision.id})


@pytest.mark.parametrize(
    ("shape", "match_type"),
    [
        (grid.point(1, 1), "landmark"),
        (grid.line((0, 0), (1, 0)), "segment"),
        (grid.box(0, 0, 1, 1), "contour"),
    ],
)
def test_a_given_geometry_gets_the_match_type_of_its_shape(session: Session, shape: object, match_type: str) -> None:
    item = queued(session, "двор у дуба")
    decide(session, item, Choice("geometry", geom=shape), "А. Асанов", DAY)  # type: ignore[arg-type]
    decided = load_decisions(session).exact("Двор у дуба")
    assert decided is not None
    assert (decided.match_type, decided.label, decided.geom) == (match_type, "двор у дуба", shape)


def test_a_later_decision_takes_the_place_of_an_earlier_one(session: Session) -> None:
    item = queued(session, "двор у дуба")
    decide(session, item, Choice("geometry", geom=grid.point(1, 1)), "А. Асанов", DAY)
    decide(session, item, Choice("not_a_place"), "Б. Болатова", DAY)
    (case,) = regression_cases(session)
    assert (case.geom, case.match_type, case.author) == (None, "none", "Б. Болатова")
    assert [one.kind for one in decisions_of(session, item)] == ["geometry", "not_a_place"]


def test_a_decision_withdrawn_leaves_the_text_to_the_geocoder(session: Session) -> None:
    item = queued(session, "двор у дуба")
    decide(session, item, Choice("geometry", geom=grid.point(1, 1)), "А. Асанов", DAY)
    decide(session, item, Choice("withdrawn"), "А. Асанов", DAY)
    assert load_decisions(session).exact("двор у дуба") is None
    assert regression_cases(session) == []
    assert len(decisions_of(session, item)) == 2


def test_a_decision_holds_for_the_hinted_district_or_when_asked_for_the_city(session: Session) -> None:
    item = queued(session, "двор у дуба", "Алмалинский район")
    decide(session, item, Choice("geometry", geom=grid.point(1, 1)), "А. Асанов", DAY)
    assert load_decisions(session).exact("двор у дуба") is None
    assert load_decisions(session).exact("двор у дуба", "Алмалинский") is not None
    decide(session, item, Choice("geometry", geom=grid.point(1, 1)), "А. Асанов", DAY, city_wide=True)
    assert load_decisions(session).exact("двор у дуба") is not None


def test_decisions_cannot_be_changed_or_deleted(session: Session) -> None:
    decide(session, queued(session, "двор у дуба"), Choice("not_a_place"), "А. Асанов", DAY)
    for statement in ("UPDATE review_decisions SET author = 'другой'", "DELETE FROM review_decisions"):
        with pytest.raises(DBAPIError, match="append-only"), session.begin_nested():
            session.execute(text(statement))


def test_nothing_is_kept_of_a_decision_whose_transaction_fails(session: Session) -> None:
    item = queued(session, "двор у дуба")
    nested = session.begin_nested()
    decide(session, item, Choice("not_a_place"), "А. Асанов", DAY)
    nested.rollback()
    assert decisions_of(session, item) == []
    assert session.execute(text("SELECT count(*) FROM procrastinate_jobs")).scalar_one() == 0


def test_the_holder_learns_of_a_decision_without_a_change_of_the_register(
    committed_database: tuple[Settings, Engine],
) -> None:
    settings, engine = committed_database
    ticks = count(100, 10)  # every look at the clock is ten seconds later
    holder = GeocoderHolder(settings, lambda: float(next(ticks)))
    with session_scope(engine) as session:
        add_small_city(session)
        item = queued(session, "двор у дуба")
    with session_scope(engine) as session:
        assert holder.current(session).geocode("двор у дуба").geom is None
        decide(session, item, Choice("geometry", geom=grid.point(1, 1)), "А. Асанов", DAY)
    with session_scope(engine) as session:
        holder.current(session)
        holder.wait()
        assert holder.current(session).geocode("Двор у дуба").confidence == 1.0
        assert holder.current(session).decisions.version == decisions_version(session)
