"""The numbers of the whole city for its page and its files: read once a minute, whoever asks, and only of its years."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Depends
from sqlalchemy.orm import Session

from gis_app.city.answered_appeals import AnsweredAppeals, read_answered
from gis_app.city.figures import PlanFigures, read_figures, read_years
from gis_app.city.kept_days import KeptDays, read_kept_days
from gis_app.city.plan import PublicPlan
from gis_app.dependencies import SessionDep, TodayDep
from gis_app.pages.city_links import CityFigures, TrainingDep, year_of
from gis_app.planning.figure_memory import FigureMemory


@dataclass(frozen=True, slots=True)
class CityNumbers:
    """The numbers as of `today`; anybody may ask, so what is read is kept in `memory`."""

    session: Session
    memory: FigureMemory
    today: date
    is_training: bool

    @property
    def years(self) -> tuple[int, ...]:
        """The years that can be asked for, the latest first."""
        key = ("city-years", self.is_training, self.today)
        return self.memory.get(key, lambda: read_years(self.session, self.today, is_training=self.is_training))

    def plan_of(self, words: str) -> PublicPlan:
        """The plan of a link's year; of this year when the link names none of `years`, so that few can be asked for."""
        year = year_of(words, self.today)
        return PublicPlan(self.is_training, year if year is None or year in self.years else self.today.year)

    def figures(self, plan: PublicPlan) -> PlanFigures:
        """Works and budget."""
        return self.memory.get(("city", plan, self.today), lambda: read_figures(self.session, plan, self.today))

    def kept(self, plan: PublicPlan) -> KeptDays:
        """Promised days, kept or not."""
        return self.memory.get(("city-kept", plan, self.today), lambda: read_kept_days(self.session, plan))

    def answered(self, plan: PublicPlan) -> AnsweredAppeals | None:
        """Appeals of the plan's year; None for all years."""
        year = plan.year
        if year is None:
            return None
        return self.memory.get(
            ("city-appeals", plan, self.today),
            lambda: read_answered(self.session, year, self.today, is_training=plan.is_training),
        )


async def city_numbers(
    session: SessionDep, memory: CityFigures, today: TodayDep, is_training: TrainingDep
) -> CityNumbers:
    """The numbers for a request."""
    return CityNumbers(session, memory, today, is_training)


Numbers = Annotated[CityNumbers, Depends(city_numbers)]
