"""What migrations write into new columns is what the program would have written."""

from importlib import import_module

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.settings import Settings
from gis_app.subscriptions.channels import mailbox_of
from gis_app.subscriptions.watched import Watched, keep_place
from tests.integration.subscriptions.ground import Followers, grid


def _fill(session: Session, migration: str) -> None:
    session.flush()
    session.execute(text(import_module(f"gis_app.db.migrations.versions.{migration}").FILL))


@pytest.mark.parametrize(
    ("place_id", "streets"),
    [
        ("street:12", [12]),
        ("stretch:12:34:56", [12]),
        ("stretch:12:34:76.9,43.2", [12]),
        ("street:none", []),
        ("house:12", []),
    ],
)
def test_a_followed_street_is_its_own_and_none_that_crosses_it(
    session: Session, place_id: str, streets: list[int]
) -> None:
    keep_place(session, Watched("street", grid.line((0, 0), (1, 0)), 15, place_id))
    _fill(session, "2026_11_22_followed_streets")
    assert session.scalar(text("SELECT streets FROM followed_places")) == streets


def test_an_old_follower_s_mailbox_is_that_of_the_program(session: Session, settings: Settings) -> None:
    people = Followers(session, settings)
    keys = [
        "a.b+shops@gmail.com",
        "a.b@googlemail.com",
        "a.b+x+y@mail.kz",
        "+a+b@mail.kz",
        "a@mail.kz",
        "..+@gmail.com",
    ]
    for number, key in enumerate(keys):
        people.add(f"{number}", grid.point(number, 0)).address_key = key
    session.flush()
    session.execute(text("UPDATE followings SET mailbox = ''"))
    _fill(session, "2026_11_22_followers_mailbox")
    rows = session.execute(text("SELECT address_key, mailbox FROM followings"))
    found = {row.address_key: row.mailbox for row in rows}
    assert found == {key: mailbox_of(key) for key in keys}
