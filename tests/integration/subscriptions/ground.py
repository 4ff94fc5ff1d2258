"""Followers of drawn places, for tests: who follows what, and what they were told."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from shapely.geometry.base import BaseGeometry
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.settings import Settings
from gis_app.subscriptions.following import Wish, confirm, follow
from gis_app.subscriptions.letters import news_of_following
from gis_app.subscriptions.models import Following
from gis_app.subscriptions.telling import tell_noted, tell_of_days
from gis_app.subscriptions.watched import Watched, WatchedKind
from tests.grid import Grid
from tests.integration.planning.printing import add_street

grid = Grid()
# A Monday, noon in the city.
NOON = datetime(2026, 6, 8, 7, tzinfo=UTC)
TODAY = date(2026, 6, 8)


@dataclass
class Followers:
    """Those who follow, by name."""

    session: Session
    settings: Settings
    by_name: dict[str, Following] = field(default_factory=dict)

    def add(
        self,
        name: str,
        shape: BaseGeometry,
        radius_m: int = 300,
        *,
        kind: WatchedKind = "point",
        confirmed: bool = True,
        is_training: bool = False,
        language: Any = "ru",
        streets: tuple[int, ...] = (),
        **wish: Any,
    ) -> Following:
        """Somebody who follows a shape since yesterday."""
        place = None if kind == "drawn" else f"test:{shape}"
        address = f"{name.replace(' ', '-')}@example.kz"
        made = follow(
            self.session, self.settings, Watched(kind, shape, radius_m, place, streets),
            Wish(**wish), label=f"место {name}", channel="mail", address=address, language=language,
            is_training=is_training, now=NOON.replace(day=7),
        )  # fmt: skip
        if confirmed:
            confirm(self.session, made, NOON.replace(day=7))
        self.by_name[name] = made
        return made

    def add_street(self, name: str, *corners: tuple[float, float]) -> int:
        """Somebody who follows a street of the register; the street's id."""
        line = grid.line(*corners)
        street = add_street(self.session, name, name, line)
        self.add(name, line, 15, kind="street", streets=(street,))
        return street

    def told(self, *, now: datetime = NOON, today: date = TODAY, days: bool = False) -> dict[str, list[str]]:
        """Tell what was noted (and what the calendar brings); the kinds of news that each was told so far."""
        while tell_noted(self.session, today=today, now=now) is not None:
            pass
        if days:
            tell_of_days(self.session, today=today, now=now)
        found: dict[str, list[str]] = {}
        for name, following in self.by_name.items():
            news = news_of_following(self.session, following.id, most=100)
            if news:
                found[name] = [one.kind for one in reversed(news)]
        return found

    def forget_noted(self) -> None:
        """As if all that is known had been told long ago."""
        self.session.execute(text("DELETE FROM works_to_tell"))


def add_outage(
    session: Session, shape: BaseGeometry, first: str, last: str, *, is_training: bool = False, **more: Any
) -> int:
    """A shut-off of hot water with its first notice."""
    made = session.execute(
        text(
            "INSERT INTO outages (kind, publisher, source, identity_key, is_training) "
            "VALUES ('hot_water', 'p', 'test', gen_random_uuid()::text, :is_training) RETURNING id"
        ),
        {"is_training": is_training},
    )
    outage = int(made.scalar_one())
    add_notice(session, outage, 1, shape, first, last, **more)
    return outage


def add_notice(
    session: Session,
    outage: int,
    version: int,
    shape: BaseGeometry,
    first: str,
    last: str,
    state: str = "published",
    *,
    place: str = "Абая 5",
    hours: tuple[str | None, str | None] = (None, None),
) -> None:
    """A later notice about a shut-off."""
    session.execute(
        text(
            "INSERT INTO outage_versions (outage_id, version, state, text, place_text, first_day, last_day, "
            "content_key, file_name, sheet, row_number, area_from, confidence, is_partial, daily_from, daily_to, geom) "
            "VALUES (:outage, :version, :state, 't', :place, :first, :last, 'c', 'f', 's', 1, 'given', 1, false, "
            "CAST(:from AS time), CAST(:to AS time), "
            "ST_Multi(ST_GeomFromText(:shape, 4326)))"
        ),
        {
            "outage": outage,
            "version": version,
            "state": state,
            "first": first,
            "last": last,
            "shape": shape.wkt,
            "place": place,
            "from": hours[0],
            "to": hours[1],
        },
    )
