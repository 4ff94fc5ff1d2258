"""Two hundred invented appeals over all channels and states, from ``training_appeals.csv``; all badged as training.

They are written by the program's own steps: registered, routed and linked as any other, then brought to their state by
the table of changes. Their days follow the city's day of loading.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

import yaml
from sqlalchemy import select
from sqlalchemy.orm import Session

from etl.demo.training_appeal_lives import Stage, live
from etl.demo.training_appeal_places import Placed, PlaceFinder
from gis_app.accounts.demo import PEOPLE, find_demo_user, make_demo_accounts
from gis_app.accounts.roles import OPERATOR
from gis_app.appeals.bodies import Bodies
from gis_app.appeals.deadlines import read_deadlines
from gis_app.appeals.facts import APPLICANT, Author
from gis_app.appeals.intake import Registered, register_all
from gis_app.appeals.models import Appeal
from gis_app.appeals.past import Past
from gis_app.appeals.received import Contact, Received
from gis_app.appeals.suggest import suggest_topic
from gis_app.appeals.topics import read_topics
from gis_app.geocoding.holder import load_geocoder
from gis_app.settings import Settings

FILE = Path(__file__).with_name("training_appeals.csv")
WORDS = Path(__file__).with_name("training_answers.yaml")
SOURCE = "demo_appeals"
# No term is longer than this many days before it ends.
_LONGEST_TERM_DAYS = 45
_OPENS = time(7, 30)
# The stories of today's appeals go on for so long after the reception opens.
_STEPS_TAKE = timedelta(minutes=15)
# Whoever writes by these registers the appeal alone.
_OWN_CHANNELS = ("web", "mobile")
# Of five people one says no name, and three of four leave a telephone.
_NAMELESS, _SILENT = 5, 4


@dataclass(frozen=True, slots=True)
class Told:
    """One row of the file. `when`: days from today, or `due` and the days that are left; `place`: see README."""

    number: int
    place: str
    language: Any
    channel: Any
    kind: Any
    when: str
    story: str
    topic: str
    body: str
    text: str


def read_told() -> list[Told]:
    """All rows in their order."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return [Told(number, **row) for number, row in enumerate(csv.DictReader(file), start=1)]


@cache
def read_words() -> dict[str, Any]:
    """Answers, reasons and names by language."""
    words: dict[str, Any] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return words


def has_training_appeals(session: Session) -> bool:
    """Whether they are there: they come all in one transaction."""
    return session.scalar(select(Appeal.id).where(Appeal.is_training, Appeal.client_key == _key(1))) is not None


def load_training_appeals(session: Session, today: date, settings: Settings, now: datetime | None = None) -> list[str]:
    """Load them as of `today`, the city's day; the lines to tell. The demo's accounts are made on the way.

    Before the reception opens, `now` is the moment that none of today is received after.
    """
    if has_training_appeals(session):
        return []
    told = read_told()
    places = PlaceFinder(session, today).find(told)
    opens = opening(today, now, settings)
    received = [_received(one, place, today, settings, opens) for one, place in zip(told, places, strict=True)]
    made = _register(session, received, settings)
    # Not before: the executor of the demo is of the body that most of them went to.
    make_demo_accounts(session)
    stage = Stage(session, settings, _reception(session), read_words(), opens, Bodies.read(session, today))
    live(stage, told, received, made)
    # Answered with a work that is going on: its applicant can say whether that solves it.
    shown = next(done for one, done in zip(told, made, strict=True) if one.story == "first")
    return [f"{FILE.name}: {len(made)} invented appeals, one of them to follow at /appeals/{shown.token}"]


def _register(session: Session, received: Sequence[Received], settings: Settings) -> list[Registered]:
    """Those of residents by themselves, those of the reception by its operator; in the order given."""
    means: dict[str, Any] = {"settings": settings, "locator": load_geocoder(session, settings)}
    made: dict[int, Registered] = {}
    for author, is_own in ((APPLICANT, True), (Author(PEOPLE[OPERATOR], OPERATOR), False)):
        numbers = [at for at, one in enumerate(received) if (one.channel in _OWN_CHANNELS) == is_own]
        of_author = register_all(session, [received[at] for at in numbers], author=author, **means)
        made |= dict(zip(numbers, of_author, strict=True))
    return [made[at] for at in range(len(received))]


def _reception(session: Session) -> Author:
    user = find_demo_user(session, OPERATOR)
    return Author("demo", OPERATOR) if user is None else Author(user.name, OPERATOR, user.id)


def _key(number: int) -> Any:
    return uuid5(NAMESPACE_URL, f"{SOURCE}:{number}")


def opening(today: date, now: datetime | None, settings: Settings) -> datetime:
    """When the reception of today opens; some minutes ago when `now` is before that."""
    zone = ZoneInfo(settings.time_zone)
    opens, midnight = datetime.combine(today, _OPENS, zone), datetime.combine(today, time(), zone)
    return opens if now is None else min(opens, max(midnight, now.astimezone(zone) - _STEPS_TAKE))


def _received(told: Told, place: Placed, today: date, settings: Settings, opens: datetime) -> Received:
    is_numbered = told.channel in ("import", "letter")
    at = datetime.combine(_day(told, today, settings), _hour(told.number), ZoneInfo(settings.time_zone))
    if at.date() == today:
        # The morning of whoever loads the demo at night is as short as the night was so far.
        midnight = datetime.combine(today, time(), ZoneInfo(settings.time_zone))
        whole = datetime.combine(today, _OPENS, ZoneInfo(settings.time_zone)) - midnight
        at = midnight + (at - midnight) * ((opens - midnight) / whole)
    texts = read_words()["at_once"][told.language]
    return Received(
        channel=told.channel,
        kind=told.kind,
        language=told.language,
        text=told.text,
        topic=told.topic or None,
        received_at=at,
        point=place.point,
        place_text=place.words,
        contact=_contact(told),
        client_key=_key(told.number),
        source=SOURCE if is_numbered else None,
        external_no=f"TR-{told.number:03d}" if is_numbered else None,
        is_training=True,
        past=Past("consulted", at, texts[told.number % len(texts)]) if told.story == "consulted" else None,
    )


def _hour(number: int) -> time:
    # Before the reception opens, so that nothing of today is ahead of the clock for long.
    return time(6, number * 7 % 60) if number % 3 else time(5, number * 11 % 60)


def _day(told: Told, today: date, settings: Settings) -> date:
    if not told.when.startswith("due"):
        return today + timedelta(days=int(told.when))
    return received_for(told, int(told.when.removeprefix("due")), today, settings.holiday_country)


def received_for(told: Told, left: int, today: date, country: str) -> date:
    """The last day of receipt from which the answer is due so many days from today, or the nearest day after that.

    Days are counted as in the file: a calendar day is near enough for a demo, and no term ends on a day off.
    """
    wanted = today + timedelta(days=left)
    topic = read_topics().by_code()[told.topic or suggest_topic(told.text)]
    asked = {"of_class": topic.deadline, "channel": told.channel, "kind": told.kind}
    for back in range(_LONGEST_TERM_DAYS, -1, -1):
        day = today - timedelta(days=back)
        rule = read_deadlines().rule_for("answer", day, **asked)
        if rule is not None and rule.due_on(day, country) >= wanted:
            return day
    return today


def _contact(told: Told) -> Contact:
    names: Sequence[str] = read_words()["names"][told.language]
    return Contact(
        name=None if told.number % _NAMELESS == 0 else names[told.number % len(names)],
        phone=None if told.number % _SILENT == 0 else f"+7 700 000 {told.number // 100:02d} {told.number % 100:02d}",
        social_handle=f"@demo_{told.number}" if told.channel == "social" else None,
        social_link=f"https://social.invalid/demo/{told.number}" if told.channel == "social" else None,
    )
