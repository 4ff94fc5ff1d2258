"""The plan of a selection as a PDF for paper: what was asked, sums, the map with numbers, the works by street."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from gis_app.dependencies import Language
from gis_app.pages.drawn_plan import MM_PER_PX, PlanMap
from gis_app.pages.planner.asked_words import heading_of, sentences_of
from gis_app.pages.prints.pdf import make_pdf
from gis_app.pages.prints.plan_map import draw_plan
from gis_app.pages.prints.plan_signs import ink_on
from gis_app.pages.rendering import Words, environment
from gis_app.planning.printed import PrintedPlan
from gis_app.planning.selection import Selection
from gis_app.rasters.files import files_folder
from gis_app.settings import Settings
from gis_app.works.filters import PlaceOfRegister
from gis_app.works.shifts import Shifts

# Conditions that a planner has to do something about: printed in red.
LATE = ("print-state-overdue", "print-state-unreported")


@dataclass(frozen=True, slots=True)
class ReadyPrint:
    """All that a print needs from the database, so that it can be laid out without it."""

    html: str
    map: PlanMap | None
    bar: str
    fonts: Path

    def pdf(self) -> bytes:
        """The document. Seconds of computing, nine for 500 works (docs/benchmarks.md): hold no session meanwhile."""
        return make_pdf(self.html, self.map, self.bar, self.fonts)


def ready_print(
    session: Session, settings: Settings, plan: PrintedPlan, selection: Selection, lang: Language, today: date
) -> ReadyPrint:
    """The whole document but for its layout."""
    latitude = (settings.bounds[1] + settings.bounds[3]) / 2
    map_of_plan = draw_plan(session, plan.works, _extent(selection), lang, latitude)
    heading = heading_of(session, selection, lang, settings.city_name(lang))
    sentences = sentences_of(session, selection, lang, today)
    html = _document(settings, plan, map_of_plan, heading, sentences, lang, today)
    bar = "" if map_of_plan is None else _bar(map_of_plan, lang)
    return ReadyPrint(html, map_of_plan, bar, files_folder(settings) / "fonts")


def _bar(plan: PlanMap, lang: Language) -> str:
    """What the bar of metres says."""
    name, metres = ("print-metres", 1) if plan.bar_m < 1000 else ("print-kilometres", 1000)
    return Words(lang)(name, length=plan.bar_m // metres)


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
            by_condition=[(t(key), None, sums) for key, sums in plan.by_condition()],
            overdue=plan.count_status("overdue"),
            unreported=plan.count_status("unreported"),
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
