"""Appeals over HTTP: registered once, followed by token alone, counted for everybody."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from gis_app.appeals.schemas import AppealIn
from gis_app.dependencies import city_today
from gis_app.main import create_app
from gis_app.photos.models import Photo
from gis_app.settings import Settings
from tests.asgi_client import Answer, AsgiClient
from tests.integration.appeals.ground import KEY, TODAY, Ground, grid
from tests.integration.appeals.test_at_once import shut_off
from tests.integration.works.people import add_work
from tests.pictures import bomb, photo


@pytest.fixture
def city(committed_database: tuple[Settings, Engine]) -> Iterator[tuple[AsgiClient, Engine, int]]:
    """The application on a small city in which one street is being patched; the work's id."""
    settings, engine = committed_database
    with Session(engine) as session, session.begin():
        Ground(session).lay()
        today = city_today(settings)
        days = {"planned_start": today - timedelta(days=9), "planned_end": today + timedelta(days=9)}
        street = grid.line((-5, 0), (5, 0))
        work = add_work(session, street, type_code="road_pothole_repair", state="in_progress", **days)
        ours = session.scalar(text("SELECT id FROM organisations WHERE name = 'ours'"))
        session.execute(text("UPDATE works SET contractor_id = :body"), {"body": ours})
    yield AsgiClient(create_app(settings)), engine, work


def body(**given: Any) -> dict[str, Any]:
    pin = grid.point(0, 0)
    return {"lon": pin.x, "lat": pin.y, "text": "Яма на дороге", "lang": "ru"} | given


def post(client: AsgiClient, sent: dict[str, Any]) -> Answer:
    return client.request("POST", "/api/appeals", json=sent)


def test_an_appeal_is_registered_and_answered_with_what_explains_it(city: tuple[AsgiClient, Engine, int]) -> None:
    client, _, work = city
    answer = post(client, body(phone="+77010000000"))
    assert answer.status_code == 201
    made = answer.json()
    assert made["number"].startswith("20")
    assert made["deadline"] is not None
    [link] = made["links"]
    assert (link["work"]["id"], link["score"], link["contractor"]["name"]) == (work, 1.0, "ours")
    assert link["parts"]["relation_title"] == "на этом месте"
    shown = client.get(f"/api/appeals/{made['token']}?lang=kk")
    assert shown.status_code == 200
    assert shown.headers["cache-control"] == "private, no-store"
    seen = shown.json()
    assert (seen["number"], seen["status"], seen["status_title"]) == (made["number"], "registered", "Тіркелді")
    assert [event["status"] for event in seen["events"]] == ["registered"]
    assert "7701" not in shown.text
    counts = client.get(f"/api/works/{work}/appeals").json()
    assert counts == {"total": None, "open": None, "by_topic": {}}
    for number in range(4):
        post(client, body(text=f"Яма {number}"))
    assert client.get(f"/api/works/{work}/appeals").json() == {"total": 5, "open": 5, "by_topic": {"pothole": 5}}


def test_inside_a_shut_off_the_answer_comes_with_the_registering(city: tuple[AsgiClient, Engine, int]) -> None:
    client, engine, _ = city
    with Session(engine) as session, session.begin():
        today = city_today(Settings(cluster="test"))
        shut_off(session, first=(today - TODAY).days, last=(today - TODAY).days + 1)
    made = post(client, body(text="Нет горячей воды", lang="kk")).json()
    assert made["status"] == "answered"
    assert "ыстық су" in made["answer"]
    assert client.get(f"/api/appeals/{made['token']}").json()["answer"] == made["answer"]
    assert post(client, body()).json()["answer"] is None


def test_nothing_opens_without_the_token(city: tuple[AsgiClient, Engine, int]) -> None:
    client, _, _ = city
    made = post(client, body()).json()
    for guess in (made["number"], made["token"][:-1] + ("A" if made["token"][-1] != "A" else "B"), "x" * 43):
        assert client.get(f"/api/appeals/{guess}").status_code in (400, 404)


def test_the_same_key_is_one_appeal_also_at_one_moment(city: tuple[AsgiClient, Engine, int]) -> None:
    client, engine, _ = city
    sent = body(client_key=str(KEY))
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: post(client, sent), range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 201]
    assert len({answer.json()["number"] for answer in answers}) == 1
    assert sum(answer.json()["token"] is not None for answer in answers) == 1
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM appeals")).scalar() == 1


NO_APPEALS: tuple[dict[str, Any], ...] = (
    {"text": ""},
    {"text": "   "},
    {"text": "я" * 5001},
    {"lon": None},
    {"lon": None, "lat": None},
    {"lon": 500},
    {"lon": 0.0, "lat": 0.0},
    {"topic": "moon"},
    {"email": "nobody"},
    {"lang": "de"},
    {"status": "answered"},
)


def test_what_is_no_appeal_is_refused_in_words(city: tuple[AsgiClient, Engine, int]) -> None:
    client, engine, _ = city
    for given in NO_APPEALS:
        answer = post(client, body(**given))
        assert answer.status_code == 400, given
        assert answer.json()["detail"]
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM appeals")).scalar() == 0


def test_letters_that_the_database_cannot_keep_are_left_out(city: tuple[AsgiClient, Engine, int]) -> None:
    client, engine, _ = city
    sent = body(text="Я\0ма", place="у\0лица", phone="+7\0701", email="a\0@example.kz")
    assert post(client, sent).status_code == 201
    with engine.connect() as connection:
        assert connection.execute(text("SELECT text FROM appeals")).scalar() == "Яма"


def test_a_machine_that_writes_without_end_is_told_to_wait(city: tuple[AsgiClient, Engine, int]) -> None:
    client, _, _ = city
    statuses = [post(client, body(text=f"Яма {n}")).status_code for n in range(31)]
    assert statuses[:30] == [201] * 30
    assert statuses[30] == 429


def test_topics_are_told_in_the_language_asked_for(city: tuple[AsgiClient, Engine, int]) -> None:
    client, _, _ = city
    topics = client.get("/api/appeal-topics?lang=kk").json()
    assert topics[0] == {
        "code": "pothole", "group": "transport", "group_title": "Көлік және жолдар", "title": "Жолдағы шұңқыр",
        "urgent": False,
    }  # fmt: skip


def test_a_draft_tells_nobody_of_its_appeals(city: tuple[AsgiClient, Engine, int]) -> None:
    client, engine, work = city
    with engine.begin() as connection:
        connection.execute(text("UPDATE works SET state = 'draft'"))
    assert client.get(f"/api/works/{work}/appeals").status_code == 404
    assert client.get("/api/works/999999/appeals").status_code == 404


def post_form(client: AsgiClient, photos: Sequence[bytes], field: str = "photo", **given: Any) -> Answer:
    fields = {name: str(value) for name, value in body(**given).items()}
    files = [(field, (f"{at}.jpg", one, "image/jpeg")) for at, one in enumerate(photos)]
    return client.request("POST", "/api/appeals?lang=ru", data=fields, files=files or [("photo", ("", b""))])


def test_photos_come_with_an_appeal_without_their_metadata(city: tuple[AsgiClient, Engine, int]) -> None:
    client, engine, _ = city
    sent = [photo((76.9, 43.25), "2026:06:10 09:30:00", size=(400, 300 + at)) for at in range(5)]
    answer = post_form(client, [*sent[:4], sent[0]], client_key=KEY, email="", name="")
    assert answer.status_code == 201, answer.text
    made = answer.json()
    with Session(engine) as session:
        kept = session.scalars(select(Photo).order_by(Photo.id)).all()
        assert len(kept) == session.scalar(text("SELECT count(*) FROM appeal_photos")) == 4
        assert all((one.taken_at, one.taken_lon, one.created_by) == (None, None, None) for one in kept)
        address = f"/appeals/{made['token']}/photos/{kept[0].key}.jpg"
        assert client.get(address).body == kept[0].jpeg
        assert b"Phone of a person" not in kept[0].jpeg
    again = post_form(client, sent, client_key=KEY)
    assert (again.status_code, again.json()["number"], again.json()["token"]) == (200, made["number"], None)
    assert post_form(client, []).status_code == 201


NO_PHOTOS: tuple[tuple[dict[str, Any], str], ...] = (
    ({"photos": [photo(), b"%PDF-1.7"]}, "2"),
    ({"photos": [photo()[:600]]}, "повреждён"),
    ({"photos": [bomb()]}, "пиксел"),
    ({"photos": [photo(size=(100, 50 + at)) for at in range(6)]}, "фото"),
    ({"photos": [photo()] * 9}, "Too many files"),
    ({"photos": [photo()], "field": "picture"}, "picture"),
    ({"photos": [], "photo": "x"}, "photo"),
    ({"photos": [photo()], "text": ""}, "text"),
    ({"photos": [photo()], "topic": "moon"}, ""),
    ({"photos": [photo()], "lon": 0, "lat": 0}, ""),
)


@pytest.mark.parametrize(("given", "said"), NO_PHOTOS, ids=range(len(NO_PHOTOS)))
def test_what_is_no_photo_or_too_many_refuses_the_appeal_in_words(
    city: tuple[AsgiClient, Engine, int], given: dict[str, Any], said: str
) -> None:
    client, engine, _ = city
    answer = post_form(client, **given)
    assert answer.status_code == 400, answer.text
    told = answer.json()
    assert said in told.get("said", "") + told["detail"]
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM appeals")).scalar() == 0


@pytest.mark.parametrize(
    "head", ["multipart/form-data", "multipart/form-data; boundary=x", "text/plain", "application/json", ""]
)
def test_a_body_that_is_neither_is_refused(city: tuple[AsgiClient, Engine, int], head: str) -> None:
    client, _, _ = city
    answer = client.request("POST", "/api/appeals", {"content-type": head}, content=b"\xff{--x\r\n")
    assert (answer.status_code, bool(answer.json()["detail"])) == (400, True)


def test_the_description_names_both_ways_with_the_same_fields(city: tuple[AsgiClient, Engine, int]) -> None:
    client, _, _ = city
    told = client.get("/openapi.json").json()["paths"]["/api/appeals"]["post"]["requestBody"]["content"]
    fields = {kind: set(one["schema"]["properties"]) for kind, one in told.items()}
    assert fields["multipart/form-data"] - {"photo"} == fields["application/json"] == set(AppealIn.model_fields)
    assert told["multipart/form-data"]["schema"]["properties"]["lon"]["type"] == "number"
