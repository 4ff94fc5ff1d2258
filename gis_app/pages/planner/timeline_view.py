"""How a timeline is looked at: its period, its grouping, its order; read from a link and written into links."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from gis_app.dependencies import Language
from gis_app.pages.formats import lone_month_names
from gis_app.planning.period import SPANS, Period, Span
from gis_app.planning.selection import Selection
from gis_app.planning.timeline import BYS, ORDERS, By, Order
from gis_app.texts.fluent import get_texts

_QUARTERS = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class View:
    """What of the timeline is no part of the selection."""

    by: By
    period: Period
    order: Order

    @classmethod
    def read(cls, by: str, span: str, on: str, order: str, today: date) -> "View":
        """The view of a link; what cannot be read is the quarter of today by street, the earliest first."""
        chosen: Span = span if span in SPANS else "quarter"
        try:
            period = Period.around(date.fromisoformat(on), chosen).moved(0)
        except ValueError:
            period = None
        return cls(
            by if by in BYS else "street",
            period or Period.around(today, chosen),
            order if order in ORDERS else "earliest",
        )

    def pairs(self) -> Mapping[str, str | int]:
        """The view as parameters of a link."""
        return {
            "by": self.by,
            "span": self.period.span,
            "on": self.period.first.isoformat(),
            "order": self.order,
        }


@dataclass(frozen=True, slots=True)
class Links:
    """Links to the same selection looked at otherwise; each begins with the page."""

    asked: Selection
    lang: Language
    view: View

    def _to(self, view: View, **more: str | int) -> str:
        return "/planner/timeline?" + self.asked.to_query(lang=self.lang, **view.pairs(), **more)

    def by(self, by: By) -> str:
        """Grouped otherwise."""
        return self._to(replace(self.view, by=by))

    def order(self, order: Order) -> str:
        """In another order."""
        return self._to(replace(self.view, order=order))

    def span(self, span: Span, today: date) -> str:
        """A shorter or longer period: around today when it is in sight, else around the first day."""
        day = today if self.view.period.holds(today) else self.view.period.first
        return self._to(replace(self.view, period=Period.around(day, span)))

    def moved(self, by: int) -> str | None:
        """A period earlier or later; None where there is none."""
        period = self.view.period.moved(by)
        return None if period is None else self._to(replace(self.view, period=period))

    def today(self, today: date) -> str:
        """The period of today."""
        return self._to(replace(self.view, period=Period.around(today, self.view.period.span)))

    def page(self, number: int) -> str:
        """Another page."""
        return self._to(self.view, page=number)

    def works_of(self, group: int | None, path: str) -> str | None:
        """The table or the map with the works of one street or contractor; None for those without."""
        if group is None:
            return None
        works = self.asked.works
        if path == "/":
            if self.view.by == "street":
                return None
            of_group = replace(self.asked, works=replace(works, contractor=group))
            return f"/?{map_query(of_group, self.lang, self.view.period)}"
        kept = [(name, value) for name, value in self.asked.pairs() if name not in ("place", "contractor")]
        mine = ("place", f"street:{group}") if self.view.by == "street" else ("contractor", str(group))
        return f"{path}?{urlencode([*kept, mine, ('lang', self.lang)])}"


def map_query(asked: Selection, lang: Language, period: Period | None) -> str:
    """The selection as far as the map knows it; with a period the map shows the same one."""
    works = asked.works
    pairs: list[tuple[str, str]] = [("lang", lang)]
    for name, codes in (("type", works.types), ("group", works.groups), ("status", works.statuses)):
        if codes:
            pairs.append((name, ",".join(codes)))
    districts = asked.scope.districts
    only = next(iter(districts)) if districts is not None and len(districts) == 1 else None
    for name, value in (("contractor", works.contractor), ("district", works.district or only)):
        if value is not None:
            pairs.append((name, str(value)))
    first, last = works.first_day or (period and period.first), works.last_day or (period and period.last)
    days = [(name, day.isoformat()) for name, day in (("from", first), ("to", last)) if day]
    return urlencode([*pairs, *days])


def period_name(period: Period, lang: Language) -> str:
    """«июнь 2026», «II квартал 2026», «2026»."""
    year = str(period.first.year)
    if period.span == "year":
        return get_texts().get(lang, "timeline-year", year=year)
    if period.span == "quarter":
        return get_texts().get(lang, "timeline-quarter", number=_QUARTERS[period.first.month // 3], year=year)
    return get_texts().get(lang, "date-month", month=lone_month_names(lang)[period.first.month - 1], year=year)
