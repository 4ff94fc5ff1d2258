"""What a change of a work is to those who follow its place: changes that wait together are one piece of news."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any, Final

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from gis_app.appeals.changes import news_of
from gis_app.subscriptions.models import NewsKind
from gis_app.works.history import OWN_REASONS

# Files say of last year's works that they are done: nobody is told of what ended longer ago.
LATELY: Final = timedelta(days=30)
# A work that starts so soon is told once more.
SOON: Final = timedelta(days=3)
LONGEST_PLACE: Final = 300
_OVER: Final = frozenset({"finished", "accepted", "in_warranty", "archived", "cancelled"})
_TOLD: Final[Mapping[str, NewsKind]] = {
    "days": "days", "moved": "moved", "undated": "undated", "started": "started", "finished": "finished",
    "cancelled": "cancelled", "restored": "restored",
}  # fmt: skip

# All that waits of the first works: a new work and the days it is given a moment later are one piece of news. One
# statement sees one moment: of a change that is committed meanwhile it takes neither note nor effect. Whose streets are
# not found yet, or are just being found, waits.
_TAKE = text("""
WITH noted AS (
    DELETE FROM works_to_tell WHERE work_id IN (
        SELECT work_id FROM works_to_tell WHERE work_id NOT IN (SELECT work_id FROM work_streets_due)
         ORDER BY id LIMIT :n)
    RETURNING work_id, change_id)
SELECT noted.change_id, c.changed, w.id, w.type_code, w.title_kk, w.title_ru, w.title_en, w.location_raw, w.state,
       w.planned_start, w.planned_end, w.actual_start, w.actual_end, w.is_training, w.geom IS NOT NULL AS is_placed,
       (SELECT v.reason FROM schedule_versions AS v
         WHERE v.work_id = w.id AND v.version = (SELECT max(version) FROM schedule_versions WHERE work_id = w.id)
           AND (v.planned_start, v.planned_end) IS NOT DISTINCT FROM (w.planned_start, w.planned_end)) AS reason
  FROM noted LEFT JOIN works AS w ON w.id = noted.work_id LEFT JOIN work_changes AS c ON c.id = noted.change_id
 ORDER BY w.id, noted.change_id
""")
# ix_works_planned. Not on the day after people heard the same days as news.
_SOON = text("""
SELECT w.id, w.type_code, w.title_kk, w.title_ru, w.title_en, w.location_raw, w.state, w.planned_start, w.planned_end,
       w.actual_start, w.actual_end, w.is_training, true AS is_placed
  FROM works AS w
 WHERE w.planned_start BETWEEN CAST(:today AS date) + 1 AND :until AND w.state IN ('planned', 'scheduled')
   AND w.geom IS NOT NULL
   AND NOT EXISTS (
       SELECT FROM place_news AS n
        WHERE n.work_id = w.id
          AND (n.key = 'work-' || w.id || '-soon-' || w.planned_start
               OR n.kind IN ('new', 'days', 'moved', 'restored')
                  AND n.created_at > CAST(:now AS timestamptz) - interval '1 day'))
 ORDER BY w.id
""")


@dataclass(frozen=True, slots=True)
class News:
    """A piece of news as it is stored. `key` names the occasion."""

    key: str
    kind: NewsKind
    work_id: int | None
    outage_id: int | None
    values: Mapping[str, Any]
    is_training: bool


def take_noted(session: Session, works: int, today: date) -> list[News] | None:
    """The news of what was noted, of some works at a time; None when nothing was noted. It is taken from the list."""
    noted = session.execute(_TAKE, {"n": works}).all()
    if not noted:
        return None
    told = []
    for work_id, group in groupby(noted, key=attrgetter("id")):
        rows = list(group)
        changes = [row for row in rows if row.changed is not None]
        is_added = any(row.change_id is None for row in rows)
        if work_id is not None:  # a work that was deleted meanwhile
            told.append(news_of_work(rows[0], changes, is_added=is_added, today=today))
    return [one for one in told if one is not None]


def news_of_work(work: Row[Any], changes: Sequence[Row[Any]], *, is_added: bool, today: date) -> News | None:
    """What is told of a work as it stands now, after `changes` (in their order); None for nothing worth a word."""
    if work.state == "draft" or not work.is_placed:
        return None
    was = _before(work, changes)
    before = (_day(was["planned_start"]), _day(was["planned_end"]))
    now = (work.planned_start, work.planned_end)
    if is_added or was["state"] == "draft" or not was["geom"]:
        last = work.planned_end or work.planned_start
        if work.state in _OVER or (last is not None and last < today and work.state != "in_progress"):
            return None
        return _news(work, "new", f"work-{work.id}-new")
    told = news_of(was["state"], work.state, before, now)
    kind = _TOLD.get(told or "")
    if kind is None or _is_long_over(kind, work, before, today):
        return None
    more: dict[str, str | None] = {}
    if kind in ("moved", "undated"):
        # As it stands on the work's page; that a newer plan says so is no reason.
        reason = work.reason if work.reason and work.reason not in OWN_REASONS else None
        more = {"was_first": _iso(before[0]), "was_last": _iso(before[1]), "reason": reason}
    return _news(work, kind, f"work-{work.id}-{kind}-{changes[-1].change_id}", **more)


def _is_long_over(kind: NewsKind, work: Row[Any], before: tuple[date | None, date | None], today: date) -> bool:
    if kind == "finished":
        end = work.actual_end or work.planned_end
        return end is not None and bool(end < today - LATELY)
    days = [day for day in (*before, work.planned_start, work.planned_end) if day is not None]
    return kind != "started" and bool(days) and max(days) < today


def works_soon(session: Session, *, today: date, now: Any) -> list[News]:
    """That works start within three days, each once for its first day."""
    rows = session.execute(_SOON, {"today": today, "until": today + SOON, "now": now})
    return [_news(work, "soon", f"work-{work.id}-soon-{work.planned_start.isoformat()}") for work in rows]


def _news(work: Row[Any], kind: NewsKind, key: str, **more: str | None) -> News:
    # The day on which it happened, as it was reported.
    day = {"started": work.actual_start, "finished": work.actual_end}.get(kind)
    given = {
        "type": work.type_code, "place": work.location_raw[:LONGEST_PLACE], "first": _iso(work.planned_start),
        "last": _iso(work.planned_end), "day": _iso(day), **more,
    }  # fmt: skip
    titles = {f"title_{lang}": getattr(work, f"title_{lang}") for lang in ("kk", "ru", "en")}
    given |= {name: title[:LONGEST_PLACE] for name, title in titles.items() if title}
    return News(key, kind, work.id, None, _without_gaps(given), work.is_training)


def _without_gaps(given: Mapping[str, str | None]) -> dict[str, str]:
    return dict(filter(lambda pair: pair[1] is not None, given.items()))  # type: ignore[arg-type]


def _before(work: Row[Any], changes: Sequence[Row[Any]]) -> dict[str, Any]:
    """The fields before the first change; one that no change names is as the work has it."""
    was: dict[str, Any] = {
        "state": work.state, "geom": work.is_placed, "planned_start": _iso(work.planned_start),
        "planned_end": _iso(work.planned_end),
    }  # fmt: skip
    for change in reversed(changes):
        was |= {name: change.changed[name]["from"] for name in was if name in change.changed}
    return was


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
