"""What the pages of uploaded plans say and show, ready for their templates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from sqlalchemy import select
from sqlalchemy.orm import Session

from gis_app.accounts.roles import PLANNER
from gis_app.accounts.user import CurrentUser
from gis_app.dependencies import Language
from gis_app.geocoding.geocoder import Geocoder
from gis_app.geocoding.models import District
from gis_app.organisations.models import Organisation
from gis_app.pages.explain import MATCH_TYPES
from gis_app.pages.rendering import render
from gis_app.pages.scripts import PLAN_PAGE, entry_of
from gis_app.pages.sketch import HEIGHT, WIDTH, Sketch, draw
from gis_app.settings import Settings
from gis_app.texts.fluent import get_texts
from gis_app.works.draft import DraftWork
from gis_app.works.imports.access import (
    is_own,
    may_decide,
    may_mend,
    may_send_back,
    may_submit,
    may_withdraw,
    organisation_names,
    strange_districts,
)
from gis_app.works.imports.drafts import draft_from_json
from gis_app.works.imports.listing import ROWS_A_PAGE, SHOWS, Show, ShownRow, count_rows, list_uploads, read_page
from gis_app.works.imports.models import Upload
from gis_app.works.imports.receiving import NEW_SOURCE, sources_for
from gis_app.works.imports.uploads import WAITING_STATES
from gis_app.works.plan_columns import TEMPLATE_SOURCE, plan_columns
from layers.work_types import WorkType, read_vocabulary

# The worker's stages in words; any other stage is called by the state.
STAGES = {
    "opening": "imports-stage-opening",
    "reading": "imports-stage-reading",
    "locating": "imports-stage-locating",
    "comparing": "imports-stage-comparing",
}
# Filters that are always offered; the others only when they would show something.
ALWAYS = ("all", "bad", "new")


def render_list(
    request: Request,
    session: Session,
    settings: Settings,
    lang: Language,
    user: CurrentUser,
    *,
    problem: str | None = None,
    status_code: int = 200,
    is_returned: bool = False,
) -> HTMLResponse:
    """The list of uploads with the form for a new one; `problem` is the message of a form that was not taken.

    `is_returned` says that the user has just sent a plan back.
    """
    return render(
        request,
        settings,
        lang,
        "imports/list.html",
        entry_of(PLAN_PAGE),
        status_code=status_code,
        uploads=list_uploads(session, user),
        organisations=list(organisation_names(session, user).items()),
        is_demo=user.is_demo,
        sources=sources_for(session, user),
        names={"template": TEMPLATE_SOURCE, "new": NEW_SOURCE},
        is_planner=user.has(PLANNER),
        most_mb=settings.upload_max_mb,
        problem=problem,
        is_returned=is_returned,
    )


@dataclass(frozen=True, slots=True)
class RowView:
    """A row as the table shows it."""

    shown: ShownRow
    draft: DraftWork
    type: WorkType | None
    sketch: Sketch | None

    @property
    def id(self) -> int:
        """The row's id."""
        return self.shown.row.id

    @property
    def match(self) -> str:
        """The match type as the messages call it."""
        kind = self.draft.match_type
        return kind.replace("_", "-") if kind in MATCH_TYPES else "given"


def view_of(shown: ShownRow, geocoder: Geocoder) -> RowView:
    """A stored row with its type and a small map of its place."""
    draft = draft_from_json(shown.row.draft, shown.geometry)
    kind = read_vocabulary().by_code().get(draft.type_code or "")
    sketch = None if shown.geometry is None else draw(geocoder.register, shown.geometry, [])
    return RowView(shown, draft, kind, sketch)


def page_of_upload(
    session: Session,
    settings: Settings,
    geocoder: Geocoder,
    lang: Language,
    user: CurrentUser,
    upload: Upload,
    show: Show | None,
    page: int,
    *,
    is_late: bool = False,
    problem: str | None = None,
    reason: str = "",
) -> dict[str, Any]:
    """Everything that the page of an upload shows. Without a filter the bad rows come first, when there are any.

    `is_late` says that the user decided about an upload that somebody else had changed meanwhile; `problem` is the
    message of a decision that was not taken, and `reason` what was written for it.
    """
    counts = count_rows(session, upload.id)
    chosen: Show = show or ("bad" if counts["bad"] and upload.state in ("checked", "submitted") else "all")
    rows = [view_of(row, geocoder) for row in read_page(session, upload.id, chosen, page, lang)]
    may_accept = may_decide(user, upload)
    return {
        "upload": upload,
        "organisation": _name_of(session, upload.organisation_id),
        "is_waiting": upload.state in WAITING_STATES,
        "is_late": is_late,
        "problem": problem,
        "reason": reason,
        "progress": progress_of(upload, lang),
        "counts": counts,
        "shows": [one for one in SHOWS if one in ALWAYS or counts[one]],
        "show": chosen,
        "rows": rows,
        "page": page,
        "pages": max(1, -(-counts[chosen] // ROWS_A_PAGE)),
        "gone": upload.gone,
        "vocabulary": read_vocabulary().by_code(),
        "columns": plan_columns(),
        "size": (WIDTH, HEIGHT),
        "currency": settings.currency,
        "may": {
            "mend": may_mend(user, upload),
            "submit": may_submit(user, upload),
            "withdraw": may_withdraw(user, upload),
            "send_back": may_send_back(user, upload),
            "accept": may_accept,
            "map": upload.state in ("failed", "unmapped") and is_own(user, upload),
            "check": upload.state == "failed" and is_own(user, upload),
        },
        "strange": _district_names(session, strange_districts(session, user, upload), lang) if may_accept else [],
        "error": (upload.error or {}).get(lang),
        "note": (upload.note or {}).get(lang),
    }


def _name_of(session: Session, organisation_id: int | None) -> str | None:
    return session.scalar(select(Organisation.name).where(Organisation.id == organisation_id))


def _district_names(session: Session, rows: dict[int, int], lang: Language) -> list[tuple[str, int]]:
    name = getattr(District, f"name_{lang}")
    found = session.execute(select(District.id, name).where(District.id.in_(rows)))
    return [(called, rows[district]) for district, called in found]


def progress_of(upload: Upload, lang: Language) -> dict[str, object]:
    """How far the worker has come: the state, words for it, the share that is done (None when it cannot be told)."""
    texts = get_texts()
    stage = STAGES.get(upload.stage or "") if upload.state == "checking" else None
    if stage is None:
        words = texts.get(lang, f"imports-state-{upload.state}")
        return {"state": upload.state, "version": upload.version, "words": words, "share": None}
    words = texts.get(lang, stage)
    share = upload.rows_done / upload.rows_total if upload.rows_total else None
    if share is not None:
        done, total = str(upload.rows_done), str(upload.rows_total)
        words = texts.get(lang, "imports-progress", stage=words, done=done, total=total)
    return {"state": upload.state, "version": upload.version, "words": words, "share": share}
