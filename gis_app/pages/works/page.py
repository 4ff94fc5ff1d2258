"""The page of one work: what everybody is told, and below it what the person who is signed in may do."""

from datetime import date

from fastapi import Request
from sqlalchemy.orm import Session
from starlette.responses import HTMLResponse

from gis_app.accounts.user import CurrentUser
from gis_app.appeals.few import ToldCounts, counts_for
from gis_app.appeals.topics import read_topics
from gis_app.city.neighbours import find_neighbours
from gis_app.dependencies import Language
from gis_app.errors import ForbiddenError, GisAppError, InvalidParameterError, http_status
from gis_app.messages.inbox import was_told
from gis_app.messages.people import people_of_organisation
from gis_app.organisations.contacts import phones_of
from gis_app.outages.queries import OutageFilter, list_outages
from gis_app.pages.outage_kinds import kinds_by_code
from gis_app.pages.picture import HEIGHT_PX, WIDTH_PX, draw_place
from gis_app.pages.rendering import render_text_page
from gis_app.pages.works.offered_reports import actions_beside_reports
from gis_app.pages.works.promised_days import draw_promises
from gis_app.photos.refusal import BadPhotoError
from gis_app.reactions.reading import read_reactions
from gis_app.settings import Settings
from gis_app.site_reports.access import may_report
from gis_app.site_reports.hiding import may_hide
from gis_app.site_reports.reading import read_reports
from gis_app.site_reports.refusal import BadReportError, ReportRefusedError
from gis_app.texts.fluent import get_texts
from gis_app.works.card import read_card
from gis_app.works.extensions.requests import AlreadyDecidedError
from gis_app.works.models import Work
from gis_app.works.taking import ImpossibleChangeError, StaleWorkError

# A work has a shut-off or two; a plan that names one for each house is read in the calendar.
MOST_OUTAGES = 10


def render_work(
    request: Request,
    session: Session,
    settings: Settings,
    lang: Language,
    today: date,
    work_id: int,
    user: CurrentUser | None,
    problem: GisAppError | None = None,
) -> HTMLResponse:
    """The page, complete without a script. With a `problem` it says why the change was not made, under its status.

    Who reports of the work is led to the contractor's page, the one place for it.
    """
    card = read_card(session, work_id, lang, today, settings, user)
    work = session.get_one(Work, work_id)
    done = request.query_params.get("done") == "1" and problem is None
    appeals = counts_for(session, work, user)
    return render_text_page(
        request,
        settings,
        lang,
        "work/work.html",
        status_code=200 if problem is None else http_status(problem),
        work=card,
        picture=draw_place(session, work_id, lang),
        width=WIDTH_PX,
        height=HEIGHT_PX,
        today=today,
        promised=draw_promises(
            card.schedule, card.actual_start, card.actual_end, card.state in ("in_progress", "paused"), today
        ),
        outages=list_outages(session, OutageFilter(work=work_id), lang, today, limit=MOST_OUTAGES).items,
        outage_kinds=kinds_by_code(lang),
        appeals=appeals,
        topics=_topics(appeals, lang),
        neighbours=find_neighbours(session, work_id, lang, today),
        reports=read_reports(session, work_id, lang, user),
        hides_photos=may_hide(user, work),
        reports_it=user is not None and may_report(user, work),
        actions=None if user is None else actions_beside_reports(session, work, user, today),
        problem=None if problem is None else problem_words(problem, lang),
        done=done,
        told=_told(session, work, user) if done else None,
        reactions=read_reactions(session, work_id, lang, today) if card.status == "finished" else None,
        reacted=request.query_params.get("reacted") == "1",
        phones=phones_of(session, [id for id in (work.contractor_id, work.customer_id) if id is not None], today),
    )


def _topics(appeals: ToldCounts, lang: Language) -> list[tuple[str, int]]:
    known = read_topics().by_code()
    return [(known[code].title.in_language(lang), count) for code, count in appeals.by_topic.items()]


def _told(session: Session, work: Work, user: CurrentUser | None) -> bool | None:
    """True: the contractor just got a message. False: nobody there can get one. None: there is nothing to say."""
    if user is None or work.contractor_id is None or work.contractor_id in user.organisation_ids:
        return None
    people = people_of_organisation(session, work.contractor_id)
    return (was_told(session, people, f"/works/{work.id}") or None) if people else False


def problem_words(problem: GisAppError, lang: Language) -> str:
    """Why a change was not made, in the language of the person."""
    if isinstance(problem, ImpossibleChangeError | StaleWorkError):
        return problem.in_language(lang)
    if isinstance(problem, AlreadyDecidedError):
        return get_texts().get(lang, "life-answered-already")
    if isinstance(problem, ForbiddenError):
        return get_texts().get(lang, "life-forbidden")
    if isinstance(problem, InvalidParameterError):
        return get_texts().get(lang, "life-unreadable")
    if isinstance(problem, BadPhotoError | BadReportError | ReportRefusedError):
        return problem.in_language(lang)
    raise problem
