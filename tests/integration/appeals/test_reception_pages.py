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

    def enter(self, *roles: str, name: str = "Дана Омарова", **scope: int) -> BrowserOf:
        with Session(self.engine) as session, session.begin():
            user = add_user(session, *roles, name=name, **scope)  # type: ignore[arg-type]
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
    planner = desk.enter("planner", district_id=1)
    assert planner.get(f"/reception/appeals/{desk.appeal}").status_code == 403
    assert planner.get("/reception").status_code == 403


def test_personal_data_are_shown_on_demand_alone_and_every_look_is_written_down(desk: Desk) -> None:
    browser = desk.enter("operator")
    reads = "SELECT count(*) FROM audit_log WHERE action = 'appeal.applicant_read'"
    assert "Айгуль" not in browser.get(f"/reception/appeals/{desk.appeal}").text
    assert desk.one(reads) == 0
    shown = post(browser, desk, "applicant?lang=ru")
    assert "Айгуль" in shown.text
    assert "+77010000000" in shown.text
    assert shown.headers["cache-control"] == "private, no-store"
    assert (desk.one(reads), desk.one("SELECT actor FROM audit_log WHERE action = 'appeal.applicant_read'")) == (
        1, "Дана Омарова",
    )  # fmt: skip
    assert post(desk.enter("inspector"), desk, "applicant").status_code == 403
    assert desk.one(reads) == 1


def test_the_editor_begins_with_what_the_works_say_and_keeps_a_draft_for_the_next_operator(desk: Desk) -> None:
    dana, timur = desk.enter("operator"), desk.enter("operator", name="Тимур Ахметов")
    page = f"/reception/appeals/{desk.appeal}?lang=ru"
    assert "Черновик составила программа" in dana.get(page).text
    assert "выедут на место" in dana.get(f"{page}&template=visit").text
    assert post(dana, desk, "answer?lang=ru", version=version(desk), text="Ямы нет", do="draft").status_code == 303
    assert ">Ямы нет</textarea>" in timur.get(page).text
    seen = version(desk)
    assert post(timur, desk, "answer?lang=ru", version=seen, text="  ", do="send").status_code == 400
    assert post(timur, desk, "answer?lang=ru", version=seen, text="Заделаем", at_contact="true").status_code == 303
    assert desk.one("SELECT status FROM appeals") == "answered"
    assert desk.one("SELECT is_first_contact FROM appeals") is True
    late = post(dana, desk, "answer?lang=ru", version=seen, text="Другое")
    assert late.status_code == 409
    assert "Вас опередили: Тимур Ахметов" in late.text
    assert desk.one("SELECT count(*) FROM appeal_answers WHERE state = 'sent'") == 1


def send(desk: Desk) -> None:
    operator = desk.enter("operator")
    assert post(operator, desk, "steps", version=version(desk), to="sent", body=desk.body).status_code == 303


def test_an_executor_sees_and_answers_the_appeals_of_its_own_body_alone(desk: Desk) -> None:
    own = desk.enter("executor", organisation_id=desk.body)
    page = f"/executor/appeals/{desk.appeal}"
    assert own.get(page).status_code == 404  # not sent yet
    send(desk)
    theirs = int(str(desk.one("SELECT id FROM organisations WHERE name = 'theirs'")))
    other = desk.enter("executor", organisation_id=theirs)
    for guess in (page, f"/reception/appeals/{desk.appeal}"):
        assert other.get(guess).status_code == 404
    assert other.post(f"{page}/answer", {"version": "1", "text": "x"}, page="/executor").status_code == 404
    assert f"{page}?lang=ru" not in other.get("/executor?lang=ru&view=closed").text
    assert f"{page}?lang=ru" in own.get("/executor?lang=ru").text
    assert own.get(f"/reception/appeals/{desk.appeal}").headers["location"].startswith(page)
    shown = own.get(f"{page}?lang=ru").text
    assert "+7701" not in shown
    assert "Айгуль" not in shown
    assert "/merge" not in shown
    fields = {"version": str(version(desk)), "note": ""}
    assert own.post(f"{page}/take", fields, page=page).status_code == 303
    answer = own.post(f"{page}/answer", {"version": str(version(desk)), "text": "Сделано"}, page=page)
    assert answer.status_code == 303
    assert desk.one("SELECT status FROM appeals") == "answered"
    assert desk.one("SELECT author_organisation_id FROM appeal_answers WHERE state = 'sent'") == desk.body


def test_an_executor_gives_back_with_a_reason_and_reads_it_no_more_as_work(desk: Desk) -> None:
    send(desk)
    own, page = desk.enter("executor", organisation_id=desk.body), f"/executor/appeals/{desk.appeal}"
    fields = {"version": str(version(desk)), "to": "in_check", "note": ""}
    assert own.post(f"{page}/steps", fields, page=page).status_code == 400
    assert own.post(f"{page}/steps", fields | {"note": "не наша дорога"}, page=page).status_code == 303
    assert desk.one("SELECT status FROM appeals") == "in_check"
    assert own.post(f"{page}/steps", fields | {"to": "refused", "note": "x"}, page=page).status_code in (400, 403, 409)


def test_a_contractor_sees_what_its_works_explain_without_who_wrote_and_replies(desk: Desk) -> None:
    ours, theirs = (
        int(str(desk.one(f"SELECT id FROM organisations WHERE name = '{name}'"))) for name in ("ours", "theirs")
    )
    own, other = desk.enter("contractor", organisation_id=ours), desk.enter("contractor", organisation_id=theirs)
    call = desk.add("Яма, звоните 8 701 234 56 78 или a@b.kz", contact=CONTACT)
    alone = desk.add("Нет света", at=None)
    page = f"/contractor/appeals/{call}"
    assert f"{page}?lang=ru" in own.get("/contractor/appeals?lang=ru").text
    for guess in (page, f"/contractor/appeals/{desk.appeal}", f"/reception/appeals/{call}"):
        assert other.get(guess).status_code == 404
    assert own.get(f"/contractor/appeals/{alone}").status_code == 404
    for shown in (own.get(f"{page}?lang=ru").text, own.get("/contractor/appeals?lang=ru").text):
        assert "234 56 78" not in shown
        assert "a@b.kz" not in shown
        assert "Айгуль" not in shown
    assert other.post(f"{page}/reply", {"note": "x"}, page="/contractor/appeals").status_code == 404
    for _ in range(2):
        assert own.post(f"{page}/reply", {"note": "Заделаем в пятницу"}, page=page).status_code == 303
    assert desk.one("SELECT count(*) FROM appeal_events WHERE kind = 'comment' AND NOT is_public") == 1
    assert "Заделаем в пятницу" in desk.enter("operator").get(f"/reception/appeals/{call}").text
    forbidden = own.post(f"{page}/answer", {"version": "1", "text": "x"}, page=page)
    assert forbidden.status_code == 403  # it was not sent to the contractor
    link = desk.one(f"SELECT id FROM appeal_links WHERE appeal_id = {call}")
    operator = desk.enter("operator")
    at = f"/reception/appeals/{call}"
    assert operator.post(f"{at}/links/{link}", {"state": "rejected"}, page=at).status_code == 303
    assert own.get(page).status_code == 404


def test_a_question_and_a_longer_term_are_told(desk: Desk) -> None:
    browser = desk.enter("operator")
    asked = post(browser, desk, "question?lang=ru", version=version(desk), note="Какой дом?")
    assert asked.status_code == 303
    assert "Какой дом?" in browser.get(f"/reception/appeals/{desk.appeal}").text
    assert post(browser, desk, "question?lang=ru", version=version(desk), note="").status_code == 400
    assert post(browser, desk, "term?lang=ru", version=version(desk), note="x").status_code == 400
