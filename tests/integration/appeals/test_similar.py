"""Similar open appeals about a point, what would be linked before anything is written, photos that nobody sent on."""

from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from gis_app.appeals.appeal_photos import forget_loose_photos
from gis_app.appeals.facts import APPLICANT
from gis_app.appeals.foreseen import foresee
from gis_app.appeals.intake import register
from gis_app.appeals.links import links_of
from gis_app.appeals.similar import similar_appeals
from gis_app.appeals.steps import withdraw
from gis_app.appeals.topics import read_topics
from gis_app.photos.models import Photo
from gis_app.photos.store import store_photo
from gis_app.settings import Settings
from tests.integration.appeals.ground import NOON, TODAY, Ground, grid, written
from tests.integration.works.people import add_work
from tests.people import add_user
from tests.pictures import photo


def about(session: Session, x: float = 0, **given: Any) -> list[int]:
    at = grid.point(x, 0)
    asked: dict[str, Any] = {
        "topic_code": "pothole", "lon": at.x, "lat": at.y, "text": "яма", "now": NOON, "is_training": False,
    } | given  # fmt: skip
    return [one.id for one in similar_appeals(session, **asked)]


def test_open_appeals_of_the_topic_nearby_are_found_the_likeliest_first(
    session: Session, ground: Ground, settings: Settings
) -> None:
    near = register(session, written(at=(2, 0)), settings=settings).id
    far = register(session, written(at=(15, 0)), settings=settings).id
    beyond = register(session, written(at=(49, 0)), settings=settings).id
    training = register(session, written(at=(1, 0), is_training=True), settings=settings).id
    other = register(session, written("Не убирают мусор, контейнер полный", at=(0, 0)), settings=settings).id
    thanks = register(session, written(at=(1, 0), kind="thanks"), settings=settings).id
    found = about(session)
    assert found == [near, far]
    assert not {beyond, training, other, thanks} & set(found)
    assert about(session, is_training=True) == [training]
    withdraw(session, near, at=NOON, author=APPLICANT)
    assert about(session) == [far]


def test_a_stranger_cannot_measure_where_an_appeal_was_written(
    session: Session, ground: Ground, settings: Settings
) -> None:
    register(session, written(at=(2.3, 0)), settings=settings)
    seen = set()
    for step in range(12):
        at = grid.point(step / 10, 0)
        found = similar_appeals(session, topic_code="pothole", lon=at.x, lat=at.y, text="", now=NOON, is_training=False)
        seen.add(found[0].distance_m)
    assert len(seen) <= 2
    assert all(distance % 100 == 0 for distance in seen)


def test_two_appeals_of_one_cell_cannot_be_told_apart_from_anywhere(
    session: Session, ground: Ground, settings: Settings
) -> None:
    """Many questions from many places measured an appeal to a centimetre when its own place was not snapped."""
    first = register(session, written(at=(2.3, 1.1)), settings=settings).id
    second = register(session, written(at=(2.4, 1.2)), settings=settings).id
    cell = "SELECT count(DISTINCT ST_SnapToGrid(geom_m, 100)) FROM appeals"
    assert ground.run(cell) == 1
    for x, y in product(range(-28, 29, 7), repeat=2):
        at = grid.point(x, y)
        found = similar_appeals(session, topic_code="pothole", lon=at.x, lat=at.y, text="", now=NOON, is_training=False)
        assert [one.id for one in found] in ([], [first, second])
        assert len({(one.distance_m, one.score) for one in found}) <= 1


@pytest.mark.parametrize("type_code", ["road_pothole_repair", "road_medium_repair", "playground"])
def test_what_is_foreseen_is_what_is_linked_after_sending(
    session: Session, ground: Ground, settings: Settings, type_code: str
) -> None:
    days = {"planned_start": TODAY - timedelta(days=3), "planned_end": TODAY + timedelta(days=3)}
    for across in (0, 2, 30):
        add_work(session, grid.line((-5, across), (5, across)), type_code=type_code, state="in_progress", **days)
    at = grid.point(0, 0)
    before = foresee(session, (at.x, at.y), read_topics().by_code()["pothole"], "ru", TODAY, is_training=False)
    made = register(session, written(topic="pothole"), settings=settings)
    after = links_of(session, made.id, "ru", TODAY)
    assert [(one.work and one.work.id, one.parts) for one in before] == [
        (one.work and one.work.id, one.parts) for one in after
    ]
    assert bool(before) is (type_code != "playground")


def test_photos_that_nobody_sent_on_are_forgotten_when_they_are_old(
    session: Session, ground: Ground, settings: Settings
) -> None:
    def store(color: str, by: int | None = None) -> int:
        return store_photo(session, photo((76.9, 43.25), color), by_user=by, settings=settings, keep_taken=False).id

    loose, sent = store("2026:06:01 10:00:00"), store("2026:06:02 10:00:00")
    own = store("2026:06:03 10:00:00", add_user(session, "operator").id)
    assert session.get_one(Photo, loose).taken_lon is None
    register(session, written(photo_ids=(sent,)), settings=settings)
    stored = session.scalars(select(Photo.created_at)).first()
    assert stored is not None
    assert forget_loose_photos(session, stored) == 0
    assert forget_loose_photos(session, stored + timedelta(seconds=1)) == 1
    assert set(session.scalars(select(Photo.id))) == {sent, own}
