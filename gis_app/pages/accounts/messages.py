"""The pages of messages: what happened, what comes by mail, and the link that stops all mails."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from sqlalchemy.orm import Session
from starlette.responses import RedirectResponse, Response

from gis_app.accounts.current import SignedIn
from gis_app.accounts.user import CurrentUser
from gis_app.dependencies import Language, LanguageDep, SessionDep, SettingsDep
from gis_app.messages.choices import choices_of, find_by_token, save_choices, switch_mail
from gis_app.messages.inbox import Pile, kinds_held, mark_read, open_message, read_inbox
from gis_app.messages.kinds import kinds_for, read_kinds
from gis_app.messages.models import MODES
from gis_app.messages.quiet import digest_hour, loud_hours
from gis_app.messages.wording import pile_title, text_key, worded
from gis_app.pages.rendering import render_text_page

router = APIRouter(tags=["messages"], include_in_schema=False)
Kind = Annotated[str, Query(max_length=60)]


def _shown(piles: tuple[Pile, ...], lang: Language) -> list[dict[str, Any]]:
    return [
        {
            "kind": pile.kind,
            "day": pile.day,
            "is_folded": pile.is_folded,
            "title": pile_title(pile.kind, len(pile.messages), lang) if pile.is_folded else "",
            "messages": [(one, worded(one.kind, one.values, lang)) for one in pile.messages],
        }
        for pile in piles
    ]


@router.get("/messages")
def messages_page(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    user: SignedIn,
    kind: Kind = "",
    before: Annotated[int | None, Query(ge=1)] = None,
) -> Response:
    """The person's messages: unread ones first, by day, many of a kind as one line."""
    chosen = kind if kind in read_kinds() else None
    inbox = read_inbox(session, user.id, chosen, before)
    kinds = [(one, text_key(one).replace("message-", "message-choice-")) for one in kinds_held(session, user.id)]
    return render_text_page(
        request, settings, lang, "messages/list.html", unread=_shown(inbox.unread, lang), read=_shown(inbox.read, lang),
        older=inbox.older, kinds=kinds, kind=chosen or "", before=before,
    )  # fmt: skip


@router.get("/messages/{message_id}")
def follow(session: SessionDep, lang: LanguageDep, user: SignedIn, message_id: int) -> Response:
    """Go where a message leads; it is read then."""
    about = open_message(session, user.id, message_id)
    return RedirectResponse(f"{about}{'&' if '?' in about else '?'}lang={lang}", 303)


@router.post("/messages/read")
def read(
    session: SessionDep,
    lang: LanguageDep,
    user: SignedIn,
    ids: Annotated[list[int] | None, Form()] = None,
    kind: Annotated[str, Form(max_length=60)] = "",
) -> Response:
    """Mark messages as read: those named, else all of a kind, else all."""
    chosen = kind if kind in read_kinds() else None
    mark_read(session, user.id, ids=ids, kind=chosen)
    return RedirectResponse(f"/messages?lang={lang}" + (f"&kind={chosen}" if chosen else ""), 303)


@router.get("/account/messages")
def choices_page(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    user: SignedIn,
    done: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """What comes by mail, and when."""
    choices = choices_of(session, user.id)
    topics: dict[str, list[dict[str, str]]] = {}
    for kind in kinds_for(user.roles):
        words = text_key(kind.code).replace("message-", "message-choice-")
        topics.setdefault(kind.topic, []).append(
            {"code": kind.code, "words": words, "mode": choices.mode_of(kind.code)}
        )
    return render_text_page(
        request, settings, lang, "messages/choices.html", topics=topics, modes=MODES, choices=choices,
        hours=loud_hours(settings), hour=digest_hour(settings, choices.digest_hour),
        quiet=(settings.quiet_from_hour, settings.quiet_to_hour), done=done if done in ("saved", "off", "on") else None,
    )  # fmt: skip


@router.post("/account/messages")
async def save(request: Request, session: SessionDep, lang: LanguageDep, user: SignedIn) -> Response:
    """Keep the choices of the form: one field a kind, and the hour of the digest."""
    form = await request.form()
    _keep(session, user, {name: str(value) for name, value in form.items()})
    return RedirectResponse(f"/account/messages?lang={lang}&done=saved", 303)


def _keep(session: Session, user: CurrentUser, form: dict[str, str]) -> None:
    offered = {kind.code for kind in kinds_for(user.roles)}
    hour = form.get("hour", "")
    save_choices(
        session,
        user.id,
        {kind: mode for kind, mode in form.items() if kind in offered},
        int(hour) if hour.isdecimal() else choices_of(session, user.id).digest_hour,
    )


@router.post("/account/messages/mail")
def switch(
    session: SessionDep, lang: LanguageDep, user: SignedIn, on: Annotated[str, Form(max_length=5)] = ""
) -> Response:
    """Nothing by mail, or again what was chosen."""
    switch_mail(session, user.id, on=on == "yes")
    return RedirectResponse(f"/account/messages?lang={lang}&done={'on' if on == 'yes' else 'off'}", 303)


@router.get("/messages/stop/{token}")
def stop_page(request: Request, session: SessionDep, settings: SettingsDep, lang: LanguageDep, token: str) -> Response:
    """The link of a mail for people whose program opens it: asks before it does anything. Needs no signing in."""
    find_by_token(session, token)
    return render_text_page(request, settings, lang, "messages/stop.html", token=token, is_done=False)


@router.post("/messages/stop/{token}")
def stop(request: Request, session: SessionDep, settings: SettingsDep, lang: LanguageDep, token: str) -> Response:
    """Switch all mails about messages off (RFC 8058: a mail program asks without cookies). Does nothing else."""
    switch_mail(session, find_by_token(session, token), on=False)
    return render_text_page(request, settings, lang, "messages/stop.html", token=token, is_done=True)
