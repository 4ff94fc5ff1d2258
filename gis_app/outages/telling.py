"""Telling contractors and executors of shut-offs over their works, after the notices are stored: by a job of its own.

A notice may come in a file with thousands of others: the job asks and tells of them together, in a number of statements
that does not grow. What is told follows from the shut-off as it is by then, and from what the person heard before:
so one that comes twice, or late, tells nobody twice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from gis_app.jobs.queue import defer
from gis_app.messages import Occasion, people_by_organisation, tell_each
from gis_app.messages.kinds import kind_of
from gis_app.outages.models import Outage
from gis_app.outages.over_works import ToldBefore, find_over_works, find_told
from gis_app.texts.fluent import get_texts

TELL_TASK: Final = "outages.tell_over_works"
KIND: Final = "outage_over_work"
# The end of the key of a last word about a shut-off: it is off, or no longer where the person works.
_LAST = "-off"
_LANGUAGES: Final = ("kk", "ru", "en")


def tell_later(session: Session, outage_ids: Iterable[int], by_id: int | None = None) -> None:
    """Queue the job that tells of changed shut-offs, in the writer's transaction; `by_id` did it and is not told."""
    if ids := sorted(set(outage_ids)):
        defer(session, TELL_TASK, outages=ids, by=by_id)


def tell_over_works(session: Session, outage_ids: Collection[int], today: date, by_id: int | None = None) -> int:
    """Tell of shut-offs as they are now; how many were told. One that is over by `today` is no news."""
    outages = {one.id: one for one in session.scalars(select(Outage).where(Outage.id.in_(outage_ids)))}
    coming = {id: one for id, one in outages.items() if (one.last_day or one.first_day or today) >= today}
    told = _heard(session, coming.values())
    over = find_over_works(session, list(coming), today)
    people = people_by_organisation(session, {one.contractor_id for one in over}, kind_of(KIND).to)
    occasions: list[Occasion] = []
    reached: set[tuple[int, int]] = set()
    for one in over:
        outage = coming[one.outage_id]
        again = "extended" if outage.state == "extended" else "changed"
        for news, to in _parted(people.get(one.contractor_id, set()), told, outage.id, again):
            values: dict[str, str | int] = {**one.values, "count": one.works}
            occasions.append(_occasion(outage, news, to, values))
        reached.update((outage.id, who) for who in people.get(one.contractor_id, ()))
    for (outage_id, who), last in told.items():
        if (outage_id, who) not in reached and not last.key.endswith(_LAST):
            news = "retracted" if coming[outage_id].state == "retracted" else "away"
            kept = {name: last.values[name] for name in ("place", "count", *(f"work_{lang}" for lang in _LANGUAGES))}
            occasions.append(_occasion(coming[outage_id], news, {who}, kept, _LAST))
    return tell_each(session, KIND, occasions, by=by_id)


def _heard(session: Session, outages: Iterable[Outage]) -> dict[tuple[int, int], ToldBefore]:
    """What was told of former notices, by shut-off and person."""
    keys = {
        _key(one.id, version, end): one.id
        for one in outages
        for version in range(1, one.version)
        for end in ("", _LAST)
    }
    return {(one.outage_id, one.user_id): one for one in find_told(session, keys)} if keys else {}


def _parted(
    people: set[int], told: Mapping[tuple[int, int], ToldBefore], outage_id: int, again: str
) -> list[tuple[str, set[int]]]:
    """Those to whom the shut-off is new, and those who know of it."""
    knowing = {who for who in people if (last := told.get((outage_id, who))) and not last.key.endswith(_LAST)}
    return [("published", people - knowing), (again, knowing)]


def _occasion(outage: Outage, news: str, to: set[int], values: Mapping[str, str | int], end: str = "") -> Occasion:
    texts = get_texts()
    said: dict[str, str | int | date | None] = {**values, "days_first": outage.first_day, "days_last": outage.last_day}
    for lang in _LANGUAGES:
        said[f"news_{lang}"] = texts.get(lang, f"outage-news-{news}")
        said[f"what_{lang}"] = texts.get(lang, f"outage-kind-{outage.kind.replace('_', '-')}")
    return Occasion(_key(outage.id, outage.version, end), to, f"/outages/{outage.id}", said)


def _key(outage_id: int, version: int, end: str) -> str:
    return f"outage-{outage_id}-{version}{end}"
