"""News of works and shut-offs for the people whose appeals they explain: told once, and asked whether it is solved.

The writer's own transaction notes each change (functions/works_news.sql). A job takes what was noted, appends an event
to every appeal concerned and puts the letters into the outbox: all in one transaction, so that a process that dies
tells nobody twice and forgets nobody. It runs before the appeals are linked anew: who was linked when a work moved
hears of it even where the work explains the appeal no more.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, cast

from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from gis_app.appeals.changes import Change, read_outage_changes, read_outages_over, read_work_changes
from gis_app.appeals.facts import RULE, Event, append_events
from gis_app.appeals.letters import having_people, mail_people
from gis_app.appeals.models import Appeal
from gis_app.appeals.standard_letters import news_words
from gis_app.appeals.transitions import OPEN
from gis_app.db.session import session_scope
from gis_app.dependencies import Language
from gis_app.settings import Settings

logger = logging.getLogger(__name__)
# Of a link that nobody has confirmed people are told from this score on: the right topic at the place or close to it,
# in good time. Below it (across the street, a topic that only partly fits) an operator confirms it first.
TOLD_FROM: Final = 0.8
# Those who have said that it is solved, or have taken it back, are left in peace. People whose appeal was joined to
# another hear the news of that one.
TOLD_STATUSES: Final = (*sorted(OPEN), "answered", "duplicate")
AT_ONCE: Final = 500

_TAKE = """
DELETE FROM {table} WHERE {column} IN (
    SELECT {column} FROM {table} ORDER BY {column} LIMIT :n FOR UPDATE SKIP LOCKED) RETURNING {column}
"""
_TAKE_WORKS = text(_TAKE.format(table="work_news", column="change_id"))
_TAKE_OUTAGES = text(_TAKE.format(table="outage_news", column="version_id"))
# ix_appeal_links_work_id, ix_appeal_links_outage_id; then a probe an appeal of its other links and its sent answers.
_CONCERNED = """
SELECT l.appeal_id, l.{cause} AS cause
  FROM appeal_links AS l JOIN appeals AS a ON a.id = l.appeal_id
  JOIN unnest(CAST(:ids AS bigint[]), CAST(:since AS timestamptz[])) AS c(id, since) ON c.id = l.{cause}
 WHERE l.state <> 'rejected' AND a.status = ANY(:statuses) AND l.created_at <= c.since
   AND (l.state = 'confirmed'
        OR EXISTS (SELECT 1 FROM appeal_answers AS s
                    WHERE s.appeal_id = l.appeal_id AND s.state = 'sent'
                      AND s.basis -> '{named}' @> to_jsonb(l.{cause}))
        OR (l.score >= :told_from AND NOT EXISTS (
                SELECT 1 FROM appeal_links AS o
                 WHERE o.appeal_id = l.appeal_id AND o.state = 'confirmed' AND o.{cause} IS NOT NULL)))
 ORDER BY l.appeal_id, l.{cause}
"""
# Whose answer was a shut-off whose announced time is over since a few days at most, and who was not asked yet.
_OVER = text("""
SELECT a.id AS appeal_id, o.id AS cause
  FROM outages AS o
  JOIN appeal_links AS l ON l.outage_id = o.id AND l.state <> 'rejected'
  JOIN appeals AS a ON a.id = l.appeal_id AND a.status = 'answered'
 WHERE coalesce(o.last_day, o.first_day) BETWEEN CAST(:today AS date) - 3 AND CAST(:today AS date) - 1
   AND o.state <> 'retracted'
   AND EXISTS (SELECT 1 FROM appeal_answers AS s
                WHERE s.appeal_id = a.id AND s.state = 'sent' AND s.basis -> 'outages' @> to_jsonb(o.id))
   AND NOT EXISTS (SELECT 1 FROM appeal_events AS e
                    WHERE e.appeal_id = a.id AND e.kind = 'work'
                      AND e.details @> jsonb_build_object('outage', o.id, 'news', 'over'))
 ORDER BY a.id, o.id
""")
_OF_WORKS = text(_CONCERNED.format(cause="work_id", named="works"))
_OF_OUTAGES = text(_CONCERNED.format(cause="outage_id", named="outages"))


@dataclass(frozen=True, slots=True)
class Told:
    """How many changes were looked at, how many appeals got an event and how many letters were put into the outbox."""

    changes: int
    events: int
    letters: int

    def __add__(self, other: "Told") -> "Told":
        return Told(self.changes + other.changes, self.events + other.events, self.letters + other.letters)


def tell_noted(session: Session, settings: Settings, *, at_once: int = AT_ONCE) -> Told | None:
    """Tell of what was noted, some changes at a time; None when nothing was noted. The caller commits."""
    works, outages = _take(session, at_once)
    if not works and not outages:
        return None
    told = Told(len(works) + len(outages), 0, 0)
    told += _tell(session, settings, read_work_changes(session, works), _OF_WORKS)
    return told + _tell(session, settings, read_outage_changes(session, outages), _OF_OUTAGES)


def tell_all_noted(engine: Engine, settings: Settings, *, at_once: int = AT_ONCE) -> Told:
    """Tell of all that was noted, in a transaction of its own for some changes at a time.

    What cannot be put into words (a mistake of ours) is set aside with an entry in the log: it holds up neither the
    other news nor the linking that waits for them. An error of the database is none of these and goes up.
    """
    told = Told(0, 0, 0)
    while True:
        try:
            with session_scope(engine) as session:
                done = tell_noted(session, settings, at_once=at_once)
        except (LookupError, ValueError, TypeError, AttributeError) as error:
            if at_once > 1:
                at_once = 1
                continue
            with session_scope(engine) as session:
                works, outages = _take(session, 1)
            logger.error("news cannot be told of changes %s, notices %s: %s", works, outages, type(error).__name__)
            continue
        if done is None:
            return told
        told += done


def _take(session: Session, at_once: int) -> tuple[Sequence[int], Sequence[int]]:
    asked = {"n": at_once}
    works = session.scalars(_TAKE_WORKS, asked).all()
    # One at a time is one of both: what is set aside then takes nothing along that could be told.
    return works, [] if works and at_once == 1 else session.scalars(_TAKE_OUTAGES, asked).all()


def _tell(session: Session, settings: Settings, changes: Sequence[Change], concerned: Any) -> Told:
    by_cause = {change.cause_id: change for change in changes}
    if not by_cause:
        return Told(0, 0, 0)
    asked = {
        "ids": list(by_cause),
        "since": [change.at for change in changes],
        "statuses": list(TOLD_STATUSES),
        "told_from": TOLD_FROM,
    }
    return _write(session, settings, by_cause, session.execute(concerned, asked).all())


def ask_after_outages(session: Session, settings: Settings, *, today: date, at: datetime) -> Told:
    """Ask those who were answered with a shut-off whether it is solved, on the day after its announced end."""
    rows = session.execute(_OVER, {"today": today}).all()
    changes = read_outages_over(session, sorted({row.cause for row in rows}), at)
    return _write(session, settings, {change.cause_id: change for change in changes}, rows)


def _write(session: Session, settings: Settings, by_cause: Mapping[int, Change], rows: Iterable[Any]) -> Told:
    causes: dict[int, list[Change]] = defaultdict(list)
    for row in rows:
        causes[row.appeal_id].append(by_cause[row.cause])
    appeals = session.scalars(select(Appeal).where(Appeal.id.in_(causes)).order_by(Appeal.id)).all()
    pairs = [(appeal, change) for appeal in appeals for change in causes[appeal.id]]
    append_events(session, [_event(appeal, change) for appeal, change in pairs])
    reached = having_people(session, [appeal.id for appeal in appeals])
    mailed = [(appeal, change) for appeal, change in pairs if change.is_mailed and appeal.id in reached]
    letters = sum(_mail(session, settings, appeal, change) for appeal, change in mailed)
    return Told(0, len(pairs), letters)


def _event(appeal: Appeal, change: Change) -> Event:
    note = change.say(cast(Language, appeal.language))
    details = {**change.details, "asked": change.is_asked}
    return Event(appeal.id, "work", RULE, change.at, note=note, is_public=True, details=details)


def _mail(session: Session, settings: Settings, appeal: Appeal, change: Change) -> int:
    if appeal.status == "duplicate":
        return 0  # they get the letter of the appeal that theirs was joined to
    return mail_people(
        session, settings, appeal, key=change.key, to="everyone",
        write=lambda lang: news_words(appeal, change.say(lang), change.is_asked, lang),
    )  # fmt: skip
