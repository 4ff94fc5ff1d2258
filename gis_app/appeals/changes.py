"""What changed of works and shut-offs, as news in words: several changes at a time are one piece of news."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any, Final, Literal

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased, load_only

from gis_app.appeals.draft_words import short_title
from gis_app.appeals.models import AppealLink
from gis_app.dependencies import Language
from gis_app.outages.models import Outage, OutageVersion
from gis_app.texts.fluent import get_texts
from gis_app.texts.formats import day_span, long_day
from gis_app.works.life_models import WorkChange
from gis_app.works.models import Work

News = Literal[
    "days", "moved", "undated", "started", "paused", "finished", "returned", "cancelled", "restored", "over"
]  # fmt: skip
# The rest stands on the appeal's page: a letter for each step of a building site would be read by nobody.
MAILED: Final[frozenset[News]] = frozenset(
    {"days", "moved", "undated", "finished", "returned", "cancelled", "restored", "over"}
)
# What is over may be solved; what is cancelled will not be by it.
ASKED: Final[frozenset[News]] = frozenset({"finished", "cancelled", "over"})

# A work's shape is large and not asked for.
_OF_WORK = (Work.type_code, Work.location_raw, Work.state, Work.planned_start, Work.planned_end, Work.actual_end)
_DONE = frozenset({"finished", "accepted", "in_warranty", "archived"})
Days = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Change:
    """A piece of news. `key` names the occasion; `details` go into the events, without anybody's words."""

    cause_id: int
    news: News
    at: datetime
    key: str
    details: Mapping[str, Any]
    say: Callable[[Language], str]

    @property
    def is_mailed(self) -> bool:
        """Whether a letter tells it; the page always does."""
        return self.news in MAILED

    @property
    def is_asked(self) -> bool:
        """Whether the applicant is asked if it is solved."""
        return self.news in ASKED


def news_of(state_before: str, state: str, before: Days, now: Days) -> News | None:
    """What a change of state and planned days is to residents; None for nothing worth a word."""
    if state == "draft":
        return None
    if state != state_before:
        if state == "cancelled":
            return "cancelled"
        if state in _DONE:
            return None if state_before in _DONE else "finished"
        if state_before == "cancelled":
            return "restored"
        if state_before in _DONE:
            return "returned"
        if state == "paused":
            return "paused"
        if state == "in_progress":
            return "started"
    if before == now or state in _DONE or state == "cancelled":
        return None
    if now == (None, None):
        return "undated"
    return "days" if before == (None, None) else "moved"


def read_work_changes(session: Session, change_ids: Sequence[int]) -> list[Change]:
    """The news of changes of works, one for each work: what it was before the first, what it is after the last.

    Of works that explain no appeal there is none: a new plan changes thousands of them.
    """
    if not change_ids:
        return []
    is_linked = exists().where(AppealLink.work_id == WorkChange.work_id, AppealLink.state != "rejected")
    statement = (
        select(WorkChange, Work)
        .join(Work, Work.id == WorkChange.work_id)
        .where(WorkChange.id.in_(change_ids), is_linked)
        .options(load_only(*_OF_WORK))
        .order_by(WorkChange.work_id, WorkChange.id)
    )
    rows = session.execute(statement.execution_options(populate_existing=True)).all()
    found = []
    for _, of_work in groupby(rows, key=lambda row: row[1].id):
        group = list(of_work)
        change = _work_change([row[0] for row in group], group[0][1])
        if change is not None:
            found.append(change)
    return found


def _work_change(changes: Sequence[WorkChange], work: Work) -> Change | None:
    was, is_now = _at_ends(changes, work)
    before = (_day(was["planned_start"]), _day(was["planned_end"]))
    now = (_day(is_now["planned_start"]), _day(is_now["planned_end"]))
    news = news_of(was["state"], is_now["state"], before, now)
    if news is None:
        return None
    last = changes[-1]
    details = {
        "work": work.id, "news": news, "change": last.id,
        "from": [was["planned_start"], was["planned_end"]], "to": [is_now["planned_start"], is_now["planned_end"]],
    }  # fmt: skip
    finished = work.actual_end

    def say(lang: Language) -> str:
        values = {"work": short_title(work.type_code, lang), "place": work.location_raw}
        values |= {"before": day_span(*before, lang), "days": day_span(*now, lang)}
        values["over"] = "" if finished is None else long_day(finished, lang)
        dated = "-on" if news == "finished" and finished is not None else ""
        return get_texts().get(lang, f"news-work-{news}{dated}", **values).replace("г..", "г.")

    return Change(work.id, news, last.made_at, f"work-{last.id}", details, say)


def _at_ends(changes: Sequence[WorkChange], work: Work) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields before the first and after the last change; a field that none of them names is as the work has it."""
    fields = ("state", "planned_start", "planned_end")
    is_now: dict[str, Any] = {"state": work.state}
    is_now |= {name: _iso(getattr(work, name)) for name in fields[1:]}
    for change in changes:
        is_now |= {name: change.changed[name]["to"] for name in fields if name in change.changed}
    was = dict(is_now)
    for change in reversed(changes):
        was |= {name: change.changed[name]["from"] for name in fields if name in change.changed}
    return was, is_now


def read_outage_changes(session: Session, version_ids: Sequence[int]) -> list[Change]:
    """The news of later notices about shut-offs: other days, or that it is called off."""
    if not version_ids:
        return []
    earlier = aliased(OutageVersion)
    statement = (
        select(Outage, OutageVersion, earlier)
        .join(OutageVersion, OutageVersion.outage_id == Outage.id)
        .join(earlier, (earlier.outage_id == Outage.id) & (earlier.version == OutageVersion.version - 1))
        .where(OutageVersion.id.in_(version_ids))
        .order_by(Outage.id, OutageVersion.version)
    )
    found = []
    for _, of_outage in groupby(session.execute(statement).all(), key=lambda row: row[0].id):
        group = list(of_outage)
        change = _outage_change(group[0][0], group[0][2], group[-1][1])
        if change is not None:
            found.append(change)
    return found


def _outage_change(outage: Outage, before: OutageVersion, now: OutageVersion) -> Change | None:
    was, days = (before.first_day, before.last_day), (now.first_day, now.last_day)
    if now.state == "retracted" and before.state != "retracted":
        news: News = "cancelled"
    elif was != days and days != (None, None):
        news = "moved"
    else:
        return None
    details = {
        "outage": outage.id, "news": news, "notice": now.id,
        "from": [_iso(day) for day in was], "to": [_iso(day) for day in days],
    }  # fmt: skip

    def say(lang: Language) -> str:
        what = get_texts().get(lang, f"outage-kind-{outage.kind.replace('_', '-')}").lower()
        values = {"what": what, "before": day_span(*was, lang), "days": day_span(*days, lang)}
        return get_texts().get(lang, f"news-outage-{news}", **values).replace("г..", "г.")

    return Change(outage.id, news, now.received_at, f"outage-{now.id}", details, say)


def read_outages_over(session: Session, outage_ids: Sequence[int], at: datetime) -> list[Change]:
    """That the announced time of shut-offs is over."""
    outages = session.scalars(select(Outage).where(Outage.id.in_(outage_ids)).order_by(Outage.id)).all()
    return [_over(outage, at) for outage in outages]


def _over(outage: Outage, at: datetime) -> Change:
    details = {"outage": outage.id, "news": "over", "to": [_iso(outage.first_day), _iso(outage.last_day)]}

    def say(lang: Language) -> str:
        what = get_texts().get(lang, f"outage-kind-{outage.kind.replace('_', '-')}").lower()
        return get_texts().get(lang, "news-outage-over", what=what)

    return Change(outage.id, "over", at, f"outage-over-{outage.id}-{outage.version}", details, say)


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
