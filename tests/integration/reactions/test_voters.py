"""Once a person without a cookie: a secret of the browser's own storage, else the network address."""

import logging
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from gis_app.db.session import session_scope
from gis_app.reactions.voters import PEPPER_BYTES, pepper_of, voter_for, voter_of_address
from gis_app.settings import Settings
from tests.integration.reactions.conftest import device_of, say
from tests.people import BrowserOf

ONE, TWO = "0123456789abcdef" * 2, "f" * 32


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        # (address, secret) of two reactions, and how many words they are.
        (("10.0.0.1", ONE), ("10.0.0.1", ONE), 1),
        (("10.0.0.1", ONE), ("10.0.0.2", ONE), 1),
        (("10.0.0.1", ONE), ("10.0.0.1", TWO), 2),
        (("10.0.0.1", None), ("10.0.0.1", None), 1),
        (("10.0.0.1", None), ("10.0.0.2", None), 2),
        (("2001:db8::1", None), ("2001:db8::ffff:1", None), 1),
        (("2001:db8::1", None), ("2001:db8:0:1::1", None), 2),
        (("::ffff:10.0.0.1", None), ("10.0.0.1", None), 1),
        (("10.0.0.1", ONE), ("10.0.0.1", None), 2),
    ],
)
def test_the_same_browser_counts_once_and_without_its_secret_the_same_address(
    session: Session, first: tuple[str, str | None], second: tuple[str, str | None], words: int
) -> None:
    voters = {voter_for(session, 7, secret=secret, client=client) for client, secret in (first, second)}
    assert len(voters) == words
    assert not voters & {voter_for(session, 8, secret=secret, client=client) for client, secret in (first, second)}


def test_of_an_address_nothing_can_be_told_without_the_pepper(session: Session) -> None:
    voter = voter_for(session, 7, secret=None, client="10.0.0.1")
    assert voter == voter_of_address(pepper_of(session), "10.0.0.1", 7)
    assert voter != voter_of_address(b"x" * PEPPER_BYTES, "10.0.0.1", 7)
    assert voter != sha256(b"reaction:7:10.0.0.1").digest()
    assert len(voter) == 32


def test_the_pepper_is_made_once_even_by_many_at_a_time(committed_database: tuple[Settings, Engine]) -> None:
    _settings, engine = committed_database

    def pepper(_: int) -> bytes:
        with session_scope(engine) as session:
            return pepper_of(session)

    with ThreadPoolExecutor(4) as workers:
        found = set(workers.map(pepper, range(8)))
    assert [len(one) for one in found] == [PEPPER_BYTES]
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM reaction_peppers")) == 1


def test_a_secret_of_another_length_is_refused_and_not_repeated(app: FastAPI, city: Session, finished: int) -> None:
    for wrong in ("", "a" * 31, "a" * 33, "A" * 32, "z" * 32, ONE + "\n", "a" * 100_000):
        answer = say(BrowserOf(app), finished, device=wrong)
        assert answer.status_code == 400, wrong[:40]
        assert not wrong or wrong not in answer.text
    assert city.scalar(text("SELECT count(*) FROM work_reactions")) == 0


def test_neither_secret_nor_pepper_nor_a_cookie_is_told(
    app: FastAPI, city: Session, finished: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    browser = BrowserOf(app, address="10.0.0.77")
    answers = [say(browser, finished), say(browser, finished, device=None)]
    answers.append(browser.get(f"/api/works/{finished}/reactions?lang=ru"))
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    logged = "\n".join(record.getMessage() for record in caplog.records)
    for secret in (device_of(browser), pepper_of(city).hex(), str(pepper_of(city))):
        assert secret not in logged
        assert all(secret not in answer.text for answer in answers)
    assert all("set-cookie" not in answer.headers for answer in answers)


@pytest.mark.parametrize(
    ("query", "kept"),
    [("?lang=ru", "public, max-age=0, s-maxage=60"), ("", "private, no-cache"), ("?lang=xx", "private, no-cache")],
)
def test_the_numbers_are_the_same_for_everybody_and_may_be_kept_by_a_proxy(
    app: FastAPI, finished: int, query: str, kept: str
) -> None:
    browser = BrowserOf(app)
    say(browser, finished)
    mine, other = (
        one.get(f"/api/works/{finished}/reactions{query}") for one in (browser, BrowserOf(app, address="::9"))
    )
    assert mine.json() == other.json()
    assert mine.headers["cache-control"] == kept
