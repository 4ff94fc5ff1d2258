"""One page of an appeal for three kinds of people: the reception, an executor, a contractor. Each finds its own appeals
alone, and is offered the steps of its role.

A step that cannot be taken comes back to the same page with the reason in words and what was typed; somebody else's
quicker hand is told by name.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final

from fastapi import Depends, Request
from sqlalchemy.orm import Session
from starlette.responses import HTMLResponse, RedirectResponse, Response

from gis_app.accounts.current import SignedIn
from gis_app.accounts.user import CurrentUser
from gis_app.appeals.facts import Author, author_of
from gis_app.appeals.models import Appeal, Applicant
from gis_app.appeals.scope import acting_role, find_for_contractor, find_for_executor, find_for_reception
from gis_app.appeals.status import StaleAppealError
from gis_app.appeals.steps import TakenError
from gis_app.dependencies import LanguageDep, NowDep, SessionDep, SettingsDep, TodayDep
from gis_app.errors import ConflictError, NotFoundError, UsageError
from gis_app.pages.appeals.view import appeal_context, stale_words
from gis_app.pages.given import GivenFields
from gis_app.pages.rendering import render
from gis_app.pages.scripts import RECEPTION_PAGE, entry_of
from gis_app.texts.fluent import get_texts


@dataclass(frozen=True, slots=True)
class Window:
    """Whose page it is: where it lies, and which appeals are found there."""

    name: str
    home: str
    find: Callable[[Session, CurrentUser, int], Appeal]

    def page(self, appeal_id: int) -> str:
        """The path of an appeal's page."""
        return f"{self.home}/{'' if self.home.endswith('appeals') else 'appeals/'}{appeal_id}"


RECEPTION: Final = Window("reception", "/reception", find_for_reception)
EXECUTOR: Final = Window("executor", "/executor", find_for_executor)
CONTRACTOR: Final = Window("contractor", "/contractor/appeals", find_for_contractor)
# What a page says after a step; the word of a link.
DONE: Final = frozenset(
    {"taken", "step", "topic", "body", "link", "merged", "split", "answered", "draft", "made", "known", "asked",
     "extended", "sent", "returned", "reply", "consulted", "followed"}
)  # fmt: skip


class Desk:
    """What every page and step of an appeal needs, as one dependency."""

    def __init__(
        self,
        request: Request,
        session: SessionDep,
        settings: SettingsDep,
        lang: LanguageDep,
        today: TodayDep,
        now: NowDep,
        user: SignedIn,
    ) -> None:
        self.request, self.session, self.settings, self.lang = request, session, settings, lang
        self.today, self.now, self.user = today, now, user

    def show(
        self,
        window: Window,
        appeal_id: int,
        *,
        problem: str | None = None,
        typed: Mapping[str, Any] | None = None,
        applicant: Applicant | None = None,
        status_code: int = 200,
    ) -> HTMLResponse:
        """The page of an appeal, with what hindered a step and what was typed."""
        appeal = window.find(self.session, self.user, appeal_id)
        query = self.request.query_params
        role = "contractor" if window is CONTRACTOR else acting_role(self.user, appeal)
        context = appeal_context(
            self.session,
            self.settings,
            self.user,
            appeal,
            self.lang,
            self.today,
            role,
            query.get("template", ""),
            self.now,
            names_applicant=applicant is not None,
        )
        return render(
            self.request, self.settings, self.lang, "reception/appeal.html", entry_of(RECEPTION_PAGE),
            status_code=status_code, problem=problem, typed=typed or {}, applicant=applicant,
            done="" if problem else self.done(),
            me=self.user.id, window=window, base=window.page(appeal_id), **context,
        )  # fmt: skip

    def done(self) -> str:
        """What the link says was done just now; empty for nothing."""
        said = self.request.query_params.get("done", "")
        return said if said in DONE else ""

    def author(self, appeal: Appeal) -> Author:
        """The person in the role in which it acts on an appeal; an executor in that of the body that has it."""
        role = acting_role(self.user, appeal)
        return author_of(self.user, role, appeal.body_id if role == "executor" else None)

    def do(
        self,
        window: Window,
        appeal_id: int,
        fields: Mapping[str, Any],
        change: Callable[[Author], object],
        done: str,
        anchor: str = "main",
        *,
        author: Author | None = None,
    ) -> Response:
        """Make a change in a savepoint; what is refused leaves nothing behind.

        `author` is who makes it, where that is not told by the person's role for the appeal.
        """
        appeal = window.find(self.session, self.user, appeal_id)
        author = author or self.author(appeal)
        try:
            with self.session.begin_nested():
                change(author)
        except (ConflictError, UsageError) as problem:
            self.session.expire_all()
            status = 409 if isinstance(problem, ConflictError) else 400
            said = self.said(appeal_id, problem)
            return self.show(window, appeal_id, problem=said, typed=fields, status_code=status)
        self.session.expire_all()
        try:
            window.find(self.session, self.user, appeal_id)
        except NotFoundError:  # given back or passed on: it is another's now
            return RedirectResponse(f"{window.home}?lang={self.lang}&done={done}", 303)
        return RedirectResponse(f"{window.page(appeal_id)}?lang={self.lang}&done={done}#{anchor}", 303)

    def said(self, appeal_id: int, problem: ConflictError | UsageError) -> str:
        """What hindered, in words; of somebody quicker, who it was and when."""
        if isinstance(problem, StaleAppealError | TakenError):
            return stale_words(self.session, appeal_id, self.lang)
        in_language = getattr(problem, "in_language", None)
        return str(in_language(self.lang)) if in_language else get_texts().get(self.lang, "reception-refused")


AtDesk = Annotated[Desk, Depends()]
Fields = GivenFields
