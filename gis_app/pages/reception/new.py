"""The operator's one screen: an appeal is written down while the person speaks, and what is known there is in view."""

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from starlette.responses import HTMLResponse, RedirectResponse, Response

from gis_app.accounts.roles import ADMINISTRATOR, OPERATOR
from gis_app.appeals.around import Around, look_around
from gis_app.appeals.facts import author_of
from gis_app.appeals.first_contact import register_by_operator
from gis_app.appeals.following import follow
from gis_app.appeals.guide import Found, guide_of
from gis_app.appeals.intake import BadAppealError
from gis_app.appeals.received import KINDS
from gis_app.appeals.situations.register import current_situations
from gis_app.appeals.status import ImpossibleStepError
from gis_app.appeals.suggest import suggest_topics
from gis_app.appeals.topics import read_topics
from gis_app.errors import NotFoundError
from gis_app.geocoding.geocoder import Geocoder
from gis_app.geocoding.review import is_accepted
from gis_app.geocoding.router import GeocoderDep
from gis_app.outages.queries import current_notice, kind_title
from gis_app.pages.appeals.desk import AtDesk, Desk, Fields
from gis_app.pages.appeals.form import AppealForm
from gis_app.pages.appeals.look import Look, look
from gis_app.pages.appeals.queue_words import titled, topic_choices
from gis_app.pages.reception.form import CHANNELS, LONGEST, OperatorForm, empty_form, judge, read_form
from gis_app.pages.rendering import render
from gis_app.pages.scripts import RECEPTION_PAGE, entry_of
from gis_app.texts.fluent import get_texts

router = APIRouter(prefix="/reception/new", tags=["reception"], include_in_schema=False)
MOST_TOPICS, MOST_FOUND = 3, 4


@dataclass(frozen=True, slots=True)
class Seen:
    """What the operator sees beside the form."""

    label: str
    reason: str | None
    around: Around | None
    look: Look | None
    topics: list[Any]
    guide: list[Found]


@router.get("")
def new_page(desk: AtDesk) -> Response:
    """An empty form."""
    return _show(desk, empty_form(desk.request.query_params, desk.lang), None)


@router.post("/look")
def look_there(desk: AtDesk, geocoder: GeocoderDep, fields: Fields) -> Response:
    """What is known at the place and about the topic: the whole page, or the part beside the form for a script.

    A question by POST: what a person tells stands in no address and no log.
    """
    form = read_form(fields, desk.settings)
    return _show(desk, form, _see(desk, form, geocoder), part=desk.request.headers.get("x-part") == "beside")


@router.post("")
def register_it(desk: AtDesk, geocoder: GeocoderDep, fields: Fields) -> Response:
    """Register, count as answered during the contact, or follow an appeal that tells the same."""
    form = read_form(fields, desk.settings)
    if "follow" in fields:
        return _follow(desk, geocoder, form, str(fields["follow"]))
    judge(form)
    is_answered = fields.get("do") == "consulted"
    if is_answered and not form.said:
        form.problems["said"] = "reception-needs-said"
    if form.problems:
        return _show(desk, form, _see(desk, form, geocoder), status_code=400)
    try:
        made = register_by_operator(
            desk.session, form.received(desk.now, is_training=desk.user.is_demo), settings=desk.settings,
            locator=geocoder, author=author_of(desk.user, _role(desk)), said=form.said if is_answered else None,
        )  # fmt: skip
    except (BadAppealError, ImpossibleStepError) as problem:
        field = "external_no" if problem.code == "number-taken" else "text"
        form.problems[field] = f"appeal-error-{problem.code}"
        return _show(desk, form, _see(desk, form, geocoder), status_code=400)
    done = ("consulted" if is_answered else "made") if made.is_new else "known"
    return RedirectResponse(f"/reception/appeals/{made.id}?lang={desk.lang}&done={done}", 303)


def _follow(desk: Desk, geocoder: Geocoder, form: OperatorForm, number: str) -> Response:
    """The person is told of another's appeal instead of a second one: "me too"."""
    try:
        found = follow(
            desk.session, number, email=form.email or None, language=form.language,
            client_key=form.received(desk.now, is_training=desk.user.is_demo).client_key,
            is_training=desk.user.is_demo,
        )  # fmt: skip
    except NotFoundError:
        form.problems["place"] = "appeal-error-unknown-number"
        return _show(desk, form, _see(desk, form, geocoder), status_code=400)
    return RedirectResponse(f"/reception/appeals/{found.appeal_id}?lang={desk.lang}&done=followed", 303)


def _see(desk: Desk, form: OperatorForm, geocoder: Geocoder) -> Seen:
    session, lang = desk.session, desk.lang
    label, reason, point = _settle(form, geocoder, desk)
    topics = read_topics().by_code()
    guide = guide_of(current_situations(session, desk.today))
    suggested = [topics[one.code] for one in suggest_topics(form.text)][:MOST_TOPICS] if form.text else []
    found: Look | None = None
    if form.topic or form.text:
        asked = AppealForm(form.key, text=form.text, kind=form.kind, place=form.place, point=point)
        asked.topic = form.topic or None
        found = look(session, asked, desk.settings, lang, today=desk.today, now=desk.now,
                     is_training=desk.user.is_demo)  # fmt: skip
    around = None if point is None else look_around(session, point, lang, desk.today, is_training=desk.user.is_demo)
    searched = guide.find(form.text)[:MOST_FOUND] if form.text else []
    return Seen(label, reason, around, found, suggested, searched)


def _settle(form: OperatorForm, geocoder: Geocoder, desk: Desk) -> tuple[str, str | None, tuple[float, float] | None]:
    """Where the words of the place lie: (what was understood, why not, the point), as the register will find it."""
    if form.point is not None:
        return form.place, None, form.point
    if not form.place:
        return "", None, None
    answer = geocoder.geocode(form.place, None, desk.lang)
    if answer.geom is None or not is_accepted(answer.confidence):
        return "", answer.reason(desk.lang), None
    at = answer.geom.representative_point()
    return answer.label, None, (float(at.x), float(at.y))


def _show(
    desk: Desk, form: OperatorForm, seen: Seen | None, *, status_code: int = 200, part: bool = False
) -> HTMLResponse:
    lang, texts = desk.lang, get_texts()
    return render(
        desk.request, desk.settings, lang, "reception/beside.html" if part else "reception/new.html",
        entry_of(RECEPTION_PAGE), status_code=status_code, form=form, seen=seen, longest=LONGEST,
        channels=titled("reception-channel", CHANNELS, lang), kinds=titled("reception-kind", KINDS, lang),
        languages=desk.settings.languages, topics=topic_choices(lang, desk.today), known=read_topics().by_code(),
        problems={name: texts.get(lang, said) for name, said in form.problems.items()},
        outage_title=lambda kind: kind_title(kind, lang),
        notice_of=lambda outage_id: current_notice(desk.session, outage_id),
    )  # fmt: skip


def _role(desk: Desk) -> str:
    return OPERATOR if OPERATOR in desk.user.roles else ADMINISTRATOR
