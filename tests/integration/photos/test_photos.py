"""Photos in the database: the same file is one row, an address answers for ever, strangers learn nothing."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from gis_app.accounts.models import User
from gis_app.db.session import session_scope
from gis_app.photos.models import Photo
from gis_app.photos.refusal import BadPhotoError
from gis_app.photos.store import photo_url, store_photo
from gis_app.settings import Settings
from tests.asgi_client import AsgiClient
from tests.integration.accounts.conftest import Enter
from tests.people import add_user
from tests.pictures import photo, shot

HERE = photo((76.9, 43.25), "2026:06:10 09:30:00", size=(800, 600))


@pytest.fixture
def sender(session: Session) -> User:
    return add_user(session)


def test_a_photo_is_stored_with_its_place_and_time(session: Session, settings: Settings, sender: User) -> None:
    stored = store_photo(session, HERE, by_user=sender.id, settings=settings)
    assert (stored.width, stored.height) == (800, 600)
    assert (stored.taken_lon, stored.taken_lat) == (pytest.approx(76.9), pytest.approx(43.25))
    assert stored.taken_at is not None
    assert stored.taken_at.isoformat() == "2026-06-10T09:30:00+05:00"
    assert shot(stored.jpeg).size == (800, 600)
    assert len(stored.thumb) < len(stored.jpeg)


def test_the_same_file_of_the_same_person_is_one_row_and_of_another_person_its_own(
    session: Session, settings: Settings, sender: User
) -> None:
    other = add_user(session)
    ids = [store_photo(session, HERE, by_user=who, settings=settings).id for who in (sender.id, sender.id, other.id)]
    nobodys = [store_photo(session, HERE, by_user=None, settings=settings).id for _ in range(2)]
    assert ids[0] == ids[1] != ids[2]
    assert nobodys[0] == nobodys[1] not in ids


def test_what_is_no_photo_leaves_no_row(session: Session, settings: Settings, sender: User) -> None:
    with pytest.raises(BadPhotoError):
        store_photo(session, b"a text", by_user=sender.id, settings=settings)
    assert session.scalar(select(func.count()).select_from(Photo)) == 0


def test_two_requests_with_the_same_photo_at_once_store_it_once(committed_database: tuple[Settings, Engine]) -> None:
    settings, engine = committed_database
    with session_scope(engine) as session:
        person = add_user(session).id
    start = Barrier(2)

    def send(_: int) -> int:
        with session_scope(engine) as session:
            start.wait(5)
            return store_photo(session, HERE, by_user=person, settings=settings).id

    with ThreadPoolExecutor(2) as pool:
        assert len(set(pool.map(send, range(2)))) == 1


def test_who_sent_a_photo_sees_it_and_nobody_else_learns_that_it_is_there(
    app: FastAPI, city: Session, settings: Settings, enter: Enter
) -> None:
    sender = add_user(city, "contractor", organisation_id=7)
    stored = store_photo(city, HERE, by_user=sender.id, settings=settings)
    answer = enter(user=sender).get(photo_url(stored))
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/jpeg")
    assert answer.headers["cache-control"] == "private, max-age=31536000, immutable"
    assert answer.body == stored.jpeg
    assert enter(user=sender).get(photo_url(stored, "thumb")).body == stored.thumb
    strangers = [AsgiClient(app), enter("administrator"), enter("contractor")]
    missing = AsgiClient(app).get("/photos/nothing.jpg").status_code
    assert {stranger.get(photo_url(stored)).status_code for stranger in strangers} == {missing} == {404}


def test_a_browser_that_has_the_photo_is_not_sent_it_again(city: Session, settings: Settings, enter: Enter) -> None:
    sender = add_user(city)
    stored = store_photo(city, HERE, by_user=sender.id, settings=settings)
    browser = enter(user=sender)
    tags = {size: browser.get(photo_url(stored, size)).headers["etag"] for size in ("full", "thumb")}  # type: ignore[arg-type]
    again = browser.get(photo_url(stored), {"if-none-match": tags["full"]})
    assert (again.status_code, again.body) == (304, b"")
    assert browser.get(photo_url(stored, "thumb"), {"if-none-match": tags["full"]}).status_code == 200
