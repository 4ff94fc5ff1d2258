"""The operator's one screen, the files and the numbers of the reception."""

from datetime import time
from io import BytesIO

from openpyxl import load_workbook
from sqlalchemy.orm import Session

from gis_app.dependencies import city_today
from tests.asgi_client import Answer
from tests.integration.appeals.desk import Desk
from tests.integration.appeals.ground import CONTACT, TODAY, grid
from tests.integration.appeals.test_at_once import shut_off
from tests.people import BrowserOf

NEW = {"channel": "phone", "kind": "complaint", "language": "kk", "text": "Жолда шұңқыр бар", "name": "Айгуль"}
KEY = "00000000-0000-4000-8000-00000000000a"


def fill(desk: Desk, **given: str) -> dict[str, str]:
    pin = grid.point(0, 0)
    return {"key": KEY, "place": "Абая 1", "placed": "Абая 1", "point": f"{pin.x},{pin.y}"} | NEW | given


def ask(browser: BrowserOf, path: str, fields: dict[str, str], **more: object) -> Answer:
    return browser.post(path, fields, page="/reception/new", **more)


def test_while_an_address_is_typed_works_and_open_appeals_there_are_in_view(desk: Desk) -> None:
    browser = desk.enter("operator")
    assert browser.get("/reception/new?lang=ru").status_code == 200
    whole = ask(browser, "/reception/new/look?lang=ru", fill(desk)).text
    part = ask(browser, "/reception/new/look?lang=ru", fill(desk), headers={"x-part": "beside"}).text
    assert "<!doctype" in whole
    assert "<!doctype" not in part
    for shown in (whole, part):
        assert f"/works/{desk.work}?lang=ru" in shown
        assert f"/reception/appeals/{desk.appeal}?lang=ru" in shown
        assert "&lt;script&gt;" in shown
        assert "<script>alert" not in shown
        assert 'value="pothole"' in shown  # the topic that the Kazakh words suggest
    assert 'value="Айгуль"' in whole
    assert desk.one("SELECT count(*) FROM appeals") == 1
    nowhere = ask(browser, "/reception/new/look?lang=ru", fill(desk, placed="", place="Нигде 77"))
    assert "место не найдено" in nowhere.text


def test_the_same_form_sent_twice_is_one_appeal_and_other_words_are_another(desk: Desk) -> None:
    browser = desk.enter("operator")
    first = ask(browser, "/reception/new?lang=ru", fill(desk, do="register"))
    again = ask(browser, "/reception/new?lang=ru", fill(desk, do="register"))
    assert (first.status_code, again.status_code) == (303, 303)
    assert "done=made" in first.headers["location"]
    assert "done=known" in again.headers["location"]
    assert first.headers["location"].split("?")[0] == again.headers["location"].split("?")[0]
    other = ask(browser, "/reception/new?lang=ru", fill(desk, do="register", text="Сломана скамейка"))
    assert other.headers["location"].split("?")[0] != first.headers["location"].split("?")[0]
    assert desk.one("SELECT count(*) FROM appeals") == 3
    row = "SELECT concat_ws(' ', channel, language, topic_code, topic_by, status) FROM appeals WHERE text LIKE 'Жолда%'"
    assert desk.one(row) == "phone kk pothole suggested registered"
    assert desk.one("SELECT author FROM appeal_events WHERE appeal_id = 2 AND kind = 'status'") == "Дана Омарова"


def test_a_number_of_another_system_that_stands_already_loses_no_words(desk: Desk) -> None:
    browser = desk.enter("operator")
    first = fill(desk, do="register", external_no="15")
    assert ask(browser, "/reception/new?lang=ru", first).status_code == 303
    assert "done=known" in ask(browser, "/reception/new?lang=ru", first).headers["location"]
    other = ask(browser, "/reception/new?lang=ru", fill(desk, do="register", external_no="15", text="Нет света"))
    assert other.status_code == 400
    assert "Проверьте номер" in other.text
    assert "Нет света" in other.text


def test_what_is_answered_during_the_contact_is_counted_and_has_no_clock(desk: Desk) -> None:
    browser = desk.enter("operator")
    empty = ask(browser, "/reception/new?lang=ru", fill(desk, do="consulted"))
    assert empty.status_code == 400
    assert "Напишите, что ответили." in empty.text
    done = ask(browser, "/reception/new?lang=ru", fill(desk, do="consulted", said="Ремонт до пятницы"))
    assert "done=consulted" in done.headers["location"]
    told = "SELECT concat_ws(' ', status, due_on, is_first_contact) FROM appeals WHERE text LIKE 'Жолда%'"
    assert desk.one(told) == "consulted t"
    assert desk.one("SELECT count(*) FROM appeal_deadlines WHERE appeal_id = 2") == 0
    share = browser.get("/reception/share?lang=ru")
    assert share.status_code == 200
    assert "50" in share.text  # one of two: the other month has the appeal of the ground


def test_me_too_follows_the_other_appeal_and_registers_none(desk: Desk) -> None:
    browser = desk.enter("operator")
    number = str(desk.one(f"SELECT number FROM appeals WHERE id = {desk.appeal}"))
    fields = fill(desk, follow=number, email="b@example.kz")
    for _ in range(2):
        answer = ask(browser, "/reception/new?lang=ru", fields)
        assert answer.headers["location"].startswith(f"/reception/appeals/{desk.appeal}?")
    assert desk.one("SELECT count(*) FROM appeal_followers") == 1
    assert desk.one("SELECT count(*) FROM appeals") == 1
    assert ask(browser, "/reception/new?lang=ru", fill(desk, follow="2020-000001")).status_code == 400


def test_wrong_fields_keep_what_was_typed_and_say_what_is_wrong(desk: Desk) -> None:
    browser = desk.enter("operator")
    for wrong in ({"text": " "}, {"email": "nobody"}, {"social_link": "javascript:alert(1)"}, {"place": "я" * 501}):
        answer = ask(browser, "/reception/new?lang=ru", fill(desk, do="register", **wrong))
        assert answer.status_code == 400, wrong
        assert "Проверьте отмеченные поля." in answer.text
        assert 'value="Айгуль"' in answer.text
    junk = fill(desk, key="x", channel="import", kind="x", language="de", topic="moon", point="nan,1e999", name="x")
    assert ask(browser, "/reception/new?lang=ru", junk | {"do": "register"}).status_code == 303
    assert desk.one("SELECT concat_ws(' ', channel, kind, language) FROM appeals WHERE id = 2") == "phone complaint kk"
    assert desk.one("SELECT count(*) FROM appeals") == 2


def test_the_file_holds_the_question_and_nothing_of_applicants(desk: Desk) -> None:
    desk.add("=2+2 звоните 8 701 234 56 78", contact=CONTACT)
    browser = desk.enter("operator")
    sheet = browser.get("/reception/export.csv?lang=ru&view=open")
    lines = sheet.body.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("number,received,due,standing")
    assert len([line for line in lines if line.startswith("20")]) == 2
    assert "'=2+2" in sheet.text
    assert "234 56 78" not in sheet.text
    assert "Айгуль" not in sheet.text
    assert len(browser.get("/reception/export.csv?view=closed").body.decode("utf-8-sig").splitlines()) == 1
    book = load_workbook(BytesIO(browser.get("/reception/export.xlsx?lang=kk&view=open").body))
    rows = list(book.active.iter_rows(values_only=True))  # type: ignore[union-attr]
    assert (rows[0][0], len(rows)) == ("Нөмірі", 3)
    assert all(cell.data_type != "f" for row in book.active.iter_rows() for cell in row)  # type: ignore[union-attr]


def test_a_planner_reads_the_numbers_of_the_own_district_alone(desk: Desk) -> None:
    own, other = desk.enter("planner", district_id=1), desk.enter("planner", district_id=2)
    page = own.get("/planner/appeals?lang=ru").text
    assert "Яма" in page
    assert "script" not in page.split("<main")[1].split("<table")[1]
    assert "Обращений нет." in other.get("/planner/appeals?lang=ru&district=1").text
    assert "Обращений нет." in other.get("/planner/appeals?lang=ru").text


def test_the_hours_of_a_shut_off_are_told_to_who_calls(desk: Desk) -> None:
    with Session(desk.engine) as session, session.begin():
        ago = (city_today(desk.settings) - TODAY).days
        shut_off(session, ago, ago, kind="power", daily_from=time(9), daily_to=time(17))
    browser = desk.enter("operator")
    known = ask(browser, "/reception/new/look?lang=ru", fill(desk, text="Нет света", topic="power_off")).text
    assert known.count("с 09:00 до 17:00") == 2  # what explains it, and what lies there
    made = ask(browser, "/reception/new?lang=ru", fill(desk, do="register", text="Нет света", topic="power_off"))
    assert "с 09:00 до 17:00" in browser.get(made.headers["location"]).text
