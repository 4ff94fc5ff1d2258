"""The same without a script: two links on the page of a work, a form, thanks."""

import pytest
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.grid import Grid
from tests.integration.accounts.conftest import Enter
from tests.integration.reactions.conftest import device_of, say
from tests.integration.works.people import add_work
from tests.people import BrowserOf


def test_the_page_of_a_finished_work_asks_and_gives_no_cookie(visitor: BrowserOf, finished: int) -> None:
    page = visitor.get(f"/works/{finished}?lang=ru")
    assert f"/works/{finished}/reaction?lang=ru&amp;satisfied=no" in page.text
    assert "Итог виден, когда оценок не меньше 5" in page.text
    assert "set-cookie" not in page.headers


def test_the_page_of_a_work_that_goes_on_does_not_ask(visitor: BrowserOf, city: Session, finished: int) -> None:
    work = add_work(city, Grid().point(9, 9), state="in_progress")
    assert "/reaction?" not in visitor.get(f"/works/{work}?lang=ru").text
    form = visitor.get(f"/works/{work}/reaction?lang=ru")
    assert "Оценить можно только оконченную работу" in form.text
    assert "<form" not in form.text.split("<main", 1)[1].split('class="foot')[0]


def test_the_form_is_chosen_by_its_link_and_sent(visitor: BrowserOf, city: Session, finished: int) -> None:
    page = f"/works/{finished}/reaction?lang=ru&satisfied=no"
    assert 'value="no" checked' in visitor.get(page).text
    path = f"/works/{finished}/reaction?lang=ru"
    sent = visitor.post(path, {"satisfied": "no", "aspect-days": "1", "aspect-safety": "1"}, page=page)
    assert (sent.status_code, sent.headers["location"]) == (303, f"/works/{finished}?lang=ru&reacted=1#reactions")
    assert "Спасибо, ваша оценка учтена" in visitor.get(sent.headers["location"].split("#")[0]).text
    kept = city.execute(text("SELECT is_satisfied, aspects FROM work_reactions")).all()
    assert kept == [(False, ["days", "safety"])]
    assert "set-cookie" not in sent.headers


def test_without_a_script_the_latest_word_of_an_address_counts(app: FastAPI, city: Session, finished: int) -> None:
    path = f"/works/{finished}/reaction?lang=ru"
    for address, word in (("10.0.0.1", "yes"), ("10.0.0.1", "no"), ("10.0.0.2", "yes")):
        assert BrowserOf(app, address=address).post(path, {"satisfied": word}, page=path).status_code == 303
    kept = city.scalars(text("SELECT is_satisfied FROM work_reactions ORDER BY is_satisfied")).all()
    assert kept == [False, True]


def test_what_a_script_has_filled_in_is_the_browser_of_the_card(app: FastAPI, city: Session, finished: int) -> None:
    browser, path = BrowserOf(app), f"/works/{finished}/reaction?lang=ru"
    assert '<input type="hidden" name="device" value="">' in browser.get(path).text
    say(browser, finished, True)
    sent = browser.post(path, {"satisfied": "no", "device": device_of(browser)}, page=path)
    assert sent.status_code == 303
    assert city.scalars(text("SELECT is_satisfied FROM work_reactions")).all() == [False]
    assert browser.post(path, {"satisfied": "no", "device": "x" * 5000}, page=path).status_code == 400


@pytest.mark.parametrize("fields", [{}, {"satisfied": "perhaps"}, {"aspect-days": "1"}])
def test_a_form_without_a_choice_asks_again_and_keeps_the_ticks(
    visitor: BrowserOf, finished: int, fields: dict[str, str]
) -> None:
    path = f"/works/{finished}/reaction?lang=en"
    answer = visitor.post(path, fields, page=path)
    assert answer.status_code == 400
    assert "Choose whether you are satisfied or not." in answer.text
    assert ('name="aspect-days" value="1" checked' in answer.text) is ("aspect-days" in fields)


def test_a_form_of_another_site_is_refused(visitor: BrowserOf, finished: int) -> None:
    foreign = {"sec-fetch-site": "cross-site"}
    sent = visitor.request("POST", f"/works/{finished}/reaction", foreign, data={"satisfied": "yes"})
    assert sent.status_code == 403


def test_who_built_it_is_told_why_the_form_refuses(enter: Enter, finished: int) -> None:
    path = f"/works/{finished}/reaction?lang=ru"
    answer = enter("contractor").post(path, {"satisfied": "yes"}, page=path)
    assert answer.status_code == 409
    assert "Свою работу оценивают другие" in answer.text


@pytest.mark.parametrize(
    ("lang", "words"),
    [("ru", "6 оценок: довольны 67 %"), ("en", "6 answers: 67% satisfied"), ("kk", "6 баға: риза болғаны — 67%")],
)
def test_the_page_tells_the_numbers_in_words_and_as_a_table(
    app: FastAPI, visitor: BrowserOf, finished: int, lang: str, words: str
) -> None:
    for number in range(6):
        say(BrowserOf(app, address=f"10.0.1.{number}"), finished, number > 1, "quality")
    page = " ".join(visitor.get(f"/works/{finished}?lang={lang}").text.replace("\u00a0", " ").split())
    assert words in page
    assert "<td>4</td><td>2</td>" in page
