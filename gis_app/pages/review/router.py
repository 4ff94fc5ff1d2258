"""The geocoder's review queue: one text at a time, its candidates on a map, one decision for all its works."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel
from starlette.responses import HTMLResponse, RedirectResponse, Response

from gis_app.accounts.current import SignedIn
from gis_app.accounts.roles import ADMINISTRATOR, OPERATOR
from gis_app.accounts.user import CurrentUser
from gis_app.audit.record import record
from gis_app.dependencies import LanguageDep, SessionDep, SettingsDep, TodayDep
from gis_app.errors import UsageError
from gis_app.geocoding.given_geometry import read_geometry
from gis_app.geocoding.review import Choice, decide, find_item
from gis_app.geocoding.router import GeocoderDep
from gis_app.pages.given import GivenFields, read_given
from gis_app.pages.rendering import render, render_text_page
from gis_app.pages.review.words import decided_item, item_context, next_of, recent_decisions
from gis_app.pages.scripts import REVIEW_PAGE, entry_of
from gis_app.settings import Settings
from gis_app.works.waiting import find_waiting

router = APIRouter(prefix="/review", tags=["review"], include_in_schema=False)
PAGE_SIZE = 50
# A planner's queue begins with the own districts; who places texts for the whole city sees all of them.
OfTheCity = Annotated[bool, Query(alias="all")]


def own_districts(user: CurrentUser, of_the_city: bool) -> frozenset[int] | None:
    """The districts whose texts a person is shown; None for all."""
    is_planner_only = not user.roles & {OPERATOR, ADMINISTRATOR}
    return user.district_ids if is_planner_only and not of_the_city else None


class GivenDecision(BaseModel):
    """A decision as the form sends it. `choice` is `candidate-3`, or one of the other kinds."""

    choice: str
    geometry: str = ""
    city_wide: bool = False
    note: str | None = None


@router.get("")
def list_page(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    user: SignedIn,
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
    decided: Annotated[int | None, Query()] = None,
    of_the_city: OfTheCity = False,
) -> HTMLResponse:
    """Texts that wait, those of most works first, and what was decided last."""
    districts = own_districts(user, of_the_city)
    waiting = find_waiting(session, districts=districts)
    first = (page - 1) * PAGE_SIZE
    return render_text_page(
        request,
        settings,
        lang,
        "review/list.html",
        total=len(waiting),
        works=sum(one.works for one in waiting),
        waiting=waiting[first : first + PAGE_SIZE],
        page=page,
        pages=-(-len(waiting) // PAGE_SIZE),
        decisions=recent_decisions(session),
        just_decided=decided_item(session, decided),
        is_narrowed=districts is not None,
        of_the_city=of_the_city,
        also="&all=true" if of_the_city else "",
    )


@router.get("/{item_id}")
def item_page(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    geocoder: GeocoderDep,
    lang: LanguageDep,
    user: SignedIn,
    item_id: int,
    decided: Annotated[int | None, Query()] = None,
    of_the_city: OfTheCity = False,
) -> HTMLResponse:
    """One text with its candidates, complete without a script."""
    districts = own_districts(user, of_the_city)
    context = item_context(session, settings, geocoder, lang, find_item(session, item_id), districts)
    context |= {"problem": None, "just_decided": decided_item(session, decided), "given": {}}
    context["also"] = "&all=true" if of_the_city else ""
    return render(request, settings, lang, "review/item.html", entry_of(REVIEW_PAGE), **context)


@router.post("/{item_id}/decision")
def decide_item(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    geocoder: GeocoderDep,
    lang: LanguageDep,
    today: TodayDep,
    user: SignedIn,
    item_id: int,
    fields: GivenFields,
    of_the_city: OfTheCity = False,
) -> Response:
    """Append a decision in the person's name and go on to the next text; an undone one comes back to its own."""
    item = find_item(session, item_id)
    districts, also = own_districts(user, of_the_city), "&all=true" if of_the_city else ""
    following = next_of(session, item_id, districts)
    try:
        with session.begin_nested():
            given = read_given(GivenDecision, fields)
            choice = read_choice(given, settings)
            made = decide(session, item_id, choice, user.name, today, note=given.note, city_wide=given.city_wide)
    except UsageError:
        context = item_context(session, settings, geocoder, lang, item, districts)
        context |= {"problem": "unclear", "just_decided": None, "given": fields, "also": also}
        return render(request, settings, lang, "review/item.html", entry_of(REVIEW_PAGE), status_code=400, **context)
    details = {"text": made.text, "kind": made.kind, "label": made.label, "decision": made.id}
    record(
        session, "place.decided", actor=user.name, actor_id=user.id, subject="review_item", subject_id=item_id,
        details=details,
    )  # fmt: skip
    if choice.kind == "withdrawn":
        return RedirectResponse(f"/review/{item_id}?lang={lang}{also}", 303)
    target = "/review" if following is None else f"/review/{following}"
    return RedirectResponse(f"{target}?lang={lang}&decided={item_id}{also}", 303)


def read_choice(given: GivenDecision, settings: Settings) -> Choice:
    """What the form chose. A shape that cannot be read, or an unknown choice, raises UsageError."""
    kind, _, number = given.choice.partition("-")
    if kind == "candidate" and number.isdecimal() and len(number) < 6:
        return Choice("candidate", number=int(number))
    if given.choice == "geometry":
        return Choice("geometry", geom=read_geometry(given.geometry, settings.bounds))
    others: dict[str, Literal["not_a_place", "other_city", "withdrawn"]] = {
        "not_a_place": "not_a_place",
        "other_city": "other_city",
        "withdrawn": "withdrawn",
    }
    if given.choice not in others:
        raise UsageError("choose a candidate, a shape, no place, another city, or to undo")
    return Choice(others[given.choice])
