"""Photos as they are stored."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from gis_app.db.base import Base, BigId, Instant


class Photo(Base):
    """A photo drawn anew: no metadata is left in `jpeg` and `thumb`. Written once, never changed.

    `key` is its address, which cannot be guessed. `sha256` is of the file as it was sent: the same file of the same
    person is one row. `taken_at` and the place (EPSG:4326) are what the file said of itself, and may be wrong.
    """

    __tablename__ = "photos"
    __table_args__ = (
        UniqueConstraint("created_by", "sha256", postgresql_nulls_not_distinct=True),
        CheckConstraint("(taken_lon IS NULL) = (taken_lat IS NULL)", name="place"),
    )
    id: Mapped[BigId]
    key: Mapped[str] = mapped_column(unique=True)
    sha256: Mapped[str]
    jpeg: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    thumb: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    width: Mapped[int]
    height: Mapped[int]
    taken_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    taken_lon: Mapped[float | None]
    taken_lat: Mapped[float | None]
    created_by: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[Instant]


class HiddenPhoto(Base):
    """A photo that the public does not see any more; who has a part in what it is attached to still does.

    Who hid it, and who showed it again, is in the audit log.
    """

    __tablename__ = "hidden_photos"
    photo_id: Mapped[int] = mapped_column(
        ForeignKey(Photo.id, ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    hidden_at: Mapped[Instant]
