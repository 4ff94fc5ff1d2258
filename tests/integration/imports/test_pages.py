"""The pages of plans: a contractor uploads and hands in, a planner accepts; nobody sees what is not his."""

from typing import Any

import pytest

from etl.imports.accept import accept_upload
from tests.integration.imports.pages import Desk
from tests.integration.imports.plans import BAD, HEADER, LIFT, PARK, SEWER, xlsx
from tests.people import BrowserOf

FILTERS = ("new", "bad", "moved", "mended")
PLAN = xlsx([HEADER, SEWER, LIFT, BAD])


def test_a_contractor_uploads_and_sees_each_row_with_what_is_wrong(desk: Desk) -> None:
    upload_id = desk.upload(desk.contractor, PLAN)
    page = desk.contractor.get(f"/imports/{upload_id}?lang=ru").text
    assert "вид работ не распознан: «прочее»" in page
    assert "выберите вид из списка или отметьте «не работа»" in page, "how to mend it"
    assert "Передать планировщику: 2" in page
    everything = desk.contractor.get(f"/imports/{upload_id}?lang=kk&show=all").text
    assert "plan-map" in everything and "ул. Сатпаева, 5" in everything
    assert "Жаңа жұмыс" in everything


def test_a_plan_on_its_way_shows_how_far_it_is(desk: Desk) -> None:
    answer = desk.contractor.post("/imports", page="/imports", files={"file": ("a.xlsx", PLAN)})
    place = answer.headers["location"].split("?")[0]
    assert 'data-progress="' in desk.contractor.get(place).text
    told = desk.contractor.get(place + "/progress?lang=ru").json()
    assert (told["state"], told["words"], told["share"]) == ("received", "Получен, ждёт проверки", None)


def test_a_pasted_table_is_read_as_a_file(desk: Desk) -> None:
    pasted = "\n".join("\t".join(map(str, row)) for row in (HEADER, SEWER, LIFT))
    answer = desk.contractor.post("/imports", {"pasted": pasted}, page="/imports", files={"file": ("", b"")})
    upload_id = int(answer.headers["location"].split("/")[-1].split("?")[0])
    desk.stage.check(upload_id)
    assert [row.outcome for row in desk.stage.rows(upload_id)] == ["new", "new"]


def test_a_long_pasted_table_is_taken_like_a_file(desk: Desk) -> None:
    rows = [HEADER, *([f"Замена лифтов {number}", *LIFT[1:]] for number in range(15_000))]
    pasted = "\n".join("\t".join(map(str, row)) for row in rows)
    assert len(pasted.encode()) > 1_200_000
    answer = desk.contractor.post("/imports", {"pasted": pasted}, page="/imports", files={"file": ("", b"")})
    assert answer.status_code == 303


@pytest.mark.parametrize(
    ("lang", "words"), [("ru", "больше 1 МБ"), ("kk", "1 МБ-тан үлкен"), ("en", "larger than 1 MB")]
)
def test_a_pasted_table_beyond_the_limit_is_told_the_limit(desk: Desk, lang: str, words: str) -> None:
    desk.app.state.settings = desk.stage.settings.model_copy(update={"upload_max_mb": 1})
    form = {"pasted": "Вид работ\tМесто\n" * 50_000}
    answer = desk.contractor.post(f"/imports?lang={lang}", form, page="/imports", files={"file": ("", b"")})
    assert (answer.status_code, words in answer.text) == (400, True)


@pytest.mark.parametrize(("lang", "words"), [("ru", "слишком много"), ("kk", "тым көп"), ("en", "too much at once")])
def test_a_field_far_beyond_the_limit_is_answered_in_words(desk: Desk, lang: str, words: str) -> None:
    form = {"version": "1", "location_raw": "у" * 1_100_000}  # any other form takes a megabyte
    path = f"/imports/1/rows/1?lang={lang}"
    answer = desk.contractor.post(path, form, page="/imports")
    assert (answer.status_code, words in answer.text) == (413, True)


@pytest.mark.parametrize(("form", "words"), [({}, "Выберите файл"), ({"file": ("a.xlsx", b"")}, "Файл пуст")])
def test_a_form_without_a_plan_says_so(desk: Desk, form: dict[str, object], words: str) -> None:
    files = form or {"file": ("", b"")}
    answer = desk.contractor.post("/imports?lang=ru", page="/imports", files=files)
    assert (answer.status_code, words in answer.text) == (400, True)


def test_a_contractor_hands_in_and_a_planner_accepts(desk: Desk) -> None:
    upload_id = desk.upload(desk.contractor, PLAN)
    assert desk.planner.get(f"/imports/{upload_id}").status_code == 404, "not handed in yet"
    assert desk.decide(desk.contractor, upload_id, "accept") == 403, "a contractor never accepts"
    assert desk.decide(desk.contractor, upload_id, "submit") == 303
    page = desk.planner.get(f"/imports/{upload_id}?lang=ru").text
    assert "Принять годные строки: 2" in page
    assert desk.decide(desk.planner, upload_id, "accept") == 303
    assert accept_upload(desk.stage.engine, upload_id) == "accepted"
    after = desk.contractor.get(f"/imports/{upload_id}?lang=ru").text
    assert "Решение: Асель." in after
    assert f'href="/?lang=ru&amp;contractor={desk.stage.organisation}"' in after, "the way to the works on the map"


def test_the_planner_who_comes_second_is_told_who_was_first(desk: Desk) -> None:
    upload_id = desk.upload(desk.contractor, xlsx([HEADER, SEWER]))
    desk.decide(desk.contractor, upload_id, "submit")
    seen = desk.stage.upload(upload_id).version
    assert desk.decide(desk.planner, upload_id, "accept", seen) == 303
    late = desk.planner.post(f"/imports/{upload_id}/accept?lang=ru", {"version": str(seen)}, page="/imports")
    assert late.status_code == 409
    assert "Пока страница была открыта, план изменил кто-то другой" in late.text and "Асель" in late.text


def test_a_planner_accepts_only_plans_that_lie_in_his_districts(desk: Desk) -> None:
    upload_id = desk.upload(desk.contractor, xlsx([HEADER, SEWER, LIFT]))
    desk.decide(desk.contractor, upload_id, "submit")
    page = desk.neighbour.get(f"/imports/{upload_id}?lang=ru").text
    assert "Запад (1)" in page and "Принять годные" not in page
    assert desk.decide(desk.neighbour, upload_id, "accept") == 403


def test_a_planner_takes_nothing_from_the_districts_of_others_by_mending(desk: Desk) -> None:
    upload_id = desk.upload(desk.contractor, xlsx([HEADER, SEWER, LIFT]))
    desk.decide(desk.contractor, upload_id, "submit")
    theirs, own = desk.stage.rows(upload_id)
    for row, status in ((theirs, 403), (own, 303)):
        path = f"/imports/{upload_id}/rows/{row.id}"
        form = {"version": str(row.version), "action": "skip"}
        assert desk.neighbour.post(path, form, page="/imports").status_code == status
    assert [row.outcome for row in desk.stage.rows(upload_id)] == ["new", "skipped"]


def test_a_planner_takes_no_work_out_of_the_district_of_another(desk: Desk) -> None:
    def plan(district: str, end: str) -> bytes:
        return xlsx([[*HEADER, "Район"], [SEWER[0], "неведомая улица", SEWER[2], end, "", "", "", district]])

    first = desk.upload(desk.contractor, plan("Запад", "31.08.2026"))
    desk.decide(desk.contractor, first, "submit")
    assert desk.decide(desk.planner, first, "accept") == 303
    assert accept_upload(desk.stage.engine, first) == "accepted"
    second = desk.upload(desk.contractor, plan("Восток", "30.09.2026"))
    desk.decide(desk.contractor, second, "submit")
    assert desk.stage.rows(second)[0].work_id is not None
    assert "<del>31.08.2026</del>" in desk.contractor.get(f"/imports/{second}").text
    assert desk.decide(desk.neighbour, second, "accept") == 403
    assert desk.decide(desk.planner, second, "accept") == 303


def test_a_planner_does_not_see_plans_that_touch_none_of_his_districts(desk: Desk) -> None:
    upload_id = desk.upload(desk.contractor, xlsx([HEADER, SEWER]))
    desk.decide(desk.contractor, upload_id, "submit")
    assert desk.neighbour.get(f"/imports/{upload_id}").status_code == 404
    assert "план.xlsx" not in desk.neighbour.get("/imports").text
    assert "план.xlsx" in desk.planner.get("/imports").text


def test_a_planner_uploads_and_accepts_his_own_plan_but_not_in_the_districts_of_others(desk: Desk) -> None:
    upload_id = desk.upload(desk.neighbour, xlsx([HEADER, SEWER, LIFT, PARK]))
    rows = desk.stage.rows(upload_id)
    assert [row.outcome for row in rows] == ["rejected", "new", "new"]
    assert [issue["code"] for issue in rows[0].issues] == ["other_district"]
    assert desk.decide(desk.neighbour, upload_id, "accept") == 303
    assert accept_upload(desk.stage.engine, upload_id) == "accepted"


@pytest.mark.parametrize("path", ["", "/progress", "/file"])
def test_another_organisations_upload_does_not_exist(desk: Desk, path: str) -> None:
    upload_id = desk.upload(desk.contractor, PLAN)
    assert desk.contractor.get(f"/imports/{upload_id}{path}").status_code == 200
    assert desk.rival.get(f"/imports/{upload_id}{path}").status_code == 404


@pytest.mark.parametrize("what", ["submit", "withdraw", "check"])
def test_another_organisations_upload_cannot_be_decided_about(desk: Desk, what: str) -> None:
    upload_id = desk.upload(desk.contractor, PLAN)
    assert desk.decide(desk.rival, upload_id, what) == 404
    assert desk.stage.upload(upload_id).state == "checked"


def test_nobody_sends_more_plans_at_once_than_the_worker_can_take(desk: Desk) -> None:
    def send(number: int) -> int:
        files = {"file": ("план.csv", f"a,{number}".encode())}
        return desk.contractor.post("/imports", {}, page="/imports", files=files).status_code

    assert [send(number) for number in range(11)] == [303] * 10 + [429]


def test_a_plan_cannot_be_sent_for_another_organisation(desk: Desk) -> None:
    rival = str(desk.stage.rival)
    answer = desk.contractor.post("/imports", {"organisation": rival}, page="/imports", files={"file": ("a.csv", b"x")})
    assert answer.status_code == 403


def test_a_plan_cannot_be_read_by_the_source_of_others(desk: Desk) -> None:
    form = {"source": "announcements"}
    answer = desk.contractor.post("/imports", form, page="/imports", files={"file": ("a.csv", b"x")})
    assert answer.status_code == 404


def test_a_withdrawn_plan_changes_nothing_and_keeps_its_file(desk: Desk) -> None:
    upload_id = desk.upload(desk.contractor, PLAN)
    assert desk.decide(desk.contractor, upload_id, "withdraw") == 303
    assert desk.decide(desk.contractor, upload_id, "submit") == 403
    answer = desk.contractor.get(f"/imports/{upload_id}/file")
    assert answer.body == PLAN
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''%D0%BF")


def test_a_planner_returns_a_plan_with_a_reason_and_its_sender_hands_it_in_again(desk: Desk) -> None:
    upload_id = desk.upload(desk.contractor, PLAN)
    path = f"/imports/{upload_id}/return?lang=ru"

    def send_back(browser: BrowserOf, reason: str) -> Any:
        form = {"version": str(desk.stage.upload(upload_id).version), "reason": reason}
        return browser.post(path, form, page="/imports")

    assert send_back(desk.planner, "рано").status_code == 404, "not handed in, not seen"
    desk.decide(desk.contractor, upload_id, "submit")
    assert desk.decide(desk.planner, upload_id, "withdraw") == 403
    assert [send_back(by, "мимо").status_code for by in (desk.contractor, desk.rival)] == [403, 403]
    assert "Вернуть отправителю" in desk.planner.get(f"/imports/{upload_id}?lang=ru").text
    silent = send_back(desk.planner, "  ")
    assert (silent.status_code, "Укажите причину" in silent.text) == (400, True)
    earlier = {"version": "0", "reason": "Лифты заменены <давно>"}
    late = desk.planner.post(path, earlier, page="/imports")
    assert (late.status_code, "Лифты заменены &lt;давно&gt;</textarea>" in late.text) == (409, True)
    answer = send_back(desk.planner, "Лифты заменены <вчера>")
    assert "План возвращён" in desk.planner.get(answer.headers["location"]).text
    page = desk.contractor.get(f"/imports/{upload_id}?lang=ru").text
    assert "План возвращён (Асель): Лифты заменены &lt;вчера&gt;" in page
    assert "Возвращён планировщиком" in desk.contractor.get("/imports?lang=ru").text
    assert "Жоспар қайтарылды (Асель)" in desk.contractor.get(f"/imports/{upload_id}?lang=kk").text
    assert "Лифты заменены &lt;вчера&gt;" in desk.contractor.get("/messages?lang=ru").text
    assert desk.decide(desk.contractor, upload_id, "submit") == 303
    assert "План возвращён" not in desk.contractor.get(f"/imports/{upload_id}?lang=ru").text
    assert desk.planner.get(f"/imports/{upload_id}").status_code == 200
    assert desk.stage.upload(upload_id).decided_by is None, "who returned it has decided nothing since"


def test_a_file_that_cannot_be_read_says_why_and_can_be_checked_again(desk: Desk) -> None:
    upload_id = desk.upload(desk.contractor, b"%PDF-1.7", "план.pdf")
    page = desk.contractor.get(f"/imports/{upload_id}?lang=kk").text
    assert "бұл – PDF құжаты, кесте емес" in page
    assert desk.decide(desk.contractor, upload_id, "check") == 303
    assert desk.stage.upload(upload_id).state == "received"


def test_filters_show_their_rows_alone(desk: Desk) -> None:
    upload_id = desk.upload(desk.contractor, PLAN)
    shown = {show: desk.contractor.get(f"/imports/{upload_id}?show={show}").text for show in FILTERS}
    assert [text.count('class="plan-row ') for text in shown.values()] == [2, 1, 0, 0]


def test_every_decision_stands_in_the_audit_log(desk: Desk) -> None:
    upload_id = desk.upload(desk.contractor, PLAN)
    desk.decide(desk.contractor, upload_id, "submit")
    desk.decide(desk.planner, upload_id, "accept")
    with desk.stage.engine.connect() as connection:
        found = connection.exec_driver_sql(
            f"SELECT action, actor FROM audit_log WHERE subject = 'upload' AND subject_id = '{upload_id}' ORDER BY id"
        ).all()
    assert [tuple(row) for row in found] == [
        ("plan.uploaded", "Айгуль"),
        ("plan.submitted", "Айгуль"),
        ("plan.accepted", "Асель"),
    ]
