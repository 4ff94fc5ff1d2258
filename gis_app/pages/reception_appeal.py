"""The reception's page of one appeal, and the steps that an operator takes on it.

A step that cannot be taken comes back to the same page with the reason in words and what was typed; somebody else's
quicker hand is told by name.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse
from sqlalchemy.orm import Session
from starlette.responses import RedirectResponse, Response

from gis_app.accounts.current import SignedIn
from gis_app.accounts.user import CurrentUser
from gis_app.appeals.scope import acting_role, find_for_reception
from gis_app.appeals.status import StaleAppealError
from gis_app.dependencies import Language, LanguageDep, NowDep, SessionDep, SettingsDep, TodayDep
from gis_app.errors import ConflictError, UsageError
from gis_app.pages.given import GivenFields
from gis_app.pages.reception_appeal_view import appeal_context, stale_words
from gis_app.pages.rendering import render
from gis_app.pages.scripts import RECEPTION_PAGE, entry_of
from gis_app.settings import Settings
from gis_app.texts.fluent import get_texts

router = APIRouter(prefix="/reception/appeals", tags=["reception"], include_in_schema=False)


def render_appeal(
    request: Request,
    session: Session,
    settings: Settings,
    lang: Language,
    today: date,
    user: CurrentUser,
    appeal_id: int,
    *,
    problem: str | None = None,
    typed: Mapping[str, Any] | None = None,
    done: str = "",
    status_code: int = 200,
) -> HTMLResponse:
    """The page of an appeal, with what hindered a step and what was typed."""
    appeal = find_for_reception(session, user, appeal_id)
    context = appeal_context(session, settings, user, appeal, lang, today, acting_role(user, appeal))
    return render(
        request, settings, lang, "reception/appeal.html", entry_of(RECEPTION_PAGE), status_code=status_code,
        problem=problem, typed=typed or {}, done=done if done in DONE else "", me=user.id, **context,
    )  # fmt: skip


# What a page says after a step; the word of a link.
DONE = frozenset({"taken", "step", "topic", "body", "link", "merged", "split", "answered", "made", "known"})


@router.get("/{appeal_id}", response_class=HTMLResponse)
def appeal_page(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    today: TodayDep,
    user: SignedIn,
    appeal_id: int,
    done: Annotated[str, Query()] = "",
) -> HTMLResponse:
    """One appeal with what explains it, its story, and what may be done now."""
    return render_appeal(request, session, settings, lang, today, user, appeal_id, done=done)


class Desk:
    """What every step of this page needs, as one dependency."""

    def __init__(
        self,
        request: Request,
        session: SessionDep,
        settings: SettingsDep,
        lang: LanguageDep,
        today: TodayDep,
        now: NowDep,
        user: SignedIn,
        fields: GivenFields,
    ) -> None:
        self.request, self.session, self.settings, self.lang = request, session, settings, lang
        self.today, self.now, self.user, self.fields = today, now, user, fields

    def do(self, appeal_id: int, change: Callable[[str], object], done: str, anchor: str = "main") -> Response:
        """Make a change in a savepoint, in the person's role; what is refused leaves nothing behind."""
        appeal = find_for_reception(self.session, self.user, appeal_id)
        role = acting_role(self.user, appeal)
        try:
            with self.session.begin_nested():
                change(role)
        except (ConflictError, UsageError) as problem:
            self.session.expire_all()
            return render_appeal(
                self.request, self.session, self.settings, self.lang, self.today, self.user, appeal_id,
                problem=self.said(appeal_id, problem), typed=self.fields,
                status_code=409 if isinstance(problem, ConflictError) else 400,
            )  # fmt: skip
        return RedirectResponse(f"/reception/appeals/{appeal_id}?lang={self.lang}&done={done}#{anchor}", 303)

    def said(self, appeal_id: int, problem: ConflictError | UsageError) -> str:
        """What hindered, in words; of somebody quicker, who it was and when."""
        if isinstance(problem, StaleAppealError):
            return stale_words(self.session, appeal_id, self.lang)
        in_language = getattr(problem, "in_language", None)
        return in_language(self.lang) if in_language else get_texts().get(self.lang, "reception-refused")


AtDesk = Annotated[Desk, Depends()]
