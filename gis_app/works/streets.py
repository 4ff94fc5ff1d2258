"""The streets that works lie on: found by the database (db/functions/works_streets.sql), driven from here.

A work over several streets is of each of them; docs/decisions/0013 says how they are found and why.
"""

from sqlalchemy import BigInteger, Engine, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from gis_app.db.base import Base
from gis_app.db.session import session_scope
from gis_app.geocoding.models import Street
from gis_app.works.models import Work

# Works of one transaction: some seconds, so that a killed worker repeats little.
WORKS_AT_ONCE = 2000
_PLACE = text("SELECT place_works_on_streets(:most)")


class WorkStreet(Base):
    """A work lies on a street. Derived, found anew when the work's place or the street changes."""

    __tablename__ = "work_streets"
    __table_args__ = (Index("ix_work_streets_street_id", "street_id", "work_id"),)  # the works of a street
    work_id: Mapped[int] = mapped_column(BigInteger, ForeignKey(Work.id, ondelete="CASCADE"), primary_key=True)
    street_id: Mapped[int] = mapped_column(BigInteger, ForeignKey(Street.id, ondelete="CASCADE"), primary_key=True)


def place_on_streets(engine: Engine) -> int:
    """Find the streets of all works that are noted, some at a time; how many notes there were."""
    done = 0
    while True:
        with session_scope(engine) as session:
            some = place_some(session)
        if not some:
            return done
        done += some


def place_some(session: Session, most: int = WORKS_AT_ONCE) -> int:
    """Find the streets of `most` noted works in the session's transaction; how many notes there were."""
    return int(session.scalar(_PLACE, {"most": most}) or 0)
