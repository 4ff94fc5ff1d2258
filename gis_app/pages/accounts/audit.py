"""The audit log as a page for administrators."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from gis_app.accounts.current import SignedIn
from gis_app.audit.queries import AuditFilter, find_entries
from gis_app.dependencies import Language, LanguageDep, SessionDep, SettingsDep
from gis_app.pages.rendering import render_text_page
from gis_app.texts.fluent import get_texts

router = APIRouter(prefix="/admin", tags=["accounts"], include_in_schema=False)


def audit_words(word: str, lang: Language, kind: str = "") -> str:
    """A word of the log in the reader's language; one that nobody has worded yet (`audit-…`) is shown as it is."""
    key = f"audit-{kind}" + re.sub(r"[^a-z]+", "-", word)
    texts = get_texts()
    return texts.get(lang, key) if texts.has(lang, key) else word


def detail_words(details: Mapping[str, Any]) -> str:
    """The details as `key: value`, what is empty left out."""
    return " · ".join(f"{key}: {value}" for key, value in details.items() if value not in (None, [], ""))


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


@router.get("/audit")
def audit_page(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    user: SignedIn,
    actor: Annotated[str, Query(max_length=100)] = "",
    subject: Annotated[str, Query(max_length=100)] = "",
    day: Annotated[str, Query(max_length=10)] = "",
    before: Annotated[int | None, Query(ge=1)] = None,
) -> Response:
    """Who did what, newest first; by actor, subject and day."""
    asked = AuditFilter(actor.strip(), subject.strip(), _day(day), before)
    found, more = find_entries(session, asked)
    kept = {"lang": lang, "actor": asked.actor, "subject": asked.subject, "day": asked.day or ""}
    older = urlencode(kept | {"before": found[-1].id}) if more else None
    entries = [
        {
            "entry": entry,
            "words": audit_words(entry.action, lang),
            "actor": entry.actor if entry.actor_id else audit_words(entry.actor, lang, "actor-"),
            "subject": audit_words(entry.subject, lang, "kind-"),
            "details": detail_words(entry.details),
        }
        for entry in found
    ]
    return render_text_page(request, settings, lang, "admin/audit.html", entries=entries, asked=asked, older=older)
