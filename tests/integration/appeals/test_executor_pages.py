"""Executors and contractors: each sees its own appeals alone, and nobody's personal data."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.asgi_client import AsgiClient
from tests.integration.appeals.desk import Desk, post, version
from tests.integration.appeals.ground import CONTACT


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
    given = own.post(f"{page}/steps", fields | {"note": "не наша дорога"}, page=page)
    assert (given.status_code, given.headers["location"].split("?")[0]) == (303, "/executor")
    assert "Возвращено в приёмную." in own.get("/executor?lang=ru&done=returned").text
    assert own.get(page).status_code == 404  # it is the reception's again
    assert desk.one("SELECT status FROM appeals") == "in_check"
    assert own.post(f"{page}/steps", fields | {"to": "refused", "note": "x"}, page="/executor").status_code == 404


def test_a_contractor_sees_what_its_works_explain_without_who_wrote_and_replies(desk: Desk) -> None:
    ours, theirs = (
        int(str(desk.one(f"SELECT id FROM organisations WHERE name = '{name}'"))) for name in ("ours", "theirs")
    )
    own, other = desk.enter("contractor", organisation_id=ours), desk.enter("contractor", organisation_id=theirs)
    words = "Яма, звоните 8 701 234 56 78 или a@b.kz, кв. 97"
    call = desk.add(words, contact=CONTACT, place_text="Абая, 15, квартира 97")
    alone = desk.add("Нет света", at=None)
    page = f"/contractor/appeals/{call}"
    assert f"{page}?lang=ru" in own.get("/contractor/appeals?lang=ru").text
    for guess in (page, f"/contractor/appeals/{desk.appeal}", f"/reception/appeals/{call}"):
        assert other.get(guess).status_code == 404
    assert own.get(f"/contractor/appeals/{alone}").status_code == 404
    shown = own.get(f"{page}?lang=ru").text  # it may reply, and is told neither what to say on the phone nor to ask
    assert 'href="#reply-title"' in shown and "Что сказать сейчас" not in shown and "только читаете" not in shown
    for shown in (own.get(f"{page}?lang=ru").text, own.get("/contractor/appeals?lang=ru").text):
        assert "234 56 78" not in shown
        assert "a@b.kz" not in shown
        assert "Айгуль" not in shown
        assert "квартира 97" not in shown and "кв. 97" not in shown
        assert "Абая, 15" in shown
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


def test_who_wrote_reads_who_has_the_appeal_now_and_whom_it_will_go_to(desk: Desk) -> None:
    token = "B" * 43
    call = desk.add("Яма", token=token)
    applicant = AsgiClient(desk.app)

    def has_it() -> str:
        page = applicant.get(f"/appeals/{token}?lang=ru").text
        return page.split("<dt>Сейчас у</dt>")[1].split("</dd>")[0].removeprefix("<dd>")

    with Session(desk.engine) as session, session.begin():
        session.execute(text("UPDATE appeals SET body_id = :body WHERE id = :id"), {"body": desk.body, "id": call})
    assert has_it() == 'приёмная<span class="fact-more">Ответит: Управление дорог.</span>'
    assert applicant.get(f"/api/appeals/{token}").json()["at_reception"] is True
    operator, page = desk.enter("operator"), f"/reception/appeals/{call}"
    given = {"version": "1", "to": "sent", "body": str(desk.body)}
    assert operator.post(f"{page}/steps", given, page=page).status_code == 303
    assert has_it() == "Управление дорог"


def test_a_contractor_takes_into_work_or_gives_back_and_passes_on_to_nobody(desk: Desk) -> None:
    ours = int(str(desk.one("SELECT id FROM organisations WHERE name = 'ours'")))
    operator, own = desk.enter("operator"), desk.enter("contractor", organisation_id=ours)
    at, page = f"/reception/appeals/{desk.appeal}", f"/contractor/appeals/{desk.appeal}"
    given = {"version": str(version(desk)), "to": "sent", "body": str(ours)}
    assert operator.post(f"{at}/steps", given, page=at).status_code == 303
    for to in ("redirected", "refused", "withdrawn", "confirmed", "reopened", "sent"):
        given = {"version": str(version(desk)), "to": to, "body": str(desk.body), "note": "x"}
        assert own.post(f"{page}/steps", given, page=page).status_code in (400, 409), to
    assert desk.one(f"SELECT status FROM appeals WHERE id = {desk.appeal}") == "sent"
    taken = {"version": str(version(desk)), "to": "in_work", "note": ""}
    assert own.post(f"{page}/steps", taken, page=page).status_code == 303
    assert desk.one(f"SELECT status FROM appeals WHERE id = {desk.appeal}") == "in_work"
