"""The reception's pages over HTTP: who sees what, steps with the version that was seen, two at one appeal."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.photos.store import store_photo
from tests.asgi_client import AsgiClient
from tests.integration.appeals.desk import Desk, post, version
from tests.integration.appeals.ground import CONTACT, NOON, grid
from tests.pictures import photo


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
    by_the_back_door = post(browser, desk, "steps?lang=ru", version=version(desk), to="registered", note="Другая")
    assert by_the_back_door.status_code == 400, "parted by its own step alone, which gives back parent and followers"
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


def test_words_with_a_nul_are_no_error_of_ours(desk: Desk) -> None:
    operator = desk.enter("operator")
    fields = {"version": version(desk), "topic": "road_worn", "note": "не\0та"}
    assert post(operator, desk, "topic?lang=ru", **fields).status_code == 303
    assert desk.one("SELECT note FROM appeal_events WHERE kind = 'topic'") == "нета"


def test_ids_of_nothing_and_of_training_appeals_open_nothing(desk: Desk) -> None:
    browser = desk.enter("operator")
    training = desk.add("Учебная", is_training=True)
    for guess in (training, 0, -1, 10**12, 2**63, 2**64):
        assert browser.get(f"/reception/appeals/{guess}").status_code == 404, guess
    planner = desk.enter("planner", district_id=1)
    assert planner.get(f"/reception/appeals/{desk.appeal}").status_code == 403
    assert planner.get("/reception").status_code == 403


def test_the_list_tells_of_what_has_ended_when_it_did_and_no_term_any_more(desk: Desk) -> None:
    operator = desk.enter("operator")
    assert "Завершено" not in operator.get("/reception?lang=ru&view=open").text
    assert post(operator, desk, "answer", version=version(desk), text="Сделано", do="send").status_code == 303
    shown = operator.get("/reception?lang=ru&view=closed").text
    assert "<strong>Завершено</strong>" in shown and "<strong>До</strong>" not in shown


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


def test_a_question_and_a_longer_term_are_told(desk: Desk) -> None:
    browser = desk.enter("operator")
    asked = post(browser, desk, "question?lang=ru", version=version(desk), note="Какой дом?")
    assert asked.status_code == 303
    assert "Какой дом?" in browser.get(f"/reception/appeals/{desk.appeal}").text
    assert post(browser, desk, "question?lang=ru", version=version(desk), note="").status_code == 400
    assert post(browser, desk, "term?lang=ru", version=version(desk), note="x").status_code == 400


def test_photos_are_for_who_answers_and_for_no_contractor_beside(desk: Desk) -> None:
    with Session(desk.engine) as session, session.begin():
        kept = store_photo(session, photo(), by_user=None, settings=desk.settings)
        id_, key = kept.id, kept.key
    call = desk.add("Яма с фото", photo_ids=(id_,))
    operator = desk.enter("operator")
    assert f"/photos/{key}.jpg" in operator.get(f"/reception/appeals/{call}").text
    assert operator.get(f"/photos/{key}.jpg").headers["cache-control"] == "private, no-store"
    ours = int(str(desk.one("SELECT id FROM organisations WHERE name = 'ours'")))
    contractor = desk.enter("contractor", organisation_id=ours)
    assert f"/photos/{key}.jpg" not in contractor.get(f"/contractor/appeals/{call}").text
    assert contractor.get(f"/photos/{key}.jpg").status_code == 404
    give = {"version": "1", "to": "sent", "body": str(ours)}
    page = f"/reception/appeals/{call}"
    assert operator.post(f"{page}/steps", give, page=page).status_code == 303
    assert f"/photos/{key}.jpg" in contractor.get(f"/contractor/appeals/{call}").text  # its warranty: it answers


def test_each_look_of_staff_at_photos_is_written_down_once_and_the_applicants_never(desk: Desk) -> None:
    with Session(desk.engine) as session, session.begin():
        pictures = [store_photo(session, photo(size=(80, at)), by_user=None, settings=desk.settings) for at in (60, 70)]
        ids, addresses = tuple(one.id for one in pictures), [f"/photos/{one.key}.jpg" for one in pictures]
    token = "A" * 43
    call, bare = desk.add("Яма с фото", photo_ids=ids, token=token), desk.add("Яма без фото")
    looks = f"SELECT count(*) FROM audit_log WHERE action = 'appeal.photos_read' AND subject_id = '{call}'"
    for address in addresses:
        assert desk.enter("planner", district_id=1).get(address).status_code == 404
        assert AsgiClient(desk.app).get(f"/appeals/{token}{address}").status_code == 200
    assert desk.one(looks) == 0
    operator, inspector = desk.enter("operator"), desk.enter("inspector", name="Ерлан")
    for _ in range(2):
        operator.get(f"/reception/appeals/{call}")
        for address in addresses:
            assert operator.get(f"{address}?size=thumb").status_code == 200
    assert desk.one(looks) == 2  # a look at the page each; its pictures belong to it
    for address in addresses:  # by addresses that somebody kept, without the page
        assert inspector.get(address).status_code == 200
    assert desk.one(f"{looks} AND actor = 'Ерлан'") == 1
    operator.get(f"/reception/appeals/{bare}")
    assert desk.one("SELECT count(*) FROM audit_log WHERE action = 'appeal.photos_read'") == 3


def test_contacts_within_the_words_stand_beside_who_wrote_alone(desk: Desk) -> None:
    call = desk.add("Яма, звоните 8 701 234 56 78 или a@b.kz", contact=CONTACT)
    operator, page = desk.enter("operator"), f"/reception/appeals/{call}"
    pin = grid.point(0, 0)
    at = {"place": "x", "placed": "x", "point": f"{pin.x!r},{pin.y!r}"}
    beside = operator.post("/reception/new/look", at, page="/reception/new")
    for shown in (operator.get(page), operator.get("/reception?lang=ru"), beside):
        assert "Яма, звоните" in shown.text
        assert "234 56 78" not in shown.text and "a@b.kz" not in shown.text
    assert "8 701 234 56 78 или a@b.kz" in operator.post(f"{page}/applicant", {}, page=page).text
    inspector = desk.enter("inspector")
    assert "234 56 78" not in inspector.get(page).text
    assert inspector.post(f"{page}/applicant", {}, page=page).status_code == 403
