"""The plan of a selection as a PDF for paper: what was asked, sums, the map with numbers, the works by street."""

from datetime import date

from sqlalchemy.orm import Session

from gis_app.dependencies import Language
from gis_app.pages.asked_words import heading_of, sentences_of
from gis_app.pages.pdf import make_pdf
from gis_app.pages.plan_map import MM_PER_PX, SIGN_RADIUS_PX, PlanMap, draw_plan
from gis_app.pages.plan_signs import ink_on
from gis_app.pages.rendering import Words, environment
from gis_app.planning.printed import PrintedPlan
from gis_app.planning.selection import Selection
from gis_app.settings import Settings
from gis_app.works.filters import PlaceOfRegister
from gis_app.works.shifts import Shifts

# Conditions that a planner has to do something about: printed in red.
LATE = ("print-state-overdue", "print-state-unreported")


def plan_as_pdf(
    session: Session, settings: Settings, plan: PrintedPlan, selection: Selection, lang: Language, today: date
) -> bytes:
    """The whole document. It takes seconds: some ten for 500 works."""
    latitude = (settings.bounds[1] + settings.bounds[3]) / 2
    map_of_plan = draw_plan(session, plan.works, _extent(selection), lang, latitude)
    heading = heading_of(session, selection, lang, settings.city_name(lang))
    sentences = sentences_of(session, selection, lang, today)
    html = _document(settings, plan, map_of_plan, heading, sentences, lang, today)
    files = {} if map_of_plan is None else {"map": (draw_svg(map_of_plan, lang).encode(), "image/svg+xml")}
    # Laying out takes seconds and may have to wait for its turn: not with a connection of the database in hand.
    session.commit()
    return make_pdf(html, files)


def draw_svg(map_of_plan: PlanMap, lang: Language) -> str:
    """The map as an SVG document."""
    bar = Words(lang)("print-metres" if map_of_plan.bar_m < 1000 else "print-kilometres", length=_bar(map_of_plan))
    return environment().get_template("planner/plan_map.svg").render(map=map_of_plan, bar=bar, radius=SIGN_RADIUS_PX)


def _bar(map_of_plan: PlanMap) -> str:
    return str(map_of_plan.bar_m if map_of_plan.bar_m < 1000 else map_of_plan.bar_m // 1000)


def _extent(selection: Selection) -> PlaceOfRegister | None:
    """The place that the map shows whole. Not a district: its mountains would leave the works no room."""
    place = selection.works.place
    return None if place is None or place.kind == "district" else place


def _document(
    settings: Settings,
    plan: PrintedPlan,
    map_of_plan: PlanMap | None,
    heading: str,
    sentences: list[str],
    lang: Language,
    today: date,
) -> str:
    t = Words(lang)

    def moved(shifts: Shifts) -> str:
        which = "later" if shifts.days > 0 else "earlier" if shifts.days < 0 else "same"
        return t(f"moved-{which}", times=shifts.times, days=abs(shifts.days))

    by_condition = plan.by_condition()
    return (
        environment()
        .get_template("planner/plan_print.html")
        .render(
            t=t,
            lang=lang,
            city=settings.city_name(lang),
            currency=settings.currency,
            today=today,
            heading=heading,
            asked=sentences,
            plan=plan,
            total=plan.total(),
            by_type=[(kind.title, kind.color, sums) for kind, sums in plan.by_type()],
            by_condition=[(t(key), None, sums) for key, sums in by_condition],
            overdue=sum(sums.count for key, sums in by_condition if key == "print-state-overdue"),
            map=map_of_plan,
            map_width_mm=map_of_plan.width * MM_PER_PX if map_of_plan else 0,
            map_height_mm=map_of_plan.height * MM_PER_PX if map_of_plan else 0,
            unplaced=sum(not work.has_place for work in plan.works),
            numbering=t("print-numbering", page='" counter(page) "', pages='" counter(pages) "'),
            ink_on=ink_on,
            late=LATE,
            moved=moved,
        )
    )
