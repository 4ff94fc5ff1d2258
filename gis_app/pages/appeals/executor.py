"""An executor's queue: the appeals that the own body answers for, by their day, and the page of each."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from gis_app.appeals.queue import Asker, count_views, read_page
from gis_app.appeals.queue_filter import QueueFilter, View
from gis_app.appeals.scope import of_the_executor
from gis_app.appeals.topics import read_topics
from gis_app.pages.appeals import steps
from gis_app.pages.appeals.desk import EXECUTOR, AtDesk, Fields
from gis_app.pages.appeals.queue_words import tabs, total_words
from gis_app.pages.rendering import render
from gis_app.pages.scripts import RECEPTION_PAGE, entry_of

router = APIRouter(prefix="/executor", tags=["reception"], include_in_schema=False)
_VIEWS: tuple[View, ...] = ("executors", "overdue", "today", "soon", "closed")


@router.get("")
def queue_page(
    desk: AtDesk,
    view: Annotated[str, Query()] = "",
    q: Annotated[str, Query(max_length=200)] = "",
    after: Annotated[str, Query(max_length=60)] = "",
) -> Response:
    """What the body has to answer, urgent ones first, then by the day; found by words and by views."""
    own = of_the_executor(desk.user)
    asker = Asker(desk.user.id, desk.today, desk.settings.holiday_country, desk.lang, own)
    asked = QueueFilter(view=next((one for one in _VIEWS if one == view), "executors"), words=" ".join(q.split()))
    page = read_page(desk.session, asked, asker, after=after)
    return render(
        desk.request, desk.settings, desk.lang, "reception/executor.html", entry_of(RECEPTION_PAGE),
        asked=asked, found=page, done=desk.done(), after=after, topics=read_topics().by_code(),
        tabs=tabs(asked, count_views(desk.session, asker), desk.lang, _VIEWS),
        total_words=total_words(page.total, desk.lang),
    )  # fmt: skip


@router.get("/appeals/{appeal_id}")
def appeal_page(desk: AtDesk, appeal_id: int) -> Response:
    """One appeal of the own body, without who wrote it."""
    return desk.show(EXECUTOR, appeal_id)


@router.post("/appeals/{appeal_id}/take")
def take(desk: AtDesk, fields: Fields, appeal_id: int) -> Response:
    """Take an appeal into work."""
    return steps.take(desk, EXECUTOR, appeal_id, fields)


@router.post("/appeals/{appeal_id}/steps")
def step(desk: AtDesk, fields: Fields, appeal_id: int) -> Response:
    """Give an appeal back to the reception, or pass it on to the body that is competent."""
    return steps.step(desk, EXECUTOR, appeal_id, fields)


@router.post("/appeals/{appeal_id}/answer")
def answer(desk: AtDesk, fields: Fields, appeal_id: int) -> Response:
    """Answer, or keep a draft."""
    return steps.answer(desk, EXECUTOR, appeal_id, fields)


@router.post("/appeals/{appeal_id}/term")
def extend(desk: AtDesk, fields: Fields, appeal_id: int) -> Response:
    """Ask the law for more time."""
    return steps.extend(desk, EXECUTOR, appeal_id, fields)


@router.post("/appeals/{appeal_id}/question")
def ask(desk: AtDesk, fields: Fields, appeal_id: int) -> Response:
    """Ask the applicant something."""
    return steps.ask(desk, EXECUTOR, appeal_id, fields)
