"""Notices in a real database: versions, areas of the register, links to works, and the lists that show them."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from geoalchemy2.shape import from_shape, to_shape
from shapely import box
from shapely.geometry.base import BaseGeometry
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gis_app.errors import NotFoundError
from gis_app.outages.linking import link_unlinked
from gis_app.outages.models import Outage, OutagePart, OutageVersion
from gis_app.outages.notice import Notice, Origin
from gis_app.outages.queries import OutageFilter, list_outages, read_outage, upcoming
from gis_app.outages.receiving import receive_notices
from gis_app.works.models import Work
from gis_app.works.types import load_work_types
from tests.grid import Grid, in_metres

GRID = Grid()
SRID = 32643
TODAY = date(2026, 7, 20)


class Answer:
    def __init__(self, match_type: str, geom: BaseGeometry | None, confidence: float, label: str = "") -> None:
        self.match_type, self.geom, self.confidence, self.label = match_type, geom, confidence, label
        self.parts: tuple[Any, ...] = ()
        self.steps: tuple[Any, ...] = ()
        self.targets: tuple[tuple[str, int], ...] = ()

    def reason(self, language: str = "ru") -> str:
        return f"{self.label} ({language})"


class Places:
    """A geocoder that knows a few texts."""

    def __init__(self, **known: Answer) -> None:
        self.known = known

    def geocode(self, question: str, district: str | None = None) -> Answer:
        return next((answer for words, answer in self.known.items() if words in question), Answer("none", None, 0.0))


PLACES = Places(
    Абая=Answer("rooftop", GRID.point(0, 0), 0.9, "Абая, 12"),
    Мира=Answer("contour", GRID.box(2, 0, 4, 2), 0.7, "Мира"),
    Дальняя=Answer("rooftop", GRID.point(90, 0), 0.9, "Дальняя"),
    Сомнения=Answer("rooftop", GRID.point(1, 1), 0.29, "Сомнения"),
)


def notice(place: str = "ул. Абая, 12", **given: object) -> Notice:
    return replace(
        Notice(
            "water", "Алматы Су", "s", f"Нет воды: {place}", place, Origin("f.csv", "", 2),
            first_day=date(2026, 7, 20), last_day=date(2026, 7, 21), daily_from=time(9), daily_to=time(17),
        ),
        **given,  # type: ignore[arg-type]
    )  # fmt: skip


def receive(session: Session, *notices: Notice) -> list[str]:
    return [one.outcome for one in receive_notices(session, notices, PLACES, SRID)]


def stored(session: Session, outage_id: int | None = None) -> Outage:
    session.expire_all()
    statement = select(Outage) if outage_id is None else select(Outage).where(Outage.id == outage_id)
    return session.scalars(statement).one()


def test_a_notice_becomes_an_outage_with_its_area(session: Session) -> None:
    assert receive(session, notice()) == ["new"]
    outage = stored(session)
    assert (outage.kind, outage.version, outage.state, outage.is_partial) == ("water", 1, "published", False)
    assert (outage.first_day, outage.last_day, outage.confidence) == (date(2026, 7, 20), date(2026, 7, 21), 0.9)
    assert in_metres(to_shape(outage.geom)).area == pytest.approx(3.14 * 40**2, rel=0.03)


def test_the_same_notice_again_changes_nothing_and_an_old_one_neither(session: Session) -> None:
    longer = notice(last_day=date(2026, 7, 23))
    assert receive(session, notice(), notice(), longer, notice(), longer) == [
        "new", "unchanged", "extended", "unchanged", "unchanged",
    ]  # fmt: skip
    outage = stored(session)
    assert (outage.version, outage.state, outage.last_day) == (2, "extended", date(2026, 7, 23))


def test_an_extension_a_retraction_and_a_new_term_of_the_same_place(session: Session) -> None:
    retracted = notice(state="retracted", text="Отменено", first_day=None, last_day=None)
    month_later = notice(first_day=date(2026, 8, 20), last_day=date(2026, 8, 20))
    assert receive(session, notice(), retracted, month_later) == ["new", "retracted", "new"]
    first, second = session.scalars(select(Outage).order_by(Outage.id)).all()
    session.refresh(first)
    assert (first.state, first.last_day) == ("retracted", date(2026, 7, 21))
    assert second.id != first.id


def test_a_retracted_outage_is_in_no_list_and_stays_in_the_history(session: Session) -> None:
    receive(session, notice(), notice(state="retracted", text="Отменено"))
    assert list_outages(session, OutageFilter(), "ru", TODAY, limit=10).total == 0
    card = read_outage(session, stored(session).id, "ru", TODAY)
    assert [version.state for version in card.versions] == ["published", "retracted"]
    assert card.status == "retracted"


def test_a_version_and_its_parts_are_never_changed(session: Session) -> None:
    receive(session, notice())
    for statement in ("UPDATE outage_versions SET text = 'x'", "DELETE FROM outage_parts"):
        with pytest.raises(DBAPIError, match="append-only"), session.begin_nested():
            session.execute(text(statement))


def test_parts_that_were_not_found_are_said_in_words_and_the_area_is_marked(session: Session) -> None:
    receive(session, notice("ул. Абая 12; ул. Неведомая 5; ул. Сомнения 1"))
    card = read_outage(session, stored(session).id, "kk", TODAY)
    assert [part.is_used for part in card.parts] == [True, False, False]
    assert [part.missing for part in card.parts] == ["", "ул. Неведомая 5", "ул. Сомнения 1"]
    assert card.is_partial
    assert card.confidence == pytest.approx(0.3)
    assert card.parts[0].reason.endswith("(kk)")


def test_a_place_far_from_most_of_the_others_is_taken_for_a_homonym(session: Session) -> None:
    receive(session, notice("ул. Абая 12; ул. Мира 5; ул. Дальняя 1"))
    used = session.execute(select(OutagePart.text, OutagePart.is_used).order_by(OutagePart.position)).all()
    assert [tuple(row) for row in used] == [("ул. Абая 12", True), ("ул. Мира 5", True), ("ул. Дальняя 1", False)]


def test_an_outline_of_a_trusted_source_is_the_area(session: Session) -> None:
    receive(session, notice("неведомо где", geometry=GRID.box(0, 0, 1, 1)))
    card = read_outage(session, stored(session).id, "ru", TODAY)
    assert (card.area_from, card.confidence, card.parts) == ("given", 1.0, [])


def test_a_notice_that_names_no_known_place_is_kept_without_an_area(session: Session) -> None:
    receive(session, notice("неведомо где"))
    card = read_outage(session, stored(session).id, "ru", TODAY)
    assert (card.area_from, card.geometry, card.point, card.is_partial) == ("none", None, None, True)


def add_work(session: Session, shape: BaseGeometry, **given: Any) -> Work:
    facts: dict[str, Any] = {
        "type_code": "water_supply", "title_ru": "Замена трубы", "location_raw": "ул. Абая", "match_type": "rooftop",
        "confidence": 0.9, "source": "t", "period": "2026", "identity_key": str(given),
        "planned_start": date(2026, 7, 1), "planned_end": date(2026, 7, 31), "geom": from_shape(shape, 4326),
    } | given  # fmt: skip
    work = Work(**facts)
    session.add(work)
    session.flush()
    return work


def test_an_outage_is_linked_to_the_work_that_causes_it_with_the_parts_of_the_score(session: Session) -> None:
    load_work_types(session)
    add_work(session, GRID.point(0, 0), type_code="road_construction")
    add_work(session, GRID.point(0, 0), planned_start=date(2026, 9, 1), planned_end=date(2026, 9, 2))
    cause = add_work(session, GRID.point(0.2, 0))
    receive(session, notice())
    card = read_outage(session, stored(session).id, "ru", TODAY)
    assert card.work is not None
    assert (card.work.id, card.work.title, card.work.score) == (cause.id, "Замена трубы", 1.0)
    assert card.work.parts == {"place": 1.0, "days": 1.0, "type": 1.0}


def test_a_work_that_comes_later_is_linked_then_and_training_works_never_to_real_outages(session: Session) -> None:
    load_work_types(session)
    add_work(session, GRID.point(0, 0), is_training=True)
    receive(session, notice())
    assert stored(session).work_id is None
    work = add_work(session, GRID.point(0, 0))
    assert link_unlinked(session, TODAY) == 1
    assert stored(session).work_id == work.id


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (OutageFilter(), 2), (OutageFilter(kinds=("gas",)), 1), (OutageFilter(kinds=("heat",)), 0),
        (OutageFilter(first_day=date(2026, 7, 22), last_day=date(2026, 7, 22)), 0),
        (OutageFilter(first_day=date(2026, 7, 21), last_day=date(2026, 7, 21)), 1),
        (OutageFilter(bbox=box(*GRID.box(2.5, 0.5, 3, 1).bounds).bounds), 1),  # type: ignore[arg-type]
    ],
)  # fmt: skip
def test_outages_are_asked_by_kind_days_and_box(session: Session, asked: OutageFilter, found: int) -> None:
    later = notice("ул. Мира", kind="gas", first_day=date(2026, 7, 25), last_day=date(2026, 7, 26))
    receive(session, notice(), later)
    answer = list_outages(session, asked, "ru", TODAY, limit=10)
    assert (answer.total, len(answer.items)) == (found, found)


def test_what_is_in_force_comes_before_what_is_over(session: Session) -> None:
    over = notice("ул. Мира", first_day=date(2026, 7, 1), last_day=date(2026, 7, 2))
    coming = notice("ул. Дальняя", first_day=date(2026, 7, 28), last_day=date(2026, 7, 29))
    receive(session, over, coming, notice())
    answer = list_outages(session, OutageFilter(), "ru", TODAY, limit=10)
    assert [item.status for item in answer.items] == ["in_force", "announced", "over"]
    assert [item.status for item in upcoming(session, "ru", TODAY, limit=10).items] == ["in_force", "announced"]


def test_an_unknown_outage_is_not_found(session: Session) -> None:
    with pytest.raises(NotFoundError):
        read_outage(session, 10**9, "ru", TODAY)


def test_the_row_as_received_and_its_place_in_the_file_are_kept(session: Session) -> None:
    receive(session, notice(data={"Адрес": "ул. Абая, 12"}))
    version = session.scalars(select(OutageVersion)).one()
    assert (version.data, version.file_name, version.row_number) == ({"Адрес": "ул. Абая, 12"}, "f.csv", 2)
