"""Users, what they may, and how they prove who they are. Of every token the database has the SHA-256 alone."""

from datetime import datetime

from sqlalchemy import BigInteger, DateTime, ForeignKey, LargeBinary
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from gis_app.db.base import Base, BigId, Instant
from gis_app.organisations.models import Organisation


def _moment() -> Mapped[datetime | None]:
    return mapped_column(DateTime(timezone=True), nullable=True)


class User(Base):
    """A person with an account. `email` is stored as `normal_email` writes it; without a `password_hash` nobody can
    sign in by password (an invitation not yet taken, a demo account). `is_demo` ones exist on demo data alone.
    """

    __tablename__ = "users"
    id: Mapped[BigId]
    email: Mapped[str]
    name: Mapped[str]
    language: Mapped[str]
    password_hash: Mapped[str | None]
    is_active: Mapped[bool] = mapped_column(server_default="true")
    is_demo: Mapped[bool] = mapped_column(server_default="false")
    password_changed_at: Mapped[datetime | None] = _moment()
    created_at: Mapped[Instant]


class GrantRow(Base):
    """A role given to a user, for one organisation or one district where the role needs it. History is kept: a grant
    is revoked once and never deleted or changed otherwise (a trigger refuses). `granted_by` is None for a command.
    """

    __tablename__ = "grants"
    id: Mapped[BigId]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    role: Mapped[str]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey(Organisation.id))
    district_id: Mapped[int | None]  # of a district; its model stands above this package
    granted_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    granted_at: Mapped[Instant]
    revoked_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    revoked_at: Mapped[datetime | None] = _moment()


class UserSession(Base):
    """A signed-in browser. It ends when revoked, at `expires_at`, or when unused for the settings' idle time."""

    __tablename__ = "sessions"
    id: Mapped[BigId]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    token_sha256: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    created_at: Mapped[Instant]
    last_seen_at: Mapped[Instant]
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    revoked_at: Mapped[datetime | None] = _moment()
    user_agent: Mapped[str]


class Invitation(Base):
    """An invitation by link to one address. The link works once, until `expires_at`, and for the newest token alone."""

    __tablename__ = "invitations"
    id: Mapped[BigId]
    email: Mapped[str]
    name: Mapped[str]
    language: Mapped[str]
    role: Mapped[str]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey(Organisation.id))
    district_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), server_default="{}")
    token_sha256: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True)
    invited_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[Instant]
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    used_at: Mapped[datetime | None] = _moment()
    revoked_at: Mapped[datetime | None] = _moment()


class PasswordReset(Base):
    """A request for a new password. The address is kept until the worker has looked for its user, and no longer."""

    __tablename__ = "password_resets"
    id: Mapped[BigId]
    email: Mapped[str | None]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    token_sha256: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True)
    created_at: Mapped[Instant]
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    used_at: Mapped[datetime | None] = _moment()


class SignInAttempt(Base):
    """One try to sign in, to reset a password or to take an invitation, for counting. `account_sha256` is of the
    normal address, whether or not such an account exists.
    """

    __tablename__ = "sign_in_attempts"
    id: Mapped[BigId]
    at: Mapped[Instant]
    kind: Mapped[str]
    account_sha256: Mapped[bytes | None] = mapped_column(LargeBinary)
    address: Mapped[str]
    succeeded: Mapped[bool]
