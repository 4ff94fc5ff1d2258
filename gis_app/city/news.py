"""What the feeds tell: works by their last change, works by the day they were finished, shut-offs by their notice."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from gis_app.city.feeds import MOST_ENTRIES, Entry
from gis_app.city.shutoffs import PublicOutages, find_last_news
from gis_app.dependencies import Language
from gis_app.outages.queries import read_lines as read_outage_lines
from gis_app.texts.fluent import get_texts
from gis_app.texts.formats import day_span
from gis_app.works.models import Work
from gis_app.works.queries import read_lines, says_place


def works_news(
    session: Session, conditions: Sequence[ColumnElement[bool]], by: Any, lang: Language, today: date
) -> list[Entry]:
    """The works of a part of the plan, the latest by the column `by` first."""
    order = by.desc().nulls_last()
    asked = select(Work.id, Work.updated_at).where(*conditions).order_by(order, Work.id.desc()).limit(MOST_ENTRIES)
    changed = {row[0]: row[1] for row in session.execute(asked)}
    lines = read_lines(session, list(changed), lang, today)
    return [_of_work(lines[id], at, lang) for id, at in changed.items()]


def _of_work(line: Any, at: datetime, lang: Language) -> Entry:
    status = get_texts().get(lang, f"status-{line.status.replace('_', '-')}")
    days = day_span(line.planned_start, line.planned_end, lang)
    contractor = [line.contractor.name] if line.contractor else []
    title = line.title if says_place(line.title, line.location) else f"{line.title}: {line.location}"
    summary = ". ".join([status, days, *contractor])
    if line.is_training:
        summary += f"\n{get_texts().get(lang, 'follow-mail-training')}"
    return Entry(f"/works/{line.id}", title, summary, at)


def outage_news(session: Session, asked: PublicOutages, lang: Language, today: date) -> list[Entry]:
    """The shut-offs that are not over, the latest notice first."""
    news = find_last_news(session, asked, today, MOST_ENTRIES)
    lines = read_outage_lines(session, list(news), lang, today)
    told = []
    for id, at in news.items():
        line = lines[id]
        days = day_span(line.first_day, line.last_day, lang)
        summary = f"{days}. {line.publisher}"
        if line.is_training:
            summary += f"\n{get_texts().get(lang, 'outage-training')}"
        told.append(Entry(f"/outages/{id}", f"{line.kind_title}: {line.place}", summary, at))
    return told
