"""A city with a district and two contractors, a real SMTP server, and people who are told."""

from collections.abc import Iterator

import pytest
from pydantic import SecretStr
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from gis_app.db.session import session_scope
from gis_app.messages import tasks
from gis_app.settings import Settings
from gis_app.works.types import load_work_types
from tests.grid import Grid
from tests.mail_server import MailBox, mail_server

Database = tuple[Settings, Engine]
assert tasks.WRITERS  # registered by their import


@pytest.fixture
def box() -> Iterator[MailBox]:
    with mail_server() as opened:
        yield opened


@pytest.fixture
def house(committed_database: Database, box: MailBox) -> Database:
    """A database of the test's own, with a mail server."""
    settings, engine = committed_database
    more = {
        "smtp_url": SecretStr(box.url), "mail_from": "Қала картасы <map@example.kz>",
        "public_url": "https://map.example.kz",
    }  # fmt: skip
    with session_scope(engine) as session:
        build_city(session)
    return settings.model_copy(update=more), engine


def build_city(session: Session) -> None:
    """A district (4) and two contractors (7, 8)."""
    load_work_types(session)
    session.execute(
        text(
            "INSERT INTO districts (id, name_ru, name_kk, name_en, source, geom) VALUES (4, 'Бостандыкский район', "
            "'Бостандық ауданы', 'Bostandyk district', 'test', ST_Multi(ST_GeomFromText(:shape, 4326)))"
        ),
        {"shape": Grid().box(0, 0, 50, 50).wkt},
    )
    session.execute(
        text(
            "INSERT INTO organisations (id, name, name_key, is_contractor, is_customer) OVERRIDING SYSTEM VALUE "
            "VALUES (7, 'ТОО «Жол»', 'жол', true, false), (8, 'ТОО «Су»', 'су', true, false)"
        )
    )


@pytest.fixture
def city(session: Session) -> Session:
    """The same city in a session that is rolled back."""
    build_city(session)
    return session
