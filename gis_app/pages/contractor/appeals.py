"""A contractor's view of the appeals that its works explain: no word about who wrote them, and its own reply."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel
from starlette.responses import Response

from gis_app.appeals.facts import Author, author_of
from gis_app.appeals.hands import contractors_reply
from gis_app.appeals.queue import Asker, read_page
from gis_app.appeals.queue_filter import QueueFilter
from gis_app.appeals.scope import contractors_of, of_the_contractor
from gis_app.appeals.topics import read_topics
from gis_app.pages.appeals import steps
from gis_app.pages.appeals.desk import CONTRACTOR, AtDesk, Fields
from gis_app.pages.appeals.queue_words import total_words
from gis_app.pages.given import read_given
from gis_app.pages.rendering import render
from gis_app.pages.scripts import RECEPTION_PAGE, entry_of


class GivenReply(BaseModel):
    """What a contractor says about an appeal."""

    note: str = ""


router = APIRouter(prefix="/contractor/appeals", tags=["reception"], include_in_schema=False)


@router.get("")
def list_page(
    desk: AtDesk, view: Annotated[str, Query()] = "", after: Annotated[str, Query(max_length=60)] = ""
) -> Response:
    """The appeals about the own works, the open ones first; all of them in another view."""
    own = of_the_contractor(desk.user)
    asker = Asker(desk.user.id, desk.today, desk.settings.holiday_country, desk.lang, own)
    asked = QueueFilter(view="all" if view == "all" else "open")
    page = read_page(desk.session, asked, asker, after=after)
    return render(
        desk.request, desk.settings, desk.lang, "reception/contractor.html", entry_of(RECEPTION_PAGE),
        asked=asked, found=page, done=desk.done(), after=after, topics=read_topics().by_code(),
        total_words=total_words(page.total, desk.lang),
    )  # fmt: skip


@router.get("/{appeal_id}")
def appeal_page(desk: AtDesk, appeal_id: int) -> Response:
    """One appeal about an own work."""
    return desk.show(CONTRACTOR, appeal_id)


@router.post("/{appeal_id}/reply")
def reply(desk: AtDesk, fields: Fields, appeal_id: int) -> Response:
    """What the contractor says about it: read by whoever answers, never sent to the applicant as it stands."""
    appeal = CONTRACTOR.find(desk.session, desk.user, appeal_id)
    own = contractors_of(desk.user)
    organisation = appeal.body_id if appeal.body_id in own else own[0]

    def change(author: Author) -> None:
        given = read_given(GivenReply, fields)
        contractors_reply(desk.session, appeal_id, given.note, author=author, at=desk.now)

    author = author_of(desk.user, "contractor", organisation)
    return desk.do(CONTRACTOR, appeal_id, fields, change, "reply", "story-title", author=author)


@router.post("/{appeal_id}/answer")
def answer(desk: AtDesk, fields: Fields, appeal_id: int) -> Response:
    """Answer an appeal that was sent to the contractor itself: its warranty covers the place."""
    return steps.answer(desk, CONTRACTOR, appeal_id, fields)


@router.post("/{appeal_id}/steps")
def step(desk: AtDesk, fields: Fields, appeal_id: int) -> Response:
    """Take into work, or give back, an appeal that was sent to the contractor itself."""
    return steps.step(desk, CONTRACTOR, appeal_id, fields, only=frozenset({"in_work", "in_check"}))
