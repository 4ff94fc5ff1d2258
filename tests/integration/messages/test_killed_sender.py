"""A sender killed by the kernel between the steps: nothing is lost, and a double has the same Message-ID.

The sender is a process of its own with the real SMTP server; it kills itself where a power cut might.
"""

import signal
import subprocess
import sys
from typing import Any

import pytest
from sqlalchemy import Engine, text

from gis_app.db.session import session_scope
from gis_app.delivery.sending import send_waiting
from gis_app.messages import tell
from gis_app.settings import Settings
from tests.integration.messages.conftest import Database
from tests.integration.messages.test_telling import WORK
from tests.mail_server import MailBox
from tests.people import add_user

SENDER = """
import os, signal, sys
from gis_app.db.session import make_engine
from gis_app.delivery import sending
from gis_app.delivery.smtp import send_mail
from gis_app.messages import tasks
from gis_app.settings import Settings
url, step = sys.argv[1], sys.argv[2]
settings = Settings(
    cluster="test", database_url=sys.argv[3], mail_from=sys.argv[4], public_url="https://map.example.kz"
)
def send(mail):
    if step == "after claiming":
        os.kill(os.getpid(), signal.SIGKILL)
    send_mail(url, mail)
    if step == "after sending":
        os.kill(os.getpid(), signal.SIGKILL)
sending.send_waiting(make_engine(settings), settings, send)
"""


def _urgent(engine: Engine) -> None:
    values: dict[str, Any] = {key: value for key, value in WORK.items() if "days" not in key}
    with session_scope(engine) as session:
        tell(
            session, "work_cancelled", key="work-1-cancelled", to=[add_user(session).id], about="/works/1",
            values=values | {"day": WORK["days_first"], "reason": "Нет денег"},
        )  # fmt: skip


def _send_and_die(box: MailBox, settings: Settings, step: str) -> None:
    given = [box.url, step, str(settings.database_url), settings.mail_from]
    done = subprocess.run([sys.executable, "-c", SENDER, *given], check=False)
    assert done.returncode == -signal.SIGKILL


@pytest.mark.parametrize(("step", "before", "after"), [("after claiming", 0, 1), ("after sending", 1, 2)])
def test_a_killed_sender_s_mail_leaves_again_with_the_same_message_id(
    house: Database, box: MailBox, step: str, before: int, after: int
) -> None:
    settings, engine = house
    _urgent(engine)
    _send_and_die(box, settings, step)
    assert len(box.received) == before
    assert send_waiting(engine, settings) == 0  # it may be at it still
    with engine.begin() as connection:
        connection.execute(text("UPDATE outbox SET claimed_at = now() - interval '16 minutes'"))
    assert send_waiting(engine, settings) == 1
    assert send_waiting(engine, settings) == 0
    # The one window that SMTP leaves: taken by the server, and not written down by us.
    assert len(box.received) == after
    assert len({mail["Message-ID"] for mail in box.received}) == 1
    assert len({mail.get_body(("plain",)).get_content() for mail in box.received}) == 1  # type: ignore[union-attr]


def test_what_happens_after_a_mail_was_tried_is_another_mail(house: Database, box: MailBox) -> None:
    settings, engine = house
    _urgent(engine)
    _send_and_die(box, settings, "after sending")
    with engine.begin() as connection:
        reader = connection.execute(text("SELECT user_id FROM messages")).scalar_one()
        connection.execute(text("UPDATE outbox SET state = 'waiting'"))  # as after an answer that was lost
    values: dict[str, Any] = {key: value for key, value in WORK.items() if "days" not in key}
    with session_scope(engine) as session:
        tell(
            session, "work_paused", key="work-2-paused", to=[reader], about="/works/2",
            values=values | {"day": WORK["days_first"], "reason": "Трубы"},
        )  # fmt: skip
    assert send_waiting(engine, settings) == 2
    assert len({mail["Message-ID"] for mail in box.received}) == 2


def test_an_event_that_is_rolled_back_tells_nobody(house: Database, box: MailBox) -> None:
    settings, engine = house

    def fail() -> None:
        with session_scope(engine) as session:
            tell(
                session, "work_assigned", key="a", to=[add_user(session).id], about="/works/1", values=WORK
            )  # fmt: skip
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert send_waiting(engine, settings) == 0
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM messages")).scalar_one() == 0
