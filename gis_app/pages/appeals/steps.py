"""The steps that a person takes on an appeal, as forms send them: each with the version of the appeal that was seen."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel
from starlette.responses import Response

from gis_app.appeals.answering import save_draft, send_answer
from gis_app.appeals.drafting import draft_answer
from gis_app.appeals.extending import extend_deadline
from gis_app.appeals.facts import Author
from gis_app.appeals.hands import take_over
from gis_app.appeals.holding import hold
from gis_app.appeals.models import Appeal
from gis_app.appeals.solved import confirm_solved, reopen
from gis_app.appeals.status import Given, ImpossibleStepError, StaleAppealError, change_status
from gis_app.appeals.steps import redirect, refuse, send_back, send_to, withdraw
from gis_app.appeals.steps import take as take_on
from gis_app.appeals.talking import ask_back
from gis_app.appeals.transitions import Status
from gis_app.pages.appeals.desk import Desk, Window
from gis_app.pages.given import read_given

Fields = Mapping[str, Any]


class GivenStep(BaseModel):
    """A step as the form sends it; `version` is that of the appeal which the person saw."""

    version: int
    to: Status
    note: str = ""
    body: int | None = None


class GivenAnswer(BaseModel):
    """An answer, to be sent or kept as a draft."""

    version: int
    text: str = ""
    do: str = "send"
    at_contact: bool = False


class GivenTerm(BaseModel):
    """A longer term, and why."""

    version: int
    until: date | None = None
    note: str = ""


class GivenReason(BaseModel):
    """Words, and the version that the person saw."""

    version: int
    note: str = ""


def take(desk: Desk, window: Window, appeal_id: int, fields: Fields) -> Response:
    """Take an appeal on; the reception also over from another operator."""

    def change(author: Author) -> None:
        given = read_given(GivenReason, fields)
        appeal = desk.session.get_one(Appeal, appeal_id)
        if appeal.status == "in_check" and author.role in ("operator", "administrator"):
            take_over(desk.session, appeal_id, author=author, at=desk.now, version=given.version)
        else:
            take_on(desk.session, appeal_id, author=author, at=desk.now, version=given.version)

    return desk.do(window, appeal_id, fields, change, "taken")


def step(desk: Desk, window: Window, appeal_id: int, fields: Fields, only: frozenset[str] | None = None) -> Response:
    """Bring an appeal to another status, as the table of changes allows: `to` (one of `only`), `note`, `body`."""

    def change(author: Author) -> None:
        given = read_given(GivenStep, fields)
        if only is not None and given.to not in only:
            raise ImpossibleStepError("no-such-step")
        _step(desk, appeal_id, given, author)

    done = {"sent": "sent", "in_check": "returned"}.get(str(fields.get("to")), "step")
    return desk.do(window, appeal_id, fields, change, done)


def _step(desk: Desk, appeal_id: int, given: GivenStep, author: Author) -> None:
    session, at, settings = desk.session, desk.now, desk.settings
    appeal = hold(session, appeal_id, author, given.version)
    if given.to in ("sent", "redirected") and given.body is None:
        raise ImpossibleStepError("needs-body")
    if given.to == "sent":
        send_to(session, appeal_id, given.body or 0, author=author, at=at, note=given.note)
    elif given.to == "redirected":
        redirect(session, appeal_id, given.body or 0, given.note, author=author, at=at, settings=settings)
    elif given.to == "refused":
        refuse(session, appeal_id, given.note, author=author, at=at, settings=settings)
    elif given.to == "in_check" and appeal.status in ("sent", "in_work", "redirected"):
        send_back(session, appeal_id, given.note, author=author, at=at)
    elif given.to == "reopened":
        reopen(session, appeal_id, given.note, author=author, at=at, settings=settings)
    elif given.to == "confirmed":
        confirm_solved(session, appeal_id, author=author, at=at)
    elif given.to == "withdrawn":
        withdraw(session, appeal_id, author=author, at=at, note=given.note)
    elif given.to in ("registered", "in_work") and appeal.status != "duplicate":
        change_status(session, appeal_id, given.to, author=author, at=at, version=None, given=Given(given.note))
    else:
        # Answers, repetitions (joining and parting) and taking up have forms of their own.
        raise ImpossibleStepError("no-such-step")


def answer(desk: Desk, window: Window, appeal_id: int, fields: Fields) -> Response:
    """Send an answer, or keep it as a draft that others find."""
    is_draft = fields.get("do") == "draft"

    def change(author: Author) -> None:
        given = read_given(GivenAnswer, fields)
        if is_draft:
            appeal = hold(desk.session, appeal_id, author)
            if appeal.version != given.version:
                raise StaleAppealError("somebody else has changed this appeal meanwhile")
            save_draft(desk.session, appeal_id, given.text, author=author, at=desk.now, basis=basis())
            return
        send_answer(
            desk.session, appeal_id, given.text, author=author, at=desk.now, settings=desk.settings,
            version=given.version, basis=basis(), at_contact=given.at_contact and author.role != "executor",
        )  # fmt: skip

    def basis() -> dict[str, Any]:
        # What the program would say now: the works in it are those whose changes the applicant is told of.
        return draft_answer(desk.session, appeal_id, today=desk.today).basis

    return desk.do(window, appeal_id, fields, change, "draft" if is_draft else "answered", "answer")


def extend(desk: Desk, window: Window, appeal_id: int, fields: Fields) -> Response:
    """Give the answer more time, for a reason and within the law."""

    def change(author: Author) -> None:
        given = read_given(GivenTerm, fields)
        extend_deadline(
            desk.session, appeal_id, reason=given.note, until=given.until, author=author, at=desk.now,
            settings=desk.settings, version=given.version,
        )  # fmt: skip

    return desk.do(window, appeal_id, fields, change, "extended")


def ask(desk: Desk, window: Window, appeal_id: int, fields: Fields) -> Response:
    """Ask the applicant something."""

    def change(author: Author) -> None:
        given = read_given(GivenReason, fields)
        ask_back(
            desk.session, appeal_id, given.note, author=author, at=desk.now, settings=desk.settings,
            version=given.version,
        )  # fmt: skip

    return desk.do(window, appeal_id, fields, change, "asked")
