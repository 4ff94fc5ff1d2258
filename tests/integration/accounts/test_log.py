"""What the database says of a broken rule names people; the log does not."""

import io
import logging
from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from gis_app.log import configure_logging
from tests.people import add_user


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What the program's own logging writes."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    configure_logging("info")
    (handler,) = root.handlers
    assert isinstance(handler, logging.StreamHandler)
    stream = io.StringIO()
    handler.setStream(stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO users (email, name, language) SELECT email, name, language FROM users",
        "UPDATE users SET language = 'de'",
        "UPDATE users SET name = E'two\\nlines', email = NULL",
    ],
)
def test_the_row_that_broke_a_rule_is_not_in_the_log(session: Session, written: io.StringIO, statement: str) -> None:
    add_user(session, email="aigul@example.kz", name="Айгүл Сәрсенова")
    with pytest.raises(IntegrityError) as broken:
        session.execute(text(statement))
    assert "aigul" in str(broken.value) or "lines" in str(broken.value)
    logging.getLogger("test").error("request failed", exc_info=broken.value)
    logged = written.getvalue()
    assert "IntegrityError" in logged and statement[:20] in logged and "left out" in logged
    assert "aigul" not in logged
    assert "Айгүл" not in logged
    assert "nlines" not in logged.replace(statement, "") and "\nlines" not in logged.replace(statement, "")
