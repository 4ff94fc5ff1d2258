"""The page of a work's whole life, for everybody and for who has a part in it; it is made to be printed."""

from collections.abc import Iterator
from datetime import datetime, time
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from sqlalchemy.orm import Session

from gis_app.accounts.current import MaybeUser
from gis_app.accounts.user import CurrentUser
from gis_app.dependencies import Language, LanguageDep, SessionDep, SettingsDep, TodayDep
from gis_app.errors import NotFoundError
from gis_app.pages.formats import percent
from gis_app.pages.rendering import render
from gis_app.pages.scripts import HISTORY_PAGE, entry_of
from gis_app.settings import Settings
from gis_app.site_reports.reading import read_reports
from gis_app.texts.fluent import get_texts
from gis_app.works.chronicle import Entry, read_chronicle
from gis_app.works.filters import is_hidden
from gis_app.works.history import events_of, moved, versions_of
from gis_app.works.models import Work, WorkType
from gis_app.works.queries import title_of, type_of_work
from gis_app.works.standing import roles_at
from gis_app.works.status import status_on

router = APIRouter(tags=["pages"], include_in_schema=False)


@router.get("/works/{work_id}/history", response_class=HTMLResponse)
def work_history_page(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    today: TodayDep,
    user: MaybeUser,
    work_id: int,
) -> HTMLResponse:
    """Everything that was promised, done and changed, the latest first. A draft is there for who has a part in it."""
    work = session.get(Work, work_id)
    having = frozenset() if work is None or user is None else roles_at(user, work)
    if work is None or (not having and is_hidden(session, work)):
        raise NotFoundError(f"no work has the id {work_id}")
    kind = session.get_one(WorkType, work.type_code)
    title, title_lang = title_of(work, kind, lang)
    return render(
        request,
        settings,
        lang,
        "work/history.html",
        entry_of(HISTORY_PAGE),
        work=work,
        kind=type_of_work(kind, lang),
        title=title,
        title_lang=title_lang,
        status=status_on(work.state, work.planned_start, work.planned_end, today),
        moved=moved(versions_of(session, work_id), events_of(session, work_id), lang),
        entries=sorted(
            [*read_chronicle(session, work, lang, having), *_reports(session, settings, work_id, lang, user)],
            key=lambda one: one.at,
            reverse=True,
        ),
        has_part=bool(having),
        today=today,
    )


def _reports(
    session: Session, settings: Settings, work_id: int, lang: Language, user: CurrentUser | None
) -> Iterator[Entry]:
    """The reports of the building site; the public is told their day alone, so they stand at its noon."""
    for one in read_reports(session, work_id, lang, user).reports:
        noon = datetime.combine(one.on_day, time(12), ZoneInfo(settings.time_zone))
        done = one.progress_percent
        yield Entry(
            "report",
            noon if one.own is None else one.own.received_at,
            one.by if one.own is None else f"{one.by}, {one.own.author}",
            code=one.kind,
            on_day=one.on_day,
            reason=None if one.own is None else one.own.note,
            lines=() if done is None else (get_texts().get(lang, "history-done", share=percent(done / 100, lang)),),
            photos=tuple((photo.url, photo.thumb) for photo in one.photos),
        )
