"""The numbers of the whole city, for its page and its files: all of one moment."""

from dataclasses import dataclass
from datetime import datetime

from gis_app.city.answered_appeals import AnsweredAppeals, read_answered
from gis_app.city.figures import PlanFigures, read_figures
from gis_app.city.kept_days import KeptDays, read_kept_days
from gis_app.city.plan import PublicPlan
from gis_app.pages.city.request import CityRequest


@dataclass(frozen=True, slots=True)
class CityNumbers:
    """As read at a moment: works and budget; days kept; appeals of the year, None for all years."""

    read_at: datetime
    figures: PlanFigures
    kept: KeptDays
    answered: AnsweredAppeals | None


def numbers_of(city: CityRequest, plan: PublicPlan) -> CityNumbers:
    """The numbers of a plan, at most a minute old."""
    return city.kept(("numbers", plan), lambda: _read(city, plan))


def _read(city: CityRequest, plan: PublicPlan) -> CityNumbers:
    session, today = city.session, city.today
    answered = None
    if plan.year is not None:
        answered = read_answered(session, plan.year, today, is_training=plan.is_training)
    return CityNumbers(city.moment, read_figures(session, plan, today), read_kept_days(session, plan), answered)
