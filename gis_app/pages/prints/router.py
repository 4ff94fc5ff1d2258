"""Printing a plan: the page that asks which, the plan as PDF and as a map in one file."""

from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session
from starlette.responses import HTMLResponse, Response

from gis_app.dependencies import Language, LanguageDep, SessionDep, SettingsDep, TodayDep
from gis_app.errors import PrintTooLargeError, UnavailableError
from gis_app.geocoding.holder import GeocoderHolder
from gis_app.geocoding.router import HolderDep
from gis_app.pages.asked import AskedSelection
from gis_app.pages.files import PDF, attachment, shown_file
from gis_app.pages.places import has_typed_numbers
from gis_app.pages.planner.asked_words import heading_of, sentences_of
from gis_app.pages.planner.timeline_view import map_query
from gis_app.pages.prints.map_file import plan_as_map
from gis_app.pages.prints.pdf_file import ready_print
from gis_app.pages.rendering import Words, render_text_page
from gis_app.planning.figures import count_selected
from gis_app.planning.place_names import name_of, own_districts, own_microdistricts, own_streets
from gis_app.planning.printed import MOST_PRINTED, read_plan
from gis_app.planning.selection import Selection
from gis_app.settings import Settings
from gis_app.works.filters import LONGEST_TEXT, PlaceOfRegister
from layers.work_types import read_vocabulary

router = APIRouter(tags=["pages"], include_in_schema=False)
# What the form of the page asks itself; all else of a link is kept as it came.
_OWN_FIELDS = ("district", "place", "from", "to", "group")


def street_of(holder: GeocoderHolder, session: Session, words: str, lang: Language) -> PlaceOfRegister | None:
    """The street that somebody typed, in any of our languages; None when there is none of that name."""
    for found in holder.autocomplete(session).suggest(words, lang, None, 8):
        kind, _, number = found.id.partition(":")
        if kind == "street" and has_typed_numbers(words, found.label):
            return PlaceOfRegister("street", int(number))
    return None


def printed_selection(
    request: Request, asked: AskedSelection, session: SessionDep, holder: HolderDep, lang: LanguageDep
) -> Selection:
    """The selection of the link, at the street that was typed on the page, if one was and it is known."""
    words = request.query_params.get("street", "").strip()[:LONGEST_TEXT]
    street = street_of(holder, session, words, lang) if words else None
    return asked if street is None else replace(asked, works=replace(asked.works, place=street))


PrintedSelection = Annotated[Selection, Depends(printed_selection)]


def is_unknown_street(request: Request, selection: Selection) -> bool:
    """Whether a street was typed that the register does not have."""
    place = selection.works.place
    return bool(request.query_params.get("street", "").strip()) and (place is None or place.kind != "street")


def back_to_choice(request: Request, session: Session, selection: Selection, lang: Language, n: int) -> Response | None:
    """The way back to the page that asks, when `n` works cannot be printed; it says there why."""
    if 0 < n <= MOST_PRINTED and not is_unknown_street(request, selection):
        return None
    typed = {"street": request.query_params["street"]} if is_unknown_street(request, selection) else {}
    return RedirectResponse(f"/planner/print?{selection.to_query(lang=lang, **typed)}", 303)


@router.get("/planner/print")
def print_page(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    today: TodayDep,
    selection: PrintedSelection,
) -> HTMLResponse:
    """Which district, microdistrict or street, which days and kinds of work; then one press for paper or a map."""
    return _choice(request, session, settings, lang, today, selection)


def _choice(
    request: Request,
    session: Session,
    settings: Settings,
    lang: Language,
    today: date,
    selection: Selection,
    refused: str | None = None,
) -> HTMLResponse:
    """The page that asks; when a print was refused, it says why."""
    unknown = is_unknown_street(request, selection)
    return render_text_page(
        request,
        settings,
        lang,
        "planner/print.html",
        status_code=503 if refused else 200,
        refused=refused,
        asked=selection.works,
        query=selection.to_query(lang=lang),
        map_query=map_query(selection, lang, None),
        count=0 if unknown else count_selected(session, selection, today),
        most=MOST_PRINTED,
        unknown_street=request.query_params["street"].strip() if unknown else None,
        kept=[pair for pair in selection.pairs() if pair[0] not in _OWN_FIELDS],
        heading=heading_of(session, selection, lang, settings.city_name(lang)),
        sentences=sentences_of(session, selection, lang, today),
        groups=[(one.code, one.title.in_language(lang), one.color) for one in read_vocabulary().groups],
        **_places(session, selection, lang),
    )


def _places(session: Session, selection: Selection, lang: Language) -> dict[str, Any]:
    place = selection.works.place
    districts = own_districts(session, selection.scope, lang)
    microdistricts = own_microdistricts(session, selection.scope, lang)
    by_district = [
        (name, [one for one in microdistricts if one.district == district]) for district, name in districts.items()
    ]
    listed = {f"microdistrict:{one.id}" for one in microdistricts}
    name = None if place is None else name_of(session, place, lang)
    is_other = place is not None and place.kind != "street" and f"{place.kind}:{place.id}" not in listed
    return {
        "districts": districts,
        "microdistricts": [*by_district, (None, [one for one in microdistricts if one.district not in districts])],
        "streets": own_streets(session, selection.scope, lang),
        "street": name if place is not None and place.kind == "street" else "",
        "other_place": (f"{place.kind}:{place.id}", name) if place is not None and is_other else None,
    }


@router.get("/planner/plan.pdf")
def plan_pdf(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    today: TodayDep,
    selection: PrintedSelection,
) -> Response:
    """The plan of a selection for paper. Without works, or with more than fit, back to the page that asks."""
    back = back_to_choice(request, session, selection, lang, count_selected(session, selection, today))
    if back is not None:
        return back
    plan = read_plan(session, selection, lang, today)
    ready = ready_print(session, settings, plan, selection, lang, today)
    heading = heading_of(session, selection, lang, settings.city_name(lang))
    # The database is free while the print waits for its turn and is laid out.
    session.commit()
    try:
        pdf = ready.pdf()
    except UnavailableError as refused:
        why = "too-much" if isinstance(refused, PrintTooLargeError) else "busy"
        with Session(request.app.state.engine) as anew:
            return _choice(request, anew, settings, lang, today, selection, refused=why)
    return shown_file(pdf, f"{Words(lang)('print-kind')} — {heading} {today.isoformat()}.pdf", PDF)


@router.get("/planner/plan.html")
def plan_map(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    today: TodayDep,
    selection: PrintedSelection,
) -> Response:
    """The plan of a selection as one file to keep and to send: a map that opens without a network."""
    back = back_to_choice(request, session, selection, lang, count_selected(session, selection, today))
    if back is not None:
        return back
    plan = read_plan(session, selection, lang, today)
    heading = heading_of(session, selection, lang, settings.city_name(lang))
    made = plan_as_map(session, settings, plan, selection, lang, today)
    return attachment(made, f"{Words(lang)('print-kind')} — {heading} {today.isoformat()}.html", "text/html")
