"""The reception's pages over HTTP: who sees what, steps with the version that was seen, two at one appeal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session
from starlette.types import ASGIApp

from gis_app.appeals.intake import register
from gis_app.dependencies import city_today
from gis_app.main import create_app
from gis_app.settings import Settings
from tests.asgi_client import Answer
from tests.integration.appeals.ground import CONTACT, NOON, Ground, grid, written
from tests.integration.works.people import add_work
from tests.people import BrowserOf, add_user, browser_of

ATTACK = "<script>alert('я')</script><img src=x onerror=alert(1)>"


@dataclass
class Desk:
    """A city with one appeal that a work explains, and browsers of people with roles."""

    app: ASGIApp
    engine: Engine
    settings: Settings
    appeal: int
    work: int
    body: int

    def enter(self, *roles: str, name: str = "Дана Омарова", organisation_id: int | None = None) -> BrowserOf:
        with Session(self.engine) as session, session.begin():
            user = add_user(session, *roles, name=name, organisation_id=organisation_id)
            return browser_of(self.app, session, self.settings, user)

    def one(self, sql: str) -> object:
        with self.engine.connect() as connection:
            return connection.execute(text(sql)).scalar()

    def add(self, words: str, **given: object) -> int:
        with Session(self.engine) as session, session.begin():
            return register(session, written(words, **given), settings=self.settings, situations=()).id  # type: ignore[arg-type]


@pytest.fixture
def desk(committed_database: tuple[Settings, Engine]) -> Iterator[Desk]:
    settings, engine = committed_database
    with Session(engine) as session, session.begin():
        ground = Ground(session).lay()
        today = city_today(settings)
        days = {"planned_start": today - timedelta(days=9), "planned_end": today + timedelta(days=9)}
        street = grid.line((-5, 0), (5, 0))
        work = add_work(
            session,
            street,
            type_code="road_pothole_repair",
            state="in_progress",
            contractor_id=ground.ids["ours"],
            **days,
        )
        body = ground.responsible("roads", "Управление дорог")
        made = register(session, written(f"Яма {ATTACK}", contact=CONTACT), settings=settings, situations=())
    app = create_app(settings)
    yield Desk(app, engine, settings, made.id, work, body)


def post(browser: BrowserOf, desk: Desk, path: str, **fields: object) -> Answer:
    page = f"/reception/appeals/{desk.appeal}"
    return browser.post(f"{page}/{path}", {name: str(value) for name, value in fields.items()}, page=page)


def version(desk: Desk) -> int:
    return int(str(desk.one(f"SELECT version FROM appeals WHERE id = {desk.appeal}")))


def test_the_queue_shows_the_appeal_in_three_languages_and_nothing_of_its_applicant(desk: Desk) -> None:
    browser = desk.enter("operator")
    for lang, title in (("ru", "Приёмная"), ("kk", "Қабылдау бөлмесі"), ("en", "Reception")):
        page = browser.get(f"/reception?lang={lang}")
        assert page.status_code == 200
        assert title in page.text
        assert f"/reception/appeals/{desk.appeal}?lang={lang}" in page.text
        assert "&lt;script&gt;" in page.text
        assert "<script>alert" not in page.text
        assert "+7701" not in page.text
        assert "Айгуль" not in page.text
    assert (
        browser.get("/reception?show=map&view=closed&state=sent&topic=x&district=z&q=ямы&after=zz").status_code == 200
    )
    points = browser.get("/reception/map.json?view=open").json()["features"]
    assert [point["id"] for point in points] == [desk.appeal]


def test_an_appeal_shows_what_explains_it_with_the_reasons_and_no_applicant(desk: Desk) -> None:
    page = desk.enter("operator").get(f"/reception/appeals/{desk.appeal}?lang=ru").text
    assert f"/works/{desk.work}?lang=ru" in page
    assert "на этом месте" in page
    assert "<svg" in page
    assert "<script>alert" not in page
    assert "+7701" not in page
    assert CONTACT.name and CONTACT.name not in page


def test_two_operators_take_one_appeal_and_the_second_is_told_by_whom(desk: Desk) -> None:
    dana, timur = desk.enter("operator"), desk.enter("operator", name="Тимур Ахметов")
    seen = version(desk)
    assert post(dana, desk, "take?lang=ru", version=seen).status_code == 303
    late = post(timur, desk, "take?lang=ru", version=seen)
    assert late.status_code == 409
    assert "Вас опередили: Дана Омарова" in late.text
    assert desk.one("SELECT u.name FROM appeals a JOIN users u ON u.id = a.operator_id") == "Дана Омарова"


def test_a_step_that_cannot_be_taken_keeps_what_was_typed(desk: Desk) -> None:
    browser = desk.enter("operator")
    answer = post(browser, desk, "steps?lang=ru", version=version(desk), to="sent", note="В управление, срочно")
    assert answer.status_code == 400
    assert "Выберите, кто ответит." in answer.text
    assert "В управление, срочно" in answer.text
    sent = post(browser, desk, "steps?lang=ru", version=version(desk), to="sent", note="x", body=desk.body)
    assert sent.status_code == 303
    assert desk.one("SELECT body_id FROM appeals") == desk.body


def test_a_link_is_confirmed_and_rejected_only_on_its_own_appeal(desk: Desk) -> None:
    browser = desk.enter("operator")
    link = desk.one(f"SELECT id FROM appeal_links WHERE appeal_id = {desk.appeal}")
    assert post(browser, desk, f"links/{link}?lang=ru", state="confirmed").status_code == 303
    assert desk.one(f"SELECT decided_by FROM appeal_links WHERE id = {link}") == "Дана Омарова"
    other = desk.add("Нет света", at=None)
    path = f"/reception/appeals/{other}"
    assert browser.post(f"{path}/links/{link}", {"state": "rejected"}, page=path).status_code == 404
    assert post(browser, desk, f"links/{link}", state="maybe").status_code == 400
    assert post(browser, desk, f"links/{10**12}", state="rejected").status_code == 404


def test_joining_by_number_and_parting(desk: Desk) -> None:
    browser = desk.enter("operator")
    other = desk.add("Та же яма")
    number = desk.one(f"SELECT number FROM appeals WHERE id = {other}")
    assert (
        "Обращения с таким номером нет." in post(browser, desk, "merge?lang=ru", version=version(desk), number="x").text
    )
    assert post(browser, desk, "merge?lang=ru", version=version(desk), number=f"№ {number}").status_code == 303
    assert desk.one(f"SELECT parent_id FROM appeals WHERE id = {desk.appeal}") == other
    assert f"№ {number}" in browser.get(f"/reception/appeals/{desk.appeal}").text
    assert post(browser, desk, "split?lang=ru", version=version(desk), note="").status_code == 400
    assert post(browser, desk, "split?lang=ru", version=version(desk), note="Другая").status_code == 303
    assert desk.one(f"SELECT status FROM appeals WHERE id = {desk.appeal}") == "registered"


def test_another_topic_is_linked_anew_and_another_body_needs_a_reason(desk: Desk) -> None:
    browser = desk.enter("operator")
    assert post(browser, desk, "topic?lang=ru", version=version(desk), topic="garbage_missed").status_code in (303, 400)
    topic = desk.one("SELECT code FROM appeal_topics WHERE is_urgent ORDER BY number LIMIT 1")
    assert post(browser, desk, "topic?lang=ru", version=version(desk), topic=topic, note="ошиблись").status_code == 303
    assert desk.one("SELECT is_urgent FROM appeals") is True
    assert desk.one("SELECT count(*) FROM appeal_events WHERE kind = 'topic'") == 1
    post(browser, desk, "steps?lang=ru", version=version(desk), to="sent", body=desk.body)
    body = desk.one("SELECT id FROM organisations WHERE name = 'ours'")
    assert post(browser, desk, "body?lang=ru", version=version(desk), body=body, note=" ").status_code == 400
    assert post(browser, desk, "body?lang=ru", version=version(desk), body=body, note="не тот").status_code == 303
    assert desk.one("SELECT body_id FROM appeals") == body


def test_an_inspector_reads_and_reopens_and_changes_nothing_else(desk: Desk) -> None:
    inspector = desk.enter("inspector")
    page = inspector.get(f"/reception/appeals/{desk.appeal}?lang=ru")
    assert page.status_code == 200
    assert f"appeals/{desk.appeal}/take" not in page.text
    assert post(inspector, desk, "take", version=version(desk)).status_code == 403
    assert post(inspector, desk, "steps", version=version(desk), to="sent", body=desk.body).status_code == 403
    with desk.engine.begin() as connection:
        connection.execute(
            text("INSERT INTO appeal_events (appeal_id, kind, status_before, status_after, is_public, author, "
                 "author_role, at) VALUES (:id, 'status', 'registered', 'answered', true, 'x', 'operator', :at)"),
            {"id": desk.appeal, "at": NOON},
        )  # fmt: skip
    assert (
        post(inspector, desk, "steps?lang=ru", version=version(desk), to="reopened", note="отписка").status_code == 303
    )
    assert desk.one("SELECT status FROM appeals") == "reopened"


def test_ids_of_nothing_and_of_training_appeals_open_nothing(desk: Desk) -> None:
    browser = desk.enter("operator")
    training = desk.add("Учебная", is_training=True)
    for guess in (training, 0, -1, 10**12, 2**63, 2**64):
        assert browser.get(f"/reception/appeals/{guess}").status_code == 404, guess
    for role in ("planner", "contractor", "executor"):
        stranger = desk.enter(role, organisation_id=desk.body) if role != "planner" else None
        if stranger is not None:
            assert stranger.get(f"/reception/appeals/{desk.appeal}").status_code == 403
