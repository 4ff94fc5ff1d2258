"""The steps that an operator takes on an appeal: forms of the reception's page, each with the version that was seen."""

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from gis_app.appeals.duplicates import merge, split
from gis_app.appeals.facts import author_of
from gis_app.appeals.find_by_number import find_by_number
from gis_app.appeals.hands import change_body, change_topic, take_up
from gis_app.appeals.links import decide_link, is_link_of
from gis_app.appeals.scope import of_the_reception
from gis_app.appeals.status import Given, change_status
from gis_app.appeals.transitions import Status
from gis_app.errors import NotFoundError
from gis_app.pages.given import read_given
from gis_app.pages.reception_appeal import AtDesk

router = APIRouter(prefix="/reception/appeals", tags=["reception"], include_in_schema=False)


class GivenStep(BaseModel):
    """A step as the form sends it; `version` is that of the appeal which the person saw."""

    version: int
    to: Status
    note: str = ""
    body: int | None = None


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
    number: str


class GivenReason(BaseModel):
    """A reason alone."""

    version: int
    note: str = ""


@router.post("/{appeal_id}/take")
def take(desk: AtDesk, appeal_id: int) -> Response:
    """Take an appeal on, or over from another operator."""

    def change(role: str) -> None:
        given = read_given(GivenReason, desk.fields)
        take_up(desk.session, appeal_id, by=desk.user, role=role, at=desk.now, version=given.version)

    return desk.do(appeal_id, change, "taken")


@router.post("/{appeal_id}/steps")
def step(desk: AtDesk, appeal_id: int) -> Response:
    """Bring an appeal to another status, as the table of changes allows: `to`, `note`, `body`."""

    def change(role: str) -> None:
        given = read_given(GivenStep, desk.fields)
        change_status(
            desk.session, appeal_id, given.to, author=author_of(desk.user, role), at=desk.now, version=given.version,
            given=Given(note=given.note, body_id=given.body),
        )  # fmt: skip

    return desk.do(appeal_id, change, "step")


@router.post("/{appeal_id}/topic")
def topic(desk: AtDesk, appeal_id: int) -> Response:
    """Set the topic right."""

    def change(role: str) -> None:
        given = read_given(GivenTopic, desk.fields)
        change_topic(
            desk.session, appeal_id, given.topic, reason=given.note, author=author_of(desk.user, role), at=desk.now,
            version=given.version, today=desk.today, settings=desk.settings,
        )  # fmt: skip

    return desk.do(appeal_id, change, "topic")


@router.post("/{appeal_id}/body")
def body(desk: AtDesk, appeal_id: int) -> Response:
    """Give an appeal that was sent out to another body."""

    def change(role: str) -> None:
        given = read_given(GivenBody, desk.fields)
        change_body(
            desk.session, appeal_id, given.body, reason=given.note, author=author_of(desk.user, role), at=desk.now,
            version=given.version,
        )  # fmt: skip

    return desk.do(appeal_id, change, "body")


@router.post("/{appeal_id}/links/{link_id}")
def link(desk: AtDesk, appeal_id: int, link_id: int) -> Response:
    """Confirm or reject what may explain the appeal."""

    def change(role: str) -> None:
        given = read_given(GivenLink, desk.fields)
        if not is_link_of(desk.session, link_id, appeal_id):
            raise NotFoundError(f"appeal {appeal_id} has no link {link_id}")
        decide_link(desk.session, link_id, given.state, author=author_of(desk.user, role), at=desk.now)

    return desk.do(appeal_id, change, "link", "links")


@router.post("/{appeal_id}/merge")
def join(desk: AtDesk, appeal_id: int) -> Response:
    """Make an appeal a repetition of another one, named by its number."""

    def change(role: str) -> None:
        given = read_given(GivenMerge, desk.fields)
        parent = find_by_number(desk.session, given.number, of_the_reception(desk.user))
        author = author_of(desk.user, role)
        merge(desk.session, appeal_id, parent.id, author=author, at=desk.now, version=given.version)

    return desk.do(appeal_id, change, "merged")


@router.post("/{appeal_id}/split")
def part(desk: AtDesk, appeal_id: int) -> Response:
    """Make a repetition an appeal of its own again."""

    def change(role: str) -> None:
        given = read_given(GivenReason, desk.fields)
        author = author_of(desk.user, role)
        split(desk.session, appeal_id, reason=given.note, author=author, at=desk.now, version=given.version)

    return desk.do(appeal_id, change, "split")
