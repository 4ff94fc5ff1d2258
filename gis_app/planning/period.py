"""The period that a timeline shows: a month, a quarter or a year, its neighbours, and the marks of its scale."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

Span = Literal["month", "quarter", "year"]
SPANS: tuple[Span, ...] = get_args(Span)
_MONTHS: dict[Span, int] = {"month": 1, "quarter": 3, "year": 12}
FIRST_YEAR, LAST_YEAR = 1990, 2100


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of the scale before `day`, at `x` per cent of the period; `is_month` where a month begins."""

    day: date
    x: float
    is_month: bool


@dataclass(frozen=True, slots=True)
class Period:
    """Whole months; both days are inclusive."""

    span: Span
    first: date
    last: date

    @classmethod
    def around(cls, day: date, span: Span) -> "Period":
        """The month, quarter or year that holds a day."""
        months = _MONTHS[span]
        return _from_month(span, (day.year * 12 + day.month - 1) // months * months)

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.first <= day <= self.last

    def moved(self, by: int) -> "Period | None":
        """The period `by` periods later; None beyond the years that a plan may speak of."""
        month = self.first.year * 12 + self.first.month - 1 + by * _MONTHS[self.span]
        return _from_month(self.span, month) if FIRST_YEAR <= month // 12 <= LAST_YEAR else None

    def x(self, day: date) -> float:
        """Where a day begins, in per cent of the period; below 0 and above 100 outside of it."""
        return round(100 * (day - self.first).days / self.days, 3)

    def marks(self) -> list[Mark]:
        """Where months begin, and Mondays unless a whole year is shown."""
        every = [self.first + timedelta(days=number) for number in range(self.days)]
        return [
            Mark(day, self.x(day), day.day == 1)
            for day in every
            if day.day == 1 or (self.span != "year" and day.weekday() == 0)
        ]


def _from_month(span: Span, month: int) -> Period:
    last = month + _MONTHS[span] - 1
    year, number = last // 12, last % 12 + 1
    return Period(span, date(month // 12, month % 12 + 1, 1), date(year, number, monthrange(year, number)[1]))
