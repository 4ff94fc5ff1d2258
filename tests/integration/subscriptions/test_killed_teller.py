"""A teller killed by the kernel at each step: nobody is forgotten and nobody is told twice.

It is a process of its own; it kills itself where a power cut might.
"""

import signal
import subprocess
import sys

import pytest
from sqlalchemy import text

from gis_app.db.session import session_scope
from tests.integration.subscriptions.conftest import House
from tests.integration.subscriptions.ground import NOON, Followers, grid
from tests.integration.works.people import add_work

TELLER = """
import os, signal, sys
from datetime import datetime
from gis_app.db.session import make_engine, session_scope
from gis_app.settings import Settings
from gis_app.subscriptions.letters import make_letters
from gis_app.subscriptions.telling import tell_noted
url, step, now = sys.argv[1], sys.argv[2], datetime.fromisoformat(sys.argv[3])
settings = Settings(cluster="test", database_url=url)
engine = make_engine(settings)
def die(here):
    if step == here:
        os.kill(os.getpid(), signal.SIGKILL)
with session_scope(engine) as session:
    tell_noted(session, today=now.date(), now=now, at_once=2)
    die("before the first news are committed")
die("after the first news")
with session_scope(engine) as session:
    tell_noted(session, today=now.date(), now=now)
with session_scope(engine) as session:
    make_letters(session, settings, now)
    die("before the letters are committed")
die("after the letters")
"""


@pytest.mark.parametrize(
    "steps",
    [
        ["before the first news are committed"], ["after the first news"], ["before the letters are committed"],
        ["after the letters"],
        ["before the first news are committed", "after the first news", "before the letters are committed"],
    ],
)  # fmt: skip
def test_everybody_is_told_once_whenever_the_teller_is_killed(house: House, steps: list[str]) -> None:
    with session_scope(house.engine) as session:
        people = Followers(session, house.settings)
        for name in ("aigul", "marat"):
            people.add(name, grid.point(0, 0), rhythm="at_once")
        for number in range(5):
            add_work(
                session, grid.point(number / 10, 0), planned_start="2026-06-20", location_raw=f"дом {number}",
                planned_end="2026-07-30",
            )  # fmt: skip
        session.execute(text("DELETE FROM outbox"))  # the letters that ask to confirm
    for step in steps:
        given = [sys.executable, "-c", TELLER, str(house.settings.database_url), step, NOON.isoformat()]
        assert subprocess.run(given, check=False).returncode == -signal.SIGKILL
    house.tell()
    assert house.send() >= 1
    assert house.tell() == 0
    for name in ("aigul", "marat"):
        mails = [number for number, mail in enumerate(house.box.received) if name in str(mail["To"])]
        words = "".join(house.box.words(number) for number in mails)
        assert [words.count(f"дом {number}") for number in range(5)] == [1] * 5
