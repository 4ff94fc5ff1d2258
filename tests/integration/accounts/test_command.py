"""The first administrator is made by a command."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from gis_app.accounts.administrators import make_administrator
from gis_app.accounts.invitations import find_invitation
from gis_app.accounts.models import User
from gis_app.accounts.passwords import is_password
from gis_app.accounts.sessions import as_current
from gis_app.settings import Settings
from tests.people import PASSWORD, add_user

ROOT = Path(__file__).resolve().parents[3]


def _run(settings: Settings, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "GIS_APP_DATABASE_URL": str(settings.database_url)}
    command = [sys.executable, "-m", "gis_app", "create-administrator", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, input=given, capture_output=True, text=True, check=False)


def test_the_command_makes_an_administrator_who_can_sign_in(committed_database: tuple[Settings, Engine]) -> None:
    settings, engine = committed_database
    done = _run(settings, "--email", "Chief@example.kz", "--language", "kk", given=f"{PASSWORD}\n")
    assert (done.returncode, PASSWORD in done.stdout + done.stderr) == (0, False), done.stderr
    with Session(engine) as session:
        user = session.query(User).one()
        assert (user.email, user.language) == ("chief@example.kz", "kk")
        assert is_password(user.password_hash, PASSWORD)
        assert as_current(session, user).roles == {"administrator"}


def test_the_command_prints_a_link_that_works(committed_database: tuple[Settings, Engine]) -> None:
    settings, engine = committed_database
    done = _run(settings, "--email", "chief@example.kz", "--link")
    assert done.returncode == 0, done.stderr
    link = done.stdout.splitlines()[-1]
    assert link.startswith("http://127.0.0.1:8000/invitations/")
    with Session(engine) as session:
        token = link.split("/")[-1].split("?")[0]
        row = find_invitation(session, token, "127.0.0.1")
        assert row and row.role == "administrator"


@pytest.mark.parametrize(
    ("arguments", "given", "said"),
    [
        (("--email", "nobody"), PASSWORD, "this is no e-mail address"),
        (("--email", "chief@example.kz"), "short", "this password cannot be taken"),
        ((), PASSWORD, "--email"),
    ],
)
def test_bad_usage_ends_with_2_and_one_clear_line(
    committed_database: tuple[Settings, Engine], arguments: tuple[str, ...], given: str, said: str
) -> None:
    settings, engine = committed_database
    done = _run(settings, *arguments, given=given)
    assert (done.returncode, said in done.stderr.splitlines()[-1]) == (2, True)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM users")).scalar_one() == 0


def test_it_is_also_the_way_back_in(session: Session, settings: Settings) -> None:
    locked_out = add_user(session, "operator", email="chief@example.kz", password="a forgotten password")
    locked_out.is_active = False
    session.flush()
    user = make_administrator(session, settings, "chief@example.kz", "Бас", "kk", PASSWORD)
    assert user is locked_out
    assert (user.is_active, is_password(user.password_hash, PASSWORD)) == (True, True)
    assert as_current(session, user).roles == {"administrator", "operator"}
