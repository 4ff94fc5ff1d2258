"""Steps of the reception's operators on an appeal."""

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from gis_app.appeals.duplicates import merge, split
from gis_app.appeals.facts import Author
from gis_app.appeals.find_by_number import find_by_number
from gis_app.appeals.hands import change_body, change_topic
from gis_app.appeals.links import decide_link, is_link_of
from gis_app.appeals.scope import of_the_reception
from gis_app.errors import NotFoundError
from gis_app.pages.appeals import steps
from gis_app.pages.appeals.desk import RECEPTION, AtDesk, Fields
from gis_app.pages.given import read_given

router = APIRouter(prefix="/reception/appeals", tags=["reception"], include_in_schema=False)


class GivenTopic(BaseModel):
    """Another topic, and why."""

    version: int
    topic: str
    note: str = ""


class GivenBody(BaseModel):
    """Another body, and why."""

    version: int
    body: int
    note: str = ""


class GivenLink(BaseModel):
    """A person's word about a link."""

    state: Literal["confirmed", "rejected"]


class GivenMerge(BaseModel):
    """The number of the appeal that this one repeats."""

    version: int
    number: str = ""


@router.post("/{appeal_id}/take")
def take(desk: AtDesk, fields: Fields, appeal_id: int) -> Response:
    """Take an appeal on, or over from another operator."""
    return steps.take(desk, RECEPTION, appeal_id, fields)


@router.post("/{appeal_id}/steps")
def step(desk: AtDesk, fields: Fields, appeal_id: int) -> Response:
    """Bring an appeal to another status; an inspector opens again what was answered badly."""
    return steps.step(desk, RECEPTION, appeal_id, fields)


@router.post("/{appeal_id}/answer")
def answer(desk: AtDesk, fields: Fields, appeal_id: int) -> Response:
    """Send an answer, or keep a draft."""
    return steps.answer(desk, RECEPTION, appeal_id, fields)


@router.post("/{appeal_id}/term")
def extend(desk: AtDesk, fields: Fields, appeal_id: int) -> Response:
    """Give the answer more time."""
    return steps.extend(desk, RECEPTION, appeal_id, fields)


@router.post("/{appeal_id}/question")
def ask(desk: AtDesk, fields: Fields, appeal_id: int) -> Response:
    """Ask the applicant something."""
    return steps.ask(desk, RECEPTION, appeal_id, fields)


@router.post("/{appeal_id}/topic")
def topic(desk: AtDesk, fields: Fields, appeal_id: int) -> Response:
    """Set the topic right."""

    def change(author: Author) -> None:
        given = read_given(GivenTopic, fields)
        change_topic(
            desk.session, appeal_id, given.topic, reason=given.note, author=author, at=desk.now,
            version=given.version, today=desk.today, settings=desk.settings,
        )  # fmt: skip

    return desk.do(RECEPTION, appeal_id, fields, change, "topic")


@router.post("/{appeal_id}/body")
def body(desk: AtDesk, fields: Fields, appeal_id: int) -> Response:
    """Give an appeal that was sent out to another body."""

    def change(author: Author) -> None:
        given = read_given(GivenBody, fields)
        change_body(
            desk.session, appeal_id, given.body, reason=given.note, author=author, at=desk.now, version=given.version
        )

    return desk.do(RECEPTION, appeal_id, fields, change, "body")


@router.post("/{appeal_id}/links/{link_id}")
def link(desk: AtDesk, fields: Fields, appeal_id: int, link_id: int) -> Response:
    """Confirm or reject what may explain the appeal."""

    def change(author: Author) -> None:
        given = read_given(GivenLink, fields)
        if not is_link_of(desk.session, link_id, appeal_id):
            raise NotFoundError(f"appeal {appeal_id} has no link {link_id}")
        decide_link(desk.session, link_id, given.state, author=author, at=desk.now)

    return desk.do(RECEPTION, appeal_id, fields, change, "link", "links")


@router.post("/{appeal_id}/merge")
def join(desk: AtDesk, fields: Fields, appeal_id: int) -> Response:
    """Make an appeal a repetition of another one, named by its number."""

    def change(author: Author) -> None:
        given = read_given(GivenMerge, fields)
        parent = find_by_number(desk.session, given.number, of_the_reception(desk.user))
        merge(desk.session, appeal_id, parent.id, author=author, at=desk.now, version=given.version)

    return desk.do(RECEPTION, appeal_id, fields, change, "merged")


@router.post("/{appeal_id}/split")
def part(desk: AtDesk, fields: Fields, appeal_id: int) -> Response:
    """Make a repetition an appeal of its own again."""

    def change(author: Author) -> None:
        given = read_given(steps.GivenReason, fields)
        split(desk.session, appeal_id, reason=given.note, author=author, at=desk.now, version=given.version)

    return desk.do(RECEPTION, appeal_id, fields, change, "split")
