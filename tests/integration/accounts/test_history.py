"""What the database refuses: changing the past, and keeping a password or token as it is."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gis_app.audit.record import record
from tests.people import add_user


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_log SET actor = 'x'", "DELETE FROM audit_log", "TRUNCATE audit_log"]
)
def test_the_audit_log_is_only_added_to(session: Session, statement: str) -> None:
    record(
        session, "user.invited", actor="Айгүл", actor_id=1, subject="user", subject_id=2, details={"role": "planner"}
    )
    with pytest.raises(DBAPIError, match="audit_log is only added to"):
        session.execute(text(statement))


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM grants",
        "UPDATE grants SET role = 'administrator'",
        "UPDATE grants SET revoked_at = now(), role = 'administrator'",
        "UPDATE grants SET revoked_at = NULL",
    ],
)
def test_of_a_grant_only_its_revocation_is_written(session: Session, statement: str) -> None:
    add_user(session, "operator")
    with pytest.raises(DBAPIError, match="only"):
        session.execute(text(statement))


def test_a_grant_is_revoked_once(session: Session) -> None:
    add_user(session, "operator")
    session.execute(text("UPDATE grants SET revoked_at = now()"))
    with pytest.raises(DBAPIError, match="once"):
        session.execute(text("UPDATE grants SET revoked_at = now()"))


@pytest.mark.parametrize(
    ("statement", "constraint"),
    [
        ("UPDATE users SET password_hash = 'correct horse battery'", "password_is_hashed"),
        ("INSERT INTO users (email, name, language) SELECT upper(email), name, language FROM users", "uq_users_email"),
        ("INSERT INTO grants (user_id, role) SELECT id, 'planner' FROM users", "ck_grants_district"),
        ("INSERT INTO grants (user_id, role) SELECT id, 'contractor' FROM users", "ck_grants_organisation"),
        ("INSERT INTO grants (user_id, role) SELECT id, 'operator' FROM users", "uq_grants_in_force"),
        (
            "INSERT INTO sessions (user_id, token_sha256, expires_at, user_agent) SELECT id, 'token', now(), '' "
            "FROM users",
            "token_is_hashed",
        ),
    ],
)
def test_the_database_itself_refuses(session: Session, statement: str, constraint: str) -> None:
    add_user(session, "operator")
    with pytest.raises(DBAPIError, match=constraint):
        session.execute(text(statement))
